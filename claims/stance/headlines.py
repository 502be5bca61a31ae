"""Whether a claim is worded as a headline: such words leave out what truth conditions are read from."""

import re

from claims.compare.clauses import AUXILIARY, COMPLEMENTISER, DETERMINER, PREPOSITION

_MARK = re.compile(r"[:|?!…]|\.\.\.|\s[-–—]\s|(?<!\w)['‘]\w|[’']$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOINING = AUXILIARY | DETERMINER
_SMALL = (
    _JOINING | PREPOSITION | COMPLEMENTISER | frozenset({"and", "but", "for", "nor", "not", "than", "when", "while"})
)
_MAX_CHARS = 400
_FEW = 3  # words, below which capitals say nothing


def is_set_as_headline(text: str) -> bool:
    """Whether a claim has a headline's marks, such as a colon or single quotation marks, or its capitals.

    With capitals everywhere, names cannot be told from words.
    """
    text = text.strip()[:_MAX_CHARS]
    words = _WORD.findall(text)[1:]
    if any(word in AUXILIARY for word in words):
        return bool(_MARK.search(text))
    telling = [word for word in words if word.lower() not in _SMALL]
    return bool(_MARK.search(text)) or (len(telling) >= _FEW and all(word[0].isupper() for word in telling))


def is_clipped(text: str) -> bool:
    """Whether a claim has neither an article nor an auxiliary: "Council leader shot" does not say when or whether."""
    return _JOINING.isdisjoint(word.lower() for word in _WORD.findall(text[:_MAX_CHARS]))
