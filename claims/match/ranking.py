"""Ranks the claims nominated for a text of any length, without reading it sentence by sentence."""

from collections.abc import Sequence

from claims.domain.match import Candidate, Match
from claims.domain.signal import Signal
from claims.match.profile import profile_of
from claims.match.scorer import is_about, is_repeat, score_of
from claims.match.signals import Passage, signals_of

_INDEX_SHARE = 0.6  # of the final score; set on CheckThat! 2A and 2B train


def rank_claims(query: str, candidates: Sequence[tuple[str, Candidate]]) -> list[Match]:
    """The candidates (each with its claim's text) by how likely `query` speaks of them, best first.

    The index's score, relative to the best of them, is one of the signals.
    """
    passage = Passage(profile_of(query))
    best = max((candidate.score for _, candidate in candidates), default=0.0)
    matches = []
    for text, candidate in candidates:
        claim = profile_of(text)
        signals = tuple(signals_of(claim, passage))
        own = score_of(signals)
        relative = max(0.0, candidate.score / best) if best > 0 else 0.0
        about = is_about(claim, passage, signals, own)
        index = Signal("index", relative, f"The index scores it {relative:.0%} of its best candidate (BM25).")
        score = _INDEX_SHARE * relative + (1 - _INDEX_SHARE) * own
        repeats = about and is_repeat(claim, passage.sentence)
        matches.append(Match(candidate.id, 0, round(score, 4), about, repeats, (index, *signals)))
    return sorted(matches, key=lambda m: (-m.score, m.claim_id))
