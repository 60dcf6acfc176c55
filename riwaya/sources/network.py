"""A network that reaches public hosts only: each name is resolved once, checked, and that very address is dialled.

A name that answered with a public address when it was checked and with a private one when it was dialled (DNS
rebinding) is therefore no way in. One deadline stands over everything that is done with a connection.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from time import monotonic
from typing import Any

import httpcore

from riwaya.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

# From the IANA registries of special-purpose addresses, what `is_global` lets through or may in other versions of
# Python: shared space (a cloud's metadata lies in it), documentation, benchmarks, 6to4 relays, and the IPv6 ranges
# that carry an IPv4 address inside them: NAT64, 6to4, Teredo, IPv4-mapped, -compatible and -translated.
_REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        "::/8", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip


def resolve_host(host: str, port: int) -> list[str]:
    """Give the addresses of a host, as the system knows them. Raises FetchError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(host, "has no address", "is the name written correctly?") from error
    return [str(entry[4][0]) for entry in found]


def check_addresses(host: str, found: Iterable[str], allow: Sequence[Network] = ()) -> list[str]:
    """Give the addresses back if each is public or in `allow`. Raises FetchError where there is none, or one is not.

    >>> check_addresses("example.org", ["93.184.216.34"])
    ['93.184.216.34']
    """
    checked = [_parse(host, address) for address in found]
    if not checked:
        raise FetchError(host, "has no address")
    for address in checked:
        if not (_is_public(address) or any(address in network for network in allow)):
            raise FetchError(host, f"is at {address}, which is not a public address")
    return [str(address) for address in checked]


def _parse(host: str, written: str) -> Address:
    try:
        return ipaddress.ip_address(written)
    except ValueError as error:
        raise FetchError(host, f"is at “{written}”, which is no address") from error


def _is_public(address: Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _REFUSED)
    )


class PublicNetwork(httpcore.NetworkBackend):
    """Dials what `check_addresses` lets pass, until `deadline` seconds from now."""

    def __init__(self, resolve: Resolve, allow: Sequence[Network], seconds: float) -> None:
        self._resolve, self._allow = resolve, allow
        self._deadline = monotonic() + seconds
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first checked address that answers."""
        host = host.strip("[]")
        addresses = check_addresses(host, self._resolve(host, port), self._allow)
        failure: Exception | None = None
        for address in addresses:
            try:
                seconds = _left(self._deadline, timeout)
                stream = self._system.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or httpcore.ConnectError(host)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends with the one deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = _left(self._deadline, timeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this address is over")
    return left if timeout is None else min(left, timeout)
