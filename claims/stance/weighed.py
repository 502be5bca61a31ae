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
from claims.stance.cases import BINDING, Case
from claims.stance.passages import SURELY, Weighed, chosen
from claims.stance.views import View

LIKELY = 0.4  # chance that has to be left to a support by one of several sentences when all are weighed together
_FAIRLY = 0.5  # chance from which a sentence of a long article supports, and a passage refutes as the rules find
_FIRMLY = 0.75  # chance from which a sentence of a long article refutes that denies something
_AROUND = 0.4  # chance that has to be left to such a sentence when those beside it are weighed too
_NEARLY_ALL = (
    0.8  # of a claim's words, with which a passage that the rules do not find to support it says another thing
)
_ABOUT = 0.5  # of a claim's words, with which a passage speaks of the same thing though the rules find none
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
    """The stance that is chosen by the chances of the whole; a refutation has to be likely where the rules take a side.

    Where they find it too, it is by what is denied or failed, which may be another matter.
    """
    stance = _of_passage(case, weighed)
    return Outcome(stance, weighed, weighed.sentence, weighed.chances[stance] >= SURELY)


def _of_passage(case: Case, weighed: Weighed) -> Stance:
    ruled, chances = case.ruled.stance, weighed.chances
    supports = ruled is Stance.SUPPORTS
    stance = chosen(chances, ruled, may_support=supports or (case.may_support and not _tells_another(case, weighed)))
    if ruled not in (Stance.SUPPORTS, Stance.REFUTES) or stance is Stance.SUPPORTS:
        return stance
    if supports and _says_so_alone(case, weighed):
        return Stance.SUPPORTS
    return Stance.DISCUSSES if stance is Stance.REFUTES and chances[stance] < _FAIRLY else stance


def _says_so_alone(case: Case, weighed: Weighed) -> bool:
    """Whether a sentence of several that the rules find to support is likely to by itself, and those beside let it."""
    if len(case.views) == 1 or weighed.chances[Stance.SUPPORTS] < LIKELY:
        return False
    saying = (view.number for view in case.views if view.stance is Stance.SUPPORTS)
    return any(case.weighed_beside(number, 0).chances[Stance.SUPPORTS] >= SURELY for number in saying)


def _tells_another(case: Case, weighed: Weighed) -> bool:
    """Whether the sentence that says most of the claim tells another thing, or it is in doubt what it tells.

    So it does where it has nearly all words of the claim, and the rules do not find that it says so; and where it has
    little of it and does not speak of the same thing: that is other news of the same house.
    """
    told = case.view_of(weighed.sentence).comparison
    if weighed.coverage < _ABOUT and not told.what.agrees:
        return True
    differs = told.other_claim or any(c.finding is Finding.DIFFERS and c.name in BINDING for c in told.conditions)
    return differs or told.doubt is not None or weighed.coverage >= _NEARLY_ALL


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
    return view is not None and case.weighed_beside(view.number, 0).chances[Stance.REFUTES] >= _FIRMLY


def in_article(case: Case, weighed: Weighed) -> Outcome:
    """Support where a sentence says so by itself and beside its neighbours, else what most speaks for around it."""
    for view in _counting(case, weighed):
        alone, around = case.weighed_beside(view.number, 0), case.weighed_beside(view.number, 1)
        if alone.chances[Stance.SUPPORTS] >= _FAIRLY and around.chances[Stance.SUPPORTS] >= _AROUND:
            sure = alone.chances[Stance.SUPPORTS] >= SURELY
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
