"""What holds for all pages: who may see them, what goes along with them, and what errors look like."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app import create_app
from claims.domain.errors import StoreUnavailable
from claims.domain.run import Scope
from claims.services.access import create_key, revoke_key
from claims.services.desk import Desk
from tests.pages.browsing import ACCEPT, Visitor, unbalanced

PAGES = ["/", "/check", "/review", "/promises", "/publishers", "/sign-in"]


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "application/json, text/html;q=0.9"])
def test_a_program_that_asks_for_the_root_is_told_where_the_api_is(client: FlaskClient, accept: str | None) -> None:
    response = client.get("/", headers={"Accept": accept} if accept else {})
    assert response.get_json()["openapi"] == "/api/v1/openapi.json"
    assert response.vary.as_set() >= {"accept"}


def test_a_browser_that_asks_for_the_root_is_shown_the_desk(client: FlaskClient) -> None:
    response = client.get("/", headers=ACCEPT)
    assert response.mimetype == "text/html"
    assert response.vary.as_set() >= {"accept"}


def test_the_api_answers_browsers_in_json(client: FlaskClient) -> None:
    assert client.get("/api/v1/claims", headers=ACCEPT).mimetype == "application/json"
    assert client.get("/api/v1/claims/c0", headers=ACCEPT).mimetype == "application/problem+json"
    assert client.get("/api/v1/nothing", headers=ACCEPT).mimetype == "application/problem+json"


def test_an_address_with_nothing_at_it_says_so_to_people_and_to_programs(client: FlaskClient) -> None:
    page = client.get("/nothing", headers=ACCEPT)
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "There is nothing at this address." in page.text
    told = client.get("/nothing")
    assert (told.status_code, told.mimetype) == (404, "application/problem+json")
    assert "accept" in told.vary.as_set()


def test_what_is_not_possible_at_a_page_is_told_to_people_and_to_programs(client: FlaskClient) -> None:
    page = client.delete("/promises", headers=ACCEPT)
    assert (page.status_code, page.mimetype, page.headers["Allow"]) == (405, "text/html", "GET, HEAD, OPTIONS")
    assert "Not possible here" in page.text
    told = client.delete("/promises")
    assert (told.status_code, told.mimetype, told.headers["Allow"]) == (
        405,
        "application/problem+json",
        page.headers["Allow"],
    )
    assert client.delete("/api/v1/stats", headers=ACCEPT).mimetype == "application/problem+json"


@pytest.mark.parametrize("page", PAGES)
def test_options_say_which_methods_there_are(client: FlaskClient, page: str) -> None:
    asked = client.options(page)
    assert asked.status_code == 200
    assert {"GET", "HEAD", "OPTIONS"} <= set(asked.headers["Allow"].split(", "))


@pytest.mark.parametrize("page", PAGES)
def test_no_style_or_script_may_stand_in_a_page(visitor: Visitor, page: str) -> None:
    shown = visitor.go(page)
    policy = shown.response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert shown.find("style") == shown.find("//*[@style]") == shown.find("//script[not(@src)]") == []
    assert not re.search(r"\son[a-z]+=", shown.source)
    for address in shown.find("//@src | //link/@href"):
        assert address.startswith("/static/")


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_well_made(visitor: Visitor, page: str) -> None:
    shown = visitor.go(page)
    assert unbalanced(shown.source) == []
    assert len(shown.find("h1")) == len(shown.find("main")) == 1
    ids = [each.get("id") for each in shown.find("//*[@id]")]
    assert len(ids) == len(set(ids))
    for labelled in shown.find("//label/@for"):
        assert labelled in ids


@pytest.mark.parametrize("name", ["desk.css", "desk.js", "work.css", "keys.js", "icon.svg"])
def test_what_a_page_loads_can_be_kept_for_long(client: FlaskClient, name: str) -> None:
    with client.get(f"/static/{name}?v=1") as response:
        assert response.status_code == 200
        assert "max-age=31536000" in response.headers["Cache-Control"]
        assert "cookie" not in response.vary.as_set()
        assert len(response.data) < 30_000


def test_a_database_that_does_not_answer_has_a_page_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreUnavailable("The database is locked; try again.")

    client = create_app(desk=desk).test_client()
    monkeypatch.setattr(desk.store, "session", fail)
    page = client.get("/", headers=ACCEPT)
    assert (page.status_code, page.mimetype) == (503, "text/html")
    assert "The database is locked; try again." in page.text
    assert page.headers["Retry-After"] == "5"


def test_what_fails_here_says_nothing_of_how(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = create_app(desk=desk).test_client()
    monkeypatch.setattr(type(desk.store), "standing_counts", lambda _: 1 // 0)
    page = client.get("/", headers=ACCEPT)
    assert (page.status_code, page.mimetype) == (500, "text/html")
    assert "division" not in page.text
    assert page.headers["X-Request-Id"] in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/?claimant=%00",
        "/?q=%00",
        "/?tag=%ff",
        "/?until=0000-00-00",
        "/claims/c1?as_of=9999-12-31",
        "/sign-in?next=//[",
        "/publishers/change?publisher=Dale+Post&back=//[",
    ],
)
def test_no_address_makes_it_fail(visitor: Visitor, address: str) -> None:
    assert visitor.go(address).status in (200, 404, 422)


# keys


def test_away_from_the_machine_a_page_asks_for_a_key_and_comes_when_it_is_given(desk: Desk, stranger: Visitor) -> None:
    key, _ = create_key(desk, "Ann", Scope.READ)
    asked = stranger.go("/", status="pending")
    assert (asked.status, asked.find("h1")[0].text) == (401, "Sign in")
    shown = asked.send("sign-in", key=key)
    assert shown.status == 200
    assert shown.response.request.full_path == "/?status=pending"


def test_a_wrong_key_is_refused_and_none_is_kept(stranger: Visitor) -> None:
    refused = stranger.go("/sign-in").send("sign-in", key="cdk_0_nonsense")
    assert refused.status == 401
    assert "not known" in refused.text
    assert stranger.go("/").status == 401


def test_a_key_that_was_revoked_opens_nothing_more(desk: Desk, stranger: Visitor) -> None:
    key, kept = create_key(desk, "Ann", Scope.REVIEW)
    assert stranger.go("/sign-in").send("sign-in", key=key).status == 200
    revoke_key(desk, kept.prefix)
    assert stranger.go("/").status == 401


def test_who_is_signed_in_is_let_in_from_an_address_that_guessed_keys(desk: Desk) -> None:
    key, _ = create_key(desk, "Ann", Scope.READ)
    limits = {"host": "0.0.0.0", "rate_limit_address": "9 per minute", "rate_limit_key": "12 per minute"}
    app = create_app(desk=replace(desk, settings=replace(desk.settings, **limits)))
    ann, guessing = Visitor(app.test_client()), app.test_client()
    assert ann.go("/sign-in").send("sign-in", key=key).status == 200
    while guessing.get("/api/v1/stats", headers={"Authorization": "Bearer guessed"}).status_code != 429:
        pass
    assert Visitor(guessing).go("/sign-in").status == 429
    assert ann.go("/promises").status == 200
    seen = [ann.go("/").status for _ in range(12)]
    assert (seen[0], seen[-1]) == (200, 429)  # and is counted, by the key


def test_whoever_signs_out_is_out(desk: Desk, stranger: Visitor) -> None:
    key, _ = create_key(desk, "Ann", Scope.READ)
    assert stranger.go("/sign-in").send("sign-in", key=key).send("sign-out").status == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(desk: Desk, stranger: Visitor) -> None:
    key, _ = create_key(desk, "Ann", Scope.READ)
    stranger.go("/sign-in")
    page = stranger.go("/sign-in")
    form = dict(page.form("sign-in").form_values()) | {"key": key}
    cookie = stranger.client.post("/sign-in", data=form, headers=ACCEPT).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_https_the_cookie_goes_nowhere_else(desk: Desk) -> None:
    app = create_app(desk=replace(desk, settings=replace(desk.settings, public_url="https://claims.example")))
    assert "Secure" in app.test_client().get("/sign-in", headers=ACCEPT).headers["Set-Cookie"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "evil",
        "/\n/evil.example",
        "//[",
    ],
)
def test_signing_in_leads_to_no_other_site(desk: Desk, stranger: Visitor, elsewhere: str) -> None:
    key, _ = create_key(desk, "Ann", Scope.READ)
    page = stranger.go("/sign-in")
    form = dict(page.form("sign-in").form_values()) | {"key": key, "next": elsewhere}
    assert stranger.client.post("/sign-in", data=form, headers=ACCEPT).headers["Location"] == "/"


def test_the_key_is_not_in_the_log(desk: Desk, stranger: Visitor, capfd: pytest.CaptureFixture[str]) -> None:
    key, _ = create_key(desk, "Ann", Scope.READ)
    stranger.go("/sign-in").send("sign-in", key=key)
    assert key not in capfd.readouterr().err


def test_a_form_from_elsewhere_does_nothing(visitor: Visitor, client: FlaskClient) -> None:
    refused = visitor.post("/sign-out")
    assert refused.status_code == 400
    assert "nothing was done" in refused.text
    visitor.go("/")
    assert visitor.post("/sign-out", csrf="wrong").status_code == 400


def test_every_page_that_changes_something_wants_a_token(visitor: Visitor, client: FlaskClient) -> None:
    for rule in client.application.url_map.iter_rules():
        if rule.endpoint.startswith("pages.") and "POST" in (rule.methods or ()):
            assert visitor.post(re.sub("<[^>]+>", "x1", rule.rule)).status_code == 400, rule.rule


def test_every_page_elsewhere_wants_a_key(stranger: Visitor) -> None:
    open_to_all = {"/sign-in", "/sign-out", "/static/<path:filename>"}
    for rule in stranger.client.application.url_map.iter_rules():
        if rule.endpoint.startswith("pages.") and rule.rule not in open_to_all:
            path = re.sub("<[^>]+>", "x1", rule.rule)
            for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
                assert stranger.client.open(path, method=method, headers=ACCEPT).status_code == 401, (method, path)


def test_every_form_sends_its_token(visitor: Visitor) -> None:
    for page in PAGES:
        for form in visitor.go(page).find('//form[@method="post"]'):
            assert form.xpath('.//input[@name="csrf"]/@value'), (page, form.get("action"))
