"""Who has which part in an action, by the order of words: subject, object, agent, antecedent, possessor."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.compare.clauses import AUXILIARY, BE, COMPLEMENTISER, PREPOSITION, PRONOUN
from claims.compare.governors import Governor
from claims.compare.lexicon import Form, irregular_bases, word_class
from claims.compare.noun_phrases import agent_place, is_measure, is_time, noun_after, noun_before, possessor
from claims.compare.words import Word

_NONE = range(0)
_SMALL = AUXILIARY | word_class("filler")
_RELATIVE = word_class("relative") - {"where"}
_SPEECH = frozenset({"saying", "affirming", "denial"})
_TIME = word_class("time")
_UNDERGONE = word_class("undergone")  # classes whose noun belongs to whom it is done: "the senator's arrest"
_AGAINST = frozenset({"against", "over", "on", "to"})
_AGENT_REACH = 12  # words between an event noun and its "by"


@dataclass(frozen=True, slots=True)
class Roles:
    """Ranges of words: `subject` does it to `object`; `rest` is what follows the verb where the object stands before.

    `passive` says that the object stands before the verb. For an event noun, `subject` is what stands before it
    and `object` what follows; `agent` and `patient` are who does it and to whom, empty where the words do not say.
    """

    passive: bool
    subject: range
    object: range
    rest: range
    agent: range
    patient: range


def roles_of_verb(
    words: Sequence[Word], governors: Sequence[Governor], start: int, at: int, end: int, form: Form
) -> Roles:
    """The parts in the verb `at`, whose clause runs from `start` to `end`."""
    inflected = form in {Form.PAST, Form.PARTICIPLE}
    before, after = _subject(words, governors, start, at), range(at + 1, end)
    if inflected and _is_reduced(words, at):
        before = noun_before(words, at)
        return _passive(words, before, after)
    if _is_dangling(words, start, at, form):
        before = noun_after(words, end + 1, len(words))
        return Roles(False, before, after, _NONE, before, after)
    own = before
    if start < at and words[start].low in _RELATIVE:
        antecedent = noun_before(words, start)
        own = _own_subject(words, governors, start, at)
        before = antecedent
    if inflected and _has_be_before(words, at):
        return _passive(words, before, after)
    if own and own is not before and words[start].low != "whose" and before:
        return Roles(False, own, before, after, own, before)  # "which Arden sued"
    return Roles(False, before or own, after, _NONE, before or own, after)


def roles_of_noun(words: Sequence[Word], start: int, at: int, end: int, classes: frozenset[str]) -> Roles:
    """The parts in the event noun `at`: "A's victory over B", "the purchase of B by A", "a lawsuit by A against B"."""
    before, after = range(start, at), range(at + 1, end)
    owner = possessor(words, at)
    by = agent_place(words, range(at + 1, min(end, at + 1 + _AGENT_REACH)))
    agent = noun_after(words, by + 1, end) if by is not None else _NONE
    of = noun_after(words, at + 2, end) if at + 1 < end and words[at + 1].low == "of" else _NONE
    against = next(
        (i for i in range(at + 1, end) if words[i].low in _AGAINST and i not in agent and not _leads_to_time(words, i)),
        None,
    )
    whom = of or (
        noun_after(words, against + 1, end) if against is not None and not _is_past(words, against) else _NONE
    )
    if agent:
        return Roles(False, before, after, _NONE, agent, whom or owner)
    if classes & _UNDERGONE and not whom:
        return Roles(False, before, after, _NONE, _NONE, owner)
    return Roles(False, before, after, _NONE, owner, whom)


def _leads_to_time(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and is_time(words[i + 1])


def _is_past(words: Sequence[Word], i: int) -> bool:
    return any(w.low in AUXILIARY for w in words[max(0, i - 4) : i])


def _passive(words: Sequence[Word], before: range, after: range) -> Roles:
    agent, rest = _agent(words, after)
    return Roles(True, agent, before, rest, agent, before)


def _is_reduced(words: Sequence[Word], at: int) -> bool:
    """ "Norvale, sued by Arden": a participle without an auxiliary, done by the one named after it."""
    if at + 1 >= len(words) or words[at + 1].low != "by" or is_measure(words, at + 2):
        return False
    return not any(w.low in AUXILIARY for w in words[max(0, at - 3) : at])


def _is_dangling(words: Sequence[Word], start: int, at: int, form: Form) -> bool:
    """ "Having beaten Arden, Norvale plays on": the one who does it is named after the clause."""
    if start:
        return False
    return words[0].low == "having" or (form is Form.GERUND and at == 0) or (at == 1 and words[0].low in _AFTER)


_AFTER = frozenset({"after", "before", "by", "since", "on", "while", "when"})


def _has_be_before(words: Sequence[Word], at: int) -> bool:
    for word in reversed(words[max(0, at - 4) : at]):
        if word.low in BE and word.low != "'s":
            return True
        if word.low not in AUXILIARY and word.low != "not" and not word.low.endswith("ly"):
            return False
    return False


def _subject(words: Sequence[Word], governors: Sequence[Governor], start: int, at: int) -> range:
    """The words before the action that can hold its subject: after "that", or after the verb of speech.

    A mere pronoun there is whoever speaks: "Arden said it had sold the mill".
    """
    first = start
    for i in range(at - 1, start - 1, -1):
        if words[i].low in COMPLEMENTISER:
            if i > start and words[i].low == "that" and _is_relative(words, governors, i):
                return range(start, i)  # "a fire that broke out destroyed the mill"
            first = i + 1
            break
    spoken = [g for g in governors if start <= g.start and g.end < at and g.kind in _SPEECH]
    if not spoken:
        return range(first, at)
    after = range(max(first, spoken[-1].end), at)
    if _is_pronoun(words, after):
        return range(start, at)
    return after if any(_can_be_subject(words[i]) for i in after) else range(first, at)


def _is_relative(words: Sequence[Word], governors: Sequence[Governor], i: int) -> bool:
    """Whether "that" follows a noun and a verb follows it: it then tells of the noun."""
    spoken = any(g.end <= i and i - g.end <= _SPEECH_REACH and g.kind in _SPEECH for g in governors)
    following = words[i + 1].low if i + 1 < len(words) else ""
    verbal = following in AUXILIARY or following.endswith("ed") or following in irregular_bases()
    return verbal and not spoken and words[i - 1].is_word


_SPEECH_REACH = 6  # words between a verb of speech and its "that"


def _is_pronoun(words: Sequence[Word], part: range) -> bool:
    """Whether a pronoun alone is the subject in these words."""
    subjects = [words[i] for i in part if _can_be_subject(words[i])]
    return bool(subjects) and all(w.low in _SPEAKERS for w in subjects)


_SPEAKERS = frozenset({"it", "he", "she", "they"})


def _own_subject(words: Sequence[Word], governors: Sequence[Governor], start: int, at: int) -> range:
    """What stands between a relative pronoun and its verb, where that can be a subject: "which Arden had sued"."""
    covered = {i for g in governors for i in range(g.start, g.end)}
    own = [
        i
        for i in range(start + 1, at)
        if i not in covered and words[i].is_word and words[i].low not in _SMALL and not _is_adverb(words[i])
    ]
    return range(own[0], at) if own and words[start + 1].low not in PREPOSITION else _NONE


def _is_adverb(word: Word) -> bool:
    return word.low.endswith("ly") and not word.capital


def _can_be_subject(word: Word) -> bool:
    named = word.capital and word.low not in _TIME
    return word.is_word and (word.low in PRONOUN or named or word.low in {"the", "its", "a"})


def _agent(words: Sequence[Word], after: range) -> tuple[range, range]:
    """Who does what a passive tells, and the rest of what follows it."""
    by = agent_place(words, after)
    if by is None:
        return _NONE, after
    agent = noun_after(words, by + 1, after.stop)
    return agent, range(after.start, by) or range(agent.stop, after.stop)
