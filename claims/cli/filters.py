"""The filters: JSON lines in and out, nothing stored, no database opened."""

import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any

import click

from claims.cli.output import to_json
from claims.cli.progress import progress
from claims.cli.root import Program, message_of, pass_program
from claims.domain.errors import ClaimdeskError
from claims.domain.match import Match
from claims.domain.text import Span

if TYPE_CHECKING:
    from claims.services.filters import Item

_input = click.argument("file", type=click.File("rb"), default="-")


@click.command(epilog="Example: python -m claims extract < articles.jsonl")
@_input
@pass_program
def extract(program: Program, file: IO[bytes]) -> None:
    """Find the claims of articles.

    {"id", "text", "title"?, "published_at"?} a line.
    """
    from claims.services.filters import claims_of
    from schemas.lookup import DraftSchema

    schema = DraftSchema(many=True)
    _filter(program, file, lambda item: {"claims": schema.dump(claims_of(item))})


@click.command(epilog="Example: python -m claims match --claims claims.jsonl -k 5 < texts.jsonl")
@_input
@click.option("--claims", type=click.File("rb"), required=True, help='The claims: {"id", "text", "title"?} a line.')
@click.option("-k", "most", type=click.IntRange(min=1), default=10, show_default=True, help="Matches a line at most.")
@click.option(
    "--conditions",
    "compared",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="How many of the best say in which truth conditions they agree and differ.",
)
@click.option(
    "--semantic/--no-semantic",
    default=None,
    help="Whether a small transformer takes part, which is an optional extra; as CLAIMS_SEMANTIC says.",
)
@pass_program
def match(
    program: Program, file: IO[bytes], claims: IO[bytes], most: int, compared: int, semantic: bool | None
) -> None:
    """Rank the claims that texts may speak of.

    {"id", "text", "published_at"?} a line.
    """
    from claims.services.filters import Matcher

    settings = program.settings
    wanted = settings.semantic if semantic is None else semantic
    with progress("claims") as show:
        matcher = Matcher(claims, settings.max_body_bytes, semantic=wanted, progress=show)

    def matches(item: "Item") -> dict[str, Any]:
        found = matcher.matches(item, most, compared)
        return {
            "matches": [
                {
                    "claim_id": match.claim_id,
                    "score": match.score,
                    "signals": _signals(match),
                    "conditions": [
                        {"name": c.name, "finding": c.finding, "detail": c.detail} for c in match.conditions
                    ],
                }
                for match in found
            ]
        }

    _filter(program, file, matches)


@click.command(epilog="Example: python -m claims stance < pairs.jsonl")
@_input
@pass_program
def stance(program: Program, file: IO[bytes]) -> None:
    """Say what articles say of claims.

    {"id", "claim", "text", "title"?, "claimed_at"?, "published_at"?, "publisher"?} a line.
    """
    from claims.services.filters import stance_of

    def judged(item: "Item") -> dict[str, Any]:
        judgement = stance_of(item)
        return {
            "stance": judgement.stance,
            "strength": judgement.strength,
            "score": judgement.score,
            "passage": _span(judgement.passage),
            "signals": _signals(judgement),
        }

    _filter(program, file, judged)


@click.command(epilog="Example: python -m claims quantities < sentences.jsonl")
@_input
@pass_program
def quantities(program: Program, file: IO[bytes]) -> None:
    """Find amounts.

    {"id", "text"} a line.
    """
    from claims.services.filters import quantities_of
    from schemas.mention import QuantitySchema

    schema = QuantitySchema()

    def found(item: "Item") -> dict[str, Any]:
        return {"quantities": [{**schema.dump(q), **_place(q.span)} for q in quantities_of(item)]}

    _filter(program, file, found)


@click.command(epilog="Example: python -m claims dates < sentences.jsonl")
@_input
@pass_program
def dates(program: Program, file: IO[bytes]) -> None:
    """Find dates and the days they mean.

    {"id", "text", "published_at"} a line.
    """
    from claims.services.filters import dates_of
    from schemas.mention import DateSchema

    schema = DateSchema(many=True)
    _filter(program, file, lambda item: {"dates": schema.dump(dates_of(item))})


@click.command(epilog="Example: python -m claims quotes < articles.jsonl")
@_input
@pass_program
def quotes(program: Program, file: IO[bytes]) -> None:
    """Find who said what.

    {"id", "text"} a line.
    """
    from claims.services.filters import attributions_of

    def found(item: "Item") -> dict[str, Any]:
        told = attributions_of(item)
        return {
            "attributions": [
                {
                    "claimant": a.claimant and _span(a.claimant),
                    "cue": a.cue and _span(a.cue),
                    "content": _span(a.content),
                    "speaker": a.speaker,
                    "anonymous": a.anonymous,
                    "via": a.via,
                    "manner": a.manner,
                }
                for a in told
            ]
        }

    _filter(program, file, found)


@click.command(epilog="Example: python -m claims worthiness < sentences.jsonl")
@_input
@pass_program
def worthiness(program: Program, file: IO[bytes]) -> None:
    """Say how much statements are worth checking.

    {"id", "text"} a line; the score runs from 0 to 1.
    """
    from claims.services.filters import worthiness_of

    def weighed(item: "Item") -> dict[str, Any]:
        score, worthy = worthiness_of(item)
        return {"score": score, "worthy": worthy}

    _filter(program, file, weighed)


FILTERS = (extract, match, stance, quantities, dates, quotes, worthiness)


def _filter(program: Program, file: IO[bytes], answer: Callable[["Item"], dict[str, Any]]) -> None:
    """Answer each line as it comes; a bad one is reported by number and the next ones go on."""
    from claims.services.filters import read_items

    failed = False
    for number, item in read_items(file, program.settings.max_body_bytes):
        try:
            if isinstance(item, ClaimdeskError):
                raise item
            answered = to_json({"id": item.id, **answer(item)})
        except Exception as error:
            if program.debug:
                raise
            failed = True
            click.echo(to_json({"line": number, "error": message_of(error)}), err=True)
            continue
        click.echo(answered)
        sys.stdout.flush()
    if failed:
        raise click.exceptions.Exit(1)


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, **_place(span)}


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _signals(of: Any) -> list[dict[str, Any]]:
    return [{"name": s.name, "score": s.score, "detail": s.detail} for s in of.signals]


def _conditions(of: Match) -> list[dict[str, Any]]:
    return [{"name": c.name, "finding": c.finding, "detail": c.detail} for c in of.conditions]
