"""The HTTP API: the records of `--json` in parts, described truly by its own OpenAPI."""

import json
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient

from riwaya.cli import main
from riwaya.web import make_app

with warnings.catch_warnings():  # of libraries that schemathesis brings along
    warnings.simplefilter("ignore")
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

HOST = "riwaya.test"
TOKEN = " ".join(("open", "sesame"))
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
LISTS = ("stories", "claims", "disagreements", "articles", "statements", "retellings", "actors", "problems")


@pytest.fixture(scope="module")
def client(demo_case: Path) -> Iterator[TestClient[Any]]:
    with TestClient(make_app(demo_case, (HOST,)), base_url=f"http://{HOST}") as opened:
        yield opened


def ask(client: TestClient[Any], path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def read_all(client: TestClient[Any], path: str) -> list[Any]:
    rows, following = [], path
    while following:
        part = ask(client, following)
        rows += part["items"]
        following = part["next"]
    return rows


@pytest.mark.parametrize("name", LISTS)
def test_it_gives_what_the_command_prints(client: TestClient[Any], demo_case: Path, name: str) -> None:
    printed = CliRunner().invoke(main, [name, "--json", "--case", str(demo_case)]).stdout.splitlines()
    assert read_all(client, f"/api/{name}?limit=7") == [json.loads(line) for line in printed]


def test_one_thing_is_what_the_command_shows(client: TestClient[Any], demo_case: Path) -> None:
    for name in ("stories", "articles", "actors"):
        key = ask(client, f"/api/{name}?limit=1")["items"][0]["id"]
        shown = CliRunner().invoke(main, ["show", key, "--json", "--case", str(demo_case)]).stdout
        assert ask(client, f"/api/{name}/{key}") == json.loads(shown)


def test_filters_narrow(client: TestClient[Any]) -> None:
    everything = read_all(client, "/api/articles")
    early = read_all(client, "/api/articles?until=2025-01-25")
    assert 0 < len(early) < len(everything)
    assert {row["outlet"] for row in read_all(client, "/api/articles?outlet=الرابية")} == {"الرابية"}
    denied = read_all(client, "/api/statements?polarity=denied")
    assert denied
    assert {row["polarity"] for row in denied} == {"denied"}
    one = everything[3]["id"]
    assert {row["article"] for row in read_all(client, f"/api/statements?article={one}")} == {everything[3]["source"]}
    found = ask(client, "/api/search?q=للسد&kind=statements")["items"]
    assert found
    assert all(hit["statement"] for hit in found)


def test_an_answer_is_asked_for_once(client: TestClient[Any]) -> None:
    answer = client.get("/api/stories")
    again = client.get("/api/stories", headers={"if-none-match": f'"other", {answer.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/stories", headers={"if-none-match": '"other"'}).status_code == 200
    assert client.get("/en/articles", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_a_changed_case_has_another_tag(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("سندار تعيد فتح معبر الجبل\n\nقال الوزير هاشم الراوي إن المعبر سيعمل غدا.\n", "utf-8")
    add = ["add", str(page), "--case", str(tmp_path / "case"), "--workers", "0"]
    CliRunner().invoke(main, add)
    with TestClient(make_app(tmp_path / "case", (HOST,)), base_url=f"http://{HOST}") as client:
        before = client.get("/api/articles")
        page.write_text("سندار تغلق معبر الجبل\n\nقال الوزير هاشم الراوي إن المعبر سيغلق غدا.\n", "utf-8")
        CliRunner().invoke(main, add)
        after = client.get("/api/articles", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json() != before.json()


@pytest.mark.parametrize("written", [str, lambda key: quote(key, safe="")], ids=["as it is", "quoted"])
def test_an_article_goes_by_its_path_and_its_address(tmp_path: Path, written: Callable[[str], str]) -> None:
    page, address = tmp_path / "page.json", "https://outlet.example/2024/bridge"
    page.write_text(json.dumps({"text": "قال الوزير هاشم الراوي إن المعبر سيعمل غدا.", "url": address}), "utf-8")
    text = tmp_path / "page.txt"
    text.write_text("سندار تغلق معبر الجبل\n\nقال الوزير هاشم الراوي إن المعبر سيغلق غدا.\n", "utf-8")
    CliRunner().invoke(main, ["add", str(page), str(text), "--case", str(tmp_path / "case"), "--workers", "0"])
    with TestClient(make_app(tmp_path / "case", (HOST,)), base_url=f"http://{HOST}") as client:
        assert ask(client, f"/api/articles/{written(address)}")["url"] == address
        assert ask(client, f"/api/articles/{written(str(text))}")["source"] == str(text)


FAULTS = {
    "/api/stories?limit=0": 400,
    "/api/stories?limit=many": 400,
    "/api/articles?since=yesterday": 400,
    "/api/search": 400,
    "/api/retellings?kind=rumour": 400,
    "/api/articles/nothing": 404,
    "/api/claims?story=nothing": 404,
    "/api/statements?article=nothing": 404,
    "/api/actors/nothing": 404,
    "/api/nowhere": 404,
}


@pytest.mark.parametrize(("path", "status"), FAULTS.items())
def test_a_fault_is_said_in_words(client: TestClient[Any], path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    fault = answer.json()
    assert (set(fault), fault["status"]) == ({"status", "reason", "advice"}, status)
    assert fault["reason"]


def test_a_case_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path, (HOST,)), base_url=f"http://{HOST}") as client:
        answer = client.get("/api/stories")
    assert answer.status_code == 503
    assert "riwaya" in answer.json()["advice"]


def test_every_question_is_described(client: TestClient[Any]) -> None:
    schema = ask(client, "/openapi.json")
    assert schema["openapi"].startswith("3.1")
    for path, methods in schema["paths"].items():
        assert path.startswith("/api/")
        for method, question in methods.items():
            assert question["description"].rstrip().endswith(".")
            expected = {"get": {"200", "304"}, "post": {"201", "401", "403"}}[method]
            assert set(question["responses"]) == {"400", "404", "503"} | expected
    assert {f"/api/{name}" for name in LISTS} <= set(schema["paths"])


def order(kind: str, *subjects: str, name: str | None = None) -> dict[str, object]:
    return {"kind": kind, "subjects": subjects, "name": name, "by": "a tester"}


def test_a_correction_needs_the_token_and_is_seen_everywhere(demo_case: Path, tmp_path: Path) -> None:
    case = shutil.copytree(demo_case, tmp_path / "case")
    with TestClient(make_app(case, (HOST,), token=TOKEN), base_url=f"http://{HOST}") as client:
        one, other = (row["id"] for row in ask(client, "/api/actors?limit=2")["items"])
        merge = order("merge", one, other)
        assert client.post("/api/corrections", json=merge).status_code == 401
        wrong = {"authorization": "Bearer sesame"}
        assert client.post("/api/corrections", json=merge, headers=wrong).status_code == 401
        right = {"authorization": f"Bearer {TOKEN}"}
        assert client.post("/api/corrections", json={"kind": "burn"}, headers=right).status_code == 400
        assert client.post("/api/corrections", json=order("rename", "nobody at all"), headers=right).status_code == 404
        made = client.post("/api/corrections", json=merge, headers=right)
        assert (made.status_code, made.json()["kind"]) == (201, "merge")
        assert ask(client, "/api/corrections")["items"] == [made.json()]
        ids = {row["id"] for row in read_all(client, "/api/actors")}
        assert len(ids & {one, other}) == 1
        form = {"kind": "undo", "one": made.json()["id"], "by": "a tester", "token": TOKEN}
        assert "correction_undo" not in client.post("/en/corrections", data=form).text
        assert {one, other} <= {row["id"] for row in read_all(client, "/api/actors")}
        assert client.post("/en/corrections", data={**form, "token": "?"}).status_code == 401


def test_a_case_served_to_be_read_takes_no_correction(client: TestClient[Any]) -> None:
    answer = client.post("/api/corrections", json=order("merge", "a", "b"))
    assert (answer.status_code, "--edit" in answer.json()["reason"]) == (403, True)


@pytest.mark.filterwarnings("ignore")
def test_every_answer_is_as_described(demo_case: Path) -> None:
    described = schemathesis.openapi.from_asgi("/openapi.json", make_app(demo_case, ("testserver", HOST)))
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > len(LISTS)
    for operation in operations:

        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy())
        def ask_anything(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        ask_anything()
