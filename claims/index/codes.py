"""What a text means, as a few numbers kept beside its words.

An index knows words alone. Who opens it may hand in a `Coder`, which knows what words mean: of the texts that share
words with a question, those that mean the like come first then (docs/scale.md says what that brings).
"""

from collections.abc import Sequence
from typing import Protocol

WIDTH = 4  # numbers of 64 bits, as the columns of an index hold them

Code = tuple[int, ...]  # WIDTH numbers; none for a text that was put in without a coder


class Coder(Protocol):
    """Makes codes, and compares them with a question. Safe to share between threads."""

    @property
    def fingerprint(self) -> str:
        """Tells apart any two coders whose codes differ."""
        ...

    def codes_of(self, texts: Sequence[str]) -> Sequence[Code]:
        """The code of each text."""
        ...

    def likeness(self, text: str, codes: Sequence[Code]) -> Sequence[float]:
        """How near each code is to what `text` means: about 1 for the same, 0 and less for nothing in common."""
        ...
