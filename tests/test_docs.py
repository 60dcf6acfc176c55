"""The documentation: complete, not stale, and a site that stands on its own."""

import doctest
import importlib.util
import inspect
import re
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

import riwaya
from riwaya import api, notebook
from riwaya.records import Record
from riwaya.web import make_app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def load(name: str) -> ModuleType:
    """The script of this name in `docs`."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


reference, build = load("reference"), load("build")


class Links(HTMLParser):
    """Where a page leads, what it loads, what can be linked to in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.hrefs.append(value or "")
            elif name in {"src", "href"}:
                self.loads.append(value or "")


@pytest.mark.parametrize("script", [build, reference], ids=lambda script: script.__name__)
def test_its_examples_hold(script: ModuleType) -> None:
    assert doctest.testmod(script).failed == 0


# --- the reference ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_a_page_of_the_reference_is_what_the_program_says(name: str) -> None:
    written = (DOCS / "reference" / name).read_text("utf-8")
    assert written == reference.PAGES[name]().rstrip() + "\n", "stale: `make fix` writes it anew"


@pytest.mark.parametrize("context", list(reference.list_commands()), ids=lambda context: context.command_path)
def test_every_command_and_option_is_documented(context: click.Context) -> None:
    command = context.command
    assert (command.help or "").strip()
    bare = [
        parameter.opts[0]
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help and not isinstance(parameter.type, click.Choice)
    ]
    assert set(bare) <= {"--port"}
    assert f"## {context.command_path}\n" in (DOCS / "reference" / "cli.md").read_text("utf-8")


def test_every_question_over_http_is_documented() -> None:
    schema: dict[str, Any] = api.describe(make_app(Path("case"), hosts=("localhost",)))
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert operation.get("description"), path
            for parameter in operation.get("parameters", ()):
                assert parameter["in"] == "path" or parameter.get("description"), (path, parameter["name"])


@pytest.mark.parametrize("kind", [notebook.Case, notebook.Answer])
def test_every_method_of_the_package_is_documented_and_typed(kind: type) -> None:
    for name, member in vars(kind).items():
        function = member.fget if isinstance(member, property) else member
        if name.startswith("_") or not inspect.isfunction(function):
            continue
        assert inspect.getdoc(function), name
        assert "return" in function.__annotations__, name


def test_every_record_is_in_the_glossary() -> None:
    written = (DOCS / "reference" / "records.md").read_text("utf-8")
    kinds = [Record, *Record.__subclasses__()]
    own = [kind for kind in kinds if kind.__module__ == "riwaya.records"]
    assert len(own) > 40
    assert [kind.__name__ for kind in own if f"\n## {kind.__name__}\n" not in written] == []


# --- what is written by hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [DOCS / "tutorial.md", *sorted((DOCS / "ideas").glob("*.md"))], ids=lambda p: p.stem)
def test_a_page_has_one_idea(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) < 200
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


def test_the_files_of_a_language_are_there() -> None:
    named = re.findall(r"^\| (`.*?) \|", (DOCS / "languages.md").read_text("utf-8"), re.MULTILINE)
    patterns = [pattern for cell in named for pattern in re.findall(r"`([^`]+)`", cell)]
    assert len(patterns) > 10
    assert [pattern for pattern in patterns if not list((ROOT / "riwaya" / "data").glob(f"*/{pattern}"))] == []


def test_one_version_is_told_everywhere() -> None:
    told = {
        riwaya.__version__,
        tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"],
        re.findall(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)[0],
        re.findall(r"^## ([\d.]+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0],
    }
    assert len(told) == 1


def test_every_format_is_told() -> None:
    from riwaya.export import FORMATS
    from riwaya.export.tables import TABLES

    text = (DOCS / "formats.md").read_text("utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in text] == []
    assert [name for name in TABLES if name not in text] == []


def test_every_tool_of_an_assistant_is_told() -> None:
    pytest.importorskip("mcp", reason="the SDK (extra mcp) is not installed")
    from riwaya.mcp import list_questions

    text = (DOCS / "assistants.md").read_text("utf-8")
    schema = api.describe(make_app(Path("case"), hosts=("localhost",)))
    assert [one.tool.name for one in list_questions(schema) if f"`{one.tool.name}`" not in text] == []


# --- the site -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Links]:
    pages = build.build_site(tmp_path_factory.mktemp("site") / "site")
    return {page.resolve(): Links(page.read_text("utf-8")) for page in pages}


def test_every_link_of_the_site_leads_somewhere(site: dict[Path, Links]) -> None:
    lost = []
    for page, links in site.items():
        for href in links.hrefs:
            if re.match(r"[a-z]+:", href):
                continue
            path, _, anchor = href.partition("#")
            target = (page.parent / path).resolve() if path else page
            if not target.exists() or (anchor and anchor not in site[target].ids):
                lost.append(f"{page.name}: {href}")
    assert lost == []


def test_the_site_loads_nothing_from_elsewhere(site: dict[Path, Links]) -> None:
    for page, links in site.items():
        for loaded in links.loads:
            assert not re.match(r"[a-z]+:|//", loaded), (page.name, loaded)
            assert (page.parent / loaded).exists(), (page.name, loaded)


def test_every_page_leads_to_every_page(site: dict[Path, Links]) -> None:
    for page, links in site.items():
        reached = {(page.parent / href.partition("#")[0]).resolve() for href in links.hrefs}
        assert set(site) <= reached


def test_the_arabic_page_runs_from_right_to_left(site: dict[Path, Links]) -> None:
    (page,) = [page for page in site if page.name == "index.ar.html"]
    assert '<html lang="ar" dir="rtl">' in page.read_text("utf-8")


def test_the_known_failures_are_shown(site: dict[Path, Links]) -> None:
    (page,) = [page for page in site if page.name == "failures.html"]
    assert "known-failure" in page.read_text("utf-8")
    assert len(site[page].ids) > 10
