"""The demo's truth agrees with its pages, to the character, and with itself.

The pages and what is true of them stand in `riwaya/demo`. These tests read no code of riwaya, so that a wrong
stage cannot make a wrong truth look right.
"""

import datetime as dt
import functools
import gzip
import html
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parent.parent / "riwaya" / "demo"
PAGES: list[dict[str, str]] = json.loads((DEMO / "pages.json").read_text("utf-8"))
TRUTH: dict[str, Any] = json.loads((DEMO / "truth.json").read_text("utf-8"))
ARTICLES: dict[str, dict[str, Any]] = {a["id"]: a for a in TRUTH["articles"]}
STATEMENTS = {(a, s["id"]): s for a, found in TRUTH["statements"].items() for s in found}

MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
INLINE = re.compile(r"</?(?:a|b|font|i|span|strong)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = {
    "كانون الثاني/يناير": 1,
    "كانون الثاني": 1,
    "شباط/فبراير": 2,
    "شباط": 2,
    "جانفي": 1,
    "فيفري": 2,
    "يناير": 1,
    "فبراير": 2,
}
DATE = re.compile(
    rf"({'|'.join(WEEKDAYS)}|الإثنين)"
    rf"(?: (\d+) (رجب|شعبان) 1446 هـ -)? (\d+)[ /]({'|'.join(MONTHS)})[ /](\d{{4}})"
)
HIJRI = {"رجب": dt.date(2025, 1, 1), "شعبان": dt.date(2025, 1, 31)}  # the first day of each
SPELT = {"الإثنين": "الاثنين"}
SLOTS = {"count", "age", "money", "date", "time", "place", "name", "quotation"}


@functools.cache
def decoded(file: str) -> str:
    article = next(a for a in TRUTH["articles"] if a["file"] == file)
    captured = (DEMO / "pages" / file).read_bytes()
    page = gzip.decompress(captured) if file.endswith(".gz") else captured
    return page.decode(article["encoding"], errors="replace" if article["broken"] else "strict")


def folded(text: str) -> str:
    return " ".join(text.split())


@functools.cache
def readable(article: str) -> str:
    """What a reader of the page can see, tags gone, white space folded."""
    about = ARTICLES[article]
    text = decoded(about["file"])
    if about["file"].endswith(".jsonl"):
        records = map(json.loads, text.splitlines())
        return next(folded(f"{r['title']} {r['byline']} {r['text']}") for r in records if r["id"] == article)
    if about["file"].endswith(".txt"):
        return folded(text)
    return folded(html.unescape(TAG.sub(" ", INLINE.sub("", MARKUP.sub(" ", text)))))


def words(article: str) -> list[str]:
    return re.findall(r"\w+", " ".join(ARTICLES[article]["paragraphs"]))


def runs(article: str, length: int) -> set[tuple[str, ...]]:
    own = words(article)
    return {tuple(own[i : i + length]) for i in range(len(own) - length + 1)}


def shared(a: str, b: str, length: int = 8) -> float:
    """The part of the shorter article's runs of words that stands in the other."""
    x, y = runs(a, length), runs(b, length)
    return len(x & y) / min(len(x), len(y))


def first(article: str) -> str:
    """The name under which relations list an article that stands in two files."""
    groups = [group["articles"] for group in TRUTH["same_article"]]
    return next((str(group[0]) for group in groups if article in group), article)


# Pages


def test_every_page_is_named_once_and_there() -> None:
    files = [page["file"] for page in PAGES]
    assert len(files) == len(set(files)) >= 28
    assert set(files) == {p.name for p in (DEMO / "pages").iterdir()}
    assert set(files) == {a["file"] for a in TRUTH["articles"]}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page["file"]))
def test_page_was_saved_at_a_known_instant_from_an_invented_address(page: dict[str, str]) -> None:
    assert dt.datetime.fromisoformat(page["crawled"]).tzinfo is not None
    assert page["outlet"] in {outlet["name"] for outlet in TRUTH["outlets"]}
    linked = re.findall(r"(?:href|src|action)=[\"']https?://([^/\"']+)", decoded(page["file"]))
    address = re.findall(r"^https://([^/]+)/", page["url"])
    assert len(address) == 1
    assert all(host.endswith(".example") for host in [*address, *linked])


