"""Answers that need not be made again: the tag of the state of a case, and 304 for whoever has it already."""

from typing import Any

from litestar import Request, Response
from litestar.types import Scope

from riwaya.query import tell_state

Asked = Request[Any, Any, Any]


def answer_unchanged(request: Asked) -> Response[None] | None:
    """Answer 304 where whoever asks has what they would get. The tag is taken first, so that it is never too new."""
    if request.method != "GET":
        return None
    tag = f'W/"{request.app.state.started}-{tell_state(request.app.state.case)}"'
    request.state.tag = tag
    known = request.headers.get("if-none-match", "")
    return Response(None, status_code=304) if tag in {part.strip() for part in known.split(",")} else None


def give_tag(scope: Scope, status: int) -> dict[str, str]:
    """Give the headers that tell which state of the case an answer is of; empty for what changes without it."""
    tag = scope.get("state", {}).get("tag")
    return {"etag": tag, "cache-control": "private, no-cache"} if tag and status in {200, 304} else {}
