"""What a case comes to where it is weighed: in a passage as a whole, in a long article by the sentence that counts.

The chances are fairly well calibrated over passages that were not learnt from (docs/models/passages.md), so that each
number below can be read as a share of those that are to be right. The weigher learnt from passages, most of them of a
sentence or two. A sentence of a long article is therefore weighed by itself, as if it were one, and once more with the
two beside it, which may take it back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.compare.names import same_name
from claims.domain.condition import Finding
from claims.domain.evidence import Stance
from claims.stance.cases import Case
from claims.stance.passages import Weighed
from claims.stance.views import View

LIKELY = 0.4  # chance from which a passage supports that the rules find to support too, or refutes as second best
_FAIRLY = 0.5  # chance from which a sentence of a long article supports, and a passage refutes as the rules find
_AROUND = 0.4  # chance that has to be left to such a sentence when those beside it are weighed too
_SURELY = 0.75  # chance from which a passage supports without the rules, and a status may rest on what was weighed
_NEARLY_ALL = (
    0.8  # of a claim's words, with which a passage that the rules do not find to support it says another thing
)
_BY_CONTEXT = 0.5  # up to which weight those the claim is about are only named elsewhere
_CLOSE = 2  # sentences before one in which a name still counts for it
_MORE_THAN = 0.5  # of a claim's words a sentence of a long article has to say that the rules do not find to support it


@dataclass(frozen=True, slots=True)
class Outcome:
    """A stance, what was weighed for it, and whether a status may rest on it; `sentence` is the one it stands on."""

    stance: Stance
    weighed: Weighed
    sentence: int
    is_sure: bool


def in_passage(case: Case, weighed: Weighed) -> Outcome:
    """The stance with the best chance; support only where it is likely, since a false one is the worst error.

    Where a support is not believed, the next best counts instead; a refutation only where it is likely itself, and as
    likely as not where the rules find support.
    """
    stance = _of_passage(case, weighed)
    return Outcome(stance, weighed, weighed.sentence, weighed.chances[stance] >= _SURELY)


def _of_passage(case: Case, weighed: Weighed) -> Stance:
    ruled, chances = case.ruled.stance, weighed.chances
    first, second = sorted(chances, key=lambda stance: -chances[stance])[:2]
    if ruled is Stance.SUPPORTS and chances[Stance.SUPPORTS] >= LIKELY:
        return Stance.SUPPORTS
    if first is not Stance.SUPPORTS:
        at_odds = ruled is Stance.SUPPORTS and first is Stance.REFUTES and chances[first] < _FAIRLY
        return Stance.DISCUSSES if at_odds else first
    if chances[first] >= _SURELY and weighed.coverage < _NEARLY_ALL and case.may_support:
        return first
    unlikely = second is Stance.REFUTES and chances[second] < LIKELY
    return Stance.DISCUSSES if ruled is first or unlikely else second


def is_likely_against(case: Case) -> bool:
    """Whether a passage as likely as not refutes when all is weighed."""
    return case.weighed is not None and case.weighed.chances[Stance.REFUTES] >= _FAIRLY


def is_contradicted(case: Case) -> bool:
    """Whether what the rules find to refute does, when it is weighed by itself.

    Another figure, day or part tells for itself. But what is denied or failed may be another matter, so that has to be
    likely too: in a passage as likely as not, in a long article surely.
    """
    if not case.is_readable:
        return False
    if not any(c.name == "polarity" and c.finding is Finding.DIFFERS for c in case.ruled.conditions):
        return True
    if case.is_passage:
        return is_likely_against(case)
    view = case.ruled_view
    return view is not None and case.weighed_beside(view.number, 0).chances[Stance.REFUTES] >= _SURELY


def in_article(case: Case, weighed: Weighed) -> Outcome:
    """Support where a sentence says so by itself and beside its neighbours, else what most speaks for around it."""
    for view in _counting(case, weighed):
        alone, around = case.weighed_beside(view.number, 0), case.weighed_beside(view.number, 1)
        if alone.chances[Stance.SUPPORTS] >= _FAIRLY and around.chances[Stance.SUPPORTS] >= _AROUND:
            sure = alone.chances[Stance.SUPPORTS] >= _SURELY
            return Outcome(Stance.SUPPORTS, alone, view.number, sure)
    around = case.weighed_beside(weighed.sentence, 1)
    stance = max(around.chances, key=lambda stance: around.chances[stance])
    if stance is Stance.SUPPORTS:
        stance = Stance.DISCUSSES
    return Outcome(stance, around, weighed.sentence, is_sure=False)


def _counting(case: Case, weighed: Weighed) -> Iterator[View]:
    """The sentences by which a long article may support: the one that the rules find to, and the one that says most."""
    ruled = case.ruled_view
    if case.ruled.stance is Stance.SUPPORTS and ruled is not None and _is_of_them(case, ruled):
        yield ruled
    if weighed.coverage > _MORE_THAN:
        most = case.view_of(weighed.sentence)
        told = most.comparison
        differs = told.other_claim or told.amount.differs or told.when.differs
        if not (differs or told.hedged or told.pending or case.is_promise_repeated) and _is_of_them(case, most):
            yield most


def _is_of_them(case: Case, view: View) -> bool:
    """Whether a sentence speaks of those the claim is about: a long article tells of many others.

    It names them more than by what stands elsewhere, and one of the claim's names is in it or close before.
    """
    who = view.comparison.who
    if who.agrees and who.weight <= _BY_CONTEXT:
        return False
    near = case.reading.sentences[max(0, view.number - _CLOSE) : view.number + 1]
    names = [name for s in near for name in (*(e.name for e in s.entities), s.subject) if name]
    return not case.claim.entities or any(same_name(n, own) for n in names for own in case.claim.entities)
