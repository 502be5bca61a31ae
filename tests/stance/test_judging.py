from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain.evidence import Fate, Stance, Strength
from claims.extract.reading import read
from claims.stance import judge
from tests.stance.judged import article_of, claim_of, judged

CLOSURE = "Dunmore Steel will shut its Ashby furnace"
PROMISE = "Selby Trains promised to repay stranded passengers by the end of March 2025"


@pytest.mark.parametrize(
    ("passage", "strength"),
    [
        ("Dunmore Steel will close its Ashby furnace, the company said.", Strength.OFFICIAL),
        ("Dunmore Steel's chair confirmed that it will close its Ashby furnace.", Strength.OFFICIAL),
        ("The competition regulator said Dunmore Steel will close its Ashby furnace.", Strength.OFFICIAL),
        ("Dunmore Steel has decided to close its Ashby furnace.", Strength.OFFICIAL),
        ("Dunmore Steel will close its Ashby furnace.", Strength.REPORTED),
        ("Dunmore Steel may close its Ashby furnace.", Strength.HEDGED),
        ("Dunmore Steel will close its Ashby furnace, three people with knowledge of the plan said.", Strength.HEDGED),
        ("Analysts expect Dunmore Steel to close its Ashby furnace.", Strength.HEDGED),
        ("The Furnace Gazette reported that Dunmore Steel will close its Ashby furnace.", Strength.HEDGED),
    ],
)
def test_strength_is_on_whose_word_the_passage_stands(passage: str, strength: Strength) -> None:
    assert judged(CLOSURE, passage).strength is strength


def test_the_speaker_is_named() -> None:
    assert judged(CLOSURE, "Dunmore Steel confirmed that it will close its Ashby furnace.").speaker == "Dunmore Steel"


def test_a_cited_outlet_is_named_as_relaying() -> None:
    judgement = judged(CLOSURE, "The Furnace Gazette reported that Dunmore Steel will close its Ashby furnace.")
    assert judgement.relays == "Furnace Gazette"
    assert judgement.speaker is None


def test_the_company_is_who_the_text_before_names() -> None:
    said = "The company said it would close the furnace in June."
    assert judged(CLOSURE, said).stance is Stance.UNRELATED
    assert judged(CLOSURE, f"Dunmore Steel spoke of its Ashby furnace on Monday. {said}").stance is not Stance.UNRELATED


def test_a_bare_denial_joins_the_report_it_denies() -> None:
    text = "A blog wrote that Dunmore Steel will shut its Ashby furnace. The company called the report false."
    judgement = judged(CLOSURE, text)
    assert judgement.stance is Stance.REFUTES
    assert judgement.passage.text == text


def test_the_passage_is_a_stretch_of_the_article() -> None:
    text = "It rained on Monday. Dunmore Steel said it will close its Ashby furnace. Nobody was hurt."
    passage = judged(CLOSURE, text).passage
    assert text[passage.start : passage.end] == passage.text
    assert passage.text == "Dunmore Steel said it will close its Ashby furnace."


def test_every_signal_says_why_in_a_sentence() -> None:
    signals = judged(CLOSURE, "Dunmore Steel said it will close its Ashby furnace.").signals
    assert [s.name for s in signals[:2]] == ["stance", "voice"]
    assert {"who", "action", "what", "polarity"} <= {s.name for s in signals}
    assert all(-1 <= s.score <= 1 and s.detail.endswith(".") for s in signals)


@pytest.mark.parametrize(
    ("published", "passage", "fate"),
    [
        (date(2025, 3, 20), "Selby Trains has repaid its stranded passengers, it said on Thursday.", Fate.KEPT),
        (date(2025, 4, 10), "Selby Trains admitted it had failed to repay stranded passengers.", Fate.BROKEN),
        (date(2025, 3, 20), "Selby Trains said it will not repay stranded passengers.", Fate.WITHDRAWN),
        (date(2025, 3, 20), "Selby Trains has postponed the repayment of stranded passengers.", Fate.POSTPONED),
    ],
)
def test_a_promise_has_a_fate(published: date, passage: str, fate: Fate) -> None:
    assert judged(claim_of(PROMISE, date(2025, 1, 13)), article_of(passage, published)).fate is fate


def test_a_promise_told_again_is_not_yet_kept() -> None:
    judgement = judged(PROMISE, "Selby Trains confirmed that it would repay stranded passengers.")
    assert judgement.stance is Stance.DISCUSSES
    assert judgement.fate is None


