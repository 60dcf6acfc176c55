"""The pages in a real browser, as a person walks through them. Skipped, visibly, where the machine has no browser."""

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from conftest import NOW
from riwaya.pipeline import add_pages
from riwaya.query import open_store
from riwaya.records import Given, Page
from riwaya.web import make_app

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TONGUES = ("en", "ar")
_PATIENCE = 6000  # milliseconds
STING = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no browser on this machine: `apt-get install chromium` brings one")
    with playwright.sync_playwright() as player:
        opened = player.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextlib.contextmanager
def serve(case: Path, token: str | None = None) -> Iterator[str]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(make_app(case, (host,), token=token), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://{host}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def address(demo_case: Path) -> Iterator[str]:
    with serve(demo_case) as opened:
        yield opened


@contextlib.contextmanager
def open_page(browser: Any, **manner: Any) -> Iterator[Any]:
    """A page that may print nothing to its console, ask nobody else, and open no dialogue."""
    page = browser.new_page(**manner)
    page.set_default_timeout(_PATIENCE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    assert said == []
    assert {url.split("/")[2] for url in asked} <= {url.split("/")[2] for url in asked[:1]}
    page.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with open_page(browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def views(demo_case: Path) -> dict[str, str]:
    with open_store(demo_case) as store:
        story = max(store.stories(), key=lambda story: len(story.articles)).id
        tie = next(iter(store.retellings()))
        speakers = [s.statement.speaker.id for s in store.statements() if s.statement.speaker]
    actor = next(filter(None, speakers))
    return {
        "stories": "/",
        "story": f"/stories/{story}",
        "claims": f"/stories/{story}/claims",
        "disagreements": f"/stories/{story}/disagreements",
        "timeline": f"/stories/{story}/timeline",
        "articles": "/articles",
        "article": f"/articles/{tie.a}",
        "history": f"/articles/{tie.a}/history",
        "compare": f"/compare/{tie.a}/{tie.b}",
        "actors": "/actors",
        "actor": f"/actors/{actor}",
        "search": "/search?q=للسد",
        "problems": "/problems",
        "corrections": "/corrections",
        "api": "/api",
        "missing": "/articles/nothing",
    }


@pytest.mark.parametrize("tongue", TONGUES)
def test_from_the_list_to_the_disagreement_to_two_sentences_in_two_pages(page: Any, address: str, tongue: str) -> None:
    page.goto(f"{address}/{tongue}/")
    page.locator(".cards li", has=page.locator("a[href$='#disagreements']")).first.locator("h2 a").click()
    page.locator("nav.contents a[href='#disagreements']").click()
    table = page.locator("table.disagreement.conflict").first
    links = table.locator("tbody td:first-child a")
    values = {links.nth(n).inner_text(): n for n in range(links.count())}
    assert len(values) > 1
    sentences = []
    for n in list(values.values())[:2]:
        value = links.nth(n).inner_text()
        links.nth(n).click()
        page.wait_for_url("**/articles/**")
        here = page.locator("#here")
        assert here.is_visible()
        marked = "".join(page.locator(".here").all_inner_texts())
        assert "".join(value.split()) in "".join(marked.split())
        sentences.append((page.url, here.locator("xpath=..").inner_text()))
        page.go_back()
        page.wait_for_url("**/stories/**")
    (one, sentence), (other, another) = sentences
    assert one.split("?")[0] != other.split("?")[0]
    assert sentence != another


def test_the_language_is_switched_in_place(page: Any, address: str, views: dict[str, str]) -> None:
    page.goto(address + "/en" + views["search"])
    page.get_by_role("link", name="العربية").click()
    assert page.url.startswith(f"{address}/ar/search?q=")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("header a[lang='ar-u-nu-arab']").click()
    assert any(digit in page.locator("main").inner_text() for digit in "٠١٢٣٤")
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("dir") == "ltr"


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_search_with_a_clitic(page: Any, address: str, tongue: str) -> None:
    page.goto(f"{address}/{tongue}/search")
    page.locator("input[name=q]").fill("للسد")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    marked = page.locator(".hits mark").all_inner_texts()
    assert any(word != "للسد" for word in marked)
    page.locator(".hits a[href*='#']").first.click()
    page.wait_for_url("**/articles/**")
    assert page.locator(":target").is_visible()


def test_an_arc_leads_to_the_two_accounts(page: Any, address: str, views: dict[str, str]) -> None:
    page.goto(address + "/en" + views["story"])
    arc = page.locator("a.telling").first
    assert " → " in (arc.locator("title").text_content() or "")
    arc.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/**")
    assert page.locator("table.compare tbody tr").count() > 0


def test_the_keyboard_goes_straight_to_the_content(page: Any, address: str) -> None:
    page.goto(f"{address}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_layers_are_switched_without_a_script(page: Any, address: str, views: dict[str, str]) -> None:
    page.goto(address + "/ar" + views["article"])
    outline = "getComputedStyle(document.querySelector('span.number, span.time')).outlineStyle"
    assert page.evaluate(outline) == "none"
    page.locator("#layer-numbers").check()
    page.locator("#layer-times").check()
    assert page.evaluate(outline) != "none"


@pytest.mark.parametrize("tongue", TONGUES)
def test_it_prints_as_a_report(page: Any, address: str, views: dict[str, str], tongue: str) -> None:
    page.goto(f"{address}/{tongue}{views['article']}")
    page.emulate_media(media="print")
    assert not page.locator("header").is_visible()
    assert not page.locator(".layers").is_visible()
    assert page.locator("article h1").is_visible()
    assert page.locator(".chains li").first.is_visible()
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("tongue", TONGUES)
def test_nothing_is_wider_than_a_telephone(browser: Any, address: str, views: dict[str, str], tongue: str) -> None:
    with open_page(browser, viewport={"width": 360, "height": 740}) as page:
        for name, path in views.items():
            if name != "missing":
                page.goto(f"{address}/{tongue}{path}")
                assert page.evaluate("document.documentElement.scrollWidth") <= 360, name


@pytest.mark.parametrize(
    ("tongue", "scheme", "seen"),
    [("en", "light", None), ("ar", "dark", ("stories", "article", "actor", "history", "corrections"))],
)
def test_axe_finds_nothing(
    browser: Any, address: str, views: dict[str, str], tongue: str, scheme: str, seen: tuple[str, ...] | None
) -> None:
    wrong: dict[str, list[str]] = {}
    page = browser.new_page(color_scheme=scheme)
    for name in seen or views.keys() - {"claims", "disagreements"}:  # the story's view has these
        page.goto(f"{address}/{tongue}{views[name]}")
        found = axe.Axe().run(page, options=RULES).response["violations"]
        if found:
            wrong[name] = [f"{v['id']}: {v['nodes'][0]['html'][:200]} ({len(v['nodes'])})" for v in found]
    page.close()
    assert wrong == {}


def test_a_merge_by_hand_is_seen_everywhere(page: Any, demo_case: Path, tmp_path: Path) -> None:
    case = shutil.copytree(demo_case, tmp_path / "case")
    with serve(case, "open sesame") as address:
        page.goto(f"{address}/en/actors")
        links = page.locator("tbody td:first-child a")
        one, other = links.all_inner_texts()[:2]
        other_id = links.nth(1).get_attribute("href").rsplit("/", 1)[1]
        links.first.click()
        page.get_by_role("link", name="Correct").last.click()
        page.locator("select[name=kind]").select_option("merge")
        page.locator("input[name=other]").fill(other_id)
        page.locator("input[name=by]").fill("a tester")
        page.locator("input[name=token]").fill("open sesame")
        page.locator("form button").click()
        assert "merge" in page.locator("tbody").inner_text()
        page.goto(f"{address}/en/actors?name={other}")
        page.locator("tbody td:first-child a").first.click()
        assert {one, other} <= set(page.locator(".form").all_inner_texts())


def test_a_page_with_scripts_does_nothing(page: Any, tmp_path: Path) -> None:
    text = f"قال الوزير {STING} هاشم الراوي إن «المعبر {STING}» سيفتح غدا صباحا.\n\nوأضاف أن {STING} الرسوم ستلغى."
    url = 'https://outlet.example/<script>alert(3)</script>?q="onmouseover=alert(4)'
    given = Given(url=url, title=STING, outlet=STING, byline=STING)
    list(
        add_pages(
            tmp_path, [Page(source=STING, kind="text", body=text.encode(), given=given)], now=lambda: NOW, workers=0
        )
    )
    with open_store(tmp_path) as store:
        (kept,) = store.articles()
        (story,) = store.stories()
    with serve(tmp_path) as address:
        for path in ("", "articles", f"articles/{kept.id}", f"articles/{kept.id}/history", f"stories/{story.id}"):
            page.goto(f"{address}/en/{path}")
            assert page.locator("main img, main script").count() == 0
        assert "<script>alert(1)</script>" in page.locator("h1").inner_text()
