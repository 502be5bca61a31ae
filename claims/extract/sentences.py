"""Text -> sentences: nupunkt decides at punctuation, and layout decides where there is none.

nupunkt 0.8.0 (Punkt with a model trained on news, law and web text) knows abbreviations. What it
does not know is added here: a dateline, a blank line, a headline or a list item ends a sentence although no
full stop says so, and a name may carry its own exclamation mark ("Yahoo! Japan").
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise

from claims.domain.text import Span, span_of
from claims.extract.datelines import dateline_end
from claims.extract.lexicon import word_set

_PIECE = 2_000  # characters handed to nupunkt at once: its time grows with the square of a run of ".”.”.”"

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LIST_ITEM = re.compile(r"[ \t]{0,40}(?:[-*•–—·▪►]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])[ \t]")
_FIRST_WORD = re.compile(r"[^\w]{0,8}(\w{1,40})")
_LAST_WORD = re.compile(r"(\w{1,40})[^\w\s]{0,4}\s{0,40}$")

_PLAIN_END = re.compile(r"(?<![\w.@/-])([a-z]{3,30})\.[\"”’)]{0,3}\s{1,40}(?=[\"“‘(]{0,2}[A-Z])")

_FINAL = ".!?…。！？"
_CLOSING = "\"'”’»)]}*"
_CONTINUES = ",;:-–—/&("
_HEADLINE_WORDS = 8  # a line of so few words without final punctuation is a headline wherever it stands


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in their order, without surrounding white space.

    Spans never overlap, and every character that is not white space lies in one of them. Blank lines
    always end a sentence; so do a dateline, and a line break after a headline or around a list item. Takes linear
    time on any text: a sentence longer than 2,000 characters may be cut at white space.
    """
    sentences: list[Span] = []
    for block_start, end in _blocks(text):
        start = dateline_end(text, block_start, end)
        if start > block_start:
            sentences.append(span_of(text, block_start, start - (text[start - 1] == " ")))
        for first, last in _joined(text, _cuts(text, start, end)):
            sentences.append(span_of(text, first, last))
    return tuple(sentences)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses, by layout alone."""
    paragraph: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if line.group().isspace():
            yield from _split_paragraph(text, paragraph)
            paragraph = []
            continue
        if paragraph and len(text[paragraph[-1][1] : start].replace("\r\n", "\n")) > 1:
            yield from _split_paragraph(text, paragraph)
            paragraph = []
        paragraph.append((start, end))
    yield from _split_paragraph(text, paragraph)


def _split_paragraph(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut a paragraph at the line breaks that were made on purpose."""
    if not lines:
        return
    width = max(end - start for start, end in lines)
    block_start = lines[0][0]
    for (start, end), (next_start, next_end) in pairwise(lines):
        if _ends_on_purpose(text[start:end], text[next_start:next_end], width):
            yield block_start, end
            block_start = next_start
    yield block_start, lines[-1][1]


def _ends_on_purpose(line: str, following: str, width: int) -> bool:
    """Whether a single line break ends a sentence that has no final punctuation.

    Wrapped prose breaks where the next word no longer fits into the width of the paragraph; a line
    that ends earlier, or is as short or as capitalised as a headline, was ended by its author.
    """
    if _LIST_ITEM.match(following):
        return True
    ending = line[-200:].rstrip().rstrip(_CLOSING)
    opening = _FIRST_WORD.match(following)
    if not ending or ending[-1] in _FINAL or ending[-1] in _CONTINUES or opening is None:
        return False
    last = _LAST_WORD.search(ending[-60:])
    if opening.group(1)[0].islower() or (last and last.group(1).lower() in word_set("open_words.txt")):
        return False
    words = line.split(None, 60)
    would_have_fitted = len(line.rstrip()) + 1 + opening.end() <= width
    return would_have_fitted or len(words) <= _HEADLINE_WORDS or _is_title_case(words)


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of one block, nupunkt's word for it, piece by piece."""
    spans_of = _punkt()
    while start < end:
        piece_end = min(start + _PIECE, end)
        piece = text[start:piece_end]
        ends = sorted({start + last for _, last in spans_of(piece)} | {start + last for last in _plain_ends(piece)})
        if piece_end < end:
            # The last sentence may go on behind the piece: it is read again with the next one.
            ends = ends[:-1] or [_last_gap(text, start, piece_end)]
        for stop in ends:
            yield start, stop
            start = stop


def _plain_ends(piece: str) -> Iterator[int]:
    """Ends that nupunkt's model overlooks: it takes some plain words ("coal.", "row.") for abbreviations."""
    for found in _PLAIN_END.finditer(piece):
        if found.group(1) not in word_set("lower_abbreviations.txt"):
            yield found.end()


def _last_gap(text: str, start: int, end: int) -> int:
    """Where to cut a stretch that has no end: behind its last white space, or at `end` without any."""
    for at in range(end, max(start, end - 1_000), -1):
        if text[at - 1].isspace():
            return at
    return end


def _joined(text: str, cuts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Strip white space and put together what was cut inside a name."""
    held: tuple[int, int] | None = None
    for raw_start, raw_end in cuts:
        piece = text[raw_start:raw_end]
        start = raw_start + len(piece) - len(piece.lstrip())
        end = raw_start + len(piece.rstrip())
        if start >= end:
            continue
        if held is not None and _cut_inside_name(text, held[1], start):
            held = (held[0], end)
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held


def _cut_inside_name(text: str, end: int, start: int) -> bool:
    """Whether the mark before `end` belongs to a name or title that the sentence goes on after."""
    mark = text[end - 1]
    if mark not in ".!?":
        return False
    if mark != "." and text[start].islower():
        return True
    word = _LAST_WORD.search(text[max(0, end - 42) : end])
    name = word.group(1).lower() if word else ""
    if mark == ".":
        return name in word_set("never_final.txt") and text[start].isalpha()
    opening = _FIRST_WORD.match(text, start)
    next_word = opening.group(1).lower() if opening else ""
    return name in word_set("exclaimed_names.txt") and next_word not in word_set("sentence_openers.txt")


@cache
def _punkt() -> Callable[[str], Iterable[tuple[int, int]]]:
    """nupunkt's model, loaded at the first sentence: 40 ms for the import and 4 ms for the model."""
    import nupunkt

    return nupunkt.sent_spans
