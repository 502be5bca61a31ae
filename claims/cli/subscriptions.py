"""`subscriptions`: who is told of changes, by webhook or by mail."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from claims.cli.output import complain, say, say_json, table
from claims.cli.progress import progress
from claims.cli.root import Program, json_option, pass_program
from claims.domain.moment import format_instant
from claims.domain.notice import NoticeFilter, NoticeKind
from claims.domain.subscription import Subscription
from claims.domain.verdict import Status

if TYPE_CHECKING:
    from claims.services.delivering import DeliveryReport

_KEEP_IT = "Keep it now: it is not shown again. It verifies what is sent, as Standard Webhooks has it."


@click.group(epilog="Example: python -m claims subscriptions add --url https://hooks.example/claims --tag ferries")
def subscriptions() -> None:
    """Tell people and programs of changes.

    By webhook or by mail; `recheck` and `subscriptions deliver` send what is due.
    """


@subscriptions.command(epilog="Example: python -m claims subscriptions add --mail desk@news.example --status denied")
@click.option("--url", help="A webhook: https, unless CLAIMS_WEBHOOK_ALLOW_HOSTS names its host.")
@click.option("--mail", metavar="ADDRESS", help="A mail address, in place of --url.")
@click.option("--claim", "claim_ids", multiple=True, metavar="ID", help="Only of this claim; may be given again.")
@click.option("--tag", "tags", multiple=True, help="Only of claims with this tag; may be given again.")
@click.option("--claimant", "claimants", multiple=True, help="Only of what this one claimed; may be given again.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([s.value for s in Status]),
    help="Only changes to this status; may be given again.",
)
@click.option(
    "--event",
    "kinds",
    multiple=True,
    type=click.Choice([k.value for k in NoticeKind]),
    help="Only events of this type; may be given again.",
)
@json_option
@pass_program
def add(program: Program, /, url: str | None, mail: str | None, as_json: bool, **wanted: tuple[str, ...]) -> None:
    """Subscribe to changes from now on. The secret of a webhook is shown this once."""
    if (url is None) == (mail is None):
        raise click.UsageError("Give one of --url and --mail.")
    from claims.services.subscribing import subscribe

    statuses = tuple(Status(each) for each in wanted.pop("statuses"))
    kinds = tuple(NoticeKind(each) for each in wanted.pop("kinds"))
    asked = NoticeFilter(statuses=statuses, kinds=kinds, **wanted)
    with program.desk() as desk:
        made = subscribe(desk, url=url, mail=mail, wanted=asked)
    subscription, secret = made
    if as_json:
        from schemas.subscription import NewlySubscribedSchema

        say_json(NewlySubscribedSchema().dump(made))
        return
    say(f"Subscription {subscription.id}")
    if secret is not None:
        say(secret)
        complain(_KEEP_IT)


@subscriptions.command("list", epilog="Example: python -m claims subscriptions list")
@json_option
@pass_program
def list_command(program: Program, as_json: bool) -> None:
    """List the subscriptions, disabled ones included."""
    from claims.services.subscribing import list_subscriptions

    with program.desk() as desk:
        found, now = list_subscriptions(desk), desk.clock()
    if as_json:
        from schemas.subscription import SubscriptionSchema

        say_json({"items": SubscriptionSchema(many=True).dump(found)})
        return
    table(
        ("ID", "TO", "OF", "SECRET", "STATE"),
        [(each.id, each.address, _of(each.wanted), each.masked_secret or "", _state(each, now)) for each in found],
        cut=("TO", "OF", "STATE"),
    )


def _of(wanted: NoticeFilter) -> str:
    """What is asked for, in a few words."""
    named = (*wanted.claim_ids, *wanted.tags, *wanted.claimants, *wanted.statuses, *wanted.kinds)
    return ", ".join(named) or "everything"


def _state(subscription: Subscription, now: datetime) -> str:
    if subscription.disabled_at is not None:
        return f"disabled on {subscription.disabled_at.date()}: {subscription.disabled_because}"
    if subscription.paused_until is not None and now < subscription.paused_until:
        return f"in force; paused until {format_instant(subscription.paused_until)}"
    return "in force"


@subscriptions.command(epilog="Example: python -m claims subscriptions remove s0123456789abcdef0123")
@click.argument("subscription_id", metavar="ID")
@pass_program
def remove(program: Program, subscription_id: str) -> None:
    """End a subscription at once; it is forgotten with its secret and deliveries."""
    from claims.services.subscribing import unsubscribe

    with program.desk() as desk:
        unsubscribe(desk, subscription_id)
    say("Removed.")


@subscriptions.command(epilog="Example: python -m claims subscriptions test s0123456789abcdef0123")
@click.argument("subscription_id", metavar="ID")
@json_option
@pass_program
def test(program: Program, subscription_id: str, as_json: bool) -> None:
    """Send an event that tells of nothing; taken, it puts a disabled subscription in force again."""
    from claims.services.subscribing import try_subscription

    with program.desk() as desk:
        sent = try_subscription(desk, subscription_id)
    if as_json:
        from schemas.subscription import SentSchema

        say_json(SentSchema().dump(sent))
    elif sent.ok:
        say("Taken.")
    else:
        complain(f"Not taken: {sent.error}")
    if not sent.ok:
        raise click.exceptions.Exit(1)


@subscriptions.command(epilog="Example: python -m claims subscriptions rotate s0123456789abcdef0123")
@click.argument("subscription_id", metavar="ID")
@json_option
@pass_program
def rotate(program: Program, subscription_id: str, as_json: bool) -> None:
    """Give a webhook a new secret; the old one signs beside it for a day."""
    from claims.services.subscribing import rotate_secret

    with program.desk() as desk:
        made = rotate_secret(desk, subscription_id)
    if as_json:
        from schemas.subscription import NewlySubscribedSchema

        say_json(NewlySubscribedSchema().dump(made))
        return
    say(made[1])
    complain(_KEEP_IT)


@subscriptions.command(epilog="Example: python -m claims subscriptions deliveries s0123456789abcdef0123")
@click.argument("subscription_id", metavar="ID")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@pass_program
def deliveries(program: Program, subscription_id: str, limit: int, as_json: bool) -> None:
    """List what went to a subscription in the last 90 days or is on its way, newest first."""
    from claims.services.subscribing import list_deliveries
    from schemas.subscription import DeliveryListSchema

    with program.desk() as desk:
        page = list_deliveries(desk, subscription_id, limit)
    told: Any = DeliveryListSchema().dump(page)
    if as_json:
        say_json(told)
        return
    columns = ("id", "webhook_id", "state", "attempts", "created_at", "next_attempt_at", "last_error")
    rows = [["" if each[name] is None else str(each[name]) for name in columns] for each in told["items"]]
    table([name.upper().replace("_", " ") for name in columns], rows, cut=("LAST ERROR",))
    if page.next:
        complain(f"There are more than these {limit}; --limit shows more.")


@subscriptions.command(epilog="Example: python -m claims subscriptions replay d0123456789abcdef0123")
@click.argument("wanted_id", metavar="ID")
@json_option
@pass_program
def replay(program: Program, wanted_id: str, as_json: bool) -> None:
    """Have a delivery made again, or all those of an event; ID is the delivery's or the webhook-id."""
    from claims.services.subscribing import replay as replay_deliveries

    with program.desk() as desk:
        queued = replay_deliveries(desk, wanted_id)
    if as_json:
        from schemas.subscription import DeliverySchema

        say_json({"items": DeliverySchema(many=True).dump(queued)})
        return
    count = "1 delivery" if len(queued) == 1 else f"{len(queued)} deliveries"
    say(f"Due again: {count}. `recheck` or `subscriptions deliver` sends it.")


