"""Forms of the verbs by which people say, think or show something."""

import re
from functools import cache

from claims.extract.lexicon import entries

_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("ss", "ss"), ("es", ""), ("s", ""))
_BRITISH = re.compile(r"(?<=[a-z]{3})(?:is(?=(?:e|ed|es|ing|ation)$)|our(?=(?:s|ed|ing|able)?$)|ll(?=(?:ed|ing)$))")
_AMERICAN = {"is": "iz", "our": "or", "ll": "l"}
_SHORTEST = 3  # letters of a stem


def stem(low: str) -> str:
    """A lower-case word without its ending: "claims", "claimed" and "claiming" are one, and so are "say" and "said"."""
    if low in _irregular():
        return _irregular()[low]
    for ending, put in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST:
            low = low[: -len(ending)] + put
            break
    return low[:_SHORTEST] + low[_SHORTEST:].rstrip("e")


def americanised(low: str) -> str:
    """A lower-case word as it is spelt in American English, as far as endings go: "criticised", "favoured"."""
    return _BRITISH.sub(lambda found: _AMERICAN[found.group()], low)


def is_past(low: str) -> bool:
    """Whether a lower-case word looks like a past tense or participle."""
    return low.endswith("ed") or low in _pasts()


@cache
def _irregular() -> dict[str, str]:
    """Each form of an irregular verb with its base."""
    return {form: line.split(":")[0] for line in entries("speech/irregular_verbs.txt") for form in line.split(":")}


@cache
def _pasts() -> frozenset[str]:
    """The past tenses and participles of irregular verbs."""
    forms = (line.split(":")[2:] for line in entries("speech/irregular_verbs.txt"))
    return frozenset(form for verb in forms for form in verb if not form.endswith("ing"))
