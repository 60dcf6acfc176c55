"""The outlet that brought a page out, by the name that its readers know."""

import functools
from urllib.parse import urlsplit

from msgspec import Struct

from riwaya.lexicon import load_table


class _Outlet(Struct, frozen=True, kw_only=True):
    host: str
    name: str


def name_outlet(url: str | None, site: str | None) -> str | None:
    """Give the outlet of an address: as listed, else as the page calls its site, else its host.

    >>> name_outlet("https://m.aljazeera.net/news/7", None), name_outlet("https://news.example.org/7", None)
    ('الجزيرة', 'news.example.org')
    """
    host = _host(url)
    listed = _load_hosts()
    parts = host.split(".")
    known = (listed.get(".".join(parts[i:])) for i in range(max(len(parts) - 1, 0)))
    return next(filter(None, known), None) or site or host or None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@functools.cache
def _load_hosts() -> dict[str, str]:
    return {row.host: row.name for row in load_table("markup", "outlets", _Outlet, "host")}
