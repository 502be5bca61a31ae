"""Single columns: lossless, and in the order of what they mean."""

import dataclasses
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.mention import DateMention, Precision, Quantity
from claims.domain.moment import Moment
from claims.domain.signal import Signal
from claims.domain.text import Span
from claims.store import codec
from tests import values
from tests.values import NOW

A_SPAN = Span(0, 1, "x")


@given(values.instants)
def test_an_instant_survives(at):
    assert codec.get_instant(codec.put_instant(at)) == at


@given(values.instants, values.instants)
def test_instants_sort_as_text(one, other):
    assert (codec.put_instant(one) < codec.put_instant(other)) == (one < other)


@given(values.instants)
def test_a_missing_instant_or_day_sorts_last(at):
    assert codec.put_instant(at) < codec.NEVER
    assert at.date().isoformat() < codec.NEVER


def test_an_instant_without_its_offset_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="offset"):
        codec.put_instant(NOW.replace(tzinfo=None))


@given(values.moments)
def test_a_moment_survives(moment):
    assert codec.get_moment(codec.put_moment(moment)) == moment


@given(values.moments, values.moments)
def test_moments_sort_by_day_then_by_instant_and_a_bare_day_leads(one, other):
    first = datetime.min.replace(tzinfo=UTC)

    def place(moment: Moment) -> tuple[date, bool, datetime]:
        return moment.day, moment.at is not None, moment.at or first

    assert (codec.put_moment(one) < codec.put_moment(other)) == (place(one) < place(other))


@given(values.moments, values.days)
def test_a_day_ends_after_its_moments_and_before_the_next(moment, day):
    assert (codec.put_moment(moment) <= codec.end_of_day(day)) == (moment.day <= day)


@given(values.several(values.quantities))
def test_quantities_survive(quantities):
    assert codec.get_quantities(codec.put_quantities(quantities)) == quantities


@pytest.mark.parametrize("value", ["0.10", "1E+9", "-0", "123456789012345678901234567890.5"])
def test_a_number_keeps_every_digit(value):
    given = (Quantity(Span(0, 1, "x"), Decimal(value), "EUR", to=Decimal(value)),)
    (read,) = codec.get_quantities(codec.put_quantities(given))
    assert (str(read.value), str(read.to)) == (value, value)


@given(values.several(values.mentions))
def test_dates_survive(dates):
    assert codec.get_dates(codec.put_dates(dates)) == dates


@given(st.none() | values.mentions)
def test_a_date_or_none_survives(mention):
    assert codec.get_date(codec.put_date(mention)) == mention


@given(values.several(values.signals))
def test_signals_survive(signals):
    assert codec.get_signals(codec.put_signals(signals)) == signals


@given(values.several(values.texts))
def test_strings_survive(strings):
    assert codec.get_strings(codec.put_strings(strings)) == strings


@pytest.mark.parametrize(
    ("put", "value"),
    [
        (codec.put_quantities, Quantity(A_SPAN, Decimal(1), "")),
        (codec.put_dates, DateMention(A_SPAN, NOW.date(), NOW.date(), Precision.DAY)),
        (codec.put_signals, Signal("a", 0.0, "b")),
    ],
)
def test_no_field_of_a_nested_value_is_forgotten(put, value):
    (written,) = json.loads(put((value,)))
    fields = {field.name for field in dataclasses.fields(value)}
    if "span" in fields:
        fields = fields - {"span"} | {"start", "end", "text"}
    assert set(written) == fields


@given(st.text(max_size=400))
def test_a_key_fits_an_index_and_tells_texts_apart(text):
    assert len(codec.put_key(text)) <= 200
    assert codec.put_key(text + "x") != codec.put_key(text)


def test_a_folded_key_knows_no_case():
    assert codec.put_folded_key("STRASSE") == codec.put_folded_key("straße")
    assert codec.put_folded_key(None) is None
