"""Reprints: when two texts are one text printed again, and by which marks that is found at any scale.

A wire story is printed under other headlines, with another byline, without its last paragraphs, with a word changed
here and there. Two reports of one event that were written apart share hardly a run of four words.
"""

import re
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest

from claims.domain.article import Article

COMPARED_CHARS = 3000  # of each text; a reprint shows in its first paragraphs
MARKS = 16  # of a text
_SHINGLE = 4  # words of a run by which two texts are compared
_MARKED = 6  # words of a run that may be a mark; shorter ones are turns of phrase that many texts share
_FEWEST_SHINGLES = 8  # a text with fewer is too short to tell
_SAME_TEXT = 0.6  # share of the shorter text's shingles; independent reports of one event stay below .3
_NOTHING_NEW = 0.8  # share of a text's shingles from which another text stands for it
_MARK_BYTES = 8

_WORD = re.compile(r"\w+")
_WEB_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.|amp\.|m\.)?")


def is_reprint(one: str, other: str) -> bool:
    """Whether two texts are one, printed again: the shorter one's runs of words stand in the longer."""
    mine, theirs = _shingles(one[:COMPARED_CHARS]), _shingles(other[:COMPARED_CHARS])
    return _share(mine & theirs, min(mine, theirs, key=len)) >= _SAME_TEXT


def brings_nothing_new(text: str, other: str) -> bool:
    """Whether nearly all of a text stands in another, so that what is like the one is like the other."""
    mine = _shingles(text[:COMPARED_CHARS])
    return _share(mine & _shingles(other[:COMPARED_CHARS]), mine) >= _NOTHING_NEW


def marks_of(article: Article) -> frozenset[int]:
    """The marks by which another printing of an article is found: whole numbers of 64 bits, with sign.

    They are the least of the hashes of the runs of words in it, as many as MARKS, and those of its addresses. Where
    two texts share a half of all their runs, each mark is shared with a chance of a half (Broder 1997, "On the
    resemblance and containment of documents"), so nearly all reprints share some.
    """
    return text_marks(article.text) | address_marks(article)


def text_marks(text: str) -> frozenset[int]:
    """The marks of a text alone; none for one that is too short to tell."""
    words = _WORD.findall(text[:COMPARED_CHARS].casefold())
    runs = {_mark(" ".join(words[i : i + _MARKED])) for i in range(len(words) - _MARKED + 1)}
    return frozenset(nsmallest(MARKS, runs)) if len(runs) >= _FEWEST_SHINGLES else frozenset()


def address_marks(article: Article) -> frozenset[int]:
    """The marks of an article's addresses."""
    addresses = {address_key(url) for url in (article.canonical_url, article.url) if url}
    return frozenset(_mark(address) for address in addresses)


def address_key(url: str) -> str:
    """The form under which two addresses of one page are one: no scheme, no "www", "amp" or "m", no fragment."""
    return _WEB_ADDRESS.sub("", url.strip().casefold()).partition("#")[0].rstrip("/")


def words_alone(text: str) -> str:
    """The words alone, between blanks, so that one text can be looked for in another."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


@lru_cache(maxsize=512)
def _shingles(text: str) -> frozenset[int]:
    """The runs of words by which two texts are compared, hashed; not to be kept, since no two processes hash alike."""
    words = _WORD.findall(text.casefold())
    return frozenset(map(hash, zip(*(words[at:] for at in range(_SHINGLE)), strict=False)))


def _mark(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=_MARK_BYTES).digest()
    return int.from_bytes(digest, signed=True)


def _share(shared: frozenset[int], of: frozenset[int]) -> float:
    return len(shared) / len(of) if len(of) >= _FEWEST_SHINGLES else 0.0
