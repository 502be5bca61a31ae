"""The trained half of stance: how an article as a whole stands to a claim (see docs/models/stance.md)."""

from claims.stance.model.standpoints import is_plain
from claims.stance.model.weighing import Opinion, opinion_of

__all__ = ["Opinion", "is_plain", "opinion_of"]
