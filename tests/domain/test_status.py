"""The status policy, rule by rule, as docs/policy.md has it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from claims.domain.claim import Claim, Deadline, Kind
from claims.domain.evidence import Evidence, Fate, Judgement, Origin, Stance, Strength
from claims.domain.mention import DateMention, Precision
from claims.domain.moment import Moment, parse_moment
from claims.domain.publisher import publisher_key
from claims.domain.review import Review, ReviewKind
from claims.domain.signal import Signal
from claims.domain.status import derive_status
from claims.domain.text import Span
from claims.domain.verdict import MOST_NAMED, Outcome, Policy, Rule, Status

POLICY = Policy()
NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
CLAIM = Claim(
    id="c1",
    text="Tallow Bank will close its Reeve branch",
    kind=Kind.EVENT,
    claimed=Moment(date(2025, 1, 10)),
    publisher="Market Whisper",
    article_id="a0",
)
PROMISE = replace(
    CLAIM, kind=Kind.PROMISE, claimant="Tallow Bank", deadline=Deadline(date(2025, 5, 20), Precision.DAY, "by 20 May")
)


def evidence(
    number,
    stance,
    strength=Strength.REPORTED,
    day=date(2025, 2, 1),
    publisher="Reeve Courier",
    origin=None,
    article=None,
    copy=False,
    **told,
):
    return Evidence(
        id=f"e{number}",
        article_id=article or f"a{number}",
        publisher=publisher,
        published=Moment(day),
        judgement=Judgement(
            claim_id="c1", stance=stance, strength=strength, score=0.9, passage=Span(0, 2, "So"), **told
        ),
        origin=Origin(origin or f"publisher:{publisher_key(publisher)}", "It stands for itself.", copy),
        found_at=NOW,
        extractor="test",
    )


def review(number=1, kind=ReviewKind.STATUS, **more):
    given = {"status": Status.DENIED} if kind is ReviewKind.STATUS else {}
    return Review(
        id=f"r{number}",
        claim_id="c1",
        kind=kind,
        reviewer="Desk",
        reason="seen the papers",
        created_at=NOW - timedelta(days=10 - number),
        **(given | more),
    )


def supports(number, **more):
    return evidence(number, Stance.SUPPORTS, **more)


def refutes(number, **more):
    return evidence(number, Stance.REFUTES, **more)


def verdict(*pieces, claim=CLAIM, reviews=(), now=NOW, policy=POLICY):
    return derive_status(claim, pieces, reviews, policy, now)


def at(instant):
    return parse_moment(instant, "published_at")


def test_without_evidence_a_claim_is_pending_and_open():
    found = verdict()
    assert (found.status, found.rule, found.confidence) == (Status.PENDING, Rule.OPEN, 0.0)


class TestReview:
    def test_a_person_goes_before_everything(self):
        found = verdict(supports(1, strength=Strength.OFFICIAL), reviews=[review()])
        assert (found.status, found.rule, found.review_id) == (Status.DENIED, Rule.REVIEW, "r1")
        assert "Desk" in found.summary
        assert "seen the papers" in found.summary

    def test_the_newest_standing_decision_holds(self):
        later = review(2, status=Status.CONFIRMED)
        assert verdict(reviews=[later, review(1)]).status is Status.CONFIRMED
        withdrawn = replace(later, withdrawn_at=NOW)
        assert verdict(reviews=[withdrawn, review(1)]).status is Status.DENIED

    def test_a_rejected_match_no_longer_counts(self):
        piece = supports(1, strength=Strength.OFFICIAL)
        rejected = review(kind=ReviewKind.MATCH, evidence_id="e1")
        assert verdict(piece).status is Status.CONFIRMED
        assert verdict(piece, reviews=[rejected]).rule is Rule.OPEN

    def test_a_corrected_stance_counts_as_corrected(self):
        piece = supports(1, strength=Strength.OFFICIAL)
        corrected = review(kind=ReviewKind.STANCE, evidence_id="e1", stance=Stance.REFUTES)
        assert verdict(piece, reviews=[corrected]).status is Status.DENIED


class TestRetraction:
    def test_the_first_outlet_withdrawing_denies_the_claim(self):
        back = refutes(1, publisher="Market Whisper", retraction=True)
        found = verdict(back, supports(2, strength=Strength.OFFICIAL))
        assert (found.status, found.rule) == (Status.DENIED, Rule.RETRACTION)

    def test_it_may_do_so_in_the_article_that_carried_the_claim(self):
        assert verdict(refutes(1, article="a0", retraction=True)).rule is Rule.RETRACTION


class TestOfficial:
    @pytest.mark.parametrize(
        ("stance", "status"), [(Stance.SUPPORTS, Status.CONFIRMED), (Stance.REFUTES, Status.DENIED)]
    )
    def test_one_official_word_decides(self, stance, status):
        found = verdict(evidence(1, stance, Strength.OFFICIAL, speaker="Tallow Bank"))
        assert (found.status, found.rule, found.since) == (status, Rule.OFFICIAL, date(2025, 2, 1))
        assert found.summary.startswith("Tallow Bank ")

    def test_the_newest_official_word_decides(self):
        old = supports(1, strength=Strength.OFFICIAL, day=date(2025, 2, 1))
        new = refutes(2, strength=Strength.OFFICIAL, day=date(2025, 4, 1))
        assert verdict(new, old).status is Status.DENIED

    def test_official_words_of_one_day_that_contradict_go_to_a_person(self):
        both = supports(1, strength=Strength.OFFICIAL), refutes(2, strength=Strength.OFFICIAL)
        found = verdict(*both)
        assert (found.status, found.rule) == (Status.PENDING, Rule.DISPUTED)

    def test_one_of_that_day_whose_hour_is_not_known_may_be_the_newer(self):
        at_eight = replace(supports(1, strength=Strength.OFFICIAL), published=at("2025-02-01T08:00:00Z"))
        denial = refutes(2, strength=Strength.OFFICIAL)
        assert verdict(at_eight, denial).rule is Rule.DISPUTED
        at_nine = replace(denial, published=at("2025-02-01T09:00:00Z"))
        assert verdict(at_eight, at_nine).status is Status.DENIED


class TestCorroboration:
    def test_one_report_is_not_enough(self):
        assert verdict(supports(1)).rule is Rule.OPEN

    def test_two_independent_origins_confirm(self):
        found = verdict(supports(1), supports(2, publisher="Coast Radio"))
        assert (found.status, found.rule, found.supports) == (Status.CONFIRMED, Rule.CORROBORATED, 2)

    def test_two_independent_origins_deny(self):
        assert verdict(refutes(1), refutes(2, publisher="Coast Radio")).status is Status.DENIED

    def test_forty_reprints_are_one_origin(self):
        reprints = [supports(n, publisher=f"Paper {n}", origin="wire:ap") for n in range(40)]
        found = verdict(*reprints)
        assert (found.rule, found.supports) == (Rule.OPEN, 1)

    def test_of_very_many_origins_the_first_are_named_and_all_are_counted(self):
        papers = [evidence(n, Stance.SUPPORTS, publisher=f"Paper {n}") for n in range(1, MOST_NAMED + 10)]
        verdict = derive_status(CLAIM, papers, (), POLICY, NOW)
        assert verdict.evidence_ids == tuple(sorted(piece.id for piece in papers)[:MOST_NAMED])
        assert (verdict.supports, verdict.rule) == (MOST_NAMED + 9, Rule.CORROBORATED)
        named = [piece for piece in papers if piece.id in verdict.evidence_ids]
        assert derive_status(CLAIM, named, (), POLICY, NOW, further={Stance.SUPPORTS: 9}) == verdict

    def test_the_first_report_is_never_its_own_corroboration(self):
        again = supports(1, publisher="The Market Whisper"), supports(2)
        assert verdict(*again).rule is Rule.OPEN

    def test_a_hedged_echo_counts_nothing(self):
        echoes = [supports(n, publisher=f"Paper {n}", strength=Strength.HEDGED) for n in range(5)]
        assert verdict(*echoes).status is Status.PENDING

    def test_one_report_of_the_opposite_makes_a_dispute(self):
        found = verdict(supports(1), supports(2, publisher="Coast Radio"), refutes(3, publisher="Town Post"))
        assert (found.status, found.rule) == (Status.PENDING, Rule.DISPUTED)


class TestDeadlines:
    def test_a_promise_past_deadline_and_grace_is_overdue(self):
        found = verdict(claim=PROMISE)
        assert (found.status, found.rule, found.overdue) == (Status.PENDING, Rule.OVERDUE, True)

    def test_within_the_grace_it_is_not(self):
        last = datetime(2025, 5, 23, 23, tzinfo=UTC)
        assert not verdict(claim=PROMISE, now=last).overdue
        assert verdict(claim=PROMISE, now=last + timedelta(hours=2)).overdue

    def test_that_a_plan_was_affirmed_before_its_day_says_nothing_of_what_came_of_it(self):
        affirmed = supports(1, day=date(2025, 3, 1))
        assert verdict(affirmed, claim=PROMISE).overdue
        assert not verdict(replace(affirmed, published=Moment(date(2025, 5, 25))), claim=PROMISE).overdue
        assert not verdict(supports(1, day=date(2025, 3, 1), fate=Fate.KEPT), claim=PROMISE).overdue

    def test_a_forecast_is_never_overdue(self):
        assert not verdict(claim=replace(PROMISE, kind=Kind.FORECAST)).overdue

    @pytest.mark.parametrize(
        ("day", "outcome"), [(date(2025, 5, 20), Outcome.KEPT), (date(2025, 5, 21), Outcome.KEPT_LATE)]
    )
    def test_a_kept_promise_is_confirmed_in_time_or_late(self, day, outcome):
        done = supports(1, strength=Strength.OFFICIAL, day=day, fate=Fate.KEPT)
        found = verdict(done, claim=PROMISE)
        assert (found.status, found.outcome) == (Status.CONFIRMED, outcome)

    def test_one_told_after_its_day_as_done_in_time_was_kept_in_time(self):
        in_time = Signal("when", 1.0, "Both speak of 20 May.")
        done = supports(1, strength=Strength.OFFICIAL, day=date(2025, 5, 22), fate=Fate.KEPT, signals=(in_time,))
        words = DateMention(Span(0, 6, "20 May"), date(2025, 5, 20), date(2025, 5, 20), Precision.DAY)
        assert verdict(done, claim=replace(PROMISE, dates=(words,))).outcome is Outcome.KEPT
        assert verdict(done, claim=PROMISE).outcome is Outcome.KEPT_LATE  # its deadline was set by hand

    @pytest.mark.parametrize("strength", [Strength.OFFICIAL, Strength.REPORTED])
    def test_one_that_was_kept_in_time_stays_so_when_it_is_told_again(self, strength):
        told = [(1, date(2025, 5, 19), "Reeve Courier"), (2, date(2025, 5, 30), "Coast Radio")]
        done = [supports(n, strength=strength, day=day, publisher=p, fate=Fate.KEPT) for n, day, p in told]
        found = verdict(*done, claim=PROMISE)
        assert (found.status, found.outcome) == (Status.CONFIRMED, Outcome.KEPT)

    def test_one_told_as_done_and_officially_denied_counts_from_the_word_after_that(self):
        done = supports(1, day=date(2025, 5, 19), fate=Fate.KEPT)
        denied = refutes(2, strength=Strength.OFFICIAL, day=date(2025, 5, 21), fate=Fate.BROKEN)
        at_last = supports(3, strength=Strength.OFFICIAL, day=date(2025, 5, 28), fate=Fate.KEPT)
        found = verdict(done, denied, at_last, claim=PROMISE)
        assert found.outcome is Outcome.KEPT_LATE
        assert found.summary.endswith("kept late, told 8 days after its deadline.")

    def test_a_plan_that_two_outlets_affirmed_is_kept_once_one_tells_of_it_as_done(self):
        affirmed = supports(1), supports(2, publisher="Coast Radio")
        assert verdict(*affirmed, claim=PROMISE).outcome is None
        assert verdict(*affirmed, supports(3, day=date(2025, 5, 2), fate=Fate.KEPT), claim=PROMISE).outcome

    @pytest.mark.parametrize("fate", [Fate.BROKEN, Fate.WITHDRAWN, Fate.POSTPONED])
    def test_a_promise_given_up_is_denied_with_its_outcome(self, fate):
        found = verdict(refutes(1, strength=Strength.OFFICIAL, fate=fate), claim=PROMISE)
        assert (found.status, found.outcome) == (Status.DENIED, Outcome(fate.value))

    def test_a_deadline_at_the_end_of_time_raises_nothing(self):
        far = replace(PROMISE, deadline=Deadline(date.max, Precision.DAY, "some day"))
        assert not verdict(claim=far).overdue


class TestWhatCounts:
    def test_nothing_older_than_the_claim(self):
        assert verdict(supports(1, strength=Strength.OFFICIAL, day=date(2025, 1, 9))).rule is Rule.OPEN
        assert verdict(supports(1, strength=Strength.OFFICIAL, day=date(2025, 1, 10))).rule is Rule.OFFICIAL

    def test_by_the_instant_where_days_differ_round_the_world(self):
        told_in_seoul = replace(CLAIM, claimed=at("2025-01-10T08:00:00+09:00"))
        denied_in_new_york = replace(refutes(1, strength=Strength.OFFICIAL), published=at("2025-01-09T22:00:00-05:00"))
        assert verdict(denied_in_new_york, claim=told_in_seoul).status is Status.DENIED
        earlier = replace(denied_in_new_york, published=at("2025-01-09T12:00:00-05:00"))
        assert verdict(earlier, claim=told_in_seoul).rule is Rule.OPEN

    def test_what_was_published_tomorrow_in_the_east_counts_from_its_instant(self):
        monday_in_sydney = replace(refutes(1, strength=Strength.OFFICIAL), published=at("2025-06-02T09:00:00+10:00"))
        sunday_night = datetime(2025, 6, 1, 23, 30, tzinfo=UTC)
        assert verdict(monday_in_sydney, now=sunday_night).status is Status.DENIED
        assert verdict(monday_in_sydney, now=sunday_night - timedelta(hours=1)).rule is Rule.OPEN
        of_the_day = replace(monday_in_sydney, published=Moment(date(2025, 6, 2)))
        assert verdict(of_the_day, now=sunday_night).rule is Rule.OPEN

    def test_as_of_a_day_only_what_a_reader_could_have_known(self):
        piece = supports(1, strength=Strength.OFFICIAL, day=date(2025, 2, 1))
        before, after = datetime(2025, 1, 31, 23, tzinfo=UTC), datetime(2025, 2, 1, 0, tzinfo=UTC)
        assert verdict(piece, now=before).rule is Rule.OPEN
        assert verdict(piece, now=after).rule is Rule.OFFICIAL

    def test_not_the_first_report_itself(self):
        assert verdict(supports(1, strength=Strength.OFFICIAL, article="a0")).rule is Rule.OPEN

    def test_not_a_copy_of_an_article_on_file_even_with_official_words_in_it(self):
        assert verdict(supports(1, strength=Strength.OFFICIAL, copy=True)).rule is Rule.OPEN

    def test_the_order_in_which_evidence_arrives_changes_nothing(self):
        pieces = [supports(1), refutes(2, strength=Strength.OFFICIAL), supports(3, publisher="Coast Radio")]
        assert verdict(*pieces) == verdict(*reversed(pieces))
