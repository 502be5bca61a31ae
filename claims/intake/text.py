"""Plain text."""

from claims.domain.article import Page
from claims.intake.clean import clean_sentences
from claims.intake.decode import decode
from claims.intake.limits import Limits

_FIELD = "text"


def read_text(raw: str | bytes, limits: Limits, charset: str | None = None) -> Page:
    """A plain text as a page without any word on its origin; `charset` is what an HTTP header names.

    Raises TooLarge over a limit, InvalidInput for binary data, an empty text or one without words.
    """
    if isinstance(raw, bytes):
        limits.check_raw(raw, _FIELD)
        raw = decode(raw, _FIELD, charset)
    limits.check_text(raw, _FIELD)
    text = clean_sentences(raw, _FIELD)
    limits.check_text(text, _FIELD)
    return Page(text=text)
