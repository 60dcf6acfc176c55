"""The case in a browser: server-made pages over `query`, readable without scripts. They load nothing from outside.

A page's text is hostile. The templates escape everything, the policy allows no script, and captures are given as
downloads that no browser opens.
"""

import ipaddress
import secrets
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response, Router
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.datastructures import MutableScopeHeaders, State
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router
from litestar.types import Message, Scope

from riwaya import api, query
from riwaya.errors import RiwayaError
from riwaya.web import views

_BODY = 1 << 16  # bytes that somebody may send
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {  # of every answer, also of errors and static files
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


def make_app(case: Path, hosts: tuple[str, ...], *, token: str | None = None) -> Litestar:
    """Give the application over one case, answering alone to these hosts, written as browsers do: `localhost:8000`.

    A page elsewhere that rebinds its own name to this machine thus learns nothing. With a
    token, whoever knows it may correct.
    """
    return Litestar(
        route_handlers=[
            Router(
                "/",
                route_handlers=views.HANDLERS,
                before_request=api.answer_again,
                include_in_schema=False,
            ),
            create_static_files_router("/static", directories=[Path(__file__).parent / "static"]),
            api.ROUTER,
            api.give_schema,
        ],
        state=State(
            {
                "case": case,
                "started": secrets.token_hex(4),
                "token": token,
                "shelf": api.Shelf(),
                "memory": query.Memory(case),
            }
        ),
        request_max_body_size=_BODY,
        allowed_hosts=AllowedHostsConfig(allowed_hosts=list(hosts)),
        before_send=[_add_headers],
        exception_handlers={RiwayaError: _tell_error, HTTPException: _tell_error},
        openapi_config=api.SCHEMA,
    )


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


def _tell_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    is_asked_by_program = request.url.path.startswith(("/api/", "/openapi"))
    return (api.tell_fault if is_asked_by_program else views.show_error)(request, error)


async def _add_headers(message: Message, scope: Scope) -> None:
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in _HEADERS.items():
            headers[name] = value
    api.keep_answer(message, scope)
