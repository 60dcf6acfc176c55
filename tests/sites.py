"""An invented site on the loopback for tests that fetch: what it answers is set, what it was asked is kept."""

import datetime as dt
import hashlib
import http.server
import ipaddress
import threading
from collections import Counter
from collections.abc import Sequence
from typing import Any

from riwaya.sources.fetch import FetchOptions

NOON = dt.datetime(2025, 2, 10, 12, tzinfo=dt.UTC)


class Site:
    """A server that knows some pages by their paths. Every one of its names leads to the loopback."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.statuses: dict[str, int] = {}
        self.moved: dict[str, str] = {}
        self.waits: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self.posted: list[tuple[bytes, str]] = []
        self.heard: dict[str, str] = {}  # of the last question
        self._server = http.server.ThreadingHTTPServer((host, 0), self._make_handler())
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # whoever asked was killed
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path: str, host: str = "nahr.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def feed(self, *paths: str, path: str = "/rss", updated: str = "") -> str:
        """Put up a feed that names pages; give its address."""
        when = f"<updated>{updated}</updated>" if updated else ""
        entries = "".join(f'<entry><link href="{one}"/>{when}</entry>' for one in paths)
        self.pages[path] = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()
        self.types[path] = "application/atom+xml"
        return self.url(path)

    def _make_handler(site) -> type[http.server.BaseHTTPRequestHandler]:  # noqa: N805 - the handler has a `self` of its own
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = self.path
                site.heard = dict(self.headers)
                body = site.pages.get(path, b"")
                mark = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
                status = site.statuses.get(path) or (200 if path in site.pages else 404)
                if path in site.moved:
                    status = 302
                if status == 200 and self.headers.get("If-None-Match") == mark:
                    status = 304
                site.asked[f"{path} {status}"] += 1
                self.send_response(status)
                fields = {
                    "Content-Type": site.types.get(path, "text/html; charset=utf-8"),
                    "ETag": mark,
                    "Set-Cookie": "a=b",
                }
                fields |= {"Location": site.moved[path]} if path in site.moved else {}
                fields |= {"Retry-After": site.waits[path]} if path in site.waits else {}
                body = body if status == 200 else b""
                for name, value in (fields | {"Content-Length": str(len(body))}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = site.statuses.get(self.path, 200)
                if status == 200:
                    site.posted.append((body, self.headers["Riwaya-Signature"]))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        return Handler


def resolve(host: str, _: int) -> Sequence[str]:
    """Lead names below .example to the loopback, and everything else to where it says."""
    return ["127.0.0.1"] if host.endswith(".example") else [host]


class Clock:
    """A clock that goes on when somebody sleeps, and a little whenever it is looked at."""

    def __init__(self, at: dt.datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        self.at += dt.timedelta(microseconds=1)
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += dt.timedelta(seconds=seconds)


def reach(clock: Clock) -> FetchOptions:
    """Give options that let the loopback be fetched."""
    loopback = (ipaddress.ip_network("127.0.0.0/8"),)
    return FetchOptions(allow_networks=loopback, resolve=resolve, clock=clock, body_bytes=1_000_000, seconds=10)
