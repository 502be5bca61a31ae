"""Text to sentences, mentions and claims; see README.md for the rule of this folder."""

from claims.extract.attribution import find_attributions
from claims.extract.claims import EXTRACTOR, by_worth, find_claims, read_claim, weigh
from claims.extract.dates import find_dates
from claims.extract.entities import find_entities
from claims.extract.quantities import find_quantities
from claims.extract.reading import glance, read
from claims.extract.sentences import split_sentences
from claims.extract.worthiness import WORTHY

__all__ = [
    "EXTRACTOR",
    "WORTHY",
    "by_worth",
    "find_attributions",
    "find_claims",
    "find_dates",
    "find_entities",
    "find_quantities",
    "glance",
    "read",
    "read_claim",
    "split_sentences",
    "weigh",
]
