"""How single values are read and written."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError, fields

from claims.domain.moment import Moment
from schemas.fields import Count, DayField, Flag, MomentField, Text, WebAddress, decimal_text


def read(field: fields.Field[Any], value: object) -> Any:
    return field.deserialize(value)


@pytest.mark.parametrize("value", ["", "  \n", "nul\0", "half \ud800 pair", 5, ["a"], "four"])
def test_text_refuses_what_cannot_be_stored_or_is_too_long(value: object) -> None:
    with pytest.raises(ValidationError):
        read(Text(longest=3), value)


def test_text_is_taken_as_it_is() -> None:
    assert read(Text(), " “Łódź” 🙂\n") == " “Łódź” 🙂\n"


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "ftp://harbour.example",
        "http://",
        "http://[",
        "http://a:b",
        "http://a:65536",
        "http://a:0",
        "harbour.example",
        "/x",
        "http://a b",
        "http://a\x0f",
    ],
)
def test_a_web_address_is_http_or_https(value: str) -> None:
    with pytest.raises(ValidationError, match="http or https"):
        read(WebAddress(), value)


def test_a_web_address_is_kept_as_given() -> None:
    assert read(WebAddress(), "https://harbour.example/a?b=c") == "https://harbour.example/a?b=c"


def test_a_moment_is_a_day_or_an_instant() -> None:
    assert read(MomentField(), "2022-08-09") == Moment(date(2022, 8, 9))
    moment = read(MomentField(), "2022-08-09T08:30:00+09:00")
    assert moment.day == date(2022, 8, 9)
    assert MomentField().serialize("x", {"x": moment}) == "2022-08-08T23:30:00Z"


@pytest.mark.parametrize("value", ["2022-02-30", "2022-08-09T10:00:00", "yesterday", "", 20220809, None, {}])
def test_a_moment_without_day_or_offset_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        read(MomentField(), value)


@pytest.mark.parametrize("value", ["2022-W01-1", "20220809", "2022-8-9", "2022-08-09T00:00:00Z", 5, None, []])
def test_a_day_is_written_in_one_way(value: object) -> None:
    with pytest.raises(ValidationError):
        read(DayField(), value)


@pytest.mark.parametrize("value", [True, 1.0, 1.5, "1", None])
def test_a_strict_count_is_a_whole_number(value: object) -> None:
    with pytest.raises(ValidationError):
        read(Count(strict=True), value)


def test_a_count_in_a_query_is_digits() -> None:
    assert read(Count(), "12") == 12
    assert read(Count(), "-1") == -1
    for other in ("9" * 5_000, "1_0", " 5", "+5", "5.0", "٣", "--1", ""):
        with pytest.raises(ValidationError):
            read(Count(), other)


@pytest.mark.parametrize("value", [1, 0, "yes", "True", [], None])
def test_a_flag_is_true_or_false(value: object) -> None:
    assert read(Flag(), True) is read(Flag(), "true") is True
    assert read(Flag(), False) is read(Flag(), "false") is False
    with pytest.raises(ValidationError):
        read(Flag(), value)


@pytest.mark.parametrize(
    ("value", "text"),
    [("7.46E+8", "746000000"), ("1.50", "1.5"), ("0.00", "0"), ("-3.0", "-3"), ("100", "100"), ("1E+900", "1E+900")],
)
def test_amounts_are_plain_decimals(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_no_digit_of_an_amount_is_lost(value: Decimal) -> None:
    assert Decimal(decimal_text(value)) == value
