"""What the model of speech looks at: templates, each some columns of numbers taken together.

A column has one number for each candidate. A template and the numbers of its columns are hashed to a slot
of the table of weights, so no list of features has to be kept, and all candidates of an article are
weighed in a few steps.
"""

from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from claims.extract.speech.layout import Layout, Numbers

Unsigned = npt.NDArray[np.uint64]

_BITS = 17
SLOTS = 1 << _BITS
_MIX = 0x9E3779B97F4A7C15
_TOP_BITS = np.uint64(64 - _BITS)
_AHEAD = 8  # words from a cue to a quotation that still belongs to it
_SHORT = 4  # words after a cue that ends its sentence
_BUCKETS = np.array([0, 1, 2, 3, 4, 5, 5, *[7] * 3, *[10] * 5, *[15] * 10, *[25] * 15, 40])
_FAR = len(_BUCKETS) - 1
_SUBJECT = 10  # words before a cue in which its subject is looked for

CUE = (
    "word", "stem", "word-1", "word-2", "word+1", "word+2", "word word+1", "word-1 word", "stem form", "quote-in",
    "stem quote-in", "stem kind+1", "stem kind-1", "form kind-1 kind+1", "word+1 word+2", "word-2 word-1", "upper form",
    "initial form", "subject form", "stem subject", "beginning", "stem kind+1 kind+2", "short", "headline form",
    "kind-1 kind+1", "kind-2 kind-1 form",
)  # fmt: skip
AFTER = (
    "stem distance", "stem kind", "stem kind-1", "kind-1 kind", "word", "word-1", "word-1 word", "distance kind",
    "passed kind", "stem passed", "form distance kind", "distance kind-1", "word-cue distance", "stops", "word word+1",
    "stem word", "to-quote", "cue+1 cue+2 distance", "comma clause lead", "stem comma clause",
)  # fmt: skip
BEFORE = (
    "stem", "gap opens mark", "stem quoted opens", "kind", "kind-1", "comma quoted cue+1", "stem comma", "cue+1 cue-1",
    "initial early opens quoted", "commas initial opens", "short initial", "word", "word-1 initial", "stem cue+1",
    "stem cue-1 commas", "distance opens", "early gap cue+1", "form cue+1 comma", "comma clause lead",
    "initial comma clause lead", "stem comma clause",
)  # fmt: skip
END_AFTER = (
    "where final begins closes", "stem final where", "stem kind", "begins kind", "length kind", "length begins", "word",
    "word-1 kind", "word word+1", "kind-1 kind kind+1", "commas kind", "finite final kind begins",
    "own where paragraph kind", "closes inner final begins", "finite+1 kind finite", "cue+1 kind", "left kind",
    "begins left final", "stem length", "form kind final", "paragraph begins closes",
    "cue-word kind final", "cue-word commas kind finite",
)  # fmt: skip
END_AROUND = (
    "where opens closes own", "stem where", "final opens cue+1", "kind kind-1 where", "gap where closes",
    "quotes where", "to-quote where closes final", "paragraph closes", "kind+1 kind where", "stem kind where",
    "short where final", "cue+1 where final closes", "word where", "own where to-quote paragraph",
)  # fmt: skip


def cue_slots(layout: Layout, cue: Numbers) -> Numbers:
    """The slots of words that may be cues: one row for each."""
    kind, word = layout.kind, layout.word
    first, last = layout.first[cue], layout.last[cue]
    subject, far = _subject(layout, cue)
    ahead, behind = layout.next_quote(cue + 1), layout.last_quote(cue)
    columns = _about_cue(layout, cue) | {
        "word": word[cue],
        "word-2": word[cue - 2],
        "word-1": word[cue - 1],
        "word+1": word[cue + 1],
        "word+2": word[cue + 2],
        "kind-2": kind[cue - 2],
        "kind-1": kind[cue - 1],
        "kind+1": kind[cue + 1],
        "kind+2": kind[cue + 2],
        "quote-in": np.where((ahead < _AHEAD) & (cue + 1 + ahead < last), ahead + 1, 0) * 2 + (behind < _AHEAD),
        "upper": layout.upper[cue],
        "initial": (cue == first) * 1,
        "subject": subject * 2 + far,
        "beginning": (first == 0) * 1,
        "headline": (layout.tail[cue] == last) * 1,
    }
    return _slots("cue", CUE, columns)


def start_slots(layout: Layout, cue: Numbers, start: Numbers) -> Numbers:
    """The slots of places at which the content of a cue may begin; one row for each pair."""
    kind, word = layout.kind, layout.word
    after = start > cue
    found = np.zeros((len(cue), max(len(AFTER), len(BEFORE))), dtype=np.int64)
    at, to = cue[after], start[after]
    passed = np.where(to - at > 4, 999, 1)
    for step in (1, 2, 3):
        passed = passed * 30 + np.where(at + step < to, kind[at + step], 0)
    columns = _about_cue(layout, at) | {
        "distance": _bucket(to - at),
        "kind": kind[to],
        "kind-1": kind[to - 1],
        "word": word[to],
        "word-1": word[to - 1],
        "word+1": word[to + 1],
        "passed": passed * 16
        + np.minimum(layout.between("commas", at + 1, to), 1) * 8
        + np.minimum(layout.between("quoted", at + 1, to), 1) * 4
        + np.minimum(layout.between("capitals", at + 1, to), 1) * 2
        + np.minimum(layout.between("finite", at + 1, to), 1),
        "word-cue": word[at + 1],
        "stops": np.minimum(layout.between("stops", at + 1, to), 1),
        "to-quote": np.minimum(layout.next_quote(to), 12),
    }
    found[after, : len(AFTER)] = _slots("after", AFTER, columns)
    at, to = cue[~after], start[~after]
    gap = layout.last_quote(at)
    columns = _about_cue(layout, at) | {
        "gap": np.minimum(gap, _AHEAD),
        "quoted": (gap < _AHEAD) * 1,
        "mark": np.where(gap < _AHEAD, word[at - np.minimum(gap, _AHEAD) - 2], 0),
        "opens": layout.opens(to),
        "kind": kind[to],
        "kind-1": kind[to - 1],
        "word": word[to],
        "word-1": word[to - 1],
        "initial": (to == layout.first[at]) * 1,
        "early": (to < layout.first[at]) * 1,
        "commas": np.minimum(layout.between("commas", np.maximum(to, layout.first[at]), at), 3),
        "distance": _bucket(at - to),
    }
    found[~after, : len(BEFORE)] = _slots("before", BEFORE, columns)
    return found


