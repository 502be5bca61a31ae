"""Where evidence comes from is traced through what came before, and asks the store no more for much than for little."""

from hypothesis import given
from hypothesis import strategies as st

from claims.domain.publisher import publisher_key
from claims.services.grouping import By, merge_claims
from claims.services.record import claim_evidence
from claims.services.trails import Firsts
from claims.services.withdrawing import withdraw_article
from tests.values import a_piece

CLAIM = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million"
OTHER = "The founder of a chain of bakers wants to sell forty shops to a rival."
REPORT = "Corvo Foods has bought the bakery chain Merrow & Daughters for £310 million."
CITED = "According to Vale Herald, Corvo Foods has bought the bakery chain Merrow & Daughters for £310 million."

names = st.sampled_from(["Vale Herald", "The Vale Herald", "Dale Post", "", None])
printings = st.none() | st.sampled_from(["a0", "a1", "a2"])


@given(st.lists(st.tuples(names, printings), max_size=8), st.sets(st.sampled_from(["a0", "a1", "a2", "a5"])))
def test_the_first_of_each_printing_and_outlet_is_the_one_that_came_first(pieces, asked):
    came = [a_piece(f"e{n}", article_id=f"a{n}", publisher=p, printing=of) for n, (p, of) in enumerate(pieces)]
    found = Firsts(came).behind(asked, {"vale herald"})
    printed = [next((p for p in came if (p.printing or p.article_id) == each), None) for each in asked]
    told = next((p for p in came if p.publisher and publisher_key(p.publisher) == "vale herald"), None)
    assert {p.id for p in found} == {p.id for p in (*printed, told) if p is not None}


def cited(newsroom, count):
    """A claim that Vale Herald reports, and so many who cite it."""
    claim_id = newsroom.claim(CLAIM, "2025-02-01").claim.id
    first = newsroom.article(REPORT, "2025-02-03", "Vale Herald").article
    for number in range(count):
        day = f"2025-02-{4 + number // 4:02}"
        newsroom.article(f"{CITED} So says edition {number}.", day, f"Paper {number}", told_on="2025-06-30")
    return claim_id, first


def questions(newsroom, monkeypatch, work):
    """How often the store is asked for articles or marks while `work` goes on."""
    asked = []
    for name in ("articles", "marked"):
        method = getattr(newsroom.desk.store, name)
        monkeypatch.setattr(newsroom.desk.store, name, lambda *a, method=method: asked.extend(a[:1]) or method(*a))
    work()
    return sum(bool(what) for what in asked)


def test_withdrawing_what_many_cite_traces_them_all_without_asking_for_each(newsroom, monkeypatch):
    claim_id, first = cited(newsroom, 40)
    traced = {v.evidence.origin.through for v in claim_evidence(newsroom.desk, claim_id)} - {None}
    assert traced == {first.id}
    asked = questions(newsroom, monkeypatch, lambda: withdraw_article(newsroom.desk, first.id, "It was made up."))
    assert asked < 10
    assert first.id not in {v.evidence.origin.through for v in claim_evidence(newsroom.desk, claim_id)}


def test_merging_a_claim_of_which_many_speak_traces_them_all_without_asking_for_each(newsroom, monkeypatch):
    claim_id, _ = cited(newsroom, 40)
    other = newsroom.claim(OTHER, "2025-02-01").claim.id
    by = By(reviewer="R. Oduya", reason="They are one.")
    assert questions(newsroom, monkeypatch, lambda: merge_claims(newsroom.desk, claim_id, other, by)) < 20
    assert len(claim_evidence(newsroom.desk, other)) == 41