@subscriptions.command(epilog="Example: python -m claims subscriptions deliver")
@click.option("--limit", type=click.IntRange(min=1), help="Make so many attempts at most.")
@json_option
@pass_program
def deliver(program: Program, limit: int | None, as_json: bool) -> None:
    """Send what is due now; meant for cron, every minute.

    Exit code 1 where an attempt failed.
    """
    from claims.services.delivering import deliver_due

    with program.desk() as desk, progress("deliveries") as show:
        report = deliver_due(desk, desk.clock(), progress=show, limit=limit)
    if as_json:
        from schemas.subscription import DeliveryReportSchema

        say_json(DeliveryReportSchema().dump(report))
    else:
        _print_report(report)
    if report.failures:
        raise click.exceptions.Exit(1)


def _print_report(report: "DeliveryReport") -> None:
    say(f"Delivered {report.delivered}, failed {len(report.failures)}, disabled {len(report.disabled)}.")
    if report.failures:
        rows = [
            (
                each.subscription.id,
                each.subscription.address,
                each.error,
                "" if each.next_attempt_at is None else format_instant(each.next_attempt_at),
            )
            for each in report.failures
        ]
        table(("SUBSCRIPTION", "TO", "WHY", "NEXT ATTEMPT"), rows, cut=("TO", "WHY"))
    for subscription in report.disabled:
        complain(f"Subscription {subscription.id} is disabled: {subscription.disabled_because}")
