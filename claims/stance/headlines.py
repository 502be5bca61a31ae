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


def is_headline(text: str) -> bool:
    """Whether a claim has a headline's marks (a colon, single quotation marks), its capitals or its brevity.

    Capitals everywhere hide which words are names. Without an article and an auxiliary, "Council leader shot" does not
    say whether a verb is one, nor when.
    """
    text = text.strip()[:_MAX_CHARS]
    words = _WORD.findall(text)
    longer = [word for word in words[1:] if len(word) >= _LONG]
    capitals = sum(word[0].isupper() for word in longer)
    if len(longer) >= _FEW and capitals > _CAPITALS * len(longer):
        return True
    return bool(_MARK.search(text)) or _JOINING.isdisjoint(word.lower() for word in words)
