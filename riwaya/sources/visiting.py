"""Many addresses fetched side by side, politely: one at a time from each host, where its robots.txt allows it.

As `riwaya.sources.fetch`: no cookies, no proxies, public hosts only at every hop, bounds on hops, seconds and bytes.
What is fetched is never read for where to go next.
"""

import asyncio
import datetime as dt
import email.utils
from collections import OrderedDict
from collections.abc import Mapping, Sequence

import httpcore
import httpx
from msgspec import Struct

from riwaya.errors import FetchError, InputError
from riwaya.sources.dialling import PublicDialler
from riwaya.sources.fetch import FetchOptions, check_address, trust
from riwaya.sources.robots import Rules, read_rules
from riwaya.sources.streams import decode_body, split_media

_STEP = 10.0  # seconds that a server may be silent
_MOVED = {301, 302, 303, 307, 308}
_AGENT = "riwaya"  # what robots.txt calls us
_RULES_LAST = 86_400.0  # seconds, as RFC 9309 advises
_HOSTS = 10_000  # whose rules are remembered
_MARK = 256  # characters of a mark that is kept
_HEADERS = (
    ("Accept", "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"),
    ("Accept-Encoding", "gzip, deflate, br"),
)


class Visit(Struct, frozen=True, kw_only=True):
    """What an address answered. `status` is 0 where nothing came, and `fault` says what went wrong."""

    url: str  # the last hop's
    status: int
    at: dt.datetime  # UTC
    body: bytes = b""  # only of a success
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    wait: float | None = None  # seconds that the server asks us to stay away
    fault: str | None = None


