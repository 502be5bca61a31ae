"""Whether a statement is worth checking: specific, factual, and open to being settled later.

Two things add up from START: how the statement is worded, by a model that learnt it from debates (phrasing.py),
and its cues: every rule is a function in FOR or AGAINST that returns a signal or None. In talk the wording tells most,
in written prose the cues. The weights were fitted to debates and to news; see docs/models/worthiness.md.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from claims.domain.signal import Signal
from claims.extract.bearing import Bearing
from claims.extract.kinds import is_amount
from claims.extract.lexicon import entries, group
from claims.extract.phrasing import phrasing
from claims.extract.statements import Statement
from claims.extract.words import first_in

WORTHY = 0.5  # from here on a statement is a claim
START = 0.5  # what a statement has of which nothing is known
_LARGE = 1000  # a bare number from here on is an amount of something
_EVEN = -1.5  # natural logarithm of the odds from where on a wording speaks for a claim
_WORDING = 0.15  # what each further unit of it counts
_EXAMPLES = frozenset(("for example", "for instance", "in theory", "by definition"))
_OPENING = 12  # words in which a description shows itself
_STRONGEST = 3.0  # units; a wording counts no more
_LOOSE = 0.5  # what a cue for a claim counts in talk, where numbers and deeds are told by the way
_PROSE = 1.3  # units; nor this much in news, which the model has not read
_ROUNDING = 0.002  # by which scores and signals may be rounded up


def worthiness(statement: Statement, bearing: Bearing, least: float = 0.0) -> tuple[float, tuple[Signal, ...]]:
    """From 0 to 1 how much a statement is a claim, and the signals that say why.

    What takes time is left out where the score stays below `least` whatever comes of it, and so does what is given.
    """
    spoken = _is_spoken(statement)
    cues = _cues(FOR, statement, bearing)
    if spoken:
        cues = [replace(cue, score=cue.score * _LOOSE) for cue in cues]
    elif not cues:
        cues = [Signal("nothing to settle", -0.22, "Nothing in it can be settled by a later report.")]
    if _reaches(least, cues, spoken):
        cues += _cues(AGAINST, statement, bearing)
    signals = (*_wording(statement, spoken), *cues) if _reaches(least, cues, spoken) else tuple(cues)
    return round(min(1.0, max(0.0, START + sum(signal.score for signal in signals))), 3), signals


def _cues(rules: Iterable["Rule"], statement: Statement, bearing: Bearing) -> list[Signal]:
    return [cue for rule in rules if (cue := rule(statement, bearing)) is not None]


def _reaches(least: float, cues: Iterable[Signal], spoken: bool) -> bool:
    """Whether the best wording would bring the score to `least`."""
    return START + sum(cue.score for cue in cues) + _most(spoken) * _WORDING > least - _ROUNDING


def _most(spoken: bool) -> float:
    """The units up to which a wording counts, for or against."""
    return _STRONGEST if spoken else _PROSE


def _wording(statement: Statement, spoken: bool) -> tuple[Signal, ...]:
    """Words like those of sentences that people found worth checking, or unlike them."""
    words = statement.told if spoken else statement.words
    if not words:
        return ()
    found = phrasing(words)
    units = max(-_most(spoken), min(_most(spoken), found.odds - _EVEN))
    telling = found.speaking_for if units >= 0 else found.speaking_against
    above_all = f", above all {_listed(telling)}" if telling else ""
    likeness = "like" if units >= 0 else "unlike"
    detail = f"It is worded {likeness} what people found worth checking{above_all}."
    return (Signal("wording", round(units * _WORDING, 3), detail),)


def _is_spoken(statement: Statement) -> bool:
    """Whether somebody just talks ("we've", "you"); news, and what it quotes of somebody, is judged by its cues."""
    return not statement.on_record and first_in(statement.told, group("talk")) is not None


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _amount(statement: Statement, _: Bearing) -> Signal | None:
    """Money, a percentage or a multiple."""
    for quantity in statement.quantities:
        if is_amount(quantity):
            return Signal("amount", 0.08, f"It states an amount: {quantity.span.text}.")
    return None


def _count(statement: Statement, _: Bearing) -> Signal | None:
    """Another number of something."""
    for quantity in statement.quantities:
        if not is_amount(quantity) and (quantity.unit or quantity.value >= _LARGE):
            return Signal("count", 0.06, f"It counts something: {quantity.span.text}.")
    return None


def _date(statement: Statement, _: Bearing) -> Signal | None:
    """A day by which it can be judged, or on which it is said to be."""
    for date in statement.dates:
        if date.limit:
            return Signal("deadline", 0.12, f"It names a time by which it can be judged: {date.span.text}.")
    if statement.dates:
        return Signal("date", 0.05, f"It names a time: {statement.dates[0].span.text}.")
    return None


def _commitment(statement: Statement, bearing: Bearing) -> Signal | None:
    """A party's promise, a plan, or something expected."""
    if bearing.promise:
        return Signal("commitment", 0.12, "A party commits itself.")
    if bearing.ahead:
        ours = first_in(statement.words, group("first persons")) is not None
        return Signal("plan", 0.05 if ours else 0.15, "It tells of something that is still to happen.")
    if bearing.expected:
        return Signal("forecast", 0.03, "It says what is expected.")
    return None


def _deed(_: Statement, bearing: Bearing) -> Signal | None:
    """A deed that is done or not done."""
    if bearing.deed:
        return Signal("deed", 0.09, "It tells of a deed that later reports can settle.")
    if bearing.matter:
        return Signal("matter", 0.05, "It concerns a deal, an appointment or the like.")
    return None


