"""Whether a sentence leaves open what it tells: as a possibility, or as not decided yet."""

from claims.compare.claim_side import ClaimSide
from claims.compare.denials import denies_report
from claims.compare.frames import Frame, Parsed
from claims.compare.moods import Mood

_HEDGES = frozenset({"possibility", "condition", "guess"})
_YET = frozenset({"far", "yet"})


def is_hedged(parsed: Parsed, frame: Frame | None, sign: int) -> bool:
    """Whether it tells of a possibility, under a condition, as a guess or a rumour, or asks."""
    if parsed.question or parsed.has("condition"):
        return True
    if sign < 0 and denies_report(parsed, frame):
        return False
    if frame is None:
        return any(g.kind in _HEDGES or g.kind == "rumour" for g in parsed.governors)
    return bool(_HEDGES & frame.kinds) or ("rumour" in frame.kinds and "denial" not in frame.kinds)


def is_pending(side: ClaimSide, parsed: Parsed, frame: Frame | None, denied: bool) -> bool:
    """Whether it says that nothing is decided; `denied` says that it also says that the deed is not done."""
    if denied and _is_not_yet(side, parsed):
        return False
    if frame is None:
        return parsed.has("pending")
    if "pending" in frame.kinds:
        return True
    return parsed.has("pending") and frame.mood is not Mood.DONE


def _is_not_yet(side: ClaimSide, told: Parsed) -> bool:
    """Whether all that is open is that it has not been done yet: of what is claimed to be done, that is a denial."""
    if side.frame is None or side.frame.mood is not Mood.DONE:
        return False
    return all(told.words[g.end - 1].low in _YET for g in told.governors if g.kind == "pending")
