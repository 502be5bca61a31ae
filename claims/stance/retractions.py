"""An outlet taking back its own report."""

import re
from collections.abc import Collection, Iterator

from claims.compare.words import stem
from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.publisher import publisher_key, same_publisher
from claims.domain.reading import Reading, SentenceReading
from claims.stance.lexicon import lines_by_section

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LABEL = re.compile(r"^\W*(?:corrections?|clarifications?|apology|retractions?|apologies)\b[\w\s]{0,40}(?::|$)")
_SPEAKS_AS_OUTLET = re.compile(
    r"\b(?:we|us|our|ours|this (?:newspaper|paper|site|website|magazine|programme|broadcaster|outlet)"
    r"|(?:earlier|previous|original) version of this|(?:article|report|story) (?:was )?published (?:here )?on)\b"
)
_REPORT_WORDS = frozenset({"report", "reports", "reported", "article", "story", "account", "headline", "wrote"})
_REPORT_STEMS = ("retract", "correct", "apolog")
_REACH = 60  # characters before a phrase in which a word turns it


def retracting_sentence(claim: Claim, article: Article, reading: Reading, about: Collection[int]) -> int | None:
    """The sentence in which the article takes the claim's first report back, or None.

    The publisher takes back its own, or the article names the first publisher as doing so. `about` are the numbers of
    the sentences that speak of the claim: unless the title says that the whole is a correction, it has to be one of
    them or stand beside one. That a party calls the report false, or asks for a correction, takes nothing back.
    """
    own = is_own(claim, article)
    name = publisher_key(claim.publisher) if claim.publisher else ""
    if not own and not (name and name in article.text.lower()):
        return None
    for number, sentence in enumerate(reading.sentences):
        takes_back = _takes_back_own(reading, number, name) if own else _is_told_to_take_back(sentence, name)
        if takes_back and (_is_label(reading.title) or _is_beside(reading, number, about)):
            return number
    return None


def is_own(claim: Claim, article: Article) -> bool:
    """Whether the retraction is the first publisher's own."""
    return same_publisher(article.publisher, claim.publisher)


def _takes_back_own(reading: Reading, number: int, name: str) -> bool:
    sentence, labelled = reading.sentences[number], _is_label(reading.title)
    as_outlet = labelled or _is_label(sentence.text) or _speaks_as_outlet(sentence.text, name)
    of_report = _speaks_of_report(sentence.text) or _speaks_of_report(reading.title)
    points_back = number > 0 and _tells_of_own_report(reading.sentences[number - 1].text, name)
    if not (points_back or (as_outlet and of_report)):
        return False
    if any(_places(sentence.text, _PHRASES["acts"])):
        return True
    return any(not _is_others(sentence, at) for at in _places(sentence.text, _PHRASES["faults"]))


def _is_told_to_take_back(sentence: SentenceReading, name: str) -> bool:
    told = name in sentence.text.lower() and _speaks_of_report(sentence.text)
    return told and any(_places(sentence.text, _PHRASES["acts"]))


def _places(text: str, phrases: Collection[str]) -> Iterator[int]:
    """Where phrases stand that nothing before them turns: "will issue no correction", "demanded an apology"."""
    low = text.lower()
    for phrase in phrases:
        at = low.find(phrase)
        if at >= 0 and (phrase.startswith("we ") or not _is_turned(low[max(0, at - _REACH) : at])):
            yield at + 1


def _is_turned(before: str) -> bool:
    words = _WORD.findall(before.rpartition(",")[2])
    return any(word.endswith(("n't", "n’t")) or stem(word) in _TURNING for word in words)


def _is_others(sentence: SentenceReading, at: int) -> bool:
    """Whether what stands at a place of the sentence is somebody's word that is not the outlet's own."""
    place = sentence.span.start + at
    said = (a for a in sentence.attributions if a.content.start <= place <= a.content.end)
    return any(not (a.claimant and _SPEAKS_AS_OUTLET.fullmatch(a.claimant.text.lower())) for a in said)


def _is_beside(reading: Reading, number: int, about: Collection[int]) -> bool:
    """Whether a sentence speaks of the claim or one beside it does; a label opens a matter of its own."""
    beside = {number, number + 1} if _is_label(reading.sentences[number].text) else {number - 1, number, number + 1}
    return not beside.isdisjoint(about)


def _is_label(text: str) -> bool:
    return bool(_LABEL.match(text.lower()))


def _speaks_as_outlet(text: str, name: str) -> bool:
    low = text.lower()
    return bool(_SPEAKS_AS_OUTLET.search(low)) or bool(name and name in low)


def _speaks_of_report(text: str) -> bool:
    words = _WORD.findall(text.lower())
    return any(word in _REPORT_WORDS or word.startswith(_REPORT_STEMS) for word in words)


def _tells_of_own_report(text: str, name: str) -> bool:
    """Whether a sentence tells of what the outlet itself wrote, so that the next may say that "it was wrong"."""
    return _speaks_of_report(text) and _speaks_as_outlet(text, name)


_PHRASES = lines_by_section("retractions.txt")
_TURNING = frozenset(stem(word) for word in _PHRASES["not so"])
