"""The tools of `riwaya mcp`, asked by the official SDK's own client, which checks each answer against its schema."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from litestar.testing import TestClient

pytest.importorskip("mcp", reason="the SDK (extra mcp) is not installed")

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import CallToolResult, Tool

from riwaya import query
from riwaya.mcp import make_server
from riwaya.web import make_app


def ask(case: Path, *calls: tuple[str, dict[str, Any]]) -> list[CallToolResult]:
    async def talk() -> list[CallToolResult]:
        async with Client(make_server(case)) as client:
            await client.list_tools()
            return [await client.call_tool(name, given) for name, given in calls]

    return anyio.run(talk)


@pytest.fixture(scope="module")
def tools(demo_case: Path) -> dict[str, Tool]:
    async def talk() -> list[Tool]:
        async with Client(make_server(demo_case)) as client:
            return (await client.list_tools()).tools

    return {tool.name: tool for tool in anyio.run(talk)}


def test_each_question_of_the_api_is_a_tool(tools: dict[str, Tool]) -> None:
    assert set(tools) >= {
        "list_stories",
        "list_claims",
        "list_disagreements",
        "list_events",
        "list_positions",
        "search",
    }
    assert set(tools) >= {"show_story", "show_article", "show_actor"}
    assert not [name for name in tools if "correct" in name and not name.startswith("list_")]
    for tool in tools.values():
        assert tool.description
        assert tool.description.split()[0] in {"List", "Give", "Find"}
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert all(told["description"] for told in tool.input_schema["properties"].values())


def test_an_assistant_can_tell_how_many_origins_stand_behind_a_claim(demo_case: Path) -> None:
    (found,) = ask(demo_case, ("list_claims", {"speaker": "النعسان", "limit": 5}))
    claims = found.structured_content["items"]
    assert json.loads(found.content[0].text)["items"] == claims  # type: ignore[union-attr] # text for older clients
    assert claims
    with query.open_store(demo_case) as store:
        texts = {kept.article.source: kept.article.text for kept in store.articles()}
    for claim in claims:
        origins = claim["origins"]
        assert origins["at_most"] == origins["named"] + origins["untraced"] > 0
        for version in claim["versions"]:
            for span in version["content"]:
                assert texts[version["article"]][span["start"] : span["end"]] == span["text"]
    evidence = [e for c in claims for o in c["origins"]["list"] for e in o["evidence"] if e["field"] == "text"]
    assert all(texts[e["article"]][e["start"] : e["end"]] == e["text"] for e in evidence)


def test_every_list_answers_as_the_api_does(demo_case: Path, tools: dict[str, Tool]) -> None:
    lists = sorted(name for name in tools if name.startswith("list_"))
    answers = ask(demo_case, *((name, {"limit": 3}) for name in lists))
    with TestClient(make_app(demo_case, hosts=("testserver.local",))) as api:
        for name, answer in zip(lists, answers, strict=True):
            assert not answer.is_error
            path = f"/api/{name.removeprefix('list_')}"
            assert answer.structured_content == api.get(path, params={"limit": 3}).json() | {
                "next": answer.structured_content["next"]
            }


def test_one_thing_is_shown_whole(demo_case: Path) -> None:
    (stories,) = ask(demo_case, ("list_stories", {"limit": 1}))
    story = stories.structured_content["items"][0]
    shown = ask(
        demo_case,
        ("show_story", {"key": story["id"]}),
        ("show_article", {"key": story["articles"][0]}),
        ("show_actor", {"key": "ستروغان"}),
        ("search", {"q": "للتفاوض"}),
    )
    assert not any(answer.is_error for answer in shown)
    assert shown[0].structured_content["story"]["id"] == story["id"]
    assert shown[1].structured_content["text"]
    assert shown[3].structured_content["items"]


def test_events_of_one_type(demo_case: Path) -> None:
    (every, some) = ask(demo_case, ("list_events", {"limit": 500}), ("list_events", {"type": "ASSAULT", "limit": 500}))
    assaults = [event for event in every.structured_content["items"] if event["type"] == "ASSAULT"]
    assert some.structured_content["items"] == assaults != []


@pytest.mark.parametrize(
    ("tool", "given", "reason"),
    [
        ("show_article", {"key": "no such page"}, "no such page"),
        ("show_article", {"key": "../../etc"}, "no such article"),
        ("show_article", {}, "key must be given"),
        ("list_claims", {"limit": 10_000}, "limit"),
        ("list_claims", {"since": "yesterday"}, "since"),
        ("list_claims", {"author": "x"}, "author cannot be asked"),
        ("drop_claims", {}, "there is no tool drop_claims"),
    ],
)
def test_what_cannot_be_answered_is_said(demo_case: Path, tool: str, given: dict[str, Any], reason: str) -> None:
    (answer,) = ask(demo_case, (tool, given))
    assert answer.is_error
    assert reason in answer.content[0].text  # type: ignore[union-attr]


def test_the_command_speaks_over_standard_input_and_output(demo_case: Path) -> None:
    command = StdioServerParameters(command=sys.executable, args=["-m", "riwaya", "mcp", "--case", str(demo_case)])

    async def talk() -> tuple[str | None, CallToolResult]:
        async with Client(stdio_client(command)) as client:
            return client.instructions, await client.call_tool("list_stories", {"limit": 1})

    advice, answer = anyio.run(talk)
    assert advice
    assert "at_most" in advice
    assert answer.structured_content["items"]


def test_a_case_that_is_not_there_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "riwaya", "mcp", "--case", str(tmp_path / "none")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "no case" in done.stderr
    assert not done.stdout
