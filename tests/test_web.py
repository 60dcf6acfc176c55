"""The pages that `riwaya serve` gives: complete, escaped, closed to strangers."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from conftest import NOW
from riwaya.pipeline import add_pages
from riwaya.query import open_store
from riwaya.records import Given, Page
from riwaya.web import make_app

HOST = "127.0.0.1:8000"


@pytest.fixture(scope="module")
def client(demo_case: Path) -> Iterator[TestClient]:  # type: ignore[type-arg]
    with TestClient(make_app(demo_case, (HOST,)), base_url=f"http://{HOST}") as opened:
        yield opened


def test_every_article_and_every_pair_has_its_page(client: TestClient, demo_case: Path) -> None:  # type: ignore[type-arg]
    with open_store(demo_case) as store:
        names = [kept.id for kept in store.articles()]
        pairs = [(tie.a, tie.b) for tie in store.retellings()]
    front = client.get("/").text
    assert names
    assert pairs
    for name in names:
        assert f"/articles/{name}" in front
        assert client.get(f"/articles/{name}").status_code == 200
    for a, b in pairs:
        assert client.get(f"/compare/{a}/{b}").status_code == 200


def test_a_statement_stands_marked_in_its_text(client: TestClient, demo_case: Path) -> None:  # type: ignore[type-arg]
    with open_store(demo_case) as store:
        said = next(iter(store.statements(kind="indirect")))
    shown = client.get(f"/articles/{said.article}").text
    assert f'<span class="indirect" id="{said.statement.id}">{said.statement.content[0].text}<sup>' in shown


@pytest.mark.parametrize("path", ["/", "/articles/nothing", "/nowhere", "/static/riwaya.css"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:  # type: ignore[type-arg]
    answer = client.get(path)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/articles/nothing", "/compare/a/b", "/captures/x", "/nowhere", "/static/../web.py"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:  # type: ignore[type-arg]
    assert client.get(path).status_code == 404


def test_strange_hosts_are_refused(client: TestClient) -> None:  # type: ignore[type-arg]
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 400


def test_a_hostile_page_does_nothing(tmp_path: Path) -> None:
    sting = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    text = f"قال الوزير {sting} هاشم الراوي إن «المعبر {sting}» سيفتح غدا صباحا.\n\nوأضاف أن {sting} الرسوم ستلغى."
    facts = Given(url="https://outlet.example/1?q=<script>", title=sting, outlet=sting, byline=sting)
    page = Page(source=sting, kind="text", body=text.encode(), given=facts)
    list(add_pages(tmp_path, [page], now=lambda: NOW + dt.timedelta(0), workers=0))
    with open_store(tmp_path) as store:
        (kept,) = store.articles()
    with TestClient(make_app(tmp_path, (HOST,)), base_url=f"http://{HOST}") as client:
        for path in ("/", f"/articles/{kept.id}"):
            assert "<script" not in client.get(path).text
            assert "<img" not in client.get(path).text
        capture = client.get(f"/captures/{kept.capture}")
    assert capture.content == text.encode()
    assert capture.headers["content-disposition"].startswith("attachment")
    assert capture.headers["content-type"] == "application/octet-stream"
