"""`recheck` and `runs`, as a person and as cron meet them."""

import json
import re

import pytest

from claims.domain.errors import StoreAway
from claims.services import looking, retracing
from claims.services.desk import close_desk, open_desk
from claims.services.grouping import By
from claims.services.outlets import With, rule_outlet
from claims.settings import Settings
from claims.store import open_store
from tests.receivers import mailbox
from tests.upkeep import claims_process, fill

SUMMARY = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC: looked at 3, changed 3, overdue 1\.")


@pytest.fixture
def due(run, database):
    """A ledger with three claims to look at, the last of which has run out."""
    fill(database, 3)
    return run


def test_what_changed_is_a_table_under_the_summary(due):
    lines = due("recheck").stdout.splitlines()
    assert SUMMARY.fullmatch(lines[0])
    assert lines[1].split() == ["CLAIM", "WAS", "IS", "TEXT", "WHY"]
    assert len(lines) == 5


def test_it_carries_out_a_decision_on_an_outlet_that_no_worker_has(ledger, database, monkeypatch):
    monkeypatch.setattr(retracing, "MOST_AT_ONCE", 0)
    desk = open_desk(Settings(database_url=database))
    rule_outlet(desk, "Upland Herald", With.FAMILY, "Vale Media", By(reviewer="Ann", reason="One owner."))
    close_desk(desk)
    told = re.search(r"looked at (\d+) again for decisions on outlets", ledger("recheck", "--quiet").stdout)
    assert int(told[1]) > 0
    assert "again" not in ledger("recheck", "--quiet").stdout


def test_quietly_the_summary_is_all(due):
    result = due("recheck", "--quiet")
    assert SUMMARY.fullmatch(result.stdout.strip())
    assert result.stderr == ""


def test_as_json_it_has_its_stages(due):
    report = json.loads(due("recheck", "--json").stdout)
    feeds, claims, outlets, deliveries = report["stages"]
    assert (feeds["name"], feeds["counts"]["polled"]) == ("feeds", 0)
    counts = {"looked_at": 3, "changed": 3, "overdue": 1}
    assert (claims["name"], claims["counts"], claims["failed"]) == ("claims", counts, False)
    assert (outlets["name"], outlets["counts"]) == ("outlets", {"looked_at": 0, "changed": 0})
    assert (deliveries["name"], deliveries["counts"]["delivered"]) == ("deliveries", 0)


def test_while_another_works_it_says_so_and_leaves_with_0(due, database):
    store = open_store(database)
    with store.lease_recheck():
        result, as_json = due("recheck"), due("recheck", "--json")
    store.close()
    assert (result.exit_code, result.stdout) == (0, "Another re-check is under way; nothing was done.\n")
    assert json.loads(as_json.stdout) == {"under_way": result.stdout.strip()}
    assert SUMMARY.search(due("recheck").stdout)


def test_a_claim_that_could_not_be_looked_at_is_counted_and_exits_with_0(due, monkeypatch):
    monkeypatch.setattr(looking, "search_articles", lambda *_: 1 / 0)
    result = due("recheck")
    assert result.exit_code == 0
    assert "looked at 0, changed 0, overdue 0, errors 3." in result.stdout
    assert result.stderr.count("\n") == 3
    assert "could not be looked at" in result.stderr


def test_a_run_that_could_not_be_done_is_named_in_one_line_and_exits_with_1(due, monkeypatch):
    def fail(*_):
        raise StoreAway("The database is away.")

    monkeypatch.setenv("CLAIMS_STORE_PATIENCE_SECONDS", "0")
    monkeypatch.setattr(looking, "search_articles", fail)
    result = due("recheck", "--quiet")
    assert result.exit_code == 1
    assert result.stdout.endswith("looked at 0, changed 0, overdue 0, errors 1.\n")
    assert result.stderr == "Error: claims: The database is away.\n"


def test_runs_are_listed_with_what_went_wrong(due, monkeypatch):
    monkeypatch.setattr(looking, "search_articles", lambda *_: 1 / 0)
    due("recheck")
    result = due("runs")
    head, row = result.stdout.splitlines()
    assert head.split() == ["RUN", "STARTED", "ENDED", "STATE", "LOOKED", "AT", "CHANGED", "OVERDUE", "ERRORS", "WHERE"]
    run_id, _, _, state, looked_at, *_ = row.split()
    assert (state, looked_at) == ("done", "0")
    assert f"{run_id}, claims: Claim c" in result.stderr
    (run,) = json.loads(due("runs", "--json", "--limit", "1").stdout)["items"]
    assert (run["id"], run["errors"], run["state"]) == (run_id, 3, "done")


