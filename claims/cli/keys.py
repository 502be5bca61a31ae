"""`keys`: who may use the API from elsewhere."""

from datetime import date, datetime

import click

from claims.cli.output import complain, say, say_json, table
from claims.cli.root import DayParam, Program, json_option, pass_program
from claims.domain.moment import format_instant
from claims.domain.run import ApiKey, Scope


@click.group(epilog='Example: python -m claims keys create --name "news desk" --scope write')
def keys() -> None:
    """Make, list and revoke API keys."""


@keys.command(epilog='Example: python -m claims keys create --name "news desk" --scope write --expires 2027-01-31')
@click.option("--name", required=True, help="Whose key it is.")
@click.option(
    "--scope",
    type=click.Choice([s.value for s in Scope]),
    default=Scope.READ.value,
    show_default=True,
    help="What it may do; each scope includes those before it.",
)
@click.option("--expires", type=DayParam(), help="The last day on which it is good.")
@json_option
@pass_program
def create(program: Program, name: str, scope: str, expires: date | None, as_json: bool) -> None:
    """Make a key and show it, this once."""
    from claims.services.access import create_key

    with program.desk() as desk:
        secret, key = create_key(desk, name, Scope(scope), expires)
    if as_json:
        say_json({"key": secret, **_as_json(key)})
        return
    say(secret)
    complain("Keep it now: only its hash is stored. Send it as `Authorization: Bearer KEY`.")


@keys.command("list", epilog="Example: python -m claims keys list")
@json_option
@pass_program
def list_command(program: Program, as_json: bool) -> None:
    """List the keys, revoked ones included."""
    from claims.services.access import list_keys

    with program.desk() as desk:
        known = list_keys(desk)
    if as_json:
        say_json({"items": [_as_json(key) for key in known]})
        return
    table(
        ("PREFIX", "NAME", "SCOPE", "CREATED", "EXPIRES", "REVOKED", "LAST USED"),
        [
            (
                key.prefix,
                key.name,
                key.scope,
                *(_day(at) for at in (key.created_at, key.expires_at, key.revoked_at, key.last_used_at)),
            )
            for key in known
        ],
        cut=("NAME",),
    )


@keys.command(epilog="Example: python -m claims keys revoke cdk_0123abcd")
@click.argument("prefix")
@pass_program
def revoke(program: Program, prefix: str) -> None:
    """End the key with this PREFIX at once."""
    from claims.services.access import revoke_key

    with program.desk() as desk:
        revoke_key(desk, prefix)
    say("Revoked.")


def _day(at: datetime | None) -> str:
    return "" if at is None else at.date().isoformat()


def _as_json(key: ApiKey) -> dict[str, str | None]:
    instants = {name: getattr(key, name) for name in ("created_at", "expires_at", "revoked_at", "last_used_at")}
    shown = {name: None if at is None else format_instant(at) for name, at in instants.items()}
    return {"prefix": key.prefix, "name": key.name, "scope": key.scope.value, **shown}
