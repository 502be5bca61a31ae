"""Verbs of speech, thought and intention in all their forms, from data/speech_verbs.txt."""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from claims.extract.lexicon import entries

_UNUSED = "-"  # stands for a form that is nearly always a noun


class Form(StrEnum):
    """Which form of a verb a word is; the base form doubles as the plural of the present."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    ING = "ing"


class SpeechVerb(NamedTuple):
    """A word as a form of a verb of speech, and what content it takes."""

    base: str
    form: Form
    clause: bool  # said the plant would close
    that: bool  # found that
    object: bool  # denied the report
    to: bool  # promised to refund
    hearer: bool  # told staff that


@cache
def speech_verbs() -> dict[str, SpeechVerb]:
    """Every form of every verb of the list, in lower case."""
    found: dict[str, SpeechVerb] = {}
    for line in entries("speech_verbs.txt"):
        written, takes = line.split()
        forms = written.split(":") if ":" in written else _regular(written)
        for form, word in zip(Form, forms, strict=True):
            verb = SpeechVerb(forms[0], form, "c" in takes, "t" in takes, "o" in takes, "p" in takes, "h" in takes)
            if word != _UNUSED:
                found.setdefault(word, verb)
    return found


def _regular(base: str) -> list[str]:
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    if base.endswith("e"):
        return [base, third, base + "d", base[:-1] + "ing"]
    return [base, third, base + "ed", base + "ing"]
