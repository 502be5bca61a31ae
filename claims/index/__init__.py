"""The search index that follows the store; see README.md for the rule of this folder."""

from claims.index.search import Collection, SearchIndex

__all__ = ["Collection", "SearchIndex"]
