"""The demonstration, walked from the desk on: every link leads somewhere, and every page is as safe as the first."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from claims.services.demo import play_demo
from claims.services.desk import Desk
from tests.pages.browsing import ACCEPT, Shown, Visitor

LINKS = "//a/@href | //link/@href | //script/@src | //img/@src"
HEAVIEST = 100_000  # bytes of a page


def walk(visitor: Visitor) -> Iterator[Shown]:
    """Every page of ours that links lead to from the desk; what cannot be had fails."""
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop()
        with visitor.client.get(address, headers=ACCEPT) as response:
            assert response.status_code == 200, address
            if response.mimetype != "text/html":
                continue
            response.get_data()  # before it is closed
        shown = Shown(response, visitor)
        yield shown
        for link in shown.find(LINKS):
            there, anchor = urldefrag(urljoin(address, link))
            if link.startswith("#"):
                assert not anchor or shown.find(f"//*[@id='{anchor}']"), (address, link)
            elif not urlsplit(there).scheme and there not in seen:
                seen.add(there)
                waiting.append(there)


@pytest.mark.slow
def test_every_link_of_the_demonstration_leads_to_a_page_that_is_safe_and_light(visitor: Visitor, desk: Desk) -> None:
    for _ in play_demo(desk):
        pass
    walked = 0
    for page in walk(visitor):
        address, headers = page.response.request.full_path, page.response.headers
        if address.startswith("/api/"):
            continue
        walked += 1
        assert "default-src 'none'" in headers["Content-Security-Policy"], address
        assert "unsafe" not in headers["Content-Security-Policy"], address
        assert headers["Cache-Control"] == "no-store", address
        assert len(page.response.data) < HEAVIEST, address
        for form in page.find("//form[@method='post']"):
            assert form.xpath(".//input[@name='csrf']/@value"), (address, form.get("action"))
    assert walked > 50
