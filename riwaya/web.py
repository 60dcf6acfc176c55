"""The case in a browser: server-made pages over `query`, readable without scripts. They load nothing from outside.

A page's text is hostile. The templates escape everything, the policy allows no script, and captures are given as
downloads that no browser opens.
"""

import functools
import ipaddress
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Litestar, MediaType, Request, Response, get
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.datastructures import MutableScopeHeaders, State
from litestar.params import FromPath
from litestar.static_files import create_static_files_router
from litestar.types import Message, Scope

from riwaya import query
from riwaya.captures import Captures
from riwaya.errors import InputError, RiwayaError
from riwaya.store import Store

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {  # of every answer, also of errors and static files
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


def make_app(case: Path, hosts: tuple[str, ...]) -> Litestar:
    """Give the application over one case, answering alone to these hosts, written as browsers do: `localhost:8000`.

    A page elsewhere that rebinds its own name to this machine thus learns nothing.
    """
    return Litestar(
        route_handlers=[
            show_overview,
            show_article,
            show_comparison,
            give_capture,
            create_static_files_router("/static", directories=[Path(__file__).parent / "static"]),
        ],
        state=State({"case": case}),
        allowed_hosts=AllowedHostsConfig(allowed_hosts=list(hosts)),
        before_send=[_add_headers],
        exception_handlers={RiwayaError: _show_error},
        openapi_config=None,
    )


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


@get("/", media_type=MediaType.HTML, sync_to_thread=True)
def show_overview(state: State) -> str:
    """Show the whole case."""
    with query.open_store(state.case) as store:
        overview = query.give_overview(state.case, store)
    return _render("overview.html", case=state.case.name, overview=overview, titles=_titles(overview))


@get("/articles/{key:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_article(state: State, key: FromPath[str]) -> str:
    """Show one report with its statements marked, and who says each through whom beside them."""
    with query.open_store(state.case) as store:
        dossier = query.give_dossier(store, key)
        titles = {name: _title(store, name) for tie in dossier.retellings for name in (tie.a, tie.b)}
    numbers = {s.id: n for n, s in enumerate(dossier.reading.statements, 1)}
    paragraphs = [
        {
            "pieces": list(query.cut_paragraph(dossier.reading, start, end)),
            "statements": [s for s in dossier.reading.statements if s.content and start <= s.content[0].start < end],
        }
        for start, end in dossier.reading.article.paragraphs
    ]
    return _render("article.html", dossier=dossier, paragraphs=paragraphs, numbers=numbers, titles=titles)


@get("/compare/{a:str}/{b:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_comparison(state: State, a: FromPath[str], b: FromPath[str]) -> str:
    """Show the passages that two articles share, side by side."""
    with query.open_store(state.case) as store:
        tie = query.find_tie(store, a, b)
        articles = [query.find_kept(store, name).article for name in (tie.a, tie.b)]
    return _render("compare.html", tie=tie, articles=articles)


@get("/captures/{name:str}", sync_to_thread=True)
def give_capture(state: State, name: FromPath[str]) -> Response[bytes]:
    """Give a page as it was kept, to be saved and not opened."""
    with query.open_store(state.case) as store:
        capture = query.find_capture(store, name)
    page = Captures(state.case).read(capture)
    headers = {"content-disposition": f'attachment; filename="{capture.id}.{page.kind}"'}
    return Response(page.body, media_type="application/octet-stream", headers=headers)


async def _add_headers(message: Message, _: Scope) -> None:
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in _HEADERS.items():
            headers[name] = value


def _show_error(_: Request[Any, Any, Any], error: RiwayaError) -> Response[str]:
    status = 404 if isinstance(error, InputError) else 500
    return Response(_render("error.html", reason=str(error)), status_code=status, media_type=MediaType.HTML)


def _titles(overview: query.Overview) -> dict[str, str]:
    return {row.id: row.article.title or row.article.source for row in overview.articles}


def _title(store: Store, name: str) -> str:
    article = query.find_kept(store, name).article
    return article.title or article.source


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("riwaya"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["date"] = query.write_date
    return environment


def _render(template: str, **given: Any) -> str:
    return _environment().get_template(template).render(**given)
