"""Check a text: which of its sentences are claims, and what became of those that the ledger knows."""

from flask import Blueprint, render_template

blp = Blueprint("check", __name__)


@blp.get("/check")
def ask() -> str:
    """The form that takes a text."""
    return render_template("check.html")
