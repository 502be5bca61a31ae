"""Texts of others are kept, found by what they say and narrowed by their context, and forgotten."""

import pytest

from claims.domain.errors import InvalidInput, NotFound, TooLarge
from claims.services.similar import TextQuery, find_similar, forget_text, keep_text

MOON = "The moon landing was filmed in a studio in Nevada"
SHOTS = "Vaccines cause autism in children"


@pytest.fixture
def desk(newsroom):
    keep_text(newsroom.desk, MOON, {"team_id": 1, "has_custom_id": True}, "moon", "en")
    keep_text(newsroom.desk, SHOTS, {"team_id": 2, "tags": ["health", "news"]}, "shots")
    keep_text(newsroom.desk, "The earth is flat", {"team_id": 1}, "flat")
    return newsroom.desk


def found(desk, text, **wanted):
    return [each.kept.id for each in find_similar(desk, TextQuery(text=text, **{"threshold": 0.5} | wanted))]


def test_what_says_the_same_is_found_and_nothing_else(desk):
    assert found(desk, "Children get autism from vaccines") == ["shots"]
    assert found(desk, "Norvale will open a second depot") == []
    assert desk.store.stats(desk.clock()).claims == 0


def test_an_equal_text_is_as_similar_as_can_be(desk):
    (best,) = find_similar(desk, TextQuery(text=f"  {MOON.upper()} ", threshold=1.0))
    assert (best.kept.id, best.score) == ("moon", 1.0)


def test_a_context_narrows_by_all_its_keys_and_any_of_its_values(desk):
    assert found(desk, SHOTS, context={"team_id": 2}) == ["shots"]
    assert found(desk, SHOTS, context={"team_id": [1, 2], "tags": "news"}) == ["shots"]
    assert found(desk, SHOTS, context={"team_id": 1}) == []
    assert found(desk, SHOTS, context={"team_id": 2, "tags": ["sport"]}) == []
    assert found(desk, SHOTS, context={"team_id": "2"}) == []
    assert found(desk, MOON, context={"team_id": 1, "has_custom_id": False, "project_media_id": 9}) == ["moon"]


def test_a_language_narrows_to_it_and_to_texts_of_none(desk):
    assert found(desk, MOON, language="de") == []
    assert found(desk, SHOTS, language="de") == ["shots"]


def test_kept_again_a_text_is_replaced_and_found_by_either_context(desk):
    keep_text(desk, "Bread is baked from sand", {"team_id": 7}, "moon")
    assert found(desk, MOON) == []
    for team in (1, 7):
        assert found(desk, "Bread is baked from sand", context={"team_id": team}) == ["moon"]


def test_without_an_id_the_same_text_is_kept_once(desk):
    one, other = (keep_text(desk, "Bread is baked from sand", {}) for _ in range(2))
    assert one.id == other.id
    assert found(desk, "Bread is baked from sand") == [one.id]


def test_what_is_forgotten_is_found_no_more(desk):
    forget_text(desk, "moon")
    assert found(desk, MOON) == []
    with pytest.raises(NotFound):
        forget_text(desk, "moon")


def test_what_is_no_text_or_too_large_is_refused(desk):
    with pytest.raises(InvalidInput):
        keep_text(desk, "?!", {})
    with pytest.raises(TooLarge):
        keep_text(desk, "word " * 300_000, {})
    with pytest.raises(InvalidInput, match="context"):
        keep_text(desk, "Words", {"a": "x" * 20_000})
