"""The questions of the command line over HTTP: the same records as `--json`, described by OpenAPI from the records.

A long answer comes in parts: `limit` and `offset` say which, `next` leads on. Every answer has an ETag that stays as
long as the case does, so that asking again costs nothing. What is wrong is said in a `Fault`.
"""

from typing import Any

from litestar import Litestar, MediaType, Response, Router, get
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from riwaya import __version__
from riwaya.api import asking, editing, reading
from riwaya.api.answering import tell_fault
from riwaya.api.asking import provide_filter, provide_part
from riwaya.api.freshness import Asked, Shelf, answer_again, keep_answer

__all__ = ["ROUTER", "SCHEMA", "Shelf", "answer_again", "describe", "give_schema", "keep_answer", "tell_fault"]

SCHEMA = OpenAPIConfig(
    title="riwaya",
    version=__version__,
    description="Who said what, through whom, and how many independent origins stand behind it.",
    path="/api/schema",
    render_plugins=[JsonRenderPlugin(path="/openapi.json")],
    use_handler_docstrings=True,
    operation_id_creator=lambda handler, *_: handler.handler_name,
)


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def give_schema(request: Asked) -> Response[dict[str, Any]]:
    """Give what can be asked, and what comes back, in OpenAPI 3.1."""
    return Response(describe(request.app), media_type=MediaType.JSON)


def describe(app: Litestar) -> dict[str, Any]:
    """Give the description of the API as plain data."""
    schema: dict[str, Any] = _allow_several(app.openapi_schema.to_schema())
    return schema


def _allow_several(schema: Any) -> Any:
    """Say "any of" where Litestar says "one of": 7 is both an integer and a number."""
    if isinstance(schema, list):
        return [_allow_several(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {"anyOf" if key == "oneOf" else key: _allow_several(value) for key, value in schema.items()}


ROUTER = Router(
    path="/api",
    route_handlers=[*asking.HANDLERS, *reading.HANDLERS, editing.make_correction],
    dependencies={
        "wanted": Provide(provide_filter, sync_to_thread=False),
        "part": Provide(provide_part, sync_to_thread=False),
    },
    before_request=answer_again,
    security=[],
    tags=["case"],
)
