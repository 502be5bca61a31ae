"""Matches sentences and claims; see README.md for the rule of this folder."""

from claims.match.coder import MeaningCoder
from claims.match.conditions import conditions_of, nearest_of, nearest_sentence
from claims.match.likeness import Likeness, Told, likeness
from claims.match.matching import match_article, worth_a_look, worth_reading
from claims.match.ranking import Ranker
from claims.match.scorer import ABOUT
from claims.match.shelf import NOMINATED, Shelf

__all__ = [
    "ABOUT",
    "NOMINATED",
    "Likeness",
    "MeaningCoder",
    "Ranker",
    "Shelf",
    "Told",
    "conditions_of",
    "likeness",
    "match_article",
    "nearest_of",
    "nearest_sentence",
    "worth_a_look",
    "worth_reading",
]
