"""A word that tells an action."""

from dataclasses import dataclass

from claims.compare.lexicon import Form


@dataclass(frozen=True, slots=True)
class Telling:
    """A word `at` that tells an action of `classes`, with its particle or object at `parts`."""

    at: int
    form: Form
    classes: frozenset[str]
    parts: frozenset[int]
