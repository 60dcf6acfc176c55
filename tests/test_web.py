"""The pages that `riwaya serve` gives: complete, escaped, closed to strangers."""

import datetime as dt
import html
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from conftest import NOW
from riwaya.pipeline import add_pages
from riwaya.query import open_store
from riwaya.records import Given, Page
from riwaya.web import make_app
from riwaya.web.words import Manner

HOST = "127.0.0.1:8000"


@pytest.fixture(scope="module")
def client(demo_case: Path) -> Iterator[TestClient]:  # type: ignore[type-arg]
    with TestClient(make_app(demo_case, (HOST,)), base_url=f"http://{HOST}") as opened:
        yield opened


TONGUES = ("en", "ar", "ar-u-nu-arab")


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_thing_has_its_page(client: TestClient, demo_case: Path, tongue: str) -> None:  # type: ignore[type-arg]
    with open_store(demo_case) as store:
        names = [kept.id for kept in store.articles()]
        pairs = [(tie.a, tie.b) for tie in store.retellings()]
        stories = [story.id for story in store.stories()]
    front, listed = client.get(f"/{tongue}/").text, client.get(f"/{tongue}/articles").text
    assert names
    assert pairs
    assert all(f"/{tongue}/stories/{name}" in front for name in stories)
    assert all(f"/{tongue}/articles/{name}" in listed for name in names)
    paths = [*(f"stories/{s}" for s in stories), *(f"articles/{n}" for n in names)]
    paths += [f"compare/{a}/{b}" for a, b in pairs]
    for path in paths:
        page = client.get(f"/{tongue}/{path}")
        assert page.status_code == 200
        assert f'<html lang="{tongue}" dir="{"ltr" if tongue == "en" else "rtl"}">' in page.text


def test_an_arabic_page_says_in_arabic_why_two_reports_are_one(client: TestClient, demo_case: Path) -> None:  # type: ignore[type-arg]
    manner = Manner("ar")
    with open_store(demo_case) as store:
        ties = list(store.retellings())
    reasons = {why for tie in ties for why in tie.retelling.because}
    assert len(reasons) > 5
    assert [why for why in sorted(reasons) if manner.reason(why) == why] == []
    page = client.get(f"/ar/compare/{ties[0].a}/{ties[0].b}").text
    assert manner.reason(ties[0].retelling.because[0]) in html.unescape(page)