def test_of_many_the_newest_are_shown_and_that_there_are_more(due):
    for _ in range(3):
        due("recheck")
    result = due("runs", "--limit", "2")
    assert len(result.stdout.splitlines()) == 3
    assert "There are more than these 2" in result.stderr


@pytest.mark.slow
def test_with_a_log_each_line_of_it_is_json_and_names_the_run(database):
    fill(database, 3)
    process = claims_process(database, "recheck", "--quiet", "--log")
    said, logged = process.communicate()
    lines = [json.loads(line) for line in logged.splitlines()]
    assert [line["event"] for line in lines] == ["run began", *["stage ended"] * 4, "run ended"]
    assert len({line["run_id"] for line in lines}) == 1
    assert [line["stage"] for line in lines[1:5]] == ["feeds", "claims", "outlets", "deliveries"]
    assert (lines[2]["looked_at"], lines[2]["failed"]) == (3, False)
    assert said.count("\n") == 1


class TestMail:
    """`--mail`, with a real mail server on loopback."""

    TO = "desk@news.example"

    @pytest.fixture
    def box(self, monkeypatch):
        with mailbox() as box:
            monkeypatch.setenv("CLAIMS_SMTP_URL", f"smtp://{box.url}")
            monkeypatch.setenv("CLAIMS_MAIL_FROM", "ledger@news.example")
            yield box

    def test_what_a_run_changes_goes_to_an_address_in_one_mail_once(self, due, box):
        first, again = due("recheck", "--mail", self.TO), due("recheck", "--mail", self.TO)
        assert (first.exit_code, again.exit_code) == (0, 0)
        assert f"{self.TO} is told of every change from now on." in first.stderr
        assert "changed 3, overdue 1, delivered 4." in first.stdout
        assert again.stderr == ""  # and of the postponed promise, its successor has run out too
        (mail,) = box.mails
        assert mail.rcpt_tos == [self.TO]
        assert b"Subject: 4 changes on the ledger of claims" in mail.content
        (subscription,) = json.loads(due("subscriptions", "list", "--json").stdout)["items"]
        assert subscription["mail"] == self.TO

    def test_a_server_that_refuses_is_an_error_of_the_run_and_the_mail_is_sent_later(self, due, monkeypatch):
        with mailbox("451 Later, please") as box:
            monkeypatch.setenv("CLAIMS_SMTP_URL", f"smtp://{box.url}")
            monkeypatch.setenv("CLAIMS_MAIL_FROM", "ledger@news.example")
            result = due("recheck", "--mail", self.TO)
        assert result.exit_code == 0
        assert "errors 1." in result.stdout
        assert f"({self.TO}): The mail server refused the mail: 451 Later, please." in result.stderr

    def test_an_address_that_was_given_up_is_named_with_what_to_do(self, due, box, database):
        due("recheck", "--mail", self.TO)
        store = open_store(database)
        (subscription,) = store.subscriptions()
        store.disable_subscription(subscription.id, subscription.created_at, "Nobody is there.")
        store.close()
        result = due("recheck", "--mail", self.TO)
        assert f"Nothing is sent to {self.TO}: Nobody is there. `subscriptions test {subscription.id}`" in result.stderr

    def test_without_a_server_nothing_is_begun(self, due):
        result = due("recheck", "--mail", self.TO)
        assert result.exit_code == 1
        assert "CLAIMS_SMTP_URL" in result.stderr
        assert json.loads(due("runs", "--json").stdout)["items"] == []

    @pytest.mark.parametrize("other", [("--dry-run",), ("--as-of", "2025-05-01"), ("--without", "deliveries")])
    def test_it_goes_with_nothing_that_tells_nobody(self, due, box, other):
        result = due("recheck", "--mail", self.TO, *other)
        assert (result.exit_code, box.mails) == (2, [])


def test_feeds_and_subscribers_can_be_left_out(due):
    report = json.loads(due("recheck", "--json", "--without", "feeds", "--without", "deliveries").stdout)
    assert [stage["name"] for stage in report["stages"]] == ["claims", "outlets"]
