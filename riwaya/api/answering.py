"""How an answer leaves: encoded records, a long one in parts, and what is wrong in words."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlencode

import msgspec
from litestar import MediaType, Response, get
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import ResponseSpec
from msgspec import Struct

from riwaya.api.freshness import Asked
from riwaya.api.shapes import Fault
from riwaya.errors import InputError, RiwayaError
from riwaya.store import Part

FAULTS = {
    400: "What was asked is not understood.",
    404: "There is no such thing in the case.",
    503: "The case cannot be read now.",
}


def ask(path: str, shape: type[Struct]) -> Callable[[Callable[..., Response[bytes]]], HTTPRouteHandler]:
    """Make a question of a function: where it is asked, and the record that its answer is."""
    faults = {
        status: ResponseSpec(Fault, description=words, generate_examples=False) for status, words in FAULTS.items()
    }
    unchanged = ResponseSpec(None, description="What you have is still so.", generate_examples=False)
    answer = ResponseSpec(shape, description="The answer.", generate_examples=False)
    return get(path, responses={200: answer, 304: unchanged, **faults}, sync_to_thread=True)


def read_key(request: Asked, key: str) -> str:
    """Give what a path ends in as it was written: a source or an address has slashes, which the router makes one."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    path = unquote(raw.partition(b"?")[0].decode("ascii", "replace"))
    return path.removeprefix("/api/").partition("/")[2] if key.count("/") > 1 else key.removeprefix("/")


def give(record: object) -> Response[bytes]:
    """Answer with one record."""
    return Response(msgspec.json.encode(record), media_type=MediaType.JSON)


def give_part(request: Asked, rows: Iterable[object], part: Part) -> Response[bytes]:
    """Answer with a part of a long answer; `rows` begin at the part and hold one more where another part follows."""
    found = list(itertools.islice(rows, part.limit + 1))
    return give_items(request, found[: part.limit], part, follows=len(found) > part.limit)


def give_items(request: Asked, items: Sequence[object], part: Part, *, follows: bool) -> Response[bytes]:
    """Answer with a part of a long answer, and where the next part is."""
    following = None
    if follows:
        asked = {**request.query_params.dict(), "limit": [part.limit], "offset": [part.offset + part.limit]}
        following = f"{request.url.path}?{urlencode(asked, doseq=True)}"
    return give({"items": items, "next": following})


def look_ahead(part: Part) -> Part:
    """Give the part with one row more, which tells whether another part follows."""
    return Part(part.limit + 1, part.offset)


def skip(rows: Iterable[Any], part: Part) -> Iterable[Any]:
    """Give the rows from where a part begins."""
    return itertools.islice(rows, part.offset, None)


def tell_fault(_: Asked, error: Exception) -> Response[bytes]:
    """Say why there is no answer."""
    match error:
        case RiwayaError():
            status = HTTPStatus.NOT_FOUND if isinstance(error, InputError) else HTTPStatus.SERVICE_UNAVAILABLE
            fault = Fault(status=status, reason=f"{error.subject}: {error.reason}", advice=error.advice or None)
        case HTTPException():
            advice = "/openapi.json says what can be asked"
            fault = Fault(status=error.status_code, reason=_describe(error), advice=advice)
        case _:
            raise error
    return Response(msgspec.json.encode(fault), status_code=fault.status, media_type=MediaType.JSON)


def _describe(error: HTTPException) -> str:
    """Give what is wrong with which parameter, where that is known."""
    extra: object = error.extra
    wrong = [part for part in extra if isinstance(part, dict)] if isinstance(extra, list) else []
    return "; ".join(f"{part.get('key')}: {part.get('message')}" for part in wrong) or error.detail
