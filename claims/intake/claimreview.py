"""ClaimReviews of others, out of the JSON-LD of a page, of a file or of a DataFeed.

What publishers write is looser than schema.org has it: one thing or a list, a text or an object, a name or a
reference to another node. Contexts are never fetched.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from claims.domain.address import is_web_address
from claims.domain.claimreview import ClaimReview, Maker, Named, Rating, Work
from claims.domain.errors import InvalidInput
from claims.intake.clean import one_line
from claims.intake.decode import decode
from claims.intake.limits import Limits
from claims.intake.markup import json_ld_blocks, parse_page, strip_markup
from claims.intake.metadata import declared_encoding
from claims.intake.when import read_when

_FIELD = "page"
_MOST_NODES = 200_000
_MOST_WORKS = 50  # where a claim appeared
_LONGEST = 2_000  # characters of a text
_TYPE = "ClaimReview"
_LONGEST_RATING = 200

Node = Mapping[str, Any]
Fault = str  # what is wrong, in a sentence


def read_claim_reviews(raw: bytes, limits: Limits, charset: str | None = None) -> Iterator[ClaimReview | Fault]:
    """The ClaimReviews in a page or in JSON-LD, in their order; in place of one that says too little, why.

    Raises TooLarge over a limit, InvalidInput for what is neither, or holds more than can be looked through.
    """
    limits.check_raw(raw, _FIELD)
    source = decode(raw, _FIELD, charset, declared_encoding(raw)).removeprefix("\ufeff")
    if source.lstrip()[:1] in ("{", "["):
        return _reviews_in([_parsed(source)])
    return _reviews_in(_readable(json_ld_blocks(parse_page(source, _FIELD))))


def _parsed(source: str) -> Any:
    try:
        return json.loads(source, strict=False)
    except json.JSONDecodeError as error:
        raise InvalidInput(f"This is not JSON: {error.msg} at character {error.pos + 1:,}.") from None
    except (ValueError, RecursionError):
        raise InvalidInput("This is not JSON that can be read: a number too long or nesting too deep.") from None


def _readable(sources: Iterator[str]) -> Iterator[Any]:
    """The blocks that can be read; pages have broken ones beside them."""
    for source in sources:
        try:
            yield _parsed(source)
        except InvalidInput:
            continue


def _reviews_in(blocks: Any) -> Iterator[ClaimReview | Fault]:
    for block in blocks:
        nodes = list(_nodes(block))
        named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
        for node in nodes:
            if _TYPE in _kinds(node):
                try:
                    yield _review(node, named)
                except InvalidInput as error:
                    yield str(error)


def _nodes(block: Any) -> Iterator[Node]:
    """Every object of a block, those within others too, in the order of the source."""
    waiting, seen = [block], 0
    while waiting:
        thing = waiting.pop()
        seen += 1
        if seen > _MOST_NODES:
            raise InvalidInput(f"This has more than {_MOST_NODES:,} parts; split it, or hand in JSON lines.")
        if isinstance(thing, dict):
            yield thing
            waiting += reversed([each for each in thing.values() if isinstance(each, dict | list)])
        elif isinstance(thing, list):
            waiting += reversed([each for each in thing if isinstance(each, dict | list)])


def _kinds(node: Node) -> set[str]:
    kinds = node.get("@type")
    return {
        kind.rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    }


def _review(node: Node, named: Mapping[str, Node]) -> ClaimReview:
    item = _node(node.get("itemReviewed"), named)
    text = _text(item.get("text")) or _text(node.get("claimReviewed")) or _text(item.get("name"))
    if text is None:
        raise InvalidInput("A ClaimReview does not say what claim it reviews: it has no claimReviewed.")
    rating = _rating(node.get("reviewRating"), named)
    if rating is None:
        raise InvalidInput(f"The review of “{text[:60]}” has no rating: reviewRating names neither words nor a value.")
    appeared = [_work(each, named) for each in _several(item.get("appearance"))]
    first = _work(item.get("firstAppearance"), named) or next((work for work in appeared if work), None)
    return ClaimReview(
        text=text,
        rating=rating,
        author=_named(node.get("author"), named),
        url=_address(node.get("url")),
        title=_text(node.get("headline")) or _text(node.get("name")),
        published=read_when(node.get("datePublished")),
        language=_text(node.get("inLanguage")),
        claim_url=_address(item.get("@id")) or _address(item.get("url")),
        claimant=_named(item.get("author"), named),
        claimed=read_when(item.get("datePublished")) or read_when(item.get("dateCreated")),
        first=first,
        others=tuple(work for work in appeared if work is not None and work != first),
    )


def _node(value: Any, named: Mapping[str, Node]) -> Node:
    """The object that a property has, or refers to; an empty one where it has none."""
    for each in _several(value):
        if isinstance(each, dict):
            return named.get(str(each.get("@id")), each) if len(each) == 1 else each
    return {}


def _several(value: Any) -> list[Any]:
    return value[:_MOST_WORKS] if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any, longest: int = _LONGEST) -> str | None:
    for each in _several(value):
        plain = each.get("@value") if isinstance(each, dict) else each
        if isinstance(plain, str) and plain.strip() and len(plain) <= 10 * longest:
            text = one_line(strip_markup(plain, _FIELD), _FIELD, 10 * longest)
            return text[:longest] or None
    return None


def _address(value: Any) -> str | None:
    text = _text(value)
    return text if text is not None and is_web_address(text) else None


def _named(value: Any, named: Mapping[str, Node]) -> Named | None:
    node = _node(value, named)
    name = _text(node.get("name"), 300) if node else _text(value, 300)
    if name is None:
        return None
    same = next((a for each in _several(node.get("sameAs")) if (a := _address(each))), None)
    kind = Maker.PERSON if "Person" in _kinds(node) else Maker.ORGANISATION
    return Named(name, kind, _address(node.get("url")) or same)


def _rating(rated: Any, named: Mapping[str, Node]) -> Rating | None:
    """A rating by its words or its value; some write the words and nothing around them."""
    node = _node(rated, named)
    value = _number(node.get("ratingValue"))
    names = (node.get("alternateName"), node.get("name"), rated)
    words = next((text for each in names if (text := _text(each, _LONGEST_RATING))), None)
    if words is None and value is None:
        words = _text(node.get("ratingValue"), _LONGEST_RATING)  # some write "False" here
        if words is None:
            return None
    return Rating(
        words=words or f"{value:g}",
        value=value,
        best=_number(node.get("bestRating")),
        worst=_number(node.get("worstRating")),
        explanation=_text(node.get("ratingExplanation")),
    )


def _number(value: Any) -> float | None:
    """A number from 0 to 1,000, as which ratings come; -1 and the like stand for none."""
    try:
        number = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and 0 <= number <= 1_000 else None


def _work(value: Any, named: Mapping[str, Node]) -> Work | None:
    """A work by its address or description."""
    if isinstance(value, str):
        address = _address(value)
        return Work(address) if address else None
    node = _node(value, named)
    url = _address(node.get("url")) or _address(node.get("@id"))
    title = _text(node.get("headline")) or _text(node.get("name"))
    if url is None and title is None:
        return None
    publisher = _named(node.get("publisher"), named)
    published = read_when(node.get("datePublished"))
    return Work(url, title, publisher.name if publisher else None, published.day if published else None)
