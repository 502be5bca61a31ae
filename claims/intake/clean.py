"""Which characters a stored text may hold.

Everything downstream counts in the cleaned text, so it is made once, here, and never again:
- line ends (CR LF, CR, NEL, LINE and PARAGRAPH SEPARATOR) become a line feed;
- other control characters become one space each, so that words stay apart;
- soft hyphens, zero-width spaces, word joiners and byte order marks go: they are hints for layout that
  would split "mil\xadlion" in two;
- Unicode NFC, so that one word has one spelling;
- white space at both ends of the text goes.
NUL and lone surrogates are refused: they mean that what came in is not text, or was cut by force.
"""

import re
import unicodedata

from claims.domain.errors import InvalidInput

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LAYOUT_HINTS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LETTER = re.compile(r"[^\W\d_]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]{31,}")

# UAX #15, "Stream-Safe Text Format": no language needs more; normalising longer runs takes quadratic time.
_MAX_MARKS = 30


def clean(text: str, field: str) -> str:
    """The text as it is stored. Raises InvalidInput under `field` for what is not text."""
    if (at := text.find("\0")) >= 0:
        raise InvalidInput.of(field, f"The {field} holds a NUL character (at {at:,}); it is not plain text.")
    if (found := _LONE_SURROGATE.search(text)) is not None:
        message = f"The {field} holds half of a surrogate pair (at {found.start():,}); it is not valid Unicode."
        raise InvalidInput.of(field, message)
    if has_mark_pile(text):
        message = f"The {field} piles more than {_MAX_MARKS} combining marks on one letter; it is not readable text."
        raise InvalidInput.of(field, message)
    text = _LAYOUT_HINTS.sub("", _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text)))
    return unicodedata.normalize("NFC", text).strip()


def clean_sentences(text: str, field: str) -> str:
    """`clean`, and InvalidInput as well where there is nothing to read: no letter at all."""
    text = clean(text, field)
    if not text:
        raise InvalidInput.of(field, f"The {field} is empty.")
    if _LETTER.search(text) is None:
        raise InvalidInput.of(field, f"The {field} holds no words.")
    return text


def one_line(value: str, field: str, max_chars: int = 1_000) -> str:
    """A title or name: cleaned, on one line. Raises InvalidInput when longer than `max_chars`."""
    value = " ".join(clean(value, field).split())
    if len(value) > max_chars:
        raise InvalidInput.of(field, f"The {field} has {len(value):,} characters; at most {max_chars:,} are kept.")
    return value


def has_mark_pile(text: str) -> bool:
    """Whether more than 30 combining marks follow each other."""
    combining = unicodedata.combining
    for stretch in _NOT_ASCII.finditer(text):
        run = 0
        for char in stretch[0]:
            run = run + 1 if combining(char) else 0
            if run > _MAX_MARKS:
                return True
    return False
