"""Seats for clients that stay."""

from claims.api.seats import Seats


def test_there_are_so_many_seats_and_one_given_back_is_free_again() -> None:
    seats = Seats(2)
    leave = seats.take("key a")
    assert leave is not None
    assert seats.take("key b") is not None
    assert seats.take("key c") is None
    leave()
    assert seats.take("key c") is not None


def test_one_client_is_given_half_of_them_at_most() -> None:
    seats = Seats(5)
    first = [seats.take("key a") for _ in range(3)]
    assert [leave is not None for leave in first] == [True, True, False]
    assert first[0] is not None
    first[0]()
    assert seats.take("key a") is not None
    assert seats.take("key b") is not None


def test_where_there_is_but_one_anybody_may_have_it() -> None:
    assert Seats(1).take("key a") is not None
    assert Seats(0).take("key a") is None


def test_nobody_is_counted_where_no_key_is_needed() -> None:
    seats = Seats(4)
    assert all(seats.take(None) is not None for _ in range(4))
    assert seats.take(None) is None