@pytest.mark.parametrize("file", sorted({a["file"] for a in TRUTH["articles"]}))
def test_weekdays_and_hijri_days_are_right(file: str) -> None:
    for weekday, hijri_day, hijri_month, day, month, year in DATE.findall(decoded(file).translate(DIGITS)):
        date = dt.date(int(year), MONTHS[month], int(day))
        assert WEEKDAYS[date.weekday()] == SPELT.get(weekday, weekday), date
        if hijri_day:
            assert HIJRI[hijri_month] + dt.timedelta(days=int(hijri_day) - 1) == date


@pytest.mark.parametrize("article", ARTICLES)
def test_report_stands_in_the_page(article: str) -> None:
    about = ARTICLES[article]
    page = readable(article)
    missing = [p for p in [about["title"], *about["paragraphs"]] if folded(p) not in page]
    assert not missing
    places = [page.rindex(folded(p)) for p in about["paragraphs"]]
    assert places == sorted(set(places)), "in the order of the page, none twice"


@pytest.mark.parametrize("article", ARTICLES)
def test_date_fits_its_basis(article: str) -> None:
    about = ARTICLES[article]
    date = dt.date.fromisoformat(about["date"])
    page = next(page for page in PAGES if page["file"] == about["file"])
    assert date <= dt.datetime.fromisoformat(page["crawled"]).date()
    assert about["basis"] in {"metadata", "text", "address", "given"}
    if about["basis"] == "address":
        assert about["date"].replace("-", "/") in page["url"]
    elif about["visible_date"]:
        assert about["visible_date"] in readable(article)
    if about["byline"]:
        assert folded(about["byline"]) in readable(article)


# Statements


@pytest.mark.parametrize("article", ARTICLES)
def test_statements_stand_in_the_report(article: str) -> None:
    about = ARTICLES[article]
    for s in TRUTH["statements"][article]:
        where = [about["title"]] if s["in"] == "title" else about["paragraphs"]
        for part in [*s["content"], s["cue"], s["source"], s["venue"]]:
            assert part is None or any(part in p for p in where), (s["id"], part)
        first = about["title"] if s["in"] == "title" else where[s["paragraph"]]
        assert s["content"][0] in first, s["id"]


@pytest.mark.parametrize("key", STATEMENTS, ids=lambda key: "-".join(key))
def test_statement_keeps_the_conventions(key: tuple[str, str]) -> None:
    s = STATEMENTS[key]
    assert s["kind"] in {"direct", "indirect", "mixed"}
    assert s["polarity"] in {"asserted", "denied"}
    assert s["speaker"]
    assert all(part == part.strip(" «»“”\"'،.:") or s["kind"] == "mixed" for part in s["content"])
    assert not re.match(r"(?:إن|أن|بأن) ", s["content"][0]), "the complementiser stays outside"


def test_most_pages_are_annotated_in_full() -> None:
    assert len(TRUTH["fully_annotated"]) >= 20
    assert {article for article, _ in STATEMENTS} == set(TRUTH["fully_annotated"])


# Relations


@pytest.mark.parametrize("pair", TRUTH["retellings"], ids=lambda pair: f"{pair['a']}-{pair['b']}")
def test_retelling_shows_in_the_words(pair: dict[str, Any]) -> None:
    part = shared(pair["a"], pair["b"])
    low, high = {
        "copy": (0.7, 1.0),
        "edited": (0.04, 0.7),
        "partial": (0.05, 0.6),
        "translation": (0.0, 0.0),
        "same_event": (0.0, 0.02),
        "related": (0.0, 0.5),
    }[pair["kind"]]
    assert low <= part <= high, part


def test_no_reuse_is_left_out() -> None:
    listed = [frozenset((p["a"], p["b"])) for p in TRUTH["retellings"]]
    assert len(listed) == len(set(listed))
    assert all(first(a) == a for pair in listed for a in pair)
    for a, b in itertools.combinations(ARTICLES, 2):
        if frozenset((first(a), first(b))) not in listed and first(a) != first(b):
            assert shared(a, b) < 0.03, (a, b)  # a name with its titles is eight words by itself


def test_families_are_the_derived_pairs_joined() -> None:
    derived = {"copy", "edited", "partial", "translation"}
    tied = {frozenset((p["a"], p["b"])) for p in TRUTH["retellings"] if p["kind"] in derived}
    joined = {frozenset(pair) for f in TRUTH["families"] for pair in itertools.combinations(f["members"], 2)}
    assert joined == tied