def test_the_front_door_leads_to_the_language_asked_for(client: TestClient) -> None:  # type: ignore[type-arg]
    for asked, page in (("ar-EG,ar;q=0.9", "/ar/"), ("fr,en;q=0.5", "/en/"), ("", "/en/")):
        answer = client.get("/", headers={"accept-language": asked}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (302, page)


def test_a_statement_stands_marked_in_its_text(client: TestClient, demo_case: Path) -> None:  # type: ignore[type-arg]
    with open_store(demo_case) as store:
        said = next(iter(store.statements(kind="indirect")))
    shown = client.get(f"/en/articles/{said.article}").text
    first = said.statement.content[0].text.split()[0]
    assert re.search(rf'<span class="[^"]*indirect[^"]*" id="{said.statement.id}">{re.escape(first)}', shown)


def test_evidence_leads_to_the_characters_that_it_rests_on(client: TestClient, demo_case: Path) -> None:  # type: ignore[type-arg]
    with open_store(demo_case) as store:
        story = max(store.stories(), key=lambda story: len(story.articles))
    page = client.get(f"/en/stories/{story.id}").text
    piece = next(e for origin in story.origins.list for e in origin.evidence if e.field == "text")
    link = f"/en/articles/{piece.article}?first={piece.start}&amp;last={piece.end}#here"
    assert link in page
    shown = client.get(html.unescape(link)).text
    here = re.search(r'<span class="[^"]*here[^"]*" id="here">([^<]+)', shown)
    assert here is not None
    assert html.unescape(here[1]) in piece.text


@pytest.mark.parametrize("part", ["", "/claims", "/disagreements", "/timeline", "/retellings"])
def test_every_link_of_a_story_leads_to_the_words_that_it_shows(
    client: TestClient,  # type: ignore[type-arg]
    demo_case: Path,
    part: str,
) -> None:
    with open_store(demo_case) as store:
        story = max(store.stories(), key=lambda story: len(story.articles))
    page = client.get(f"/ar/stories/{story.id}{part}").text
    links = dict(re.findall(r'<a[^>]* href="([^"]+)"[^>]*>(.*?)</a>', page.partition("<main")[2], re.DOTALL))
    assert len(links) > 20
    shown: dict[str, str] = {"": page}
    for link, label in links.items():
        path, _, anchor = html.unescape(link).partition("#")
        if path not in shown:
            answer = client.get(path)
            assert answer.status_code == 200, link
            shown[path] = answer.text
        assert not anchor or f'id="{anchor}"' in shown[path], link
        if "first=" in path:
            marked = "".join(re.findall(r'class="[^"]*\bhere\b[^"]*"[^>]*>([^<]*)<', shown[path]))
            assert marked, link
            said = re.sub(r"<[^>]*>", "", label)
            assert html.unescape(marked).strip(' «»"') in html.unescape(said), link


def test_every_claim_and_every_value_has_a_link_to_its_words(client: TestClient, demo_case: Path) -> None:  # type: ignore[type-arg]
    with open_store(demo_case) as store:
        story = max(store.stories(), key=lambda story: len(story.articles))
        claims = [claim for claim in store.claims(story=story.id) if len(claim.versions) > 1]
        values = [value for fact in store.disagreements(story=story.id) for value in fact.values]
    told = client.get(f"/en/stories/{story.id}/claims").text + client.get(f"/en/stories/{story.id}/claims?page=2").text
    differing = html.unescape(client.get(f"/en/stories/{story.id}/disagreements").text)
    assert claims
    assert values
    for version in (version for claim in claims for version in claim.versions):
        assert f"/en/articles/{version.article}#{version.statement}" in told
    for value in values:
        assert f"/en/articles/{value.article}?first={value.span.start}&last={value.span.end}#here" in differing


def test_every_actor_has_a_view_with_what_they_said(client: TestClient, demo_case: Path) -> None:  # type: ignore[type-arg]
    with open_store(demo_case) as store:
        said = next(s for s in store.statements() if s.statement.speaker and s.statement.speaker.id)
        others = [actor for actor, _ in store.actors()]
    assert said.statement.speaker is not None
    key = said.statement.speaker.id
    shown = client.get(f"/ar/actors/{key}").text
    assert f"/ar/articles/{said.article}#{said.statement.id}" in shown
    assert f"/ar/actors/{key}" in client.get(f"/ar/articles/{said.article}").text
    for actor in others:
        assert client.get(f"/en/actors/{actor.id}").status_code == 200


def test_what_changed_between_two_captures_is_marked(tmp_path: Path) -> None:
    text = "عادت الكهرباء إلى حي المنارة بعد انقطاع دام {} ساعات، بحسب ما ذكرت شركة الكهرباء في بيان مقتضب."
    for hour, number in enumerate(("ثلاث", "ست", "ست")):
        when = f"2025-02-0{hour + 1}T10:00:00Z"
        page = Page(
            source="a",
            kind="text",
            body=text.format(number).encode(),
            given=Given(url="https://a.example/1", crawled=when),
        )
        list(add_pages(tmp_path, [page], now=lambda: NOW, workers=0))
    with open_store(tmp_path) as store:
        (kept,) = store.articles()
    with TestClient(make_app(tmp_path, (HOST,)), base_url=f"http://{HOST}") as client:
        shown = client.get(f"/en/articles/{kept.id}/history").text
    assert (shown.count("<del>ثلاث</del>"), shown.count("<ins>ست</ins>")) == (1, 1)
    assert shown.count("Nothing changed") == 1


def test_a_dossier_holds_all_that_it_points_to(client: TestClient, demo_case: Path) -> None:  # type: ignore[type-arg]
    with open_store(demo_case) as store:
        story = max(store.stories(), key=lambda story: len(story.articles))
    for tongue in TONGUES:
        answer = client.get(f"/{tongue}/stories/{story.id}/dossier")
        page = answer.text
        assert answer.headers["content-disposition"].startswith("attachment")
        links = set(re.findall(r'href="([^"]*)"', page))
        names = set(re.findall(r'id="([^"]*)"', page))
        assert len(links) > 2 * len(story.articles)
        assert {link[1:] for link in links} <= names
        assert all(link.startswith("#") for link in links)
        assert not re.search(r"<(?:script|img|link|iframe)|src=|url\(", page)


def test_an_answer_is_kept_until_the_case_changes(tmp_path: Path) -> None:
    def add(number: int) -> None:
        body = f"قال الوزير هاشم الراوي إن المعبر رقم {number} سيفتح غدا صباحا أمام المسافرين.".encode()
        page = Page(source=f"page-{number}", kind="text", body=body, given=Given(title=f"تقرير {number}"))
        list(add_pages(tmp_path, [page], now=lambda: NOW, workers=0))

    add(1)
    with TestClient(make_app(tmp_path, (HOST,)), base_url=f"http://{HOST}") as client:
        first, again = client.get("/en/articles"), client.get("/en/articles")
        assert (first.content, first.headers) == (again.content, again.headers)
        add(2)
        assert "تقرير 2" in client.get("/en/articles").text
        assert "تقرير 2" not in first.text


def test_long_lists_come_in_sheets(tmp_path: Path) -> None:
    text = "قال الوزير هاشم الراوي إن المعبر سيفتح غدا."
    pages = [Page(source=f"{n:03}", kind="text", body=f"{text} {n}".encode()) for n in range(103)]
    list(add_pages(tmp_path, pages, now=lambda: NOW, workers=0))
    with TestClient(make_app(tmp_path, (HOST,)), base_url=f"http://{HOST}") as client:
        one, two = client.get("/en/articles").text, client.get("/en/articles?page=2").text
        assert client.get("/en/articles?page=0").status_code == 400
    assert (one.count('<td dir="auto">'), two.count('<td dir="auto">')) == (100, 3)
    assert ("page=2" in one, 'rel="next"' in two) == (True, False)


def test_a_search_finds_through_a_clitic_and_a_filter_narrows_it(client: TestClient) -> None:  # type: ignore[type-arg]
    found = client.get("/en/search", params={"q": "للسد"}).text
    assert found.count("<li>") > 3
    assert "<mark>" in found
    assert client.get("/en/search", params={"q": "للسد", "until": "2020-01-01"}).text.count("<li>") == 0


def test_digits_of_both_kinds(client: TestClient) -> None:  # type: ignore[type-arg]
    assert "2025-01-19" in client.get("/ar/articles").text
    assert "٢٠٢٥-٠١-١٩" in client.get("/ar-u-nu-arab/articles").text


@pytest.mark.parametrize("path", ["/", "/en/articles/nothing", "/nowhere/at/all", "/static/riwaya.css"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:  # type: ignore[type-arg]
    answer = client.get(path)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


MISSING = [
    "/en/articles/nothing",
    "/ar/stories/nothing",
    "/en/compare/a/b",
    "/captures/x",
    "/fr/",
    "/static/../views.py",
]


@pytest.mark.parametrize("path", [*MISSING, "/en/search?q=a&since=yesterday"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:  # type: ignore[type-arg]
    assert client.get(path).status_code == 404


def test_strange_hosts_are_refused(client: TestClient) -> None:  # type: ignore[type-arg]
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 400


def test_the_processes_that_answer_end_with_the_first(demo_case: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "riwaya", "serve", "--case", str(demo_case), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    assert wait_for(lambda: answers(port))
    server.kill()
    server.wait()
    assert wait_for(lambda: not answers(port))


def answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def wait_for(is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    return is_so()


def test_a_hostile_page_does_nothing(tmp_path: Path) -> None:
    sting = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    text = f"قال الوزير {sting} هاشم الراوي إن «المعبر {sting}» سيفتح غدا صباحا.\n\nوأضاف أن {sting} الرسوم ستلغى."
    facts = Given(url="https://outlet.example/1?q=<script>", title=sting, outlet=sting, byline=sting)
    page = Page(source=sting, kind="text", body=text.encode(), given=facts)
    list(add_pages(tmp_path, [page], now=lambda: NOW + dt.timedelta(0), workers=0))
    with open_store(tmp_path) as store:
        (kept,) = store.articles()
    with TestClient(make_app(tmp_path, (HOST,)), base_url=f"http://{HOST}") as client:
        for path in (
            "/en/",
            "/ar/articles",
            f"/en/articles/{kept.id}",
            "/en/search?q=%D8%A7%D9%84%D9%88%D8%B2%D9%8A%D8%B1",
        ):
            assert "<script" not in client.get(path).text
            assert "<img" not in client.get(path).text
        capture = client.get(f"/captures/{kept.capture}")
    assert capture.content == text.encode()
    assert capture.headers["content-disposition"].startswith("attachment")
    assert capture.headers["content-type"] == "application/octet-stream"
