"""The network of `riwaya.sources.network` for many connections at a time."""

import asyncio
from collections.abc import Iterable, Sequence

import httpcore

from riwaya.sources.network import Network, Resolve, check_addresses


class PublicDialler(httpcore.AsyncNetworkBackend):
    """Dials what `check_addresses` lets pass. A name is asked for once a connection, and that answer is dialled."""

    def __init__(self, resolve: Resolve, allow: Sequence[Network]) -> None:
        self._resolve, self._allow = resolve, allow
        self._system = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers."""
        host = host.strip("[]")
        found = await asyncio.to_thread(self._resolve, host, port)
        failure: Exception | None = None
        for address in check_addresses(host, found, self._allow):
            try:
                return await self._system.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(host)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._system.sleep(seconds)
