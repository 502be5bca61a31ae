"""What the rating of a fact-checker comes to, where it says so plainly."""

import csv
from functools import cache
from pathlib import Path

from claims.domain.claimreview import Rating
from claims.domain.verdict import Status

_WORDS = Path(__file__).parent / "data" / "ratings.csv"


def status_of(rating: Rating) -> Status | None:
    """Confirmed or denied; None for anything between, and where words and scale contradict each other.

    The words decide; the two ends of a scale do where the words are not known.
    """
    by_words = _known_words().get(rating.words.casefold().strip(" .!\"'“”"))
    by_scale = {0.0: Status.DENIED, 1.0: Status.CONFIRMED}.get(-1.0 if rating.share is None else rating.share)
    if by_words is not None and by_scale is not None and by_words is not by_scale:
        return None
    return by_words or by_scale


@cache
def _known_words() -> dict[str, Status]:
    lines = (line for line in _WORDS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {row["words"]: Status(row["status"]) for row in csv.DictReader(lines)}
