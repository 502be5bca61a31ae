"""ClaimReviews of others are read as loosely as they are written, and never beyond bounds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.claimreview import Maker, Named, Rating, Work
from claims.domain.errors import InvalidInput, TooLarge
from claims.domain.verdict import Status
from claims.intake import Limits, read_claim_reviews, status_of

LIMITS = Limits()
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checker.example/checks/7",
    "claimReviewed": "Norvale opened a second depot",
    "datePublished": "2025-05-04",
    "author": {"@type": "Organization", "name": "The Checkers", "url": "https://checker.example"},
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": "1",
        "bestRating": "5",
        "worstRating": "1",
        "alternateName": "False",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ada Lund"},
        "datePublished": "2025-05-01T10:00:00+02:00",
        "firstAppearance": {"@type": "NewsArticle", "url": "https://post.example/1", "headline": "A depot"},
        "appearance": ["https://post.example/2", {"@id": "https://post.example/3"}],
    },
}


BARE = json.dumps({"@type": "ClaimReview", "claimReviewed": "Norvale moved", "reviewRating": {"name": "False"}})


@pytest.mark.parametrize(
    "script",
    [
        f'<script type="application/ld+json; charset=utf-8">{BARE}</script>',
        f'<script type="APPLICATION/LD+JSON">{BARE}</script>',
        f'<script type="application/ld+json">//<![CDATA[\n{BARE}\n//]]></script>',
        f'<script type="application/ld+json"><!--\n{BARE}\n--></script>',
    ],
)
def test_json_ld_is_found_however_old_pages_wrap_it(script):
    (review,) = read_claim_reviews(f"<html><head>{script}</head><body></body></html>".encode(), LIMITS)
    assert (review.text, review.rating.words) == ("Norvale moved", "False")


@pytest.mark.parametrize("rating", ["False", ["False"], {"@value": "False"}])
def test_a_rating_may_be_words_with_nothing_around_them(rating):
    source = json.dumps(json.loads(BARE) | {"reviewRating": rating})
    (review,) = read_claim_reviews(source.encode(), LIMITS)
    assert status_of(review.rating) is Status.DENIED


def page(*blocks):
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<html><head>{scripts}</head><body><p>A page.</p></body></html>".encode()


def read(document, limits=LIMITS):
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(read_claim_reviews(raw, limits))


def test_all_that_a_review_says_is_read():
    (found,) = read(REVIEW)
    assert found.text == "Norvale opened a second depot"
    assert found.rating == Rating(words="False", value=1, best=5, worst=1)
    assert found.author == Named("The Checkers", Maker.ORGANISATION, "https://checker.example")
    assert found.claimant == Named("Ada Lund", Maker.PERSON)
    assert (found.published.iso(), found.claimed.day.isoformat()) == ("2025-05-04", "2025-05-01")
    assert found.first == Work("https://post.example/1", "A depot")
    assert [work.url for work in found.others] == ["https://post.example/2", "https://post.example/3"]


@pytest.mark.parametrize(
    "document",
    [
        [REVIEW],
        {"@graph": [{"@type": "WebPage", "name": "x"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"@type": "NewsArticle", "review": REVIEW},
        page("{broken", json.dumps(REVIEW)),
        page(json.dumps([REVIEW])),
        REVIEW | {"@type": ["ClaimReview", "Review"]},
        REVIEW | {"@type": "http://schema.org/ClaimReview"},
        REVIEW | {"claimReviewed": ["Norvale opened a second depot"]},
        REVIEW | {"claimReviewed": "<b>Norvale</b> opened a second&nbsp;depot"},
        {"@graph": [REVIEW | {"author": {"@id": "#us"}}, {"@id": "#us", "name": "The Checkers", "url": None}]},
        b"\xef\xbb\xbf" + json.dumps(REVIEW).encode(),
    ],
)
def test_it_is_found_wherever_publishers_put_it(document):
    (found,) = read(document)
    assert (found.text, found.author.name, found.rating.words) == (
        "Norvale opened a second depot",
        "The Checkers",
        "False",
    )


def test_one_that_says_too_little_is_told_and_the_next_is_read():
    nothing = {k: v for k, v in REVIEW.items() if k != "claimReviewed"}
    unrated = {k: v for k, v in REVIEW.items() if k != "reviewRating"}
    told = read([nothing, unrated, REVIEW])
    assert "claimReviewed" in told[0]
    assert "has no rating" in told[1]
    assert told[2].text == REVIEW["claimReviewed"]


@pytest.mark.parametrize(
    ("words", "value", "status"),
    [
        ("False", "1", Status.DENIED),
        ("FALSE.", None, Status.DENIED),
        ("True", "5", Status.CONFIRMED),
        ("Two Gherkins", "1", Status.DENIED),
        ("Half true", "3", None),
        ("Mostly false", "2", None),
        ("True", "1", None),
        ("Unproven", "-1", None),
        ("Unproven", "9", None),
    ],
)
def test_only_a_plain_rating_comes_to_a_status(words, value, status):
    rating = {"alternateName": words, "bestRating": 5, "worstRating": 1} | ({"ratingValue": value} if value else {})
    (found,) = read(REVIEW | {"reviewRating": rating})
    assert status_of(found.rating) is status


@pytest.mark.parametrize(
    ("bomb", "error"),
    [
        (b"[" * 200_000, "nesting too deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nesting too deep"),
        (b"[" + b"{}," * 300_000 + b"{}]", "more than 200,000 parts"),
        (b'{"@type": "ClaimReview", "n": ' + b"9" * 100_000 + b"}", "number too long"),
        (b'{"@type": ', "not JSON"),
    ],
)
def test_bombs_are_told_and_bounded(bomb, error):
    with pytest.raises(InvalidInput, match=error):
        read(bomb)


def test_references_in_a_circle_end():
    circle = REVIEW | {"author": {"@id": "#a"}}
    assert read({"@graph": [circle, {"@id": "#a", "sameAs": {"@id": "#b"}}, {"@id": "#b", "author": {"@id": "#a"}}]})


def test_what_is_over_the_limit_is_not_looked_at():
    with pytest.raises(TooLarge):
        read(REVIEW, Limits(max_bytes=100))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "name", "url", "text", "author", "@value"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(REVIEW)), values, max_size=5))
def test_whatever_a_review_holds_gives_a_review_or_a_sentence(changes):
    for found in read(REVIEW | changes | {"@type": "ClaimReview"}):
        assert not isinstance(found, str) or found.endswith(".")
