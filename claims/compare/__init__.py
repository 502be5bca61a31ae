"""Truth conditions: a claim held against a sentence; see README.md."""

from claims.compare.comparing import compare
from claims.compare.conditions import Comparison, Condition, Finding, Relation

__all__ = ["Comparison", "Condition", "Finding", "Relation", "compare"]