def test_a_postponed_event_carries_its_new_date() -> None:
    claim = claim_of("The Calloway bridge will open in May 2025", date(2025, 1, 10))
    judgement = judged(claim, article_of("The Calloway bridge will open in October 2025, the council said."))
    assert judgement.stance is Stance.REFUTES
    assert judgement.fate is Fate.POSTPONED
    assert judgement.moved_to is not None
    assert judgement.moved_to.first == date(2025, 10, 1)


def test_the_first_publisher_can_take_its_report_back() -> None:
    claim = claim_of("The mayor owns two hotels in Belfry Row", date(2025, 3, 3), publisher="Corran Voice")
    text = (
        "We reported on 3 March that the mayor owns two hotels in Belfry Row. That report was wrong, and we regret it."
    )
    own = judged(claim, article_of(text, publisher="Corran Voice"))
    assert (own.stance, own.strength, own.retraction) == (Stance.REFUTES, Strength.OFFICIAL, True)


def test_another_outlet_telling_of_a_retraction_does_not_retract() -> None:
    claim = claim_of("The mayor owns two hotels in Belfry Row", date(2025, 3, 3), publisher="Corran Voice")
    text = "Corran Voice has retracted its report that the mayor owns two hotels in Belfry Row."
    told = judged(claim, article_of(text, publisher="State Herald"))
    assert (told.stance, told.retraction) == (Stance.REFUTES, False)


DEAL = "Corvo Foods will buy the bakery chain Merrow"


@pytest.mark.parametrize(
    "text",
    [
        f"Corran Voice stands by its report that {DEAL} and will issue no correction.",
        f"Corvo Foods said a report that {DEAL} was false.",
        f"Corvo Foods demanded an apology for the report that {DEAL}.",
        f"Corvo Foods wants Corran Voice to print a retraction of its report that {DEAL}.",
        f"{DEAL}. A notice published in error gave another price.",
        f"{DEAL}. A correction on the stock market followed reports of the deal.",
        f"{DEAL}. Correction: an earlier version of this article misspelt the name of its chairman.",
        f"{DEAL}. We regret to report that its oldest mill burnt down in the night.",
    ],
)
@pytest.mark.parametrize("publisher", ["Corran Voice", "State Herald"])
def test_nothing_is_taken_back_where_an_outlet_does_not_say_so_of_its_own_report(text: str, publisher: str) -> None:
    claim = claim_of(DEAL, date(2025, 3, 3), publisher="Corran Voice")
    told = judged(claim, article_of(text, publisher=publisher))
    assert not told.retraction
    assert "retraction" not in {signal.name for signal in told.signals}


@pytest.mark.parametrize(
    "text",
    [
        f"Correction: an earlier version of this article said that {DEAL}. It will not.",
        f"On Monday we wrongly reported that {DEAL}.",
        f"An article published on 3 March said that {DEAL}. We accept that this is untrue and apologise to the firm.",
        f"Corran Voice apologises for its report that {DEAL}. It was wrong.",
        f"After the firm demanded a correction, we retract our report that {DEAL}.",
    ],
)
def test_an_outlet_takes_its_report_back_in_many_words(text: str) -> None:
    claim = claim_of(DEAL, date(2025, 3, 3), publisher="Corran Voice")
    assert judged(claim, article_of(text, publisher="Corran Voice")).retraction


def test_a_plan_told_as_background_gives_way_to_its_end() -> None:
    text = (
        "Dunmore Steel has abandoned the closure of its Ashby furnace. "
        "In February the company announced that it will shut the Ashby furnace."
    )
    assert judged(CLOSURE, text).stance is Stance.REFUTES


@pytest.mark.parametrize(
    "headline",
    [
        "Dunmore Steel posts record profit on strong demand",
        "Dunmore Steel shares slip 3% after weak outlook",
        "Dunmore Steel appoints Mara Quill as finance chief",
        "Dunmore Steel to buy scrap dealer Helm for $90 million",
        "Dunmore Steel opens a research centre in Tarvik",
        "Dunmore Steel shuts its Penrose office",
        "Dunmore Steel workers end strike after pay deal",
        "Dunmore Steel wins contract to supply rails to Kelby",
        "Dunmore Steel raises prices for sheet metal by 4%",
        "Ashby council closes two libraries to save money",
        "Dunmore Steel sues supplier over faulty valves",
        "Steel makers face higher power costs this winter",
    ],
)
def test_other_news_of_the_company_never_supports(headline: str) -> None:
    assert judged(CLOSURE, headline).stance in {Stance.UNRELATED, Stance.DISCUSSES}


