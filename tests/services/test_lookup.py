"""A text is held against the ledger: what it says of claims, and which of them it may be about."""

from dataclasses import replace

import pytest

from claims.domain.errors import InvalidInput
from claims.match import transformer
from claims.services.desk import close_desk, open_desk
from claims.services.ledger import delete_claim
from claims.services.lookup import match_text
from claims.settings import Settings

MILL = "The paper mill at Oxley will close in May 2025."
SHIP = "A Russian warship entered the harbour of Marseille."
FERRY = "The ferry to Sund carried 40,000 people in March 2025."


@pytest.fixture
def ledger(newsroom):
    return {
        name: newsroom.claim(text, "2025-02-03").claim.id
        for name, text in {"mill": MILL, "ship": SHIP, "ferry": FERRY}.items()
    }


def ranked(newsroom, text, limit=10):
    return [held.tracked.claim.id for held in match_text(newsroom.desk, text, limit).ranking]


def test_a_claim_is_ranked_of_which_the_text_says_nothing_that_decides(newsroom, ledger):
    matched = match_text(newsroom.desk, "People in Marseille speak of a navy vessel from Russia.")
    assert matched.judgements == []
    (held,) = matched.ranking
    assert held.tracked.claim.id == ledger["ship"]
    assert held.judgement is None
    assert all(signal.detail.endswith(".") for signal in held.match.signals)


def test_what_the_text_judges_comes_first_with_its_stance_and_passage(newsroom, ledger):
    text = "A navy vessel from Russia is seen near Marseille. The paper mill at Oxley will not close in May 2025."
    matched = match_text(newsroom.desk, text)
    assert [judgement.claim_id for judgement in matched.judgements] == [ledger["mill"]]
    assert ranked(newsroom, text) == [ledger["mill"], ledger["ship"]]
    assert matched.ranking[0].judgement == matched.judgements[0]


def test_the_nearest_sentence_says_in_what_it_agrees_and_differs(newsroom, ledger):
    text = "It was a quiet month. The ferry to Sund carried 70,000 people in March 2025."
    held = match_text(newsroom.desk, text).ranking[0]
    assert held.tracked.claim.id == ledger["ferry"]
    assert held.nearest.text.startswith("The ferry to Sund")
    assert text[held.nearest.start : held.nearest.end] == held.nearest.text
    assert "amount" in {condition.name for condition in held.match.conditions if condition.differs}


def test_a_claim_that_shares_but_a_word_is_not_listed(newsroom, ledger):
    assert ranked(newsroom, "People in Marseille speak of a navy vessel from Russia.") == [ledger["ship"]]


def test_a_title_alone_can_bring_up_a_claim(newsroom, ledger):
    found = match_text(newsroom.desk, "More is to follow.", title="Russian warship at Marseille").ranking
    assert [held.tracked.claim.id for held in found] == [ledger["ship"]]


def test_of_a_long_text_its_sentences_bring_up_claims_too(newsroom, ledger):
    filler = " ".join(f"Council {n} debated road {n} and school {n} at length." for n in range(200))
    assert ledger["mill"] in ranked(newsroom, f"{filler} The paper mill at Oxley is to close in May 2025. {filler}")


def test_no_more_than_the_limit(newsroom, ledger):
    text = f"{MILL} {SHIP} {FERRY}"
    assert len(ranked(newsroom, text)) == 3
    assert len(ranked(newsroom, text, 2)) == 2


def test_a_deleted_claim_is_ranked_no_more(newsroom, ledger):
    delete_claim(newsroom.desk, ledger["ship"])
    assert ranked(newsroom, SHIP) == []


def test_with_the_extra_a_transformer_reads_the_best(newsroom, ledger):
    try:
        transformer.Transformer.must_be_installed()
    except InvalidInput as error:
        pytest.skip(str(error))
    desk = open_desk(replace(newsroom.desk.settings, semantic=True))
    (held,) = match_text(desk, "People in Marseille speak of a navy vessel from Russia.").ranking
    close_desk(desk)
    assert "sense" in {signal.name for signal in held.match.signals}


def test_a_ledger_that_wants_an_extra_which_is_not_installed_is_not_opened(monkeypatch, tmp_path):
    monkeypatch.setattr(transformer, "find_spec", lambda _: None)
    with pytest.raises(InvalidInput, match=r"requirements-semantic\.txt"):
        open_desk(Settings(database_url=f"sqlite:///{tmp_path}/ledger.db", semantic=True))
