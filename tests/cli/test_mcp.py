"""The server for assistants, asked over standard input and output by the client of the protocol's own SDK."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import ClientSession, StdioServerParameters, stdio_client

ROOT = Path(__file__).parents[2]
Ask = Callable[[ClientSession], Awaitable[None]]


@pytest.fixture
def assistant(database: str) -> Callable[..., None]:
    """Has an assistant start the command on the test's ledger, and ask."""

    def run(ask: Ask, *options: str) -> None:
        arguments = ["-m", "claims", "--database", database, "mcp", *options]
        started = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ), cwd=ROOT)

        async def talk() -> None:
            async with stdio_client(started) as (reads, writes), ClientSession(reads, writes) as session:
                await session.initialize()
                await ask(session)

        anyio.run(talk)

    return run


async def call(session: ClientSession, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await session.call_tool(tool, arguments)
    assert not result.is_error, result.content
    told: dict[str, Any] = json.loads(result.content[0].text)
    return told


def test_an_assistant_searches_shows_checks_and_adds(ledger, promise, assistant):
    async def ask(session):
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert list(tools) == ["search_claims", "show_claim", "check_text", "add_claim"]
        assert all(tool.description and tool.annotations for tool in tools.values())
        assert [name for name, tool in tools.items() if not tool.annotations.read_only_hint] == ["add_claim"]

        found = await call(session, "search_claims", query="branches in Marlfield", limit=3)
        assert found["items"][0]["id"] == promise["id"]
        assert (await call(session, "search_claims", status="confirmed"))["items"] == []

        shown = await call(session, "show_claim", claim_id=promise["id"])
        assert (shown["claim"]["status"], shown["claim"]["rule"]) == ("denied", "official")
        assert [piece["stance"] for piece in shown["evidence"]] == ["refutes"]
        assert shown["history"][-1]["to"] == "denied"

        text = "Harrow Bank denied that it will open 40 branches in Marlfield."
        checked = await call(session, "check_text", text=text, published_at="2024-03-09")
        assert (checked["matches"][0]["claim_id"], checked["matches"][0]["stance"]) == (promise["id"], "refutes")
        assert set(checked) == {"matches", "ranking", "claims"}

        claim = {"text": "Harrow Bank will close its branch in Saint Orran.", "claimed_at": "2024-03-09"}
        made = await call(session, "add_claim", **claim, publisher="Upland Herald")
        assert (made["created"], made["claim"]["publisher"]) == (True, "Upland Herald")
        assert not (await call(session, "add_claim", **claim, publisher="Upland Herald"))["created"]

    assistant(ask)
    assert "Saint Orran" in ledger("claims").stdout


def test_what_cannot_be_used_is_an_error_in_a_sentence_and_changes_nothing(ledger, assistant):
    async def ask(session):
        for tool, arguments, told in (
            ("show_claim", {"claim_id": "nothing"}, "There is no claim 'nothing' on the ledger."),
            ("check_text", {"text": "?!"}, "The text holds no words."),
            ("check_text", {"text": "Words", "published_at": "soon"}, "'soon' is neither a day"),
            ("add_claim", {"text": "Harrow Bank will pay.", "url": "javascript:alert(1)"}, "http or https"),
            ("add_claim", {"text": "Harrow Bank will pay.", "claimed_at": "2999-01-01"}, "lies in the future"),
        ):
            result = await session.call_tool(tool, arguments)
            assert result.is_error
            assert told in result.content[0].text

    before = ledger("claims", "--json").stdout
    assistant(ask)
    assert ledger("claims", "--json").stdout == before


def test_read_only_it_adds_nothing(ledger, assistant):
    async def ask(session):
        assert "add_claim" not in [tool.name for tool in (await session.list_tools()).tools]
        assert (await session.call_tool("add_claim", {"text": "Harrow Bank will pay."})).is_error

    assistant(ask, "--read-only")


def test_without_the_extra_it_says_how_to_get_it(run, monkeypatch):
    monkeypatch.setattr("claims.cli.mcp.find_spec", lambda _: None)
    result = run("mcp")
    assert result.exit_code == 1
    assert "python -m pip install -r requirements-mcp.txt" in result.stderr
