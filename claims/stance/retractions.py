"""An outlet taking back its own report."""

from claims.compare.frames import parse
from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.publisher import publisher_key, same_publisher
from claims.domain.reading import Reading
from claims.stance.lexicon import lines_of


def retracting_sentence(claim: Claim, article: Article, reading: Reading) -> int | None:
    """The sentence in which the article takes the claim's first report back, or None.

    The publisher takes back its own, or the article names the first publisher as doing so. That the
    article is about the claim is for the caller to have checked.
    """
    own = is_own(claim, article)
    key = publisher_key(claim.publisher) if claim.publisher else ""
    if not own and not (key and key in article.text.lower()):
        return None
    for number, sentence in enumerate(reading.sentences):
        text = sentence.text.lower()
        if not _has_phrase(text):
            continue
        if own and (_speaks_of_report(text) or _speaks_of_report(article.title.lower())):
            return number
        if own and number and _speaks_of_own_report(reading.sentences[number - 1].text.lower()):
            return number
        if key and key in text and _speaks_of_report(text):
            return number
    return None


def is_own(claim: Claim, article: Article) -> bool:
    """Whether the retraction is the first publisher's own."""
    return same_publisher(article.publisher, claim.publisher)


def _has_phrase(text: str) -> bool:
    return any(phrase in text for phrase in _PHRASES)


_PHRASES = tuple(lines_of("retractions.txt"))
_OURSELVES = frozenset({"our", "we"})
_REPORT_WORDS = frozenset({"report", "reports", "reported", "article", "story", "account", "published", "headline"})


def _speaks_of_report(text: str) -> bool:
    return any(w.low in _REPORT_WORDS or w.stem.startswith(("retract", "correct", "apolog")) for w in parse(text).words)


def _speaks_of_own_report(text: str) -> bool:
    """Whether a sentence tells of what the outlet itself wrote, so that the next may say that "it was wrong"."""
    return _speaks_of_report(text) and any(w.low in _OURSELVES for w in parse(text).words)
