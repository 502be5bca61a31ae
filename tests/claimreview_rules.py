"""The rules that a ClaimReview has to keep, written down from where they stand, to hold documents against.

schema.org: the types and properties below with the values that each may have, from
https://schema.org/ClaimReview, /Claim, /Rating, /DataFeed, /DataFeedItem, /Organization and /CreativeWork
(as of release 29; only what Claimdesk writes is listed, so that a property unknown here is a fault).

Google: "Fact check (ClaimReview) structured data",
https://developers.google.com/search/docs/appearance/structured-data/factcheck, its tables of required and
recommended properties and its guidelines; the same tables are in Full Fact's note 01,
https://fullfact.github.io/markup-investigation.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

TEXT, URL, DATE, NUMBER = "Text", "URL", "Date", "Number"
WORK = {"url": {URL}, "headline": {TEXT}, "publisher": {"Organization", "Person"}, "datePublished": {DATE}}
REVIEW = WORK | {
    "claimReviewed": {TEXT},
    "dateModified": {DATE},
    "inLanguage": {TEXT},
    "author": {"Organization", "Person"},
    "reviewRating": {"Rating"},
    "itemReviewed": {"Claim", "CreativeWork"},
}
SCHEMA_ORG: dict[str, dict[str, set[str]]] = {
    "ClaimReview": REVIEW,
    "Claim": WORK
    | {
        "text": {TEXT},
        "author": {"Organization", "Person"},
        "firstAppearance": {"CreativeWork"},
        "appearance": {"CreativeWork"},
    },
    "Rating": {
        "ratingValue": {NUMBER, TEXT},
        "bestRating": {NUMBER, TEXT},
        "worstRating": {NUMBER, TEXT},
        "alternateName": {TEXT},
        "ratingExplanation": {TEXT},
    },
    "Organization": {"name": {TEXT}, "url": {URL}},
    "Person": {"name": {TEXT}, "url": {URL}},
    "CreativeWork": WORK,
    "DataFeed": {"name": {TEXT}, "dataFeedElement": {"DataFeedItem"}},
    "DataFeedItem": {"dateModified": {DATE}, "item": {"ClaimReview"}},
}
GOOGLE_REQUIRES = {"ClaimReview": {"claimReviewed", "reviewRating", "url"}, "Rating": {"alternateName"}}
GOOGLE_RECOMMENDS = {
    "ClaimReview": {"author", "datePublished", "itemReviewed"},
    "Claim": {"datePublished"},  # author and appearance where they are known
    "Rating": {"ratingValue", "bestRating", "worstRating"},
}
LONGEST_SUMMARY = 75  # "try to keep this less than 75 characters"
RATED = re.compile(r"^(confirmed|denied|true|false)\b[:,]", re.I)  # the rating does not belong into claimReviewed


def faults(document: dict[str, Any], page: str | None = None) -> list[str]:
    """What of a JSON-LD document breaks a rule; `page` is where it is embedded."""
    found = list(_faults(document, "$"))
    if document.get("@context") not in ("https://schema.org", "http://schema.org"):
        found.append("$: the context is not schema.org's")
    for review in _of_type(document, "ClaimReview"):
        if page is not None and urlsplit(review["url"]).netloc != urlsplit(page).netloc:
            found.append("the url is on another domain than the page")
    return found


def _faults(node: dict[str, Any], at: str) -> Iterator[str]:
    kind = node.get("@type")
    if kind not in SCHEMA_ORG:
        yield f"{at}: no type of schema.org that is known here: {kind!r}"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in SCHEMA_ORG[kind]:
            yield f"{at}: {kind} has no property {name}"
            continue
        for each in value if isinstance(value, list) else [value]:
            yield from _faults_of_value(each, SCHEMA_ORG[kind][name], f"{at}.{name}")
    for rules in (GOOGLE_REQUIRES, GOOGLE_RECOMMENDS):
        yield from (f"{at}: {kind} lacks {name}" for name in sorted(rules.get(kind, set()) - node.keys()))
    if kind == "ClaimReview":
        yield from _faults_of_review(node, at)


def _faults_of_value(value: Any, wanted: set[str], at: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("@type") not in wanted:
            yield f"{at}: may not be a {value.get('@type')}"
        yield from _faults(value, at)
    elif not any(_is(value, kind) for kind in wanted):
        yield f"{at}: {value!r} is none of {sorted(wanted)}"


def _faults_of_review(node: dict[str, Any], at: str) -> Iterator[str]:
    if len(node["claimReviewed"]) >= LONGEST_SUMMARY:
        yield f"{at}: claimReviewed is too long"
    if RATED.match(node["claimReviewed"]):
        yield f"{at}: claimReviewed tells the rating"
    rating = node["reviewRating"]
    if not rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]:
        yield f"{at}: the rating is off its scale"


def _is(value: Any, wanted: str) -> bool:
    if wanted == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, str) or not value.strip():
        return False
    if wanted == URL:
        return urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).netloc)
    if wanted == DATE:
        return _is_date(value)
    return wanted == TEXT


def _is_date(value: str) -> bool:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(value)
        except ValueError:
            continue
        return True
    return False


def _of_type(node: Any, kind: str) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for each in node:
            yield from _of_type(each, kind)
    elif isinstance(node, dict):
        if node.get("@type") == kind:
            yield node
        for each in node.values():
            yield from _of_type(each, kind)
