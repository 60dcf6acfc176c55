"""One address for one page: `canonical` drops what does not tell two pages apart.

In: an address as a page, a feed or a person wrote it. Out: a form to compare by, or None. Nothing is fetched, and
what the result would show if fetched is not promised: keep the address that was written beside it.
"""

import re
import urllib.parse

from riwaya.lexicon import load_list

_SAFE = "!$'()*,;:@~"  # may stand in a path or query as it is (RFC 3986); `&`, `=`, `+` and `/` are handled apart
_AMP_CACHE = re.compile(r"^/(?:amp|[cvi])/(?:s/)?([^/]+\.[^/]+)(/.*)?$")  # /amp/s/example.com/news/7
_AMP_PATH = re.compile(r"^(?:/amp)+(?=/.)|(?:/amp/*)+$|(?:\.amp)+(?=\.html$|$)")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str | None) -> str | None:
    """Give the form of an address that all spellings of it share; None for what is no web address.

    >>> canonical("http://m.Example.com:80/news/7/amp/?utm_source=x&b=2&a=1#top")
    'https://example.com/news/7?a=1&b=2'
    >>> canonical("صحيفة") is None
    True
    """
    try:
        parts = urllib.parse.urlsplit((url or "").strip())
        host, port = (parts.hostname or "").strip("."), parts.port
    except ValueError:  # [::1, :port
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host or not host.isprintable():  # no name holds a control character
        return None
    path = parts.path
    if (host.endswith(".ampproject.org") or host.startswith("www.google.")) and (held := _AMP_CACHE.match(path)):
        host, path = held.group(1), held.group(2) or "/"
    host = _trim_host(host) + ("" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}")
    query = _trim_query(parts.query)
    mark = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""  # #!/story/7 names the page itself
    return f"https://{host}{_trim_path(path)}{'?' if query else ''}{query}{mark}"


def names_page(address: str) -> bool:
    """Tell the address of a page from that of a whole site, which many pages wrongly call their own.

    >>> names_page("https://example.com/"), names_page("https://example.com/?p=7")
    (False, True)
    """
    parts = urllib.parse.urlsplit(address)
    return parts.path not in ("", "/") or bool(parts.query or parts.fragment)


def _trim_host(host: str) -> str:
    if ":" in host:  # of numbers, IPv6
        return f"[{host}]"
    label, _, rest = host.partition(".")
    if "." in rest and label in load_list("web", "mirrors"):
        host = rest
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _trim_path(path: str) -> str:
    path = _AMP_PATH.sub("", path.rstrip("/")).rstrip("/")
    return "/".join(_requote(segment) for segment in path.split("/")) or "/"


def _trim_query(query: str) -> str:
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    kept = [f"{_requote(name)}{sign}{_requote(value)}" for name, sign, value in pairs if not _is_tracking(name)]
    return "&".join(sorted(kept))


def _is_tracking(name: str) -> bool:
    name = name.lower()
    return any(
        name.startswith(entry[:-1]) if entry.endswith("*") else name == entry for entry in load_list("web", "tracking")
    )


def _requote(part: str) -> str:
    """Write one part of an address in one way: `%d9%82` as `%D9%82` as `ق`."""
    return urllib.parse.quote(urllib.parse.unquote_to_bytes(part.replace("+", "%20")), safe=_SAFE)
