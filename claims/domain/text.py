"""Stretches of text."""

import unicodedata
from dataclasses import dataclass

_SPACES = {"Cc", "Zl", "Zp"}  # categories of Unicode: controls, ends of lines and paragraphs
_DROPPED = {"Cf", "Cs", "Co"}  # marks of direction and other hints, halves of pairs, private use


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a text, with `text[start:end] == span.text` always."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"a span of {len(self.text)} characters cannot run from {self.start} to {self.end}")

    def shifted(self, by: int) -> "Span":
        """The same stretch in a text that has `by` more characters in front."""
        return Span(self.start + by, self.end + by, self.text)

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def span_of(text: str, start: int, end: int) -> Span:
    """The span of `text` from `start` to `end`."""
    return Span(start, end, text[start:end])


def in_one_line(text: str, longest: int) -> str:
    """As much of a text as can be shown in any format: on one line, cut with an ellipsis, nothing unseen in it.

    Neither controls nor marks of direction nor what is no character at all, so XML, mail and calendars can hold it.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_shown, text))
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in _SPACES:
        return " "
    return "" if kind in _DROPPED or _is_none(ord(char)) else char


def _is_none(code: int) -> bool:
    """Whether Unicode promises that this will never be a character."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
