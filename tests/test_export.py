"""Exports: each against the demands of its specification, to the character, and read back where riwaya can."""

import contextlib
import csv
import datetime as dt
import hashlib
import importlib.util
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from riwaya import query
from riwaya.cli.exporting import export
from riwaya.errors import CaseError, InputError
from riwaya.export import FORMATS, export_case
from riwaya.export.columns import read_columns
from riwaya.export.naming import Opened
from riwaya.export.sheets import disarm
from riwaya.export.tables import TABLES
from riwaya.export.wacz import turn_address
from riwaya.export.whole import write_document, write_whole
from riwaya.pipeline import add_pages, remove_pages
from riwaya.records import Article, Given, Page
from riwaya.sources import open_pages
from riwaya.store import Filter

FOLDERS = {"csv", "parquet"}


@pytest.fixture(scope="module")
def written(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format that needs nothing but riwaya, each under its name."""
    folder = tmp_path_factory.mktemp("exports")
    for name in FORMATS:
        if name != "parquet":
            export_case(demo_case, name, folder / name)
    return folder


@pytest.fixture(scope="module")
def texts(demo_case: Path) -> dict[str, Article]:
    with query.open_store(demo_case) as store:
        return {kept.id: kept.article for kept in store.articles()}


@pytest.fixture(scope="module")
def counts(demo_case: Path) -> dict[str, int]:
    with query.open_store(demo_case) as store:
        return store.counts() | {"events": sum(1 for _ in store.events())}


def read_lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# --- all of them ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_equal_cases_give_equal_files(demo_case: Path, written: Path, tmp_path: Path, name: str) -> None:
    export_case(demo_case, name, tmp_path / name)
    for again in [tmp_path / name] if name not in FOLDERS else sorted((tmp_path / name).iterdir()):
        assert again.read_bytes() == (written / again.relative_to(tmp_path)).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing else is left there"


@pytest.mark.parametrize("name", sorted(set(FORMATS) - FOLDERS - {"wacz"}))
def test_text_stays_arabic(written: Path, name: str) -> None:
    text = (written / name).read_text("utf-8")
    assert "سد كورفا" in text or "الترافينية" in text
    assert "\\u06" not in text


def test_the_command_writes_it(demo_case: Path, tmp_path: Path) -> None:
    out = tmp_path / "quotes.jsonl"
    ran = CliRunner().invoke(export, ["--case", str(demo_case), "--format", "quotes", "--out", str(out)])
    assert ran.exit_code == 0
    assert read_lines(out)


def test_a_folder_is_never_overwritten(demo_case: Path, tmp_path: Path) -> None:
    (tmp_path / "csv").mkdir()
    for name in ("csv", "quotes"):
        with pytest.raises(InputError, match="there already"):
            export_case(demo_case, name, tmp_path / "csv")
    assert not list((tmp_path / "csv").iterdir())


def write_half(out: Path) -> None:
    with write_whole(out) as part:
        part.write_text("half", "utf-8")
        raise InputError("a page", "ended half way")


def test_a_file_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("before", "utf-8")
    with pytest.raises(InputError, match="half way"):
        write_half(out)
    assert out.read_text("utf-8") == "before"
    with write_whole(out) as part:
        part.write_text("after", "utf-8")
    assert out.read_text("utf-8") == "after"
    assert list(tmp_path.iterdir()) == [out]


def test_what_cannot_be_written_is_said(demo_case: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="jsonld"):
        export_case(demo_case, "docx", tmp_path / "x")
    with pytest.raises(CaseError):
        export_case(tmp_path / "nowhere", "quotes", tmp_path / "x")
    with pytest.raises(InputError, match="no such story"):
        export_case(demo_case, "html", tmp_path / "x", story="nobody")
    assert not list(tmp_path.iterdir())


def test_an_empty_case_gives_sound_files(tmp_path: Path) -> None:
    list(add_pages(tmp_path / "case", [], now=lambda: NOW, workers=0))
    for name in sorted(set(FORMATS) - {"parquet", "html"}):
        export_case(tmp_path / "case", name, tmp_path / name)
    assert json.loads((tmp_path / "jsonld").read_bytes())["@graph"] == []
    assert json.loads((tmp_path / "annotation").read_bytes())["total"] == 0
    assert (tmp_path / "quotes").read_bytes() == b""


@given(st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=9), max_size=2), max_size=4))
def test_a_document_of_any_length_is_one_json(tmp_path_factory: pytest.TempPathFactory, records: list[Any]) -> None:
    path = tmp_path_factory.getbasetemp() / "document.json"
    assert write_document(path, '{"items": [', records, '], "total": {n}}') == len(records)
    assert json.loads(path.read_bytes()) == {"items": records, "total": len(records)}


# --- quotes, passim ---------------------------------------------------------------------------------------------


def find_spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        for item in value.values():
            yield from find_spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from find_spans(item)


def test_quotes_point_into_their_text(written: Path, counts: dict[str, int]) -> None:
    lines = read_lines(written / "quotes")
    assert len(lines) == counts["articles"]
    assert sum(len(line["quotes"]) for line in lines) == counts["statements"]
    for line in lines:
        for quote in line["quotes"]:
            assert quote["content"]
            assert {"source", "cue", "content"} <= set(quote)
        for span in find_spans(line["quotes"]):
            assert line["text"][span["start"] : span["end"]] == span["text"]


def test_quotes_are_read_back(written: Path) -> None:
    back = written.parent / "back.jsonl"
    back.write_bytes((written / "quotes").read_bytes())
    pages = {page.source: page for page in open_pages([str(back)]) if isinstance(page, Page)}
    for line in read_lines(written / "quotes"):
        page = pages[line["id"]]
        assert page.body.decode() == line["text"]
        assert (page.given.outlet, page.given.published) == (line["outlet"], line["published"])


def test_passages_stand_where_they_say(written: Path, texts: dict[str, Article]) -> None:
    lines = read_lines(written / "passim")
    assert lines
    for first, second in zip(lines[::2], lines[1::2], strict=True):
        assert first["cluster"] == second["cluster"]
        assert first["id"] != second["id"]
    for line in lines:
        assert texts[line["id"]].text[line["begin"] : line["end"]] == line["text"]
        assert isinstance(line["uid"], int)
        assert line["size"] == 2


# --- linked data ------------------------------------------------------------------------------------------------

# Of schema.org 12: the properties that a type, or one above it, has.
THING = {"@id", "@type", "name", "alternateName", "sameAs", "url", "identifier"}
WORK = THING | {"text", "author", "headline", "inLanguage", "datePublished", "publisher", "sourceOrganization"}
WORK |= {"isBasedOn", "isPartOf"}
SCHEMA_ORG = {
    "NewsArticle": WORK | {"articleBody"},
    "Quotation": WORK | {"spokenByCharacter"},
    "Claim": WORK | {"appearance"},
    **dict.fromkeys(("Person", "Organization", "Country", "Place", "Thing"), THING),
}


def test_linked_things_are_of_schema_org(written: Path, texts: dict[str, Article]) -> None:
    document = json.loads((written / "jsonld").read_bytes())
    assert document["@context"] == "https://schema.org"
    nodes = document["@graph"]
    for node in nodes:
        assert set(node) <= SCHEMA_ORG[node["@type"]], node
        assert None not in node.values()
    names = [node["@id"] for node in nodes]
    assert len(set(names)) == len(names)
    assert {node["@type"] for node in nodes} >= {"NewsArticle", "Quotation", "Claim", "Person", "Organization"}
    assert {ref["@id"] for ref in find_references(nodes)} <= set(names)
    assert sum(node["@type"] == "NewsArticle" for node in nodes) == len(texts)


def find_references(value: Any) -> Iterator[dict[str, str]]:
    for item in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        if isinstance(item, dict) and set(item) == {"@id"}:
            yield item
        yield from find_references(item)


def test_only_words_in_marks_are_quotations(written: Path, demo_case: Path) -> None:
    told = [n["@id"] for n in json.loads((written / "jsonld").read_bytes())["@graph"] if n["@type"] == "Quotation"]
    with query.open_store(demo_case) as store:
        marked = [s for s in store.statements() if s.statement.kind in {"direct", "mixed"}]
    assert told == [f"urn:x-riwaya:statement:{s.article}:{s.statement.id}" for s in marked]


def test_a_report_is_based_on_the_earlier_one(written: Path, demo_case: Path) -> None:
    nodes = json.loads((written / "jsonld").read_bytes())["@graph"]
    told = {(ref["@id"], node["@id"]) for node in nodes for ref in node.get("isBasedOn", [])}
    with query.open_store(demo_case) as store:
        ties = [tie for tie in store.retellings() if tie.retelling.direction]
    pairs = [(t.a, t.b) if t.retelling.direction == "a->b" else (t.b, t.a) for t in ties]
    assert told == {(f"urn:x-riwaya:article:{a}", f"urn:x-riwaya:article:{b}") for a, b in pairs}


def test_annotations_keep_to_the_model(written: Path, texts: dict[str, Article], counts: dict[str, int]) -> None:
    collection = json.loads((written / "annotation").read_bytes())
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    page = collection["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", collection["id"], 0)
    assert len(page["items"]) == collection["total"] == counts["statements"]
    assert len({item["id"] for item in page["items"]}) == collection["total"]
    for item in page["items"]:
        assert item["type"] == "Annotation"
        article = texts[item["id"].split(":")[3]]
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert article.text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in article.text
            assert target["source"] in {article.url, item["id"].rpartition(":")[0].replace("annotation", "article")}


def test_the_chain_leads_to_the_speaker(written: Path, demo_case: Path) -> None:
    items = json.loads((written / "annotation").read_bytes())["first"]["items"]
    with query.open_store(demo_case) as store:
        said = {f"urn:x-riwaya:annotation:{s.article}:{s.statement.id}": s.statement for s in store.statements()}
    assert any(statement.carriers for statement in said.values())
    for item in items:
        statement, body = said[item["id"]], item["body"]
        relation = "wasDerivedFrom" if statement.kind == "indirect" else "wasQuotedFrom"
        chain, account = [], body.get(relation)
        while account:
            chain.append(account)
            account = account.get("wasDerivedFrom")
        named = [link["wasAttributedTo"]["name"] for link in chain if "wasAttributedTo" in link]
        speaker = [statement.speaker.name] if statement.speaker else []
        assert named == [carrier.name for carrier in reversed(statement.carriers)] + speaker
        assert body.get("hadPrimarySource") == ({"id": chain[-1]["id"]} if chain else None)


# --- events -----------------------------------------------------------------------------------------------------

# The manual of PLOVER (draft 0.8): the fields of a record, of an actor and of a citation. Ours beyond it stand apart.
PLOVER = {"id", "has_event", "date", "enddate", "source", "recipient", "event", "event_loc", "event_text", "quad_code"}
PLOVER |= {"event_scale", "mode", "context", "text_info", "cite_info"}
OURS = {"status", "date_precision"}
PARTY = {"code", "sector", "actor_text", "identifier_id", "identifier_text"}


def test_plover_records_name_their_fields(written: Path, counts: dict[str, int], texts: dict[str, Article]) -> None:
    lines = read_lines(written / "plover")
    assert len(lines) == counts["events"] > 0
    assert len({line["id"] for line in lines}) == len(lines)
    for line in lines:
        assert {"id", "date", "source", "event"} <= set(line) <= PLOVER | OURS
        assert all(set(party) <= PARTY for party in line["source"] + line.get("recipient", []))
        assert line["quad_code"] in {1, 2, 3, 4}
        info = line["text_info"]
        assert texts[info["article"]].text[info["start"] : info["end"]] == line["event_text"][0]
        assert line["date"] is None or len(line["date"]) == len("2025-01-19")


def test_flat_events_are_the_same_events(written: Path) -> None:
    with (written / "events-csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = read_lines(written / "plover")
    assert [(r["Event ID"], r["Event Date"], r["Event Type"]) for r in rows] == [
        (line["id"], line["date"] or "", line["event"][0]) for line in lines
    ]
    assert {row["QuadClass"] for row in rows} <= {"1", "2", "3", "4"}


# --- FollowTheMoney ---------------------------------------------------------------------------------------------


PARTIES = {"Person", "Organization", "PublicBody", "LegalEntity"}
REFERENCES = {
    "document": {"Article"},
    "proof": {"Article"},
    "resolved": PARTIES,
    "entity": PARTIES,
    "involved": PARTIES,
}


def test_entities_refer_to_each_other(written: Path, counts: dict[str, int]) -> None:
    entities = read_lines(written / "ftm")
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        assert all(values and all(isinstance(v, str) for v in values) for values in entity["properties"].values())
        for name, wanted in REFERENCES.items():
            assert {schemata[ref] for ref in entity["properties"].get(name, [])} <= wanted
    found = {schema: sum(e["schema"] == schema for e in entities) for schema in ("Article", "Note", "Event")}
    assert found == {"Article": counts["articles"], "Note": counts["statements"], "Event": counts["events"]}


def test_entities_pass_the_schemata(written: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    hidden = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u00ad\ufeff"))  # which its cleaning drops
    for entity in read_lines(written / "ftm"):
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        kept = proxy.to_dict()["properties"]
        for name, values in entity["properties"].items():
            assert len(kept.get(name, [])) == len({v.translate(hidden) for v in values}), (entity["id"], name)


# --- tables -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_sheet_holds_its_table(written: Path, demo_case: Path, name: str) -> None:
    with (written / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == list(TABLES[name].row.__struct_fields__)
    with query.open_store(demo_case) as store:
        told = list(TABLES[name].tell(Opened(demo_case, store)))
    assert rows or name == "problems"
    assert rows == [["" if c is None else str(disarm(c)) for c in msgspec.structs.astuple(row)] for row in told]


@given(st.text(alphabet="=+-@\t\r＝＋قa1", max_size=4))
def test_no_cell_is_a_formula(text: str) -> None:
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerow([disarm(text), "end"])
    [row] = csv.reader(io.StringIO(sheet.getvalue(), newline=""))
    assert not row[0].startswith(tuple("=+-@\t\r＝＋"))
    assert row[0].removeprefix("'") == text


def test_a_page_cannot_plant_a_formula(tmp_path: Path) -> None:
    body = "=HYPERLINK(0)\n\nقال وزير النقل السنداري هاشم الراوي إن المعبر سيعمل من الصباح حتى الغروب."
    page = Page(source="=1+1", kind="text", body=body.encode(), charset="utf-8", given=Given(outlet="@x"))
    list(add_pages(tmp_path / "case", [page], now=lambda: NOW, workers=0))
    export_case(tmp_path / "case", "csv", tmp_path / "sheets")
    with (tmp_path / "sheets" / "articles.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["source"], row["outlet"]) == ("'=1+1", "'@x")
    assert row["text"].startswith("'=HYPERLINK")


def test_parquet_holds_what_the_sheets_hold(demo_case: Path, written: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    export_case(demo_case, "parquet", tmp_path / "tables")
    for name, table in TABLES.items():
        found = parquet.read_table(tmp_path / "tables" / f"{name}.parquet")
        with (written / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert found.column_names == [column for column, _ in read_columns(table.row)]
        assert found.num_rows == len(rows)


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is not None, reason="pyarrow is installed")
def test_parquet_says_what_it_needs(demo_case: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pip install pyarrow"):
        export_case(demo_case, "parquet", tmp_path / "tables")
    assert not list(tmp_path.iterdir())


# --- captures ---------------------------------------------------------------------------------------------------


def test_a_wacz_keeps_to_its_specification(written: Path, counts: dict[str, int]) -> None:
    with zipfile.ZipFile(written / "wacz") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
    package = json.loads(held["datapackage.json"])
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    digest = json.loads(held["datapackage-digest.json"])
    assert digest == {"path": "datapackage.json", "hash": sha256(held["datapackage.json"])}
    assert {r["path"]: (r["hash"], r["bytes"]) for r in package["resources"]} == {
        name: (sha256(content), len(content)) for name, content in held.items() if not name.startswith("datapackage")
    }
    header, *pages = held["pages/pages.jsonl"].decode().splitlines()
    assert json.loads(header)["format"] == "json-pages-1.0"
    assert len(pages) == counts["captures"]
    assert all({"url", "ts"} <= set(json.loads(page)) for page in pages)


def sha256(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_index_leads_to_each_record(written: Path) -> None:
    with zipfile.ZipFile(written / "wacz") as archive:
        lines = archive.read("indexes/index.cdxj").splitlines()
        records = archive.read("archive/data.warc.gz")
    assert lines == sorted(lines)
    for line in lines:
        key, instant, fields = line.decode().split(" ", 2)
        entry = json.loads(fields)
        start = int(entry["offset"])
        [record] = ArchiveIterator(io.BytesIO(records[start : start + int(entry["length"])]), verify_digests=True)
        assert record.headers["WARC-Target-URI"] == entry["url"]
        assert key == turn_address(entry["url"])
        assert record.record_date.strftime("%Y%m%d%H%M%S") == instant


def test_a_wacz_is_read_back(written: Path, demo_case: Path) -> None:
    back = written.parent / "back.wacz"
    back.write_bytes((written / "wacz").read_bytes())
    with query.open_store(demo_case) as store:
        kept = sorted(capture.sha256 for capture in store.captures())
    pages = [page for page in open_pages([str(back)]) if isinstance(page, Page)]
    assert sorted(hashlib.sha256(page.body).hexdigest() for page in pages) == kept


def test_what_was_removed_stays_out(tmp_path: Path) -> None:
    bodies = [f"قال وزير النقل هاشم الراوي إن المعبر رقم {n} سيعمل غدا من الصباح حتى الغروب." for n in range(2)]
    pages = [Page(source=f"{n}.txt", kind="text", body=body.encode()) for n, body in enumerate(bodies)]
    list(add_pages(tmp_path / "case", pages, now=lambda: NOW, workers=0))
    remove_pages(tmp_path / "case", ["0.txt"], reason="asked for", purge=False, now=lambda: NOW)
    export_case(tmp_path / "case", "wacz", tmp_path / "out.wacz")
    found = [page.body.decode() for page in open_pages([str(tmp_path / "out.wacz")]) if isinstance(page, Page)]
    assert found == bodies[1:]


# --- the page, the package --------------------------------------------------------------------------------------


def test_the_page_shows_the_largest_story(written: Path, demo_case: Path) -> None:
    with query.open_store(demo_case) as store:
        largest = max(store.stories(), key=lambda story: len(story.articles))
    page = (written / "html").read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert largest.title in page


def test_loading_the_package_loads_no_stage() -> None:
    program = "import sys, riwaya; print(*[m for m in sys.modules if m.startswith(('riwaya.', 'msgspec', 'numpy'))])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


# --- in part ----------------------------------------------------------------------------------------------------

MINA = Filter(outlet="الميناء اليوم")


def read_sheet(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def list_told(path: Path, name: str) -> set[str]:
    """The ids of articles that an export speaks of as its own."""
    match name:
        case "jsonld":
            nodes = json.loads(path.read_bytes())["@graph"]
            return {node["@id"].split(":")[-1] for node in nodes if node["@type"] == "NewsArticle"}
        case "annotation":
            return {item["id"].split(":")[3] for item in json.loads(path.read_bytes())["first"]["items"]}
        case "ftm":
            return {e["id"].removeprefix("riwaya-") for e in read_lines(path) if e["schema"] == "Article"}
        case "plover":
            return {event["text_info"]["article"] for event in read_lines(path)}
        case "events-csv":
            return {row["Story ID"] for row in csv.DictReader(path.read_text("utf-8").splitlines())}
        case "quotes":
            return {article["id"] for article in read_lines(path)}
        case _:
            return {row["id"] for row in read_sheet(path / "articles.csv")}


@pytest.mark.parametrize("name", ["jsonld", "annotation", "ftm", "plover", "events-csv", "quotes", "csv"])
def test_only_what_is_wanted_is_written(demo_case: Path, tmp_path: Path, name: str) -> None:
    export_case(demo_case, name, tmp_path / name, wanted=MINA)
    with query.open_store(demo_case) as store:
        kept = {kept.id for kept in store.articles(MINA)}
    told = list_told(tmp_path / name, name)
    assert told
    assert told <= kept
    assert told == kept or name in {"annotation", "plover", "events-csv"}


def test_an_archive_in_part_holds_the_captures_of_its_articles(demo_case: Path, tmp_path: Path) -> None:
    export_case(demo_case, "wacz", tmp_path / "part.wacz", wanted=MINA)
    with query.open_store(demo_case) as store:
        kept = sorted(capture.sha256 for kept in store.articles(MINA) for capture, _ in store.versions(kept.id))
    pages = [page for page in open_pages([str(tmp_path / "part.wacz")]) if isinstance(page, Page)]
    assert sorted(hashlib.sha256(page.body).hexdigest() for page in pages) == kept


def test_options_narrow_what_is_written(demo_case: Path, tmp_path: Path) -> None:
    asked = ("--actor", "ستروغان", "--since", "2025-01-22", "--kind", "direct")
    out = tmp_path / "sheets"
    ran = CliRunner().invoke(export, ["--case", str(demo_case), "--format", "csv", "--out", str(out), *asked])
    assert ran.exit_code == 0, ran.output
    sheets = {path.stem: read_sheet(path) for path in out.iterdir()}
    with query.open_store(demo_case) as store:
        whole = sum(1 for _ in store.articles())
        actor = query.find_actor(store, "ستروغان").id
        pairs = [*store.retellings(Filter(actor=actor, since=dt.date(2025, 1, 22)))]
    assert 0 < len(sheets["articles"]) < whole
    assert all(row["published"] >= "2025-01-22" for row in sheets["articles"])
    assert {row["kind"] for row in sheets["statements"]} == {"direct"}
    assert len(sheets["retellings"]) == len(pairs), "direct is no kind of retelling: all of them stay"
    assert actor in {row["id"] for row in sheets["actors"]}


def test_a_kind_of_retelling_leaves_statements_alone(demo_case: Path, tmp_path: Path) -> None:
    export_case(demo_case, "csv", tmp_path / "sheets", kind="translation")
    rows = read_sheet(tmp_path / "sheets" / "retellings.csv")
    assert {row["kind"] for row in rows} == {"translation"}
    assert len({row["kind"] for row in read_sheet(tmp_path / "sheets" / "statements.csv")}) > 1


def test_each_act_is_told_once_with_all_its_reports(written: Path) -> None:
    acts = read_sheet(written / "csv" / "occurrences.csv")
    events = {f"{r['article']}:{r['event']}" for r in read_sheet(written / "csv" / "events.csv")}
    told = [name for act in acts for name in act["events"].split(" | ")]
    assert set(told) <= events
    assert len(told) == len(set(told)) == sum(int(act["reports"]) for act in acts)


def test_problems_are_told(tmp_path: Path) -> None:
    list(add_pages(tmp_path / "case", open_pages([str(tmp_path / "none.html")]), now=lambda: NOW, workers=0))
    export_case(tmp_path / "case", "csv", tmp_path / "sheets")
    [problem] = read_sheet(tmp_path / "sheets" / "problems.csv")
    assert problem["subject"] == str(tmp_path / "none.html")


# --- the case itself --------------------------------------------------------------------------------------------

VIEWS = {  # each view, and the count of the case that it has rows of
    "reports": "articles",
    "who_said_what": "statements",
    "who_repeats_whom": "retellings",
    "how_many_origins": "stories",
}


def ask_case(case: Path, question: str) -> list[sqlite3.Row]:
    with contextlib.closing(sqlite3.connect(f"file:{case / 'case.db'}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        return db.execute(question).fetchall()


def test_any_sqlite_opens_the_views(demo_case: Path, counts: dict[str, int]) -> None:
    views = {row["name"] for row in ask_case(demo_case, "SELECT name FROM sqlite_master WHERE type = 'view'")}
    rows = {view: ask_case(demo_case, f"SELECT * FROM {view}") for view in sorted(views)}  # noqa: S608 - our own names
    assert {"where_they_differ", "what_happened", "who_is_meant", *VIEWS} == views
    assert all(
        found and all(isinstance(cell, str | int | float | None) for cell in found[0]) for found in rows.values()
    )
    with query.open_store(demo_case) as store:
        whole = {**counts, "stories": len(list(store.stories()))}
        values = sum(len(disagreement.values) for disagreement in store.disagreements())
    assert {view: len(rows[view]) for view in VIEWS} == {view: whole[count] for view, count in VIEWS.items()}
    assert len(rows["where_they_differ"]) == values