def test_each_article_is_in_one_story() -> None:
    members = [a for story in TRUTH["stories"] for a in [*story["articles"], *story["either"]]]
    assert sorted(members) == sorted(ARTICLES)
    for story in TRUTH["stories"]:
        outlets = {ARTICLES[a]["outlet"] for a in story["articles"]}
        assert story["outlets"] == len(outlets)


GATHERED = [*TRUTH["stories"], *TRUTH["claims"]]


@pytest.mark.parametrize("gathered", GATHERED, ids=lambda g: str(g["id"]))
def test_origins_add_up_and_show_their_evidence(gathered: dict[str, Any]) -> None:
    origins = gathered["origins"]
    named = [o for o in origins["list"] if o["name"]]
    assert origins["named"] == len(named) == len({o["name"] for o in named})
    assert origins["at_most"] == origins["named"] + origins["untraced"]
    for origin in origins["list"]:
        assert set(origin["articles"]) <= set(ARTICLES)
        assert bool(origin["evidence"]) == bool(origin["name"])
        for e in origin["evidence"]:
            assert e["article"] in origin["articles"]
            assert folded(e["text"]) in readable(e["article"]), e


def test_a_statement_belongs_to_one_claim() -> None:
    members = [(m["article"], m["statement"]) for c in TRUTH["claims"] for m in c["members"]]
    assert len(members) == len(set(members))
    assert set(members) <= set(STATEMENTS)
    assert {(m["article"], m["statement"]) for c in TRUTH["claims"] for m in c["also"]} <= set(STATEMENTS)


def quoted(value: dict[str, Any]) -> bool:
    about = STATEMENTS.get((value["article"], value["statement"]))
    whole = " ".join(about["content"]) if about else None
    paragraph = ARTICLES[value["article"]]["paragraphs"][value["paragraph"]]
    return value["value"] == whole or value["value"] in paragraph


@pytest.mark.parametrize("fact", TRUTH["disagreements"], ids=lambda fact: f"{fact['kind']}-{fact['about']}")
def test_disagreement_quotes_its_pages(fact: dict[str, Any]) -> None:
    assert fact["slot"] in SLOTS
    assert fact["kind"] in {"conflict", "update"}
    assert len({v["value"] if v["best"] is None else v["best"] for v in fact["values"]}) >= 2
    assert all(map(quoted, fact["values"]))


def test_what_is_no_disagreement_quotes_its_pages() -> None:
    assert all(quoted(value) for fact in TRUTH["no_disagreement"] for value in fact["values"])


def test_events_stand_where_they_say() -> None:
    events = {e["id"]: e for e in TRUTH["events"]}
    assert len(events) == len(TRUTH["events"]) >= 25
    assert all(e["trigger"] in ARTICLES[e["article"]]["paragraphs"][e["paragraph"]] for e in events.values())
    assert {e["status"] for e in events.values()} <= {"asserted", "claimed", "denied", "future"}
    for occurrence in TRUTH["occurrences"]:
        assert {events[e]["type"] for e in occurrence["events"]} == {occurrence["type"]}


def test_timeline_and_positions_run_forward() -> None:
    assert [t["date"] for t in TRUTH["timeline"]] == sorted(t["date"] for t in TRUTH["timeline"])
    assert {a for t in TRUTH["timeline"] for a in t["articles"]} <= set(ARTICLES)
    for position in TRUTH["positions"]:
        taken = position["statements"]
        assert [s["date"] for s in taken] == sorted(s["date"] for s in taken)
        assert {(s["article"], s["statement"]) for s in taken} <= set(STATEMENTS)
        assert [s["shift"] is None for s in taken] == [True] + [False] * (len(taken) - 1)


@pytest.mark.parametrize("actor", TRUTH["actors"], ids=lambda actor: str(actor["name"]))
def test_actor_is_written_so(actor: dict[str, Any]) -> None:
    everything = " ".join(p for a in ARTICLES.values() for p in [a["title"], *a["paragraphs"]])
    assert actor["name"] in actor["forms"] or actor["name"] in everything
    assert all(form in everything for form in actor["forms"])
