"""Matches sentences and claims; see README.md for the rule of this folder."""

from claims.match.conditions import conditions_of, nearest_sentence
from claims.match.matching import match_article, worth_a_look, worth_reading
from claims.match.shelf import NOMINATED, Shelf

__all__ = [
    "NOMINATED",
    "Shelf",
    "conditions_of",
    "match_article",
    "nearest_sentence",
    "worth_a_look",
    "worth_reading",
]
