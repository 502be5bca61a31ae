"""What an article says of a claim, on whose word, and where that comes from; see README.md."""

from claims.stance.judging import STANCE_EXTRACTOR, judge
from claims.stance.origins import outlets_behind, trace_origin

__all__ = ["STANCE_EXTRACTOR", "judge", "outlets_behind", "trace_origin"]
