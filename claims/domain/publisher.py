"""Publishers: the outlets that issue articles, and the form they are compared under."""

import re
from functools import lru_cache

_WEB_PARTS = re.compile(r"^(https?://)?(www\.)?|\.(com|co\.uk|org|net|news|info)/?$")
_NOT_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def publisher_key(name: str) -> str:
    """The form under which two spellings of a publisher are one: "The Pulse News" and "pulse news"."""
    folded = _NOT_LETTERS.sub(" ", _WEB_PARTS.sub("", name.strip().casefold())).strip()
    return folded.removeprefix("the ") or name.strip().casefold()


def same_publisher(one: str | None, other: str | None) -> bool:
    """Whether both are known and are the same outlet."""
    return bool(one and other) and publisher_key(one or "") == publisher_key(other or "")
