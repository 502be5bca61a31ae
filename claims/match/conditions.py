"""In which truth conditions a text agrees with a claim that it was matched with, and in which it differs."""

from collections.abc import Sequence

from claims.compare import compare
from claims.domain.claim import Claim
from claims.domain.condition import Condition, Finding
from claims.domain.reading import Reading, SentenceReading
from claims.match.sketch import plain_and_signer, sentences_of
from claims.match.words import all_stems, share_told

_MOST_CHARS = 3_000  # of a sentence; no more of it is compared


def nearest_sentence(text: str, claim_text: str) -> str:
    """The sentence of a text, or of a post without its signature, that tells most of a claim's words; its beginning."""
    sentences = sentences_of(plain_and_signer(text)[0])
    return sentences[nearest_of(sentences, claim_text)][:_MOST_CHARS]


def nearest_of(sentences: Sequence[str], claim_text: str) -> int:
    """The number of the sentence that tells most of a claim's words. Raises ValueError where there is none."""
    return max(range(len(sentences)), key=lambda number: share_told(claim_text, all_stems(sentences[number])))


def conditions_of(claim: Claim, sentence: SentenceReading, reading: Reading | None = None) -> tuple[Condition, ...]:
    """What a sentence says of each truth condition of a claim, alone or in its text; those left open are not listed."""
    return tuple(c for c in compare(claim, sentence, reading).conditions if c.finding is not Finding.UNKNOWN)
