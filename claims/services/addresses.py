"""Where people, and programs, find what they are told of."""

from urllib.parse import quote, urlsplit

from claims.settings import Settings

_NOWHERE = "claimdesk.invalid"  # a name that is nobody's, and never will be (RFC 6761)


def claim_address(base: str, claim_id: str) -> str:
    """The address at which programs read a claim on the server at `base`."""
    return f"{base.rstrip('/')}/api/v1/claims/{in_address(claim_id)}"


def claim_page(base: str, claim_id: str) -> str:
    """The address at which people read it."""
    return f"{base.rstrip('/')}/claims/{in_address(claim_id)}"


def in_address(id_: str) -> str:
    """An id as a part of an address, whatever an import has brought."""
    return quote(id_, safe="", errors="replace")


def naming_authority(settings: Settings) -> str:
    """The name in which ids are given out that are to be unique in the world, and the same for ever."""
    try:
        return urlsplit(settings.public_url).hostname or _NOWHERE
    except ValueError:
        return _NOWHERE
