"""A word on the promise itself: that whoever gave it kept it, or broke it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.compare import Relation
from claims.compare.names import same_name
from claims.domain.claim import Claim, Kind
from claims.domain.evidence import Fate, Stance
from claims.stance.views import View
from claims.stance.voices import Voice

_WORD = r"(?:(?:her|his|its|their|the|this|that)\s)?(?:[\w-]{1,20}\s)?(?:word|promise|pledge|vow|commitment)s?\b"
_KEPT = re.compile(rf"\b(?:kept|fulfilled|honoured|honored|made good on|delivered on)\s{_WORD}", re.IGNORECASE)
_BROKEN = re.compile(rf"\b(?:broke|broken|reneged on|(?:went|gone) back on)\s{_WORD}", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|nor|neither|hardly|without)\b|n['’]t\b", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\b(?:having|to have|of|for|by)\s$", re.IGNORECASE)  # "accused him of having broken"
_ON_RECORD = frozenset({Voice.PARTY, Voice.AUTHORITY, Voice.OWN})  # of others it is praise or blame
_NEARLY = 0.8  # of what the claim is about, from which on another sentence speaks of it


def word_on_promise(claim: Claim, views: Sequence[View]) -> View | None:
    """The sentence that says whether a promise was kept, with that as its stance, or None.

    It has to name who gave the promise, and another sentence to tell what was promised: they may have given others.
    """
    if claim.kind is not Kind.PROMISE:
        return None
    for view in views:
        kept = _is_kept(view.sentence.text)
        if kept is None or not _is_sayable(view) or not _names_giver(claim, view):
            continue
        if any(_tells_of(other) for other in views if other is not view):
            return _as_told(view, kept)
    return None


def _is_kept(text: str) -> bool | None:
    """Whether a sentence says that a promise was kept; None where it says neither."""
    kept, broken = _KEPT.search(text), _BROKEN.search(text)
    found = kept or broken
    if found is None or _OF_OTHERS.search(text[: found.start()]):
        return None
    return (kept is not None) != bool(_NOT.search(text[: found.start()]))


def _is_sayable(view: View) -> bool:
    told = view.comparison
    return view.speech.voice in _ON_RECORD and not (told.hedged or told.pending)


def _names_giver(claim: Claim, view: View) -> bool:
    names = [entity.name for entity in view.sentence.entities]
    names += [name for name in (view.speech.name, view.sentence.subject) if name]
    givers = [claim.claimant] if claim.claimant else list(claim.entities[:1])
    return any(same_name(name, giver) for name in names for giver in givers)


def _tells_of(view: View) -> bool:
    told = view.comparison
    return told.relation is not Relation.NONE or told.where.agrees or (told.what.agrees and told.what.weight >= _NEARLY)


def _as_told(view: View, kept: bool) -> View:
    stance, fate = (Stance.SUPPORTS, Fate.KEPT) if kept else (Stance.REFUTES, Fate.BROKEN)
    reason = f"It says that the promise was {'kept' if kept else 'broken'}."
    return replace(view, stance=stance, fate=fate, moved_to=None, reason=reason)