class _Host:
    """One host: whose turn it is, when it may be asked again, and what its robots.txt says."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.free_at = 0.0
        self.rules: Rules | None = None
        self.rules_until = 0.0


class Visitor:
    """Fetches addresses for as long as it is open. `gap` is in seconds, between two fetches from one host."""

    def __init__(self, options: FetchOptions, *, gap: float = 1.0, connections: int = 40) -> None:
        self._options, self._gap = options, gap
        self._room = asyncio.Semaphore(connections)
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trust(),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=5.0,
            network_backend=PublicDialler(options.resolve, options.allow_networks),
        )

    async def close(self) -> None:
        """Let go of all connections."""
        await self._pool.aclose()

    async def visit(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Visit:
        """Fetch an address; with `etag` or `modified`, only if it changed (status 304 where it did not).

        Raises FetchError where it must not be fetched, now or later: it is no address, leads to a host that is not
        public, is closed by robots.txt, redirects too often, or is too large. Any other failure is in the Visit.
        """
        asked = [("If-None-Match", etag)] if etag else []
        asked += [("If-Modified-Since", modified)] if modified else []
        place = check_address(url, url)
        for _ in range(self._options.redirects + 1):
            try:
                answer = await self._hop(place, url, asked)
            except FetchError as error:  # a host is known by the address that led to it
                raise error if error.subject == url else FetchError(url, f"{error.subject} {error.reason}") from error
            if isinstance(answer, Visit):
                return answer
            place = answer
        raise FetchError(url, f"redirects more than {self._options.redirects} times")

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send bytes to an address; give the status of the answer, 0 where none came. Raises FetchError."""
        place = check_address(url, url)
        try:
            async with asyncio.timeout(self._options.seconds):
                fields = [*self._introduce(place), *headers.items()]
                answer = await self._pool.request("POST", _target(place), headers=fields, content=body)
        except (TimeoutError, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
            return 0
        return answer.status

    # --- one hop --------------------------------------------------------------------------------------------

    async def _hop(self, place: httpx.URL, url: str, asked: Sequence[tuple[str, str]]) -> Visit | httpx.URL:
        host = self._host(place)
        async with host.turn:
            await self._learn_rules(host, place)
            if host.rules is None:
                return self._fail(place, "its robots.txt cannot be fetched")
            if not host.rules.allows(place.raw_path.decode("ascii", "replace")):
                raise FetchError(url, "is closed to us by the site's robots.txt")
            return await self._ask(host, place, url, asked)

    async def _learn_rules(self, host: _Host, place: httpx.URL) -> None:
        """Fetch a site's rules where they are unknown or old. No file opens all; no answer closes all for now."""
        if host.rules is not None and _clock() < host.rules_until:
            return
        host.rules = None
        at = place.copy_with(raw_path=b"/robots.txt")
        for _ in range(self._options.redirects + 1):
            answer = await self._ask(host, at, str(at), ())
            if isinstance(answer, Visit):
                break
            at = answer
        else:
            answer = self._fail(at, "redirects too often")
        if answer.status == 200 or 400 <= answer.status < 500:
            host.rules = read_rules(answer.body, _AGENT)
            host.rules_until = _clock() + _RULES_LAST

    async def _ask(
        self, host: _Host, place: httpx.URL, url: str, asked: Sequence[tuple[str, str]]
    ) -> Visit | httpx.URL:
        """Give the answer, or where it sends us on to."""
        await asyncio.sleep(max(0.0, host.free_at - _clock()))
        try:
            async with self._room, asyncio.timeout(self._options.seconds):
                return await self._exchange(place, url, asked)
        except (TimeoutError, httpcore.TimeoutException):
            return self._fail(place, "does not answer in time")
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            return self._fail(place, f"cannot be fetched: {error or type(error).__name__}")
        finally:
            host.free_at = _clock() + max(self._gap, (host.rules and host.rules.delay) or 0.0)

    async def _exchange(self, place: httpx.URL, url: str, asked: Sequence[tuple[str, str]]) -> Visit | httpx.URL:
        headers = [*self._introduce(place), *_HEADERS, *asked]
        timeouts = {"connect": _STEP, "read": _STEP, "write": _STEP, "pool": None}
        async with self._pool.stream(
            "GET", _target(place), headers=headers, extensions={"timeout": timeouts}
        ) as answer:
            fields = httpx.Headers(answer.headers)
            if answer.status in _MOVED and "location" in fields:
                return check_address(_join(place, fields["location"], url), url)
            packed = await self._read(answer, url) if answer.status == 200 else b""
            return self._give(place, answer.status, fields, packed, url)

    async def _read(self, answer: httpcore.Response, url: str) -> bytes:
        parts: list[bytes] = []
        size = 0
        async for part in answer.aiter_stream():
            parts.append(part)
            size += len(part)
            if size > self._options.body_bytes:
                raise FetchError(url, f"is larger than {self._options.body_bytes:,} bytes")
        return b"".join(parts)

    def _give(self, place: httpx.URL, status: int, fields: httpx.Headers, packed: bytes, url: str) -> Visit:
        try:
            body = decode_body(packed, fields.get("content-encoding", ""), url, self._options.body_bytes)
        except InputError as error:
            raise FetchError(url, error.reason) from error
        media, charset = split_media(fields.get("content-type", ""))
        at = self._options.clock()
        return Visit(
            url=str(place),
            status=status,
            at=at,
            body=body,
            media_type=media or None,
            charset=charset,
            etag=_keep_mark(fields.get("etag")),
            modified=_keep_mark(fields.get("last-modified")),
            wait=_read_wait(fields.get("retry-after"), at),
            fault=None if status in {200, 304} else f"answers with status {status}",
        )

    # --- small things ---------------------------------------------------------------------------------------

    def _fail(self, place: httpx.URL, reason: str) -> Visit:
        return Visit(url=str(place), status=0, at=self._options.clock(), fault=reason)

    def _introduce(self, place: httpx.URL) -> list[tuple[str, str]]:
        return [("Host", place.netloc.decode()), ("User-Agent", self._options.agent)]

    def _host(self, place: httpx.URL) -> _Host:
        name = place.netloc.decode()
        host = self._hosts.setdefault(name, _Host())
        self._hosts.move_to_end(name)
        if len(self._hosts) > _HOSTS and not next(iter(self._hosts.values())).turn.locked():
            self._hosts.popitem(last=False)
        return host


def _join(place: httpx.URL, location: str, url: str) -> str:
    try:
        return str(place.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(url, "redirects to what is no address") from error


def _target(place: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=place.raw_scheme, host=place.raw_host, port=place.port, target=place.raw_path)


def _keep_mark(value: str | None) -> str | None:
    """Give a mark of a version that may be sent back as it came."""
    return value if value and len(value) < _MARK and value.isascii() and value.isprintable() else None


def _clock() -> float:
    return asyncio.get_running_loop().time()


def _read_wait(value: str | None, at: dt.datetime) -> float | None:
    """Give the seconds of a Retry-After, which is a number or a date."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        until = email.utils.parsedate_to_datetime(value)
        return max(0.0, (until - at).total_seconds()) if until.tzinfo else None
    except (ValueError, OverflowError):
        return None
