"""Mail: one digest of changes as a plain text, and its way to an SMTP server."""

import hashlib
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from claims.domain.errors import InvalidInput
from claims.domain.moment import format_instant
from claims.domain.notice import Notice
from claims.domain.text import in_one_line
from claims.services.addresses import claim_page
from claims.settings import Settings

_TIMEOUT = 30  # seconds for each step of the conversation
_LONGEST_ADDRESS = 254  # characters (RFC 5321)
_LONGEST_SUBJECT = 69  # characters: with its name the line is not folded
_MOST_TOLD = 500  # changes in one mail
_LONGEST_TEXT = 2_000
_LONGEST_ERROR = 200
_PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class _Server:
    """Where mail is handed in. The scheme says how it is encrypted: not at all, from the start, or by STARTTLS."""

    scheme: str
    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)


def check_mail(address: str, settings: Settings) -> None:
    """Raise InvalidInput for an address that mail cannot be sent to, or where none can be sent at all."""
    _address(address, "mail")
    _server(settings)
    _address(settings.mail_from, "CLAIMS_MAIL_FROM")


def digest_mail(
    notices: Sequence[Notice], to: str, settings: Settings, now: datetime, subscription_id: str | None = None
) -> EmailMessage:
    """One mail that tells of some changes, in their order; of none, it is a test.

    Raises InvalidInput for an address that is none, and where the settings name no sender.
    Its Message-ID is made of those of the notices and the address, so that a mail program that gets it twice can
    tell. No header holds anything but what was checked or is on one line.
    """
    sender, receiver = _address(settings.mail_from, "CLAIMS_MAIL_FROM"), _address(to, "mail")
    told = hashlib.sha256(" ".join([to, *(notice.id for notice in notices)]).encode()).hexdigest()[:32]
    about = f"unsubscribe {subscription_id}" if subscription_id is not None else "unsubscribe"
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address("Claimdesk", addr_spec=sender.addr_spec)
    mail["To"] = receiver
    mail["Subject"] = _subject(notices)
    mail["Date"] = now
    mail["Message-ID"] = f"<{told}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<mailto:{sender.addr_spec}?subject={about.replace(' ', '%20')}>"
    mail.set_content(_text(notices, settings, subscription_id), cte="quoted-printable")
    return mail


def send_mail(mail: EmailMessage, settings: Settings) -> str | None:
    """Hand a mail in at the server of `smtp_url`; None when it was taken, else why not in one sentence.

    Each step has 30 seconds. Raises InvalidInput for an `smtp_url` that cannot be used.
    """
    server = _server(settings)
    try:
        with _connected(server) as smtp:
            if server.user is not None:
                smtp.login(server.user, server.password or "")
            smtp.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()), (550, b""))
        return f"The mail server refused the address: {code} {_shown(said)}."
    except smtplib.SMTPAuthenticationError as error:
        return f"The mail server refused user or password: {error.smtp_code}."
    except smtplib.SMTPResponseException as error:
        return f"The mail server refused the mail: {error.smtp_code} {_shown(error.smtp_error)}."
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return f"The mail server could not be used: {_shown(str(error)) or type(error).__name__}."
    return None


def _connected(server: _Server) -> smtplib.SMTP:
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT, context=ssl.create_default_context())
    smtp = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT)
    if server.scheme == "starttls":
        try:
            smtp.starttls(context=ssl.create_default_context())
        except BaseException:
            smtp.close()
            raise
    return smtp


def _server(settings: Settings) -> _Server:
    """The server of the settings. Raises InvalidInput, with nothing of the URL in it, where it cannot be used."""
    try:
        parts = urlsplit(settings.smtp_url)
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        scheme, host, port = "", "", 0
    if scheme not in _PORTS or not host or parts.path not in ("", "/"):
        raise InvalidInput(
            "Mail needs a server: set CLAIMS_SMTP_URL to smtp://, starttls:// or smtps://user:password@host:port."
        )
    if parts.password is not None and scheme == "smtp" and host not in _THIS_MACHINE:
        raise InvalidInput("CLAIMS_SMTP_URL would send its password unencrypted: use starttls:// or smtps://.")
    user, password = (None if part is None else unquote(part) for part in (parts.username, parts.password))
    return _Server(scheme, host, port, user, password)


def _address(text: str, field_name: str) -> Address:
    """A bare mail address in ASCII. Raises InvalidInput under `field_name` for anything else."""
    try:
        if len(text) > _LONGEST_ADDRESS or not text.isascii() or not text.isprintable() or " " in text:
            raise ValueError(text)
        address = Address(addr_spec=text)
    except (ValueError, IndexError, MessageError):
        address = None
    if address is None or not address.username or "." not in f"{address.domain}." or not address.domain:
        raise InvalidInput.of(field_name, f"{field_name}: {in_one_line(text, 60)!r} is no mail address.")
    return address


def _subject(notices: Sequence[Notice]) -> str:
    if not notices:
        return "A test of your subscription to a ledger of claims"
    if len(notices) == 1:
        (only,) = notices
        return in_one_line(f"{only.state_in_full.capitalize()}: {only.text}", _LONGEST_SUBJECT)
    return f"{len(notices)} changes on the ledger of claims"


def _text(notices: Sequence[Notice], settings: Settings, subscription_id: str | None) -> str:
    parts = [_paragraph(notice, settings) for notice in notices[:_MOST_TOLD]]
    if len(notices) > _MOST_TOLD:
        parts.append(f"And {len(notices) - _MOST_TOLD:,} more, which the ledger has.")
    if not notices:
        parts.append("Mail reaches this address: changes of the claims you asked for will be told here.")
    end = "Claimdesk sent this by itself."
    if subscription_id is not None:
        end += f" It goes on until somebody removes subscription {subscription_id}; answer this mail to ask for that."
    return "\n\n".join([*parts, f"-- \n{end}"]) + "\n"


def _paragraph(notice: Notice, settings: Settings) -> str:
    lines = [
        in_one_line(notice.text, _LONGEST_TEXT),
        f"  {notice.before} -> {notice.state_in_full} (rule {notice.rule}), {format_instant(notice.at)}",
        f"  {in_one_line(notice.summary, _LONGEST_TEXT)}",
    ]
    if settings.public_url:
        lines.append(f"  {claim_page(settings.public_url, notice.claim_id)}")
    return "\n".join(lines)


def _shown(said: str | bytes) -> str:
    return in_one_line(said if isinstance(said, str) else said.decode("utf-8", "replace"), _LONGEST_ERROR).rstrip(".")
