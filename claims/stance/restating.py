"""Whether a sentence says the very words of a claim: plain reports do, and what is close to one and false does not."""

from collections.abc import Iterable, Sequence

from claims.compare.claim_side import claim_side
from claims.compare.clauses import AUXILIARY, DETERMINER, PREPOSITION, PRONOUN
from claims.compare.words import Word
from claims.domain.claim import Claim
from claims.domain.mention import DateMention
from claims.stance.lexicon import word_lists
from claims.stance.views import View

_SMALL = AUXILIARY | DETERMINER | PREPOSITION | PRONOUN
_SAYING = frozenset({"saying", "affirming"})
_LIMITING = frozenset({"but", "although", "though", "while", "unless", "until", "except", "only", "no", "without"})


def says_it_again(claim: Claim, view: View) -> bool:
    """Whether all words of the claim that tell anything stand in a row in the sentence, as they are.

    They may be told as said ("Kole said on Monday that it will"), a day in other words; and who a claim says to say so
    ("the study found that") may stand elsewhere. More may follow, but nothing that denies, asks, leaves open or limits.
    """
    told = view.comparison
    claimed, parsed = claim_side(claim).parsed.words, told.parsed.words
    said_at = [(g.start, g.end) for g in claim_side(claim).parsed.governors if g.kind in _SAYING]
    sayer, content = (claimed[: said_at[0][0]], claimed[said_at[0][1] :]) if said_at else ([], claimed)
    mine = _telling(content, claim.dates if told.when.agrees else (), 0)
    said = {i for g in told.parsed.governors if g.kind in _SAYING for i in range(g.start, g.end)}
    words = [word for i, word in enumerate(parsed) if i not in said]
    theirs = _telling(words, () if told.when.differs else view.sentence.dates, view.sentence.span.start)
    if not mine or not any(theirs[i : i + len(mine)] == mine for i in range(len(theirs) - len(mine) + 1)):
        return False
    if not set(_telling(sayer, (), 0)) <= set(theirs):
        return False
    turning = word_lists("turning.txt")
    turns = turning["against"] | turning["open"] | turning["asking"] | _LIMITING
    return {w.low for w in parsed} & turns <= {w.low for w in claimed}


def _telling(words: Sequence[Word], dates: Iterable[DateMention], offset: int) -> list[str]:
    """The words that tell anything, those of dates left out; `offset` is where the words' text begins in its own."""
    spans = [date.span for date in dates]
    return [
        word.low
        for word in words
        if word.is_word and word.low not in _SMALL
        if not any(span.start <= offset + word.start < span.end for span in spans)
    ]
