"""The trained weigher of passages: what all that speaks for or against a claim comes to (docs/models/passages.md)."""

from claims.stance.passages.choosing import SURELY, chosen
from claims.stance.passages.weighing import Weighed, weigh_passage

__all__ = ["SURELY", "Weighed", "chosen", "weigh_passage"]
