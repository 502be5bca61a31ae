"""Digests by mail, handed in at a real SMTP server on this machine and read back by the mail library."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.errors import InvalidInput
from claims.domain.subscription import DeliveryState
from claims.domain.verdict import Outcome, Status
from claims.services.delivering import deliver_due
from claims.services.mail import check_mail, digest_mail, send_mail
from claims.services.reviewing import NewReview, add_review
from claims.services.subscribing import list_deliveries, subscribe
from claims.settings import Settings
from tests import values
from tests.receivers import closed_port, mailbox, self_signed
from tests.services.conftest import Newsroom
from tests.values import NOW, a_notice

FROM, TO = "desk@claims.example", "mara@news.example"


def settings_of(box, scheme="smtp", user="", **more):
    return Settings(smtp_url=f"{scheme}://{user}{box.url}", mail_from=FROM, public_url="https://claims.example", **more)


OFFLINE = Settings(smtp_url="smtp://mail.example", mail_from=FROM, public_url="https://claims.example")


def read(envelope):
    """A mail that arrived."""
    return message_from_bytes(envelope.content, policy=default)


def test_a_digest_arrives_as_a_plain_text():
    notices = [
        a_notice("n1"),
        a_notice(
            "n2", after=Status.DENIED, outcome=Outcome.KEPT_LATE, text="Zürich “opens” 日本 lines, said the board."
        ),
    ]
    with mailbox() as box:
        assert send_mail(digest_mail(notices, TO, settings_of(box), NOW, "s1"), settings_of(box)) is None
    (envelope,) = box.mails
    mail = read(envelope)
    assert (envelope.mail_from, envelope.rcpt_tos) == (FROM, [TO])
    assert mail["From"].addresses[0].addr_spec == FROM
    assert mail["To"] == TO
    assert mail["Subject"] == "2 changes on the ledger of claims"
    assert mail["Date"].datetime == NOW
    assert mail["List-Unsubscribe"] == f"<mailto:{FROM}?subject=unsubscribe%20s1>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.defects == []
    assert mail.get_content().splitlines()[:9] == [
        "The ferry will reopen in May.",
        "  pending -> confirmed (rule official), 2026-03-01T12:00:00Z",
        "  The board confirmed it.",
        "  https://claims.example/claims/c1",
        "",
        "Zürich “opens” 日本 lines, said the board.",
        "  pending -> denied, kept late (rule official), 2026-03-01T12:00:00Z",
        "  The board confirmed it.",
        "  https://claims.example/claims/c1",
    ]
    assert "remove" in mail.get_content()


def test_every_line_is_short_ascii():
    mail = digest_mail([a_notice(text="日" * 2_000, summary="x" * 2_000)], TO, OFFLINE, NOW).as_bytes()
    assert mail.isascii()
    assert max(map(len, mail.split(b"\r\n"))) <= 998
    assert b"\n" not in mail.replace(b"\r\n", b"")


def test_the_same_changes_make_the_same_message_id_whenever_they_are_sent():
    notices = [a_notice("n1"), a_notice("n2")]
    one = digest_mail(notices, TO, OFFLINE, NOW)["Message-ID"]
    assert one == digest_mail(notices, TO, OFFLINE, NOW + timedelta(hours=3))["Message-ID"]
    assert one.endswith("@claims.example>")
    assert one != digest_mail(notices[:1], TO, OFFLINE, NOW)["Message-ID"]
    assert one != digest_mail(notices, "other@news.example", OFFLINE, NOW)["Message-ID"]


@pytest.mark.parametrize(
    "attack", ["\r\nBcc: all@news.example\r\n\r\nBuy!", "\nX: y", "\u2028Bcc: a@b.example", "\x00\x1b[2J"]
)
def test_no_text_makes_a_header_or_ends_the_mail(attack):
    notice = a_notice(text=f"It opens.{attack}", summary=f"Yes.{attack}\r\n.\r\nQUIT")
    with mailbox() as box:
        assert send_mail(digest_mail([notice], TO, settings_of(box), NOW), settings_of(box)) is None
    (envelope,) = box.mails
    mail = read(envelope)
    assert envelope.rcpt_tos == [TO]
    assert set(mail.keys()) == set(digest_mail([a_notice()], TO, OFFLINE, NOW).keys())
    assert mail["Subject"].startswith("Confirmed: It opens.")
    assert "QUIT" in mail.get_content()


@given(notice=values.notices)
def test_any_notice_makes_a_mail_that_can_be_read_back(notice):
    mail = message_from_bytes(digest_mail([notice], TO, OFFLINE, NOW).as_bytes(), policy=default)
    assert mail.defects == []
    assert len(mail["Subject"].strip()) <= 69
    assert str(notice.after) in mail.get_content() or notice.state_in_full in mail.get_content()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@news.example",
        "a@",
        "a@b@c",
        "a b@news.example",
        "a@news.example\r\nBcc: b@news.example",
        "Mara <mara@news.example>",
        "a@news.example, b@news.example",
        "mära@news.example",
        "a" * 250 + "@news.example",
        "a@news.example\0",
        "a(@news.example",
    ],
)
def test_what_is_no_bare_address_is_refused(address):
    with pytest.raises(InvalidInput) as refused:
        check_mail(address, OFFLINE)
    assert "mail" in refused.value.errors
    with pytest.raises(InvalidInput):
        digest_mail([a_notice()], address, OFFLINE, NOW)


@given(text=st.text(max_size=40))
def test_an_address_is_refused_or_goes_into_the_header_as_it_is(text):
    try:
        mail = digest_mail([], text, OFFLINE, NOW)
    except InvalidInput:
        return
    assert mail["To"].addresses[0].addr_spec == text


@pytest.mark.parametrize(
    "url",
    ["", "mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port", "smtp://h/path", "smtp://[::1"],
)
def test_without_a_server_that_can_be_used_mail_is_refused(url):
    with pytest.raises(InvalidInput, match="CLAIMS_SMTP_URL"):
        check_mail(TO, replace(OFFLINE, smtp_url=url))


def test_no_password_leaves_this_machine_unencrypted_nor_is_it_printed():
    settings = replace(OFFLINE, smtp_url="smtp://desk:hush@mail.example")
    with pytest.raises(InvalidInput) as refused:
        check_mail(TO, settings)
    assert "unencrypted" in str(refused.value)
    assert "hush" not in str(refused.value) + repr(settings)
    check_mail(TO, replace(OFFLINE, smtp_url="starttls://desk:hush@mail.example"))


def test_user_and_password_are_those_of_the_address():
    with mailbox(login=True) as box:
        good, bad = (settings_of(box, user=f"desk:{password}@") for password in ("p%40ss%20word", "wrong"))
        mail = digest_mail([a_notice()], TO, good, NOW)
        assert send_mail(mail, good) is None
        assert send_mail(mail, bad) == "The mail server refused user or password: 535."
    assert box.logins[0] == (b"desk", b"p@ss word")
    assert len(box.mails) == 1


def test_a_server_that_cannot_encrypt_gets_nothing():
    with mailbox() as box:
        for scheme in ("starttls", "smtps"):
            settings = settings_of(box, scheme)
            assert "could not be used" in send_mail(digest_mail([a_notice()], TO, settings, NOW), settings)
    assert box.mails == []


def encrypting(scheme, certificate):
    """Options of a mail server that speaks TLS from the start, or by STARTTLS."""
    context = certificate.context
    return {"ssl_context": context} if scheme == "smtps" else {"tls_context": context, "require_starttls": True}


@pytest.mark.parametrize("scheme", ["starttls", "smtps"])
def test_mail_and_password_go_encrypted_to_a_server_that_can_be_trusted_and_to_no_other(scheme, tmp_path, monkeypatch):
    certificate = self_signed(tmp_path)
    with mailbox(login=True, **encrypting(scheme, certificate)) as box:
        settings = settings_of(box, scheme, user="desk:p%40ss%20word@")
        mail = digest_mail([a_notice()], TO, settings, NOW)
        assert "certificate verify failed" in send_mail(mail, settings)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))  # from now on it is vouched for
        assert send_mail(mail, settings) is None
    assert box.logins == [(b"desk", b"p@ss word")]
    assert len(box.mails) == 1


def test_what_the_server_refuses_is_told():
    with mailbox("451 Try again\x1b[2J later") as box:
        settings = settings_of(box)
        told = send_mail(digest_mail([a_notice()], TO, settings, NOW), settings)
        assert told == "The mail server refused the mail: 451 Try again [2J later."
        told = send_mail(digest_mail([a_notice()], "nobody@news.example", settings, NOW), settings)
        assert told == "The mail server refused the address: 550 5.1.1 No such user here."


def test_a_server_that_is_not_there_is_told():
    with closed_port() as port:
        settings = replace(OFFLINE, smtp_url=f"smtp://127.0.0.1:{port}")
        assert "could not be used" in send_mail(digest_mail([a_notice()], TO, settings, NOW), settings)


# subscriptions by mail


@pytest.fixture
def room(newsroom):
    return newsroom.live()


def with_mail(room, box):
    return Newsroom(
        replace(room.desk, settings=replace(room.desk.settings, smtp_url=f"smtp://{box.url}", mail_from=FROM))
    )


def decide(room, *statuses):
    claim_id = room.claim("Lorne Bank promised to refund customers by the end of May 2999", "2025-04-02").claim.id
    for status in statuses:
        add_review(room.desk, claim_id, NewReview(reviewer="Desk", reason="Seen.", status=status))
    return claim_id


def deliver(room, after=timedelta()):
    return deliver_due(room.desk, room.desk.clock() + after)


def test_all_that_is_due_goes_into_one_mail(room):
    with mailbox() as box:
        room = with_mail(room, box)
        subscription, secret = subscribe(room.desk, mail=TO)
        decide(room, Status.CONFIRMED, Status.DENIED)
        assert deliver(room).delivered == 2
        assert deliver(room, timedelta(days=1)).delivered == 0
    assert secret is None
    (envelope,) = box.mails
    assert read(envelope)["Subject"] == "2 changes on the ledger of claims"
    assert {each.state for each in list_deliveries(room.desk, subscription.id, 10).items} == {DeliveryState.DELIVERED}


def test_a_mail_that_failed_comes_again_as_it_was_and_what_is_new_in_another(room):
    with mailbox("451 Later", "250 OK") as box:
        room = with_mail(room, box)
        subscribe(room.desk, mail=TO)
        decide(room, Status.CONFIRMED, Status.DENIED)
        assert "451 Later" in deliver(room).failures[0].error
        decide(room, Status.CONFIRMED)
        assert deliver(room, timedelta(minutes=1)).delivered == 3
    failed, again, new = map(read, box.mails)
    assert failed["Message-ID"] == again["Message-ID"]
    assert again["Subject"] == "2 changes on the ledger of claims"
    assert new["Subject"].startswith("Confirmed: ")
