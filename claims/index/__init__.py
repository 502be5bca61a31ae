"""The search index that follows the store; see README.md for the rule of this folder."""

from claims.index.base import Form
from claims.index.codes import Code, Coder
from claims.index.live import LiveCollection, State
from claims.index.search import Collection

__all__ = ["Code", "Coder", "Collection", "Form", "LiveCollection", "State"]
