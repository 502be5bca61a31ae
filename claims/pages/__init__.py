"""Pages for people; see README.md for the rule of this folder and how to add a page."""

from claims.pages.site import Doors, add_pages

__all__ = ["Doors", "add_pages"]
