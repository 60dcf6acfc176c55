"""No address leads inside: not in any spelling, not by name, redirect or rebinding, not from a page or a feed.

`tests/cases/ssrf.json` holds the forms. Every one goes to both clients, with a resolver of the test's own for names.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from riwaya.errors import FetchError
from riwaya.sources.fetch import FetchOptions, fetch_address
from riwaya.sources.visiting import Visit, Visitor
from shelves import read_shelves
from sites import Clock, Site, reach

NAMES = {
    "inside.example": ["10.0.0.7"],
    "metadata.internal.example": ["169.254.169.254"],
    "one-of-two.example": ["93.184.216.34", "127.0.0.1"],
    "six.example": ["fd00::7"],
    "mapped.example": ["::ffff:10.0.0.7"],
}


def resolve(host: str, port: int) -> Sequence[str]:
    """Answer for names of the test; give the system's reading of what is written in numbers, and of nothing else."""
    name = host.lower().rstrip(".")
    if name in NAMES:
        return NAMES[name]
    if name == "localhost":
        return ["127.0.0.1", "::1"]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError) as error:
        raise FetchError(host, "has no address") from error
    return [str(entry[4][0]) for entry in found]


def visit(url: str, options: FetchOptions) -> Visit:
    async def go() -> Visit:
        visitor = Visitor(options, gap=0)
        try:
            return await visitor.visit(url)
        finally:
            await visitor.close()

    return asyncio.run(go())


def post(url: str, options: FetchOptions) -> int:
    async def go() -> int:
        visitor = Visitor(options, gap=0)
        try:
            return await visitor.post(url, b"{}", {})
        finally:
            await visitor.close()

    return asyncio.run(go())


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def undialled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a test fail that opens any connection."""

    def connect(*_: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect)


def test_there_are_many_forms() -> None:
    assert len(read_shelves("ssrf")) >= 40


@pytest.mark.usefixtures("undialled")
@pytest.mark.parametrize("case", read_shelves("ssrf"))
def test_every_form_is_refused_by_every_client(case: dict[str, Any]) -> None:
    options = FetchOptions(seconds=2, resolve=resolve)
    for ask in (fetch_address, visit, post):
        with pytest.raises(FetchError):
            ask(case["given"], options)


@pytest.fixture(scope="module")
def apart() -> Iterator[Site]:
    """A site on a loopback address of its own, so that no other can be reached where it is allowed."""
    site = Site("127.77.0.1")
    yield site
    site.close()


@pytest.mark.parametrize("case", read_shelves("ssrf"))
def test_a_redirect_there_is_refused(apart: Site, case: dict[str, Any]) -> None:
    """Some forms are no address at all when read as a place relative to the site, and lead back to the site itself."""
    apart.moved["/out"] = case["given"].encode("utf-8").decode("latin-1").replace("\r", "").replace("\n", "")
    options = replace(reach(Clock()), resolve=only_site, allow_networks=(ipaddress.ip_network("127.77.0.1/32"),))
    try:
        answer = visit(f"http://site.example:{apart.port}/out", options)
    except FetchError:
        return
    assert answer.url.startswith(f"http://site.example:{apart.port}/")


def only_site(host: str, port: int) -> Sequence[str]:
    return ["127.77.0.1"] if host == "site.example" else resolve(host, port)


def test_a_name_that_is_public_when_checked_and_private_when_dialled(site: Site) -> None:
    """DNS rebinding: the answer that was checked is the one that is dialled; a second question is checked anew."""
    asked: list[str] = []

    def rebind(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    site.pages |= {"/7": b"<p>x</p>", "/robots.txt": b""}
    options = replace(reach(Clock()), resolve=rebind)
    assert visit(site.url("/7"), options).status == 200
    assert asked == ["nahr.example"]  # robots.txt and the page over one connection
    with pytest.raises(FetchError, match=r"10\.0\.0\.7"):
        visit(site.url("/7"), options)


def test_an_allowed_network_opens_no_other(site: Site) -> None:
    site.moved["/out"] = "http://10.0.0.7/"
    with pytest.raises(FetchError, match="not a public address"):
        visit(site.url("/out"), reach(Clock()))


def test_nothing_of_one_answer_is_sent_with_the_next_question(site: Site) -> None:
    site.pages["/7"] = b"<p>x</p>"
    visit(f"http://user:word@nahr.example:{site.port}/7", reach(Clock()))
    assert not {name.lower() for name in site.heard} & {"cookie", "authorization", "proxy-authorization", "referer"}
    assert site.heard["Host"] == f"nahr.example:{site.port}"
