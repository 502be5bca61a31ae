"""Matches sentences and claims; see README.md for the rule of this folder."""

from claims.match.matching import match_article, worth_a_look, worth_reading
from claims.match.ranking import rank_claims

__all__ = ["match_article", "rank_claims", "worth_a_look", "worth_reading"]
