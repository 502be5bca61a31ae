"""Bytes in, pages out; see README.md for the rule of this folder."""

from claims.intake.claimreview import read_claim_reviews
from claims.intake.clean import clean_sentences, one_line
from claims.intake.feeds import read_feed
from claims.intake.html import read_html
from claims.intake.jsonl import Line, bounded_lines, read_jsonl, read_object
from claims.intake.limits import Limits
from claims.intake.metadata import host_of
from claims.intake.ratings import status_of
from claims.intake.sheet import Sheet, csv_line
from claims.intake.text import read_text
from claims.intake.warc import ArchivedPage, read_warc

__all__ = [
    "ArchivedPage",
    "Limits",
    "Line",
    "Sheet",
    "bounded_lines",
    "clean_sentences",
    "csv_line",
    "host_of",
    "one_line",
    "read_claim_reviews",
    "read_feed",
    "read_html",
    "read_jsonl",
    "read_object",
    "read_text",
    "read_warc",
    "status_of",
]