def test_an_empty_article_is_unrelated() -> None:
    assert judged(CLOSURE, article_of("")).stance is Stance.UNRELATED


@settings(max_examples=60)
@given(st.text(max_size=120), st.text(max_size=300))
def test_any_texts_are_judged_without_failing(claim: str, text: str) -> None:
    article = article_of(text)
    judgement = judge(claim_of(claim), article, read(text, article.published.day, ""), [])
    assert text[judgement.passage.start : judgement.passage.end] == judgement.passage.text


_TELLING = """Dunmore Steel will not shut its Ashby furnace said denied the report that it in May 40 million , . “ ” ?
by had been closed if and which called false no plans to"""
_WORDS = st.sampled_from(_TELLING.split())


@settings(max_examples=120)
@given(st.lists(_WORDS, max_size=60))
def test_any_run_of_telling_words_is_judged_without_failing(words: list[str]) -> None:
    text = " ".join(words)
    judgement = judged(CLOSURE, text)
    assert text[judgement.passage.start : judgement.passage.end] == judgement.passage.text


@pytest.mark.parametrize(
    ("passage", "strength"),
    [
        (
            "Dunmore Steel will keep its Ashby furnace, its chief executive, Mara Quill, said in Leeds.",
            Strength.OFFICIAL,
        ),
        (
            "Dunmore Steel will keep its Ashby furnace, its owner, Helm Holdings, announced at a fair.",
            Strength.OFFICIAL,
        ),
        ("Dunmore Steel will keep its Ashby furnace, the labour office said on Monday.", Strength.OFFICIAL),
        ("Dunmore Steel will keep its Ashby furnace, the baker, Tom Hale, said in Leeds.", Strength.REPORTED),
    ],
)
def test_a_speaker_named_between_commas_speaks_by_the_role_before(passage: str, strength: Strength) -> None:
    judgement = judged(CLOSURE, passage)
    assert (judgement.stance, judgement.strength) == (Stance.REFUTES, strength)


@pytest.mark.parametrize(
    ("speaker", "strength"),
    [
        ("A company spokesman", Strength.OFFICIAL),
        ("The company's chief executive", Strength.OFFICIAL),
        ("Its owner", Strength.OFFICIAL),
        ("The labour minister", Strength.OFFICIAL),
        ("A court", Strength.OFFICIAL),
        ("A rival company", Strength.REPORTED),
        ("A shop owner", Strength.REPORTED),
        ("The chief executive of Brint Castings", Strength.REPORTED),
        ("A former director", Strength.REPORTED),
        ("The former labour minister", Strength.REPORTED),
        ("An opposition lawmaker", Strength.REPORTED),
        ("The steelworkers' union", Strength.REPORTED),
    ],
)
def test_an_office_puts_on_record_those_alone_that_the_claim_is_about(speaker: str, strength: Strength) -> None:
    judgement = judged(CLOSURE, f"{speaker} said that Dunmore Steel will not close its Ashby furnace.")
    assert (judgement.stance, judgement.strength) == (Stance.REFUTES, strength)


def test_what_a_party_is_said_to_intend_is_not_its_word() -> None:
    judgement = judged(CLOSURE, "Dunmore Steel intends to close its Ashby furnace, the union charged on Monday.")
    assert judgement.strength is not Strength.OFFICIAL


def test_a_retraction_may_point_back_to_the_report_that_the_sentence_before_tells_of() -> None:
    claim = claim_of("The mayor owns two hotels in Belfry Row", date(2025, 3, 3), publisher="Corran Voice")
    text = (
        "Our article of 3 March, in which we wrote that the mayor owns two hotels in Belfry Row, rested on a forgery. "
    )
    own = judged(claim, article_of(f"{text}It was wrong, and we withdraw it.", publisher="Corran Voice"))
    assert (own.stance, own.strength, own.retraction) == (Stance.REFUTES, Strength.OFFICIAL, True)


def test_who_the_deed_and_the_day_are_enough_to_be_about_a_claim() -> None:
    claim = claim_of("The board game Castle Tide will be released on 3 October 2025", date(2025, 6, 2))
    text = (
        "Castle Tide will come out on 3 October, its maker, Lindqvist Games, announced at a fair in Essen on Tuesday."
    )
    judgement = judged(claim, article_of(text, date(2025, 6, 10)))
    assert (judgement.stance, judgement.strength) == (Stance.SUPPORTS, Strength.OFFICIAL)
