"""Build the site of the documentation: `python docs/build.py build/site`. It needs no network and loads nothing remote.

In: the Markdown of this repository, the pages that `reference.py` writes, the pictures. Out: a folder of plain HTML.
A page's address is that of its Markdown with `.html`, and links between them are turned so.
"""

import argparse
import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).parent
ROOT = HERE.parent


class Page(NamedTuple):
    """A page of the site: its Markdown, and where it stands in it."""

    source: Path
    address: str  # "ideas/statements.html"

    @property
    def is_arabic(self) -> bool:
        """Whether it is written from right to left."""
        return self.source.name.endswith(".ar.md")


# What the reader finds at the side, in the order in which it is best read.
NAVIGATION: dict[str, tuple[str, ...]] = {
    "Begin": ("README.md", "README.ar.md", "docs/tutorial.md"),
    "Ideas": (
        "docs/ideas/reports.md",
        "docs/ideas/statements.md",
        "docs/ideas/retellings.md",
        "docs/ideas/origins.md",
        "docs/ideas/disagreements.md",
        "docs/ideas/actors.md",
        "docs/ideas/events.md",
        "docs/ideas/cases.md",
    ),
    "Use": ("docs/python.md", "docs/assistants.md", "docs/formats.md", "docs/languages.md"),
    "Reference": (
        "docs/reference/cli.md",
        "docs/reference/http.md",
        "docs/reference/python.md",
        "docs/reference/records.md",
    ),
    "Honesty": ("docs/limits.md", "docs/failures.md", "docs/figures.md", "docs/decisions.md", "docs/faults.md"),
    "Carry it on": ("CONTRIBUTING.md", "CHANGELOG.md"),
}


def build_site(out: Path) -> list[Path]:
    """Write the site into a folder, in the place of what is there, and give its pages."""
    shutil.rmtree(out, ignore_errors=True)
    pages = {page.source: page for page in list_pages()}
    frame = Environment(loader=FileSystemLoader(HERE / "site"), autoescape=True, undefined=StrictUndefined)
    template = frame.get_template("page.html")
    titles = {page: find_title(read_page(page)) for page in pages.values()}
    for page in pages.values():
        body = render(read_page(page), page, pages)
        written = template.render(
            page=page, title=titles[page], body=body, menu=make_menu(page, pages, titles), up=climb(page)
        )
        (out / page.address).parent.mkdir(parents=True, exist_ok=True)
        (out / page.address).write_text(written, "utf-8")
        for name in re.findall(r'(?:href|src)="(?:\.\./)*files/([^"#]+)', written):
            (out / "files" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, out / "files" / name)
    shutil.copytree(HERE / "screenshots", out / "screenshots")
    shutil.copy(HERE / "site" / "style.css", out / "style.css")
    return [out / page.address for page in pages.values()]


def list_pages() -> Iterator[Page]:
    """Give all pages: those of the navigation, and whatever else stands in `docs`."""
    named = [ROOT / name for names in NAVIGATION.values() for name in names]
    for source in dict.fromkeys([*named, *sorted(HERE.rglob("*.md"))]):
        inner = source.relative_to(HERE if source.is_relative_to(HERE) else ROOT)
        name = "index.md" if inner == Path("README.md") else inner.as_posix().replace("README.ar.md", "index.ar.md")
        yield Page(source, name.removesuffix(".md") + ".html")


def read_page(page: Page) -> str:
    """Give the Markdown of a page; that of the known failures is made of the cases that fail."""
    return write_failures() if page.source == HERE / "failures.md" else page.source.read_text("utf-8")


def render(text: str, page: Page, pages: dict[Path, Page]) -> str:
    """Give the HTML of a page's Markdown: headings can be linked to, links lead to the site's own pages."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(text)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", name_heading(tokens[number + 1].content))
        for inner in token.children or ():
            turn_link(inner, page, pages)
    return str(reader.renderer.render(tokens, reader.options, {}))


def turn_link(token: Token, page: Page, pages: dict[Path, Page]) -> None:
    """Have a link or picture lead to where its target stands in the site; what is no page stands there as a file."""
    name = {"link_open": "href", "image": "src"}.get(token.type)
    target = str(token.attrGet(name) or "") if name else ""
    if not name or not target or re.match(r"[a-z]+:|#", target):
        return
    path, mark, anchor = target.partition("#")
    source = (page.source.parent / path).resolve()
    if source in pages:
        place = climb(page) + pages[source].address
    elif source.is_relative_to(HERE / "screenshots"):
        place = f"{climb(page)}{source.relative_to(HERE).as_posix()}"
    else:
        place = f"{climb(page)}files/{source.relative_to(ROOT).as_posix()}"
    token.attrSet(name, place + mark + anchor)


def climb(page: Page) -> str:
    """Give the way from a page up to the root of the site."""
    return "../" * page.address.count("/")


def name_heading(words: str) -> str:
    """Give the anchor of a heading as the forges make it.

    >>> name_heading("Who said what, through whom")
    'who-said-what-through-whom'
    """
    return re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")


def find_title(text: str) -> str:
    """Give the first heading; of the READMEs, which language they are in."""
    if text.startswith("# riwaya"):
        return "بالعربية" if "[English](README.md)" in text else "What it is"
    found = re.search(r"^# (.+)$", text, re.MULTILINE)
    return found[1].replace("`", "") if found else "riwaya"


def make_menu(
    page: Page, pages: dict[Path, Page], titles: dict[Page, str]
) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Give the navigation as a page sees it: for each heading titles, addresses, and which is the page itself.

    What nobody placed stands last.
    """
    named = {head: [pages[ROOT / name] for name in names] for head, names in NAVIGATION.items()}
    known = {one for found in named.values() for one in found}
    named["More"] = [one for one in pages.values() if one not in known]
    return [
        (head, [(titles[one], climb(page) + one.address, one == page) for one in found])
        for head, found in named.items()
        if found
    ]


def write_failures() -> str:
    """Give, as Markdown, the cases on the known-failure shelves: invented, and failing, or a test would say so."""
    parts = [(HERE / "failures.md").read_text("utf-8")]
    for path in sorted((ROOT / "tests" / "cases").glob("*.json")):
        cases = json.loads(path.read_text("utf-8"))
        failing = [case for case in cases if isinstance(case, dict) and case.get("shelf") == "known-failure"]
        if failing:
            parts.append(f"\n## {path.stem.replace('_', ' ').capitalize()}: {len(failing)} of {len(cases)} cases\n")
        parts += [write_failure(case) for case in failing]
    return "\n".join(parts)


def write_failure(case: dict[str, object]) -> str:
    """Give one known failure as Markdown: what it is about, the text, what should be found in it."""
    label, words = (html.escape(str(case.get(key) or "")) for key in ("label", "comment"))
    parts = [f"### {label}\n\n{words}\n"]
    parts += [f"{_quote(case[key])}\n" for key in case if key not in {"label", "comment", "shelf", "expected"}]
    return "\n".join([*parts, f"should give\n\n{_quote(case.get('expected'))}\n"])


def _quote(value: object) -> str:
    """Give a text as a quotation that runs the way of its letters, anything else as JSON."""
    if isinstance(value, str):
        paragraphs = (f'<p dir="auto">{html.escape(line)}</p>' for line in value.splitlines() if line.strip())
        return f"<blockquote>{''.join(paragraphs)}</blockquote>"
    return f"```json\n{json.dumps(value, ensure_ascii=False, indent=1)}\n```"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    build_site(parser.parse_args().folder)
