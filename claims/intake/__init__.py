"""Bytes in, pages out; see README.md for the rule of this folder."""

from claims.intake.claimreview import read_claim_reviews
from claims.intake.clean import clean_sentences, one_line
from claims.intake.feeds import read_feed
from claims.intake.html import read_html
from claims.intake.jsonl import Line, bounded_lines, read_jsonl, read_object
from claims.intake.limits import Limits
from claims.intake.metadata import host_of
from claims.intake.ratings import status_of
from claims.intake.text import read_text

__all__ = [
    "Limits",
    "Line",
    "bounded_lines",
    "clean_sentences",
    "host_of",
    "one_line",
    "read_claim_reviews",
    "read_feed",
    "read_html",
    "read_jsonl",
    "read_object",
    "read_text",
    "status_of",
]
