"""What a site asks of automatic visitors (robots.txt, RFC 9309), as it is remembered for a while."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """The robots.txt of an origin (`https://news.example`), good until `until`.

    `text` is "" where the site has none, which allows everything, and None where it could not be had, which allows
    nothing for now; `found` says in words which it was.
    """

    origin: str
    text: str | None
    found: str
    until: datetime
