"""Ranks the claims nominated for a text of any length, without reading it sentence by sentence."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from claims.domain.match import Candidate, Match
from claims.domain.signal import Signal
from claims.match.words import printed_as, telling_stems, weight_of

# Set by hand on the train parts of CheckThat! 2A and 2B (benchmarks/match_quality.py).
_WEIGHTS = {"index": 0.46, "best sentence": 0.23, "rarest word": 0.08, "wording": 0.23}
_MOST_SENTENCES = 40

_SENTENCE = re.compile(r"[^.!?\n]+")


def rank_claims(query: str, candidates: Sequence[tuple[str, Candidate]]) -> list[Match]:
    """The candidates, each with its claim's text, by how likely `query` speaks of them, best first.

    A ranking only: `about` and `repeats` stay False, which is for `match_article` to say.
    """
    told = telling_stems(query)
    sentences = [set(telling_stems(part)) for part in _SENTENCE.findall(query)[:_MOST_SENTENCES]]
    best = max((candidate.score for _, candidate in candidates), default=0.0)
    matches = []
    for text, candidate in candidates:
        stems = telling_stems(text)
        signals = (
            _index(candidate.score / best if best > 0 else 0.0),
            _best_sentence(set(stems), sentences),
            _rarest_word(text, set(stems) & set(told)),
            _wording(stems, told),
        )
        score = sum(_WEIGHTS[signal.name] * signal.score for signal in signals)
        matches.append(Match(candidate.id, 0, round(score, 4), about=False, signals=signals))
    return sorted(matches, key=lambda m: (-m.score, m.claim_id))


def _index(relative: float) -> Signal:
    score = min(1.0, max(0.0, relative))
    return Signal("index", score, f"The index scores it {score:.0%} of its best candidate (BM25).")


def _best_sentence(stems: set[str], sentences: Sequence[set[str]]) -> Signal:
    score = max((_likeness(stems, sentence) for sentence in sentences), default=0.0)
    return Signal("best sentence", score, f"The sentence nearest to the claim shares {score:.0%} of their words.")


def _likeness(one: set[str], other: set[str]) -> float:
    """The weight of the words in both as a share of those in either."""
    total = sum(map(weight_of, one | other))
    return sum(map(weight_of, one & other)) / total if total else 0.0


def _rarest_word(text: str, shared: set[str]) -> Signal:
    if not shared:
        return Signal("rarest word", 0.0, "They share no telling word.")
    rarest = max(sorted(shared), key=weight_of)
    (word,) = printed_as(text, [rarest])
    return Signal("rarest word", weight_of(rarest), f"The rarest word they share is {word!r}.")


def _wording(stems: Sequence[str], told: Sequence[str]) -> Signal:
    score = fuzz.token_set_ratio(stems, told) / 100
    return Signal("wording", score, f"The wording is {score:.0%} alike, whatever its order.")
