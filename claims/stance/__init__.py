"""What an article says of a claim, on whose word, and where that comes from; see README.md."""

from claims.stance.judging import STANCE_EXTRACTOR, judge, views_of
from claims.stance.origins import outlets_behind, trace_origin
from claims.stance.outlets import family_names, outlet_key, outlets_under
from claims.stance.views import View

__all__ = [
    "STANCE_EXTRACTOR",
    "View",
    "family_names",
    "judge",
    "outlet_key",
    "outlets_behind",
    "outlets_under",
    "trace_origin",
    "views_of",
]
