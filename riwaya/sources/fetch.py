"""One address fetched, as a reader without an account would see it: no cookies, no proxies, public hosts only.

Every hop of a redirect is checked like the first. Bounds stand on hops, seconds and bytes. Nothing is tried again.
"""

import datetime as dt
import functools
import ssl
from collections.abc import Callable

import httpcore
import httpx
from msgspec import Struct

from riwaya import __version__
from riwaya.errors import FetchError, InputError
from riwaya.sources.network import Network, PublicNetwork, Resolve, resolve_host
from riwaya.sources.streams import decode_body, split_media

_STEP = 10.0  # seconds that a server may be silent
_HEADERS = (("Accept", "text/html, */*;q=0.5"), ("Accept-Encoding", "gzip, deflate, br"))
_MOVED = {301, 302, 303, 307, 308}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class FetchOptions(Struct, frozen=True, kw_only=True):
    """How addresses are fetched. `allow_networks` opens networks that are not public, such as a test's loopback."""

    seconds: float = 30.0  # for one address with all its redirects
    body_bytes: int = 25_000_000  # once decoded
    redirects: int = 5
    allow_networks: tuple[Network, ...] = ()
    resolve: Resolve = resolve_host
    clock: Callable[[], dt.datetime] = _now
    agent: str = f"riwaya/{__version__} (news research; reads single pages)"


class Fetched(Struct, frozen=True, kw_only=True):
    """What an address answered. `url` is the last hop's."""

    url: str
    media_type: str | None  # "text/html"
    charset: str | None  # declared by the transport
    body: bytes
    at: dt.datetime  # UTC


def fetch_address(url: str, options: FetchOptions) -> Fetched:
    """Fetch an `http` or `https` address.

    Raises FetchError where it is not one, leads to a host that is not public, answers with an error, redirects too
    often, or exceeds the bounds of `options`.
    """
    network = PublicNetwork(options.resolve, options.allow_networks, options.seconds)
    place = check_address(url, url)
    with httpcore.ConnectionPool(ssl_context=trust(), network_backend=network) as pool:
        for _ in range(options.redirects + 1):
            try:
                answer = _ask(pool, place, url, options)
            except FetchError as error:  # a host is known by the address that led to it
                raise error if error.subject == url else FetchError(url, f"{error.subject} {error.reason}") from error
            if isinstance(answer, Fetched):
                return answer
            place = answer
    raise FetchError(url, f"redirects more than {options.redirects} times")


@functools.cache
def trust() -> ssl.SSLContext:
    """Give the authorities that certificates are checked against; no variable of the environment names others."""
    return httpx.create_ssl_context(trust_env=False)


def check_address(location: str, url: str) -> httpx.URL:
    """Give an address in its parts, without a password or a fragment. Raises FetchError about `url`."""
    try:
        place = httpx.URL(location)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(url, "is no address", str(error)) from error
    if place.scheme not in {"http", "https"} or not place.host:
        raise FetchError(url, f"leads to “{place}”: only http and https are fetched")
    return place.copy_with(userinfo=b"", fragment=None)


def _ask(pool: httpcore.ConnectionPool, place: httpx.URL, url: str, options: FetchOptions) -> Fetched | httpx.URL:
    """Give the answer, or where it sends us on to."""
    headers = [("Host", place.netloc.decode()), ("User-Agent", options.agent), *_HEADERS]
    timeouts = {"connect": _STEP, "read": _STEP, "write": _STEP, "pool": _STEP}
    target = httpcore.URL(
        scheme=place.raw_scheme, host=place.raw_host, port=place.port, target=place.raw_path
    )  # raw_path carries the query
    try:
        with pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as answer:
            fields = httpx.Headers(answer.headers)
            if answer.status in _MOVED and "location" in fields:
                return check_address(str(place.join(fields["location"])), url)
            if answer.status != 200:
                raise FetchError(url, f"answers with status {answer.status}")
            return _give(place, fields, _read(answer, url, options), url, options)
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchError(url, f"cannot be fetched: {error or type(error).__name__}") from error
    except (httpx.InvalidURL, ssl.SSLError) as error:
        raise FetchError(url, f"cannot be fetched: {error}") from error


def _read(answer: httpcore.Response, url: str, options: FetchOptions) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_stream():
        parts.append(part)
        size += len(part)
        if size > options.body_bytes:
            raise FetchError(url, f"is larger than {options.body_bytes:,} bytes")
    return b"".join(parts)


def _give(place: httpx.URL, fields: httpx.Headers, packed: bytes, url: str, options: FetchOptions) -> Fetched:
    try:
        body = decode_body(packed, fields.get("content-encoding", ""), url, options.body_bytes)
    except InputError as error:
        raise FetchError(url, error.reason) from error
    media, charset = split_media(fields.get("content-type", ""))
    return Fetched(url=str(place), media_type=media or None, charset=charset, body=body, at=options.clock())
