"""Fetching: nothing but public hosts, whatever they are called; bounds on hops, seconds and bytes.

A real server on the loopback answers; it is reached only because the tests allow that one network.
"""

import datetime as dt
import gzip
import http.server
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from riwaya.errors import FetchError
from riwaya.records import Page, Problem
from riwaya.sources import open_pages
from riwaya.sources.fetch import Fetched, FetchOptions, fetch_address
from riwaya.sources.network import check_addresses

NOON = dt.datetime(2020, 8, 24, 12, tzinfo=dt.UTC)
HTML = "<p>خبر الجسر</p>".encode()
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Nahr</title><entry><id>urn:1</id><summary>x</summary></entry></feed>'
Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


def give(status: int = 200, body: bytes = HTML, **fields: str) -> Answer:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content_Type": "text/html", "Content_Length": str(len(body))} | fields).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Send one byte of a header now and then, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    try:
        for _ in range(100):
            handler.wfile.write(b"a")
            time.sleep(0.05)
    except OSError:
        return


def flood(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Send far more than is asked for, without saying how much."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    try:
        for _ in range(2_000):
            handler.wfile.write(b"a" * 10_000)
    except OSError:
        return


def echo(handler: http.server.BaseHTTPRequestHandler) -> None:
    give(body=str(handler.headers).encode(), Content_Type="text/plain", Set_Cookie="a=b")(handler)


ANSWERS: dict[str, Answer] = {
    "/": give(),
    "/1256": give(body="خبر".encode("windows-1256"), Content_Type='text/html; charset="windows-1256"'),
    "/odd": give(Content_Type="text/html; charset=no-such"),
    "/gzip": give(body=gzip.compress(HTML), Content_Encoding="gzip"),
    "/bomb": give(body=gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip"),
    "/encoded": give(Content_Encoding="rot13"),
    "/feed": give(body=ATOM, Content_Type="application/atom+xml"),
    "/text": give(body=b"x", Content_Type="text/plain"),
    "/record": give(body=b'{"id": "7", "text": "x", "outlet": "Nahr"}', Content_Type="application/json"),
    "/picture": give(body=b"\x89PNG", Content_Type="image/png"),
    "/empty": give(body=b""),
    "/gone": give(404),
    "/down": give(503),
    "/moved": give(302, Location="/?a=1"),
    "/circle": give(301, Location="/circle"),
    "/echo": echo,
    "/cookie": give(302, Location="/echo", Set_Cookie="secret=1"),
    "/drip": drip,
    "/flood": flood,
    "/garbage": lambda handler: (handler.wfile.write(b"\x00\x01garbage\r\n\r\n"), None)[1],
    "/silent": lambda _: None,
    "/to-file": give(302, Location="file:///etc/passwd"),
    "/to-metadata": give(302, Location="http://169.254.169.254/latest/meta-data/"),
    "/to-name": give(302, Location="http://inside.example/"),
    "/to-nowhere": give(302, Location="http://[::1"),
    "/to-ftp": give(302, Location="ftp://example.org/"),
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        ANSWERS[self.path.split("?")[0]](self)

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def resolve(host: str, _: int) -> Sequence[str]:
    """Know two names; leave everything else to no one."""
    names = {"news.example": "127.0.0.1", "inside.example": "10.0.0.7", "xn--ngbrx.example": "127.0.0.1"}
    return [names[host]] if host in names else [host]


LOOPBACK = FetchOptions(
    allow_networks=(ipaddress.ip_network("127.0.0.0/8"),), resolve=resolve, clock=lambda: NOON, body_bytes=100_000
)


def test_a_page_is_given_with_what_the_transport_says(port: int) -> None:
    assert fetch_address(f"http://news.example:{port}/1256#top", LOOPBACK) == Fetched(
        url=f"http://news.example:{port}/1256",
        media_type="text/html",
        charset="windows-1256",
        body="خبر".encode("windows-1256"),
        at=NOON,
    )
    assert fetch_address(f"http://عرب.example:{port}/odd", LOOPBACK).charset is None


def test_redirects_are_followed_and_the_last_address_is_given(port: int) -> None:
    fetched = fetch_address(f"http://news.example:{port}/moved", LOOPBACK)
    assert (fetched.url, fetched.body) == (f"http://news.example:{port}/?a=1", HTML)


def test_encodings_are_undone(port: int) -> None:
    assert fetch_address(f"http://news.example:{port}/gzip", LOOPBACK).body == HTML


def test_no_cookie_password_or_proxy_is_sent(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    sent = fetch_address(f"http://user:word@news.example:{port}/cookie", LOOPBACK).body.decode().lower()
    assert "cookie" not in sent
    assert "authorization" not in sent
    assert f"host: news.example:{port}" in sent
    assert "user-agent: riwaya/" in sent


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "status 404"),
        ("/down", "status 503"),
        ("/circle", "more than 5 times"),
        ("/bomb", "larger than 100,000 bytes"),
        ("/flood", "larger than 100,000 bytes"),
        ("/encoded", "unknown encoding"),
        ("/garbage", "cannot be fetched"),
        ("/silent", "cannot be fetched"),
        ("/to-file", "only http and https"),
        ("/to-ftp", "only http and https"),
        ("/to-metadata", "not a public address"),
        ("/to-name", "10.0.0.7, which is not a public address"),
        ("/to-nowhere", "is no address|cannot be fetched"),
    ],
)
def test_what_cannot_or_must_not_be_fetched(port: int, path: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        fetch_address(f"http://news.example:{port}{path}", LOOPBACK)
    assert caught.value.subject


def test_one_deadline_ends_a_dripping_server(port: int) -> None:
    begin = time.monotonic()
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch_address(f"http://news.example:{port}/drip", replace(LOOPBACK, seconds=0.4))
    assert time.monotonic() - begin < 2


@pytest.mark.parametrize(
    "url", ["http://", "http:///a", "https://[", "ftp://a.example/", "http://a.example:99999/", "x"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(FetchError):
        fetch_address(url, LOOPBACK)


def test_a_port_that_nobody_answers() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(FetchError, match="cannot be fetched"):
            fetch_address(f"http://news.example:{held.getsockname()[1]}/", LOOPBACK)


# --- hosts that are not public ----------------------------------------------------------------------------------

HOSTILE = [
    # this machine, in the forms that a system's resolver takes
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001",
    "127.255.255.254", "0177.0.0.1", "0", "0.0.0.0",  # noqa: S104 — refused, not bound to
    "localhost", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]",
    # IPv4 inside IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:8.8.8.8]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:a00:1::1]",
    "[2001:0:7f00:1::]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    # private and shared networks, and the metadata services of clouds in them
    "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.169.254", "100.100.100.200",
    "192.0.0.192", "[fd00:ec2::254]", "[fc00::1]", "[fe80::1]", "[fe80::a9fe:a9fe]", "[fec0::1]", "2852039166",
    # no hosts at all
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.9",
    "198.18.0.1", "192.88.99.1", "[ff02::1]", "[2001:db8::1]", "[100::1]", "[3fff::1]", "[5f00::1]", "[2001:20::1]",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTILE)
def test_a_host_that_is_not_public_is_refused(host: str) -> None:
    with pytest.raises(FetchError, match=r"not a public address|Invalid IPv4"):
        fetch_address(f"http://{host}:9/", FetchOptions(seconds=2))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::200e"])
def test_a_public_address_passes(address: str) -> None:
    assert check_addresses("host", [address]) == [address]


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_never_passes(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for wrapped in (number, 0xFFFF << 32 | number, (0x64FF9B << 96) | number, (0x2002 << 112) | (number << 80)):
        with pytest.raises(FetchError):
            check_addresses("host", [str(ipaddress.IPv6Address(wrapped))])


def test_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(FetchError, match="not a public"):
        check_addresses("host", ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(FetchError, match="no address"):
        check_addresses("host", [])
    with pytest.raises(FetchError, match="no address"):
        check_addresses("host", ["ten.0.0.1"])


def test_the_address_that_was_checked_is_the_one_that_is_dialled(port: int) -> None:
    """A name that is public (here: allowed) when first asked and private ever after gets no second question."""
    asked: list[str] = []

    def rebind(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    options = replace(LOOPBACK, resolve=rebind)
    assert fetch_address(f"http://news.example:{port}/", options).body == HTML
    assert asked == ["news.example"]
    with pytest.raises(FetchError, match=r"10\.0\.0\.7"):
        fetch_address(f"http://news.example:{port}/", options)


def test_an_allowed_network_opens_no_other(port: int) -> None:
    with pytest.raises(FetchError, match="not a public"):
        fetch_address("http://10.0.0.7/", LOOPBACK)
    with pytest.raises(FetchError, match="not a public"):
        fetch_address(f"http://127.0.0.1:{port}/", replace(LOOPBACK, allow_networks=()))


# --- as an input ------------------------------------------------------------------------------------------------


def test_addresses_are_inputs(port: int) -> None:
    root = f"http://news.example:{port}"
    paths = ["/moved", "/feed", "/text", "/record", "/picture", "/empty", "/gone"]
    items = list(open_pages([root + path for path in paths], fetching=LOOPBACK))
    page, entry, text, record = (item for item in items if isinstance(item, Page))
    assert (page.source, page.kind, page.body, page.container) == (f"{root}/moved", "html", HTML, None)
    assert (page.given.url, page.given.crawled) == (f"{root}/?a=1", NOON.isoformat())
    assert (entry.source, entry.container, entry.given.outlet) == ("urn:1", f"{root}/feed", "Nahr")
    assert entry.given.crawled == NOON.isoformat()
    assert text.kind == "text"
    assert (record.source, record.charset, record.given.outlet, record.given.url) == (
        "7",
        "utf-8",
        "Nahr",
        f"{root}/record",
    )
    assert [(item.subject, item.reason) for item in items if isinstance(item, Problem)] == [
        (f"{root}/picture", "is of the kind image/png, which is no page"),
        (f"{root}/empty", "is empty"),
        (f"{root}/gone", "answers with status 404"),
    ]
