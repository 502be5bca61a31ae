"""Whether a claim is worded as a headline: such words leave out what truth conditions are read from."""

import re

from claims.compare.clauses import AUXILIARY, DETERMINER

_MARK = re.compile(r"[:|?!…]|\.\.\.|\s[-–—]\s|(?<!\w)['‘]\w|[’']$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOINING = AUXILIARY | DETERMINER
_MAX_CHARS = 400
_LONG = 4  # letters; shorter words are seldom capitalised even in headlines
_CAPITALS = 0.6  # share of the longer words, from which on capitals do not show names
_FEW = 3  # longer words, below which a share says nothing


def is_set_as_headline(text: str) -> bool:
    """Whether a claim has a headline's marks, such as a colon or single quotation marks, or its capitals.

    With capitals everywhere, names cannot be told from words.
    """
    text = text.strip()[:_MAX_CHARS]
    longer = [word for word in _WORD.findall(text)[1:] if len(word) >= _LONG]
    capitals = sum(word[0].isupper() for word in longer)
    return bool(_MARK.search(text)) or (len(longer) >= _FEW and capitals > _CAPITALS * len(longer))


def is_clipped(text: str) -> bool:
    """Whether a claim has neither an article nor an auxiliary: "Council leader shot" does not say when or whether."""
    return _JOINING.isdisjoint(word.lower() for word in _WORD.findall(text[:_MAX_CHARS]))
