"""The client against a real server, and against one that is busy, breaks off or is not there."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import httpx
import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from claims import client as module
from claims.client import Changed, Client, ClientError, Invalid, Missing, NoAccess, Refused, Unreachable
from claims.services.desk import close_desk, open_desk
from claims.settings import Settings

TEXT = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million, the board said."


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        """Nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('client') / 'claims.db'}"
    desk = open_desk(Settings(database_url=url, page_size=2))
    server = make_server("127.0.0.1", 0, create_app(desk=desk), threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    close_desk(desk)


@pytest.fixture
def desk(address: str) -> Iterator[Client]:
    with Client(address) as opened:
        yield opened


def test_an_article_goes_in_and_its_claims_are_followed(desk):
    intake = desk.add_article(text=TEXT, publisher="Dale Post", published_at="2025-03-02")
    (claim,) = intake["claims"]
    assert desk.claim(claim["id"]) == claim
    assert desk.article(intake["article"]["id"])["text"] == TEXT
    told = desk.review(claim["id"], reviewer="Desk", reason="Seen.", status="confirmed")
    assert told["claim"]["status"] == "confirmed"
    assert desk.claim_review(claim["id"])["reviewRating"]["alternateName"] == "Confirmed"
    assert [change["to"] for change in desk.history(claim["id"])] == ["confirmed"]
    assert list(desk.evidence(claim["id"])) == []
    assert next(desk.changes())["claim_id"] == claim["id"]
    assert claim["id"] in [each["claim_id"] for each in desk.match(TEXT)["ranking"]]
    assert [each["text"] for each in desk.extract(TEXT)] == [claim["text"]]
    assert desk.stats()["claims"] == 1


def test_a_list_goes_on_over_all_pages(desk):
    made = {desk.add_claim(f"Lorne Bank will open {n} branches.", tags=["paged"])["id"] for n in range(2, 7)}
    found = [claim["id"] for claim in desk.claims(tag="paged", overdue=False)]
    assert (len(found), set(found)) == (5, made)
    assert next(desk.articles(publisher="Nobody"), None) is None


def test_what_was_changed_meanwhile_is_not_overwritten(desk):
    claim = desk.add_claim("Lorne Bank will close a branch.")
    assert desk.edit_claim(claim["id"], claim["version"], tags=["x"])["tags"] == ["x"]
    with pytest.raises(Changed) as refused:
        desk.edit_claim(claim["id"], claim["version"], tags=["y"])
    assert refused.value.status == 412


def test_errors_say_what_is_wrong(desk):
    with pytest.raises(Missing, match="no claim 'nothing'"):
        desk.claim("nothing")
    with pytest.raises(Missing):
        desk.claim("../articles")
    with pytest.raises(Invalid) as refused:
        desk.add_claim("")
    assert list(refused.value.errors) == ["text"]
    assert refused.value.problem["type"] == "/problems/invalid-input"


# a server that is busy, breaks off or is not there


@pytest.fixture
def answering() -> Callable[..., tuple[Client, list[float]]]:
    """A client of a server that gives these answers in turn, and how long the client waited before each."""

    def make(*answers, **more):
        left, waits = list(answers), []

        def answer(_):
            told = left.pop(0)
            if isinstance(told, Exception):
                raise told
            return told

        transport = httpx.MockTransport(answer)
        return Client("http://desk.example", transport=transport, sleep=waits.append, **more), waits

    return make


BUSY = httpx.Response(503, json={"title": "The database does not answer"})
DONE = httpx.Response(200, json={"claims": 3})


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_after_as_long_as_it_says(answering, status):
    client, waits = answering(httpx.Response(status, headers={"Retry-After": "7"}), BUSY, BUSY, DONE)
    assert client.stats() == {"claims": 3}
    assert waits[0] == 7
    assert 0.5 <= waits[1] <= 1 <= waits[2] <= 2


def test_a_server_that_names_a_time_is_left_alone_until_then_and_a_minute_at_most(answering):
    past, far = "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 2994 08:49:37 GMT"
    client, waits = answering(
        *(httpx.Response(429, headers={"Retry-After": when}) for when in (far, past, "soon")), DONE
    )
    assert client.stats() == {"claims": 3}
    assert waits[0] == 60
    assert waits[1] <= 2
    assert waits[2] <= 2


def test_at_last_it_gives_up(answering):
    client, waits = answering(BUSY, BUSY, BUSY, attempts=3)
    with pytest.raises(Refused, match="database does not answer") as refused:
        client.stats()
    assert (refused.value.status, len(waits)) == (503, 2)


def test_what_may_have_been_done_is_not_done_twice(answering):
    client, waits = answering(httpx.ReadTimeout("slow"), DONE)
    with pytest.raises(Unreachable, match="did not answer in full"):
        client.edit_claim("c1", 3, tags=["port"])
    assert waits == []


def test_what_is_posted_may_be_sent_again_for_it_has_a_key_of_its_own(answering):
    client, waits = answering(httpx.ReadTimeout("slow"), httpx.ConnectError("no"), DONE)
    assert client.review("c1", reviewer="Desk", reason="Seen.", status="denied") == {"claims": 3}
    assert len(waits) == 2


def test_a_review_of_which_the_answer_was_lost_is_made_once(desk, address):
    claim = desk.add_claim("Lorne Bank will close its branch in Calder in May")

    class Losing(httpx.HTTPTransport):
        """Loses the first answer."""

        lost = 0

        def handle_request(self, request):
            response = super().handle_request(request)
            self.lost += 1
            if self.lost == 1:
                response.close()
                raise httpx.ReadTimeout("lost")
            return response

    with Client(address, transport=Losing(), sleep=lambda _: None) as losing:
        losing.review(claim["id"], reviewer="Desk", reason="Seen.", status="denied")
    assert [change["to"] for change in desk.history(claim["id"])] == ["denied"]


def test_a_server_that_is_not_there_is_named(answering):
    client, _ = answering(httpx.ConnectError("refused"), httpx.ConnectError("refused"), attempts=2)
    with pytest.raises(Unreachable, match=r"desk\.example cannot be reached"):
        client.stats()


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Invalid), (401, NoAccess), (403, NoAccess), (404, Missing), (409, Changed), (418, Refused)],
)
def test_an_answer_that_is_no_problem_json_is_an_error_all_the_same(answering, status, kind):
    client, _ = answering(httpx.Response(status, text="<html>"))
    with pytest.raises(kind, match=f"The server answered {status}") as refused:
        client.stats()
    assert isinstance(refused.value, ClientError)


@pytest.mark.parametrize("body", ["<html>", "", "[1]", "null", '"text"'])
def test_a_success_of_another_server_is_no_answer_of_ours(answering, body):
    client, _ = answering(httpx.Response(200, text=body))
    with pytest.raises(ClientError, match=r"http://desk\.example/api/v1/stats was answered, but not by Claimdesk"):
        client.stats()


def test_the_key_goes_with_every_request():
    seen = []
    transport = httpx.MockTransport(lambda request: seen.append(request.headers["Authorization"]) or DONE)
    with Client("http://desk.example", "ck_secret", transport=transport) as client:
        client.stats()
    assert seen == ["Bearer ck_secret"]


def test_it_needs_nothing_else_of_claimdesk():
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not [name for name in imported if name and name.startswith(("claims", "schemas"))]
    loads = "import sys, claims.client; print([m for m in sys.modules if m.startswith(('claims.', 'flask', 'peewee'))])"
    ran = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['claims.client']"
