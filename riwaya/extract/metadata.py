"""What a page says of itself beside its text: linked data, OpenGraph, microdata, and its addresses."""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import msgspec
from msgspec import Struct

from riwaya.extract.markup import Markup
from riwaya.extract.noted import NOTED

_ARTICLE_TYPES = re.compile(r"(?:Article|Report|Posting|LiveBlog|Opinion|Story|Review)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f]+")
_SUBDOMAIN = re.compile(r"^(?:www\d?|m|mobile|amp|wap|beta)\.")
_LAST = 40  # objects of linked data looked at in one page


class Metadata(Struct, frozen=True, kw_only=True):
    """What a page says of its report, as it says it, the likeliest first."""

    titles: tuple[str, ...] = ()
    site: str | None = None
    signed: tuple[str, ...] = ()  # whom linked data name as author
    partners: tuple[str, ...] = ()  # organisations among those beside the site itself
    authors: tuple[str, ...] = ()  # whom other metadata do
    published: tuple[str, ...] = ()
    address: str | None = None
    language: str | None = None


def read_metadata(markup: Markup, url: str | None) -> Metadata:
    """Give what the page says of its report. `url` is where the page was found, where that is known."""
    said = next(_reports(markup.linked_data), {})
    meta = markup.notes.meta
    site = _site(said, meta)
    return Metadata(
        titles=_present(meta.get("og:title"), said.get("headline"), meta.get("twitter:title"), meta.get("headline")),
        site=site,
        signed=_sign(said),
        partners=_find_partners(said, site),
        authors=_present(*(meta.get(key) for key in ("article:author", "author", "parsely-author", "byl"))),
        published=_present(said.get("datePublished"), *(meta.get(key) for key in _PUBLISHED)),
        address=_address(markup, url),
        language=markup.language or meta.get("og:locale") or meta.get("inlanguage"),
    )


_PUBLISHED = tuple(dict.fromkeys(row.name.lower() for row in NOTED if row.tells == "date"))


def _present(*values: Any) -> tuple[str, ...]:
    """Give the values that are text, clean, in order, once each."""
    clean = (html.unescape(" ".join(v.split())) for v in values if isinstance(v, str))
    return tuple(dict.fromkeys(v for v in clean if v))


def _reports(blobs: list[str]) -> Iterator[dict[str, Any]]:
    """Give the objects of linked data that describe an article; `@graph` and lists are opened."""
    for blob in blobs:
        try:
            pending = [_decode(blob.strip().removeprefix("//<![CDATA["))]
        except (msgspec.DecodeError, RecursionError):
            continue
        for _ in range(_LAST):
            if not pending:
                break
            found = pending.pop(0)
            if isinstance(found, list):
                pending.extend(found)
            elif isinstance(found, dict):
                pending.append(found.get("@graph"))
                kinds = found.get("@type")
                if any(_ARTICLE_TYPES.search(str(k)) for k in (kinds if isinstance(kinds, list) else [kinds])):
                    yield found


def _decode(blob: str) -> Any:
    """Read linked data, in which a text may be broken over two lines, against the rules."""
    try:
        return msgspec.json.decode(blob)
    except msgspec.DecodeError:
        return msgspec.json.decode(_CONTROL.sub(" ", blob))


def _site(said: dict[str, Any], meta: dict[str, str]) -> str | None:
    publisher = said.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return next(
        iter(_present(meta.get("og:site_name"), name, meta.get("application-name"), meta.get("publisher"))), None
    )


def _sign(said: dict[str, Any]) -> tuple[str, ...]:
    listed = said.get("author")
    authors = listed if isinstance(listed, list) else [listed]
    return _present(*(a.get("name") if isinstance(a, dict) else a for a in authors))


def _find_partners(said: dict[str, Any], site: str | None) -> tuple[str, ...]:
    """Give the organisations that sign beside the site: an agency whose text it prints."""
    listed = said.get("author")
    authors = [a for a in listed if isinstance(a, dict)] if isinstance(listed, list) else []
    bodies = _present(*(a.get("name") for a in authors if "Organization" in str(a.get("@type"))))
    own = [body for body in bodies if site and (body in site or site in body)]
    return tuple(body for body in bodies if body not in own) if own else ()


def _address(markup: Markup, url: str | None) -> str | None:
    """Give the address that the page calls its own, if it plausibly names this report and not the site."""
    for said in (markup.notes.links.get("canonical"), markup.notes.meta.get("og:url")):
        if not said:
            continue
        address = urljoin(url or "", html.unescape(said.strip()))
        parts = _split(address)
        if parts is None or (parts.path in {"", "/"} and not parts.query):
            continue
        found = _split(url) if url else None
        if found is None or (_host(parts.netloc) == _host(found.netloc) and _is_same_depth(parts.path, found.path)):
            return address
    return url


def _split(address: str) -> Any:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.netloc else None


def _host(netloc: str) -> str:
    return _SUBDOMAIN.sub("", netloc.lower().split("@")[-1].split(":")[0])


def _is_same_depth(canonical: str, found: str) -> bool:
    """False where the canonical path is only a section above the page: /news of /news/2020/bridge."""
    own, whole = (unquote(path).strip("/").split("/") for path in (canonical, found))
    return not (len(own) < len(whole) and whole[: len(own)] == own and whole[len(own) :] != ["amp"])