def _on_record(statement: Statement, _: Bearing) -> Signal | None:
    """Somebody with a name stands for it."""
    if not statement.on_record:
        return None
    if statement.own:
        return Signal("own affairs", 0.06, f"{statement.claimant} is on record about its own affairs.")
    return Signal("on record", 0.06, f"{statement.claimant} is on record with it.")


def _question(statement: Statement, _: Bearing) -> Signal | None:
    """A question states nothing."""
    text = statement.span.text.rstrip(" ”\"'’")
    asks = text.endswith("?") or any(end in text for end in ("?”", '?"', "?’"))
    return Signal("question", -0.5, "A question claims nothing.") if asks else None


def _opinion(statement: Statement, bearing: Bearing) -> Signal | None:
    """Praise, blame and feelings."""
    if bearing.opinion is None:
        return None
    return Signal("opinion", -0.05 if _is_spoken(statement) else -0.3, f"“{bearing.opinion}” is a matter of opinion.")


def _explanation(statement: Statement, _: Bearing) -> Signal | None:
    """Background that explains something else, or says again what has been told."""
    low = [word.low for word in statement.words[:3]]
    if " ".join(low[:2]) in _EXAMPLES:
        return Signal("explanation", -0.3, f"“{' '.join(low[:2])}” explains something else.")
    if len(low) < 3 or (low[0] != "it" and low[0] not in group("pointing")) or low[1] not in group("forms of be"):
        return None
    if low[2] in ("because", "why"):
        return Signal("explanation", -0.3, "It explains something else.")
    again = ("a", "an", "like") if low[0] == "it" else ("the", "a", "an", "not")
    if low[2] in again and not _is_spoken(statement):
        return Signal("explanation", -0.35, f"“{' '.join(low)}” describes what has been told.")
    return None


def _colour(statement: Statement, _: Bearing) -> Signal | None:
    """A gesture or a scene, told for its colour."""
    word = first_in(statement.words, group("gestures"))
    return Signal("colour", -0.3, f"“{word.text}” paints a scene.") if word else None


def _background(statement: Statement, _: Bearing) -> Signal | None:
    """What somebody or something is, makes or where it is at home."""
    words = statement.words[:_OPENING]
    if any(is_amount(q) or q.unit for q in statement.quantities):
        return None
    if words and words[0].low in group("founding"):
        return Signal("background", -0.4, f"“{words[0].text}” begins a description.")
    describing, standing = group("describing"), group("standing verbs")
    for word, after in pairwise(words):
        is_what = word.low in ("is", "are") and after.low in describing
        if is_what or word.low in standing:
            return Signal("background", -0.4, f"“{word.text} {after.text}” describes and reports nothing.")
    return None


def _duty(statement: Statement, _: Bearing) -> Signal | None:
    """What ought to be."""
    word = first_in(statement.words, group("duty"))
    return Signal("duty", -0.08, f"“{word.text}” tells what ought to be, not what is.") if word else None


def _feeling(statement: Statement, _: Bearing) -> Signal | None:
    """What the speaker thinks, hopes or feels."""
    minding, being = group("minding"), group("first persons being")
    for word, after in pairwise(statement.words):
        if (word.low in ("i", "we") and after.low in minding) or word.low in being:
            return Signal("feeling", -0.08, f"“{word.text} {after.text}” speaks of what somebody feels or thinks.")
    return None


def _house_notice(statement: Statement, _: Bearing) -> Signal | None:
    """Notices of the paper itself: credits, captions, invitations to subscribe."""
    phrase = notice_in(["0" if w.low[0].isdigit() else w.low for w in statement.told])
    return Signal("notice", -0.8, f"“{phrase}” is a notice of the paper to its readers.") if phrase else None


def _address(statement: Statement, _: Bearing) -> Signal | None:
    """Words to the reader or to somebody present."""
    word = first_in(statement.words, group("second persons"))
    return Signal("address", -0.03, f"“{word.text}” speaks to somebody.") if word else None


def notice_in(lows: Sequence[str]) -> str | None:
    """The first phrase of data/notices.txt in a sentence's lower-case words, numbers being "0"."""
    notices = _notices()
    for at, low in enumerate(lows):
        for phrase in notices.get(low, ()):
            if (at == 0 or not phrase.opens) and tuple(lows[at : at + len(phrase.words)]) == phrase.words:
                return " ".join(phrase.words)
    return None


class _Notice(NamedTuple):
    words: tuple[str, ...]
    opens: bool  # at the head of a sentence only


@cache
def _notices() -> dict[str, list[_Notice]]:
    """The phrases of data/notices.txt by their first word, the longer ones first."""
    found: dict[str, list[_Notice]] = {}
    listed = [_Notice(tuple(line.removeprefix("^").split()), line.startswith("^")) for line in entries("notices.txt")]
    for notice in sorted(listed, key=lambda notice: len(notice.words), reverse=True):
        found.setdefault(notice.words[0], []).append(notice)
    return found


def _fragment(statement: Statement, _: Bearing) -> Signal | None:
    """Too few words to say anything."""
    short = len(list(islice((w for w in statement.words if w.is_word), 4))) < 4
    return Signal("fragment", -0.2, "It is too short to say anything.") if short else None


Rule = Callable[[Statement, Bearing], Signal | None]
FOR: tuple[Rule, ...] = (_amount, _count, _date, _commitment, _deed, _on_record)  # with scores above 0
AGAINST: tuple[Rule, ...] = (  # with scores below it
    _question,
    _opinion,
    _feeling,
    _duty,
    _address,
    _house_notice,
    _background,
    _explanation,
    _colour,
    _fragment,
)
