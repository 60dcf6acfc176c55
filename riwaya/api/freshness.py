"""Answers that need not be made again: 304 for whoever has one already, and a shelf of those made lately."""

from collections import OrderedDict
from typing import Any, NamedTuple

from litestar import Request, Response
from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from riwaya.query import tell_state

Asked = Request[Any, Any, Any]

_ROOM = 64 << 20  # bytes


class Made(NamedTuple):
    """An answer as it was given."""

    kind: str  # its media type
    body: bytes


class Shelf:
    """Answers of one state of a case, by their addresses; the longest untouched goes first where room is short."""

    def __init__(self) -> None:
        self._tag, self._size = "", 0
        self._made: OrderedDict[str, Made] = OrderedDict()

    def find(self, tag: str, address: str) -> Made | None:
        """Give the answer to an address if it is of this state."""
        if tag != self._tag or address not in self._made:
            return None
        self._made.move_to_end(address)
        return self._made[address]

    def keep(self, tag: str, address: str, made: Made) -> None:
        """Keep an answer, and none of another state."""
        if tag != self._tag:
            self._made.clear()
            self._tag, self._size = tag, 0
        if address not in self._made:
            self._size += len(made.body)
            self._made[address] = made
        while self._size > _ROOM:
            self._size -= len(self._made.popitem(last=False)[1].body)


def answer_again(request: Asked) -> Response[Any] | None:
    """Answer 304 to whoever has what they would get, or from the shelf. The tag is taken first: it is never too new."""
    if request.method != "GET":
        return None
    tag = f'W/"{request.app.state.started}-{tell_state(request.app.state.case)}"'
    known = request.headers.get("if-none-match", "")
    request.state.tag = tag
    if tag in {part.strip() for part in known.split(",")}:
        return Response(None, status_code=304)
    made = request.app.state.shelf.find(tag, _address(request.scope))
    return Response(made.body, media_type=made.kind.split(";")[0]) if made else None


def keep_answer(message: Message, scope: Scope) -> None:
    """Look at an answer as it leaves: tell which state of the case it is of, and put a page or record on the shelf."""
    state: dict[str, Any] = scope.get("state", {})
    if "tag" not in state:
        return
    if message["type"] == "http.response.start" and message["status"] in {200, 304}:
        headers = MutableScopeHeaders.from_message(message)
        headers["etag"], headers["cache-control"] = state["tag"], "private, no-cache"
        if message["status"] == 200 and "content-disposition" not in headers:
            state["kind"] = headers.get("content-type", "")
    elif message["type"] == "http.response.body" and state.get("kind") and not message.get("more_body"):
        shelf: Shelf = scope["litestar_app"].state.shelf
        shelf.keep(state["tag"], _address(scope), Made(state["kind"], message["body"]))


def _address(scope: Scope) -> str:
    return f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