def end_slots(layout: Layout, cue: Numbers, start: Numbers, end: Numbers) -> Numbers:
    """The slots of places before which a content may end that begins at `start`; one row for each triple."""
    kind, word = layout.kind, layout.word
    tail, last = layout.tail[cue], layout.last[cue]
    where = np.where(end <= cue, 0, np.where(end <= last, 1, 2))
    quote = np.maximum(layout.quoted[start], 0)
    opens = layout.opens(start)
    own = (opens > 0) & (len(layout.quote_ends) > 0)
    own[own] = layout.quote_ends[quote[own]] == end[own]
    ahead = np.minimum(end + 8, np.maximum(tail, end))
    shared = _about_cue(layout, cue) | {
        "where": where,
        "final": (end == tail) * 1,
        "closes": layout.closes(end),
        "opens": opens,
        "own": own * 1,
        "kind": kind[end],
        "kind-1": kind[end - 1],
        "kind+1": kind[end + 1],
        "word": word[end],
        "paragraph": ((where == 2) & (layout.paragraph[end - 1] != layout.paragraph[cue])) * 1,
        "begins": kind[start],
        "word-1": word[end - 1],
        "word+1": word[end + 1],
        "length": _bucket(end - start),
        "commas": np.minimum(layout.between("commas", start, end), 3),
        "finite": np.minimum(layout.between("finite", start, end), 2),
        "inner": np.minimum(layout.between("quoted", start, end), 1),
        "finite+1": np.minimum(layout.between("finite", end, ahead), 1),
        "cues": np.minimum(layout.between("cues", end, np.minimum(end + 5, np.maximum(tail, end))), 1),
        "left": np.where(where == 1, _bucket(np.maximum(tail - end, 0)), 99),
        "gap": _bucket(np.abs(cue - end)),
        "quotes": np.minimum(
            np.searchsorted(layout.quote_starts, end) - np.searchsorted(layout.quote_starts, start), 4
        ),
        "to-quote": _bucket(np.minimum(layout.next_quote(cue + 1), 45)),
    }
    after = start > cue
    found = np.zeros((len(cue), max(len(END_AFTER), len(END_AROUND))), dtype=np.int64)
    found[after, : len(END_AFTER)] = _slots("end", END_AFTER, {n: c[after] for n, c in shared.items()})
    found[~after, : len(END_AROUND)] = _slots("around", END_AROUND, {n: c[~after] for n, c in shared.items()})
    return found


def _about_cue(layout: Layout, cue: Numbers) -> dict[str, Numbers]:
    first = layout.first[cue]
    comma = np.maximum(layout.comma[cue], first)
    return {
        "stem": layout.stem[cue],
        "form": layout.shape[cue],
        "cue-word": layout.word[cue - 1],
        "cue-1": layout.kind[cue - 1],
        "cue+1": layout.kind[cue + 1],
        "cue+2": layout.kind[cue + 2],
        "comma": np.where(comma > first, np.minimum(cue - comma, 12), 0),
        "clause": np.minimum(layout.between("finite", first, comma), 1),
        "lead": layout.kind[comma + 1],
        "short": (layout.last[cue] - cue < _SHORT) * 1,
    }


def _subject(layout: Layout, cue: Numbers) -> tuple[Numbers, Numbers]:
    """The kind of the last pronoun, capital, comma or quotation before each cue, 0 without, and whether it is apart."""
    near = layout.subject[cue]
    is_there = (near >= layout.first[cue]) & (cue - near < _SUBJECT)
    return np.where(is_there, layout.kind[np.maximum(near, 0)], 0), (is_there & (cue - near > 1)) * 1


def _bucket(distance: Numbers) -> Numbers:
    return _BUCKETS[np.minimum(distance, _FAR)]


def _slots(name: str, templates: tuple[str, ...], columns: dict[str, Numbers]) -> Numbers:
    seeds, mixing = _mixing(name, templates, tuple(columns))
    mixed = mixing @ np.array(list(columns.values()), dtype=np.int64).view(np.uint64)
    mixed += seeds
    mixed >>= _TOP_BITS
    return mixed.view(np.int64).T


@cache
def _mixing(name: str, templates: tuple[str, ...], columns: tuple[str, ...]) -> tuple[Unsigned, Unsigned]:
    """What each template begins with, and by what it multiplies each column.

    The slot of a template is the top bits of a polynomial: from its seed on, what was mixed is multiplied and the
    next column added, all in 64 bits without a sign. For all templates at once that is a product of matrices.
    """
    seeds = np.zeros((len(templates), 1), dtype=np.uint64)
    mixing = np.zeros((len(templates), len(columns)), dtype=np.uint64)
    for row, template in enumerate(templates):
        power = 1
        for column in reversed(template.split()):
            power = power * _MIX % 2**64
            mixing[row, columns.index(column)] = power
        power = power * _MIX % 2**64
        seeds[row] = crc32(f"{name}: {template}".encode()) * power % 2**64
    return seeds, mixing
