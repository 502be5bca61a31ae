"""Where the content of a cue may begin, and where it may end: every place worth weighing, and few of them."""

from bisect import bisect_left

from claims.extract.speech.layout import Layout
from claims.extract.speech.traits import Kind

_AHEAD = 30  # words after a cue in which its content may begin
_NEAR = 3  # words after a cue of which every one may be the first of its content
_RIGHT_STARTS = 10
_LEFT_STARTS = 5
_CLAUSE = 60  # words before a cue within which clauses may begin with its content
_BACK = 30  # words before a cue in which a quotation may have ended
_LEFT_ENDS = 7
_RIGHT_ENDS = 14
_LONGEST = 100  # words of a content that ends before its sentence does
_GAP = 40  # words between a sentence and a quotation that goes on with its content
_MORE_QUOTES = 4

_MARKS = frozenset({Kind.COMMA, Kind.COLON, Kind.SEMICOLON, Kind.DASH, Kind.BRACKET, Kind.STOP, Kind.MARK, Kind.QUOTE})
_OPENERS = frozenset({Kind.TO, Kind.THAT, Kind.QUESTION, Kind.QUOTE})
_BEFORE_START = frozenset({Kind.COLON, Kind.COMMA, Kind.DASH, Kind.TO, Kind.THAT, Kind.DAY})
_LEADS_ASIDE = frozenset({Kind.PREPOSITION, Kind.DAY})  # "said in a letter about the strike that"
_PARTS_CLAUSES = frozenset(
    {Kind.COMMA, Kind.SEMICOLON, Kind.COLON, Kind.DASH, Kind.BRACKET, Kind.STOP, Kind.PAIR, Kind.CONJUNCTION}
)
_ENDS_LEFT = frozenset({Kind.COMMA, Kind.SEMICOLON, Kind.COLON, Kind.DASH, Kind.BRACKET})
_ENDS_RIGHT = _MARKS | {
    Kind.PAIR,
    Kind.CONJUNCTION,
    Kind.PREPOSITION,
    Kind.TO,
    Kind.THAT,
    Kind.QUESTION,
    Kind.DAY,
    Kind.AUXILIARY,
    Kind.LY,
    Kind.ING,
}


def starts(layout: Layout, cue: int) -> list[int]:
    """The words at which the content of the cue may begin: those after it first."""
    return [*_starts_after(layout, cue), *_starts_before(layout, cue)]


def ends(layout: Layout, cue: int, start: int) -> list[int]:
    """The words before which a content may end that begins at `start`."""
    found = set(_ends_in_sentence(layout, cue, start))
    if start < cue:
        found.update(_ends_before(layout, cue, start))
    found.update(_ends_beyond(layout, cue))
    return sorted(at for at in found if at > start)


def _starts_after(layout: Layout, cue: int) -> list[int]:
    kinds, quoted = layout.kinds, layout.scene.quoted
    found: list[int] = []
    last = min(int(layout.last[cue]) + 1, cue + _AHEAD, len(quoted))
    for at in range(cue + 1, last):
        if quoted[at] >= 0:
            if quoted[at] != quoted[at - 1]:
                found.append(at)
        elif kinds[at] not in _MARKS and (
            at - cue <= _NEAR
            or kinds[at] in _OPENERS
            or kinds[at - 1] in _BEFORE_START
            or (kinds[at - 1] == Kind.PREPOSITION and kinds[cue + 1] not in _LEADS_ASIDE)
        ):
            found.append(at)
        if len(found) == _RIGHT_STARTS:
            break
    return found


def _starts_before(layout: Layout, cue: int) -> list[int]:
    scene, kinds, lo = layout.scene, layout.kinds, int(layout.first[cue])
    found = {lo}
    parts = 0
    at = cue - 1
    while at > max(lo, cue - _CLAUSE):
        quote = scene.quoted[at]
        if quote >= 0:
            at = scene.quotes[quote][0]
            found.add(at)
        elif parts < _LEFT_STARTS and at + 1 < cue and (kinds[at] in _PARTS_CLAUSES or kinds[at] == Kind.THAT):
            parts += 1
            found.add(at if kinds[at] == Kind.THAT else at + 1)
        at -= 1
    quote = next((scene.quoted[at] for at in range(cue - 1, max(-1, cue - _BACK), -1) if scene.quoted[at] >= 0), -1)
    if quote >= 0 and scene.quotes[quote][0] < lo:
        begins = scene.quotes[quote][0]
        found.update((begins, int(layout.first[begins])))
    return sorted(at for at in found if at < cue)


def _ends_before(layout: Layout, cue: int, start: int) -> list[int]:
    scene, kinds = layout.scene, layout.kinds
    found = [cue]
    for at in range(cue - 1, max(start, cue - _BACK), -1):
        behind_quote = scene.quoted[at - 1] >= 0 and scene.quoted[at] != scene.quoted[at - 1]
        if behind_quote or (scene.quoted[at] < 0 and kinds[at] in _ENDS_LEFT):
            found.append(at)
        if len(found) == _LEFT_ENDS:
            break
    return found


def _ends_in_sentence(layout: Layout, cue: int, start: int) -> list[int]:
    scene, kinds, tail = layout.scene, layout.kinds, int(layout.tail[cue])
    found: list[int] = [tail] if tail > start else []
    at = max(start, cue) + 1
    if start > cue and scene.quoted[start] >= 0:
        at = scene.quotes[scene.quoted[start]][1]
    stop = min(tail, at + _LONGEST)
    while at < stop and len(found) <= _RIGHT_ENDS:
        quote = scene.quoted[at]
        if quote >= 0 and quote == scene.quoted[at - 1]:
            at = scene.quotes[quote][1]
            continue
        if kinds[at] in _ENDS_RIGHT or scene.quoted[at - 1] >= 0:
            found.append(at)
        at += 1
    return found


def _ends_beyond(layout: Layout, cue: int) -> list[int]:
    """The ends of quotations that go on where the sentence stops, each close to the one before."""
    quotes, last = layout.scene.quotes, int(layout.last[cue])
    found: list[int] = []
    reached = last
    following = bisect_left(quotes, (cue, 0))
    for begins, stops in quotes[following : following + 2 * _MORE_QUOTES]:
        if begins >= last and begins - reached > _GAP:
            break
        if stops > layout.tail[cue]:
            found.append(stops)
        reached = max(reached, stops)
        if len(found) == _MORE_QUOTES:
            break
    return found
