"""The case in a browser: server-made pages over `query`, readable without scripts. They load nothing from outside.

A page's text is hostile. The templates escape everything, the policy allows no script, and captures are given as
downloads that no browser opens.
"""

import ipaddress
from pathlib import Path

from litestar import Litestar
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.datastructures import MutableScopeHeaders, State
from litestar.static_files import create_static_files_router
from litestar.types import Message, Scope

from riwaya.errors import RiwayaError
from riwaya.web import views

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {  # of every answer, also of errors and static files
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


def make_app(case: Path, hosts: tuple[str, ...]) -> Litestar:
    """Give the application over one case, answering alone to these hosts, written as browsers do: `localhost:8000`.

    A page elsewhere that rebinds its own name to this machine thus learns nothing.
    """
    return Litestar(
        route_handlers=[
            *views.HANDLERS,
            create_static_files_router("/static", directories=[Path(__file__).parent / "static"]),
        ],
        state=State({"case": case}),
        allowed_hosts=AllowedHostsConfig(allowed_hosts=list(hosts)),
        before_send=[_add_headers],
        exception_handlers={RiwayaError: views.show_error},
        openapi_config=None,
    )


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


async def _add_headers(message: Message, _: Scope) -> None:
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in _HEADERS.items():
            headers[name] = value
