"""A claim beside the sentences that were viewed for it: what the traits are read off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.compare.alignment import Alignment, align
from claims.compare.claim_side import ClaimSide, claim_side
from claims.compare.conditions import Comparison
from claims.compare.frames import Parsed
from claims.domain.claim import Claim
from claims.stance.views import View

_PASSAGE = 2  # sentences on either side of the one that says most of the claim


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and the sentences that were viewed for it, with the one that says most of it."""

    claim: Claim
    side: ClaimSide
    views: Sequence[View]
    alignments: Sequence[Alignment]
    best: int
    told_on: date

    @property
    def alignment(self) -> Alignment:
        """How the claim's words stand in the sentence that says most of it."""
        return self.alignments[self.best]

    @property
    def told(self) -> Parsed:
        """That sentence."""
        return self.views[self.best].comparison.parsed

    @property
    def sentences(self) -> tuple[Parsed, ...]:
        """All its sentences."""
        return tuple(view.comparison.parsed for view in self.views)

    @property
    def comparison(self) -> Comparison:
        """The comparison with that sentence."""
        return self.views[self.best].comparison


def pair_of(claim: Claim, views: Sequence[View], told_on: date) -> Pair:
    """A claim beside the sentence that says most of it and those around; there must be one at least."""
    side = claim_side(claim)
    alignments = [align(side, view.comparison.parsed) for view in views]
    best = max(range(len(views)), key=lambda i: (alignments[i].coverage, -i))
    near = [i for i, view in enumerate(views) if abs(view.number - views[best].number) <= _PASSAGE]
    return Pair(claim, side, [views[i] for i in near], [alignments[i] for i in near], near.index(best), told_on)
