"""What servers say of themselves is read or passed over, whatever it is."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from claims.domain.errors import FetchFailed
from claims.domain.robots import RobotsFile
from claims.services.headers import charset_of, media_type_of, short_header, wait_of
from claims.services.robots import _essential, _judged

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DATES = st.datetimes().map(lambda at: at.strftime("%a, %d %b %Y %H:%M:%S GMT"))
LINES = st.lists(
    st.sampled_from(["User-agent: *", "user agent claimdesk", "Disallow: /a*b$", "Allow: /", "Crawl-delay: 3", "#"])
    | st.text(max_size=20)
).map("\n".join)


@given(st.sampled_from([200, 404, 429, 500, 503]), st.integers().map(str) | DATES | st.text(max_size=30))
def test_a_wait_is_between_nothing_and_a_day(status, said):
    wait = wait_of(status, {"retry-after": said}, NOW)
    assert wait is None or (status in (429, 503) and timedelta() <= wait <= timedelta(days=1))
    assert wait is not None or status != 429


@given(st.text(max_size=400))
def test_a_header_is_read_or_passed_over(said):
    assert len(charset_of(said) or "") <= 40
    assert media_type_of(said) == media_type_of(said).strip()
    kept = short_header(said)
    assert kept is None or (kept == said and kept.isascii() and kept.isprintable())


@given(LINES)
def test_a_robots_txt_allows_or_refuses(text):
    file = RobotsFile(origin="https://a.example", text=_essential(text), found="It allows it.", until=NOW)
    assert "\0" not in (file.text or "")
    delay = _delay(file)
    assert delay is None or 0 <= delay <= 30


def _delay(file: RobotsFile) -> float | None:
    """The seconds that it asks to keep; None where it does not allow the address."""
    try:
        return _judged(file, "https://a.example/aab?c=d").delay
    except FetchFailed:
        return None
