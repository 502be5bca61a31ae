"""`feeds`: where new articles are announced."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from claims.cli.output import complain, plain, say, say_json, table
from claims.cli.progress import progress
from claims.cli.root import Program, json_option, pass_program
from claims.domain.feed import Feed, FeedKind, FeedState

if TYPE_CHECKING:
    from claims.services.feed_list import FeedTrial
    from claims.services.feeds import FeedPoll, FeedsReport


@click.group(epilog="Example: python -m claims feeds add https://news.example/rss.xml --interval 30")
def feeds() -> None:
    """Keep the list of feeds, and poll them for new articles."""


@feeds.command(epilog="Example: python -m claims feeds add https://news.example/rss.xml --interval 30")
@click.argument("address", metavar="URL|FOLDER")
@click.option("--title", help="What it is called here.  [default: its own title]")
@click.option(
    "--interval", type=int, metavar="MINUTES", help="Between two polls.  [default: CLAIMS_FEED_INTERVAL_MINUTES]"
)
@json_option
@pass_program
def add(program: Program, address: str, title: str | None, interval: int | None, as_json: bool) -> None:
    """Add a feed.

    RSS, Atom, JSON Feed, a sitemap or an index of sitemaps, or a folder of files. It is read once to see that it is
    one. One that was set aside is polled again.
    """
    from claims.services.feed_list import add_feed

    with program.desk() as desk:
        feed, created = add_feed(desk, address, title, interval)
    if as_json:
        from schemas.feeds import FeedSchema

        say_json({"created": created, **FeedSchema().dump(feed)})
        return
    done = "Added" if created else "On the list already:"
    say(f"{done} {plain(feed.title)} ({feed.kind}), {feed.id}; {_when_polled(feed)}.")


@feeds.command("list", epilog="Example: python -m claims feeds list")
@json_option
@pass_program
def list_command(program: Program, as_json: bool) -> None:
    """List the feeds, how each fares, and when it is polled next."""
    from claims.services.feed_list import list_feeds

    with program.desk() as desk:
        known = list_feeds(desk)
    if as_json:
        from schemas.feeds import FeedSchema

        say_json({"items": FeedSchema(many=True).dump(known)})
        return
    table(
        ("ID", "TITLE", "KIND", "STATE", "LAST READ", "NEXT POLL", "ADDRESS", "WHY"),
        [
            (
                feed.id,
                feed.title,
                feed.kind,
                _state(feed),
                _instant(feed.last_read_at),
                _instant(feed.due_at) or "never",
                feed.address,
                feed.last_error or "",
            )
            for feed in known
        ],
        cut=("TITLE", "ADDRESS", "WHY"),
    )


@feeds.command(epilog="Example: python -m claims feeds remove https://news.example/rss.xml")
@click.argument("which", metavar="ID|ADDRESS")
@pass_program
def remove(program: Program, which: str) -> None:
    """Remove a feed; what came in by it stays."""
    from claims.services.feed_list import remove_feed

    with program.desk() as desk:
        feed = remove_feed(desk, which)
    say(f"Removed {plain(feed.title)}.")


@feeds.command(epilog="Example: python -m claims feeds test https://news.example/rss.xml")
@click.argument("address", metavar="URL|FOLDER")
@json_option
@pass_program
def test(program: Program, address: str, as_json: bool) -> None:
    """Read a feed and show what the next poll would take in; nothing is stored."""
    from claims.services.feed_list import try_feed

    with program.desk() as desk:
        trial = try_feed(desk, address)
    if as_json:
        from schemas.feeds import FeedTrialSchema

        say_json(FeedTrialSchema().dump(trial))
        return
    _print_trial(trial)


@feeds.command(epilog="Example: python -m claims feeds poll --limit 20")
@click.option("--limit", type=click.IntRange(min=1), help="Poll so many feeds at most.")
@json_option
@pass_program
def poll(program: Program, limit: int | None, as_json: bool) -> None:
    """Poll the feeds that are due and take in what is new.

    A feed that fails is named and the others go on; then the exit code is 1.
    """
    from claims.services.feeds import poll_feeds

    with program.desk() as desk, progress("feeds") as show:
        report = poll_feeds(desk, desk.clock(), progress=show, limit=limit)
    if as_json:
        from schemas.feeds import FeedsReportSchema

        say_json(FeedsReportSchema().dump(report))
    else:
        _print_report(report)
    if report.failed:
        raise click.exceptions.Exit(1)


def _print_trial(trial: "FeedTrial") -> None:
    lines = [("Title", trial.title), ("Kind", trial.kind), ("Entries", str(trial.entries))]
    lines.append(("Newest", trial.newest.iso() if trial.newest is not None else "none is dated"))
    if trial.robots:
        lines.append(("Robots", trial.robots))
    if trial.moved_to is not None:
        lines.append(("Moved", f"for good to {trial.moved_to}"))
    for name, said in lines:
        say(f"{name:<9}{plain(said)}")
    say()
    if not trial.takes:
        say("The next poll would take nothing in.")
        return
    say("The next poll would take in:")
    rows = [
        (
            entry.moment.iso() if entry.moment is not None else "",
            entry.title,
            "in the feed" if entry.whole else "from its page",
            entry.url or "",
        )
        for entry in trial.takes
    ]
    if trial.kind is FeedKind.FOLDER:
        rows = [(day, title, "in the file", "") for day, title, _, _ in rows]
    table(("DAY", "TITLE", "TEXT", "ADDRESS"), rows, cut=("TITLE", "ADDRESS"))


def _print_report(report: "FeedsReport") -> None:
    from claims.services.feed_entries import Outcome

    new, known, rejected, failed = (report.count(outcome) for outcome in Outcome)
    for one in report.polls:
        _print_poll(one)
    say(
        f"Feeds: {len(report.polls)} polled, {len(report.failed)} failed. "
        f"Articles: {new} new, {known} on file already, {rejected} rejected, {failed} to be tried again."
    )


def _print_poll(one: "FeedPoll") -> None:
    from claims.services.feed_entries import Outcome

    title = plain(one.feed.title)
    if one.error is not None:
        complain(f"{one.feed.title}: {one.error} ({_state(one.feed)}; {_when_polled(one.feed)})")
        return
    say(f"{title}:" if one.entries else f"{title}: nothing new")
    for entry in one.entries:
        line = f"  {entry.outcome:<9}{plain(entry.title or entry.where)}"
        if entry.outcome is Outcome.NEW:
            line += f": claims {entry.claims}"
        say(f"{line} ({plain(entry.reason)})" if entry.reason else line)
    for number, what in ((one.passed_over, "from before it was added passed over"), (one.left, "left for later")):
        if number:
            say(f"  {number} {what}")


def _state(feed: Feed) -> str:
    return f"failing ({feed.failures} in a row)" if feed.state is FeedState.FAILING else str(feed.state)


def _when_polled(feed: Feed) -> str:
    return f"next poll {_instant(feed.due_at)}" if feed.due_at is not None else "polled no more until it is added again"


def _instant(at: datetime | None) -> str:
    return "" if at is None else f"{at:%Y-%m-%d %H:%M} UTC"
