"""Showing a case in the browser, and the demo that begins with one."""

import contextlib
import datetime as dt
import gc
import os
import secrets
import signal
import socket
import sys
import threading
import webbrowser
from pathlib import Path

import click
import uvicorn

from riwaya import query
from riwaya.cli.asking import show_overview
from riwaya.cli.options import (
    case_option,
    console,
    err,
    with_progress,
    workers_option,
)
from riwaya.demo import demo_pages
from riwaya.pipeline import add_pages
from riwaya.web import is_loopback, make_app

_PROCESSES = 4  # that answer at most: one for each core
_LITTER = 50_000  # things made before Python looks for litter: what a case's answers hold makes each look long


@click.command()
@case_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--edit", is_flag=True, help="Let whoever has the token that is printed correct the case.")
def serve(case: Path, port: int, host: str, edit: bool) -> None:
    """Show a case in the browser, to this machine alone unless --host says otherwise."""
    query.open_store(case).close()  # a case that is not there is said here, not in the browser
    if not is_loopback(host):
        err.print(f"Whoever reaches {host} can read this case: there is no password.", style="bold")
    token = secrets.token_urlsafe(12) if edit else None
    if token:
        err.print(f"Token for corrections: {token}", markup=False)
    serve_case(case, f"[{host}]" if ":" in host else host, port, token)


def serve_case(case: Path, host: str, port: int, token: str | None = None) -> None:
    """Show a case in the browser until somebody ends it; whoever has the token may correct it."""
    err.print(f"http://{host}:{port}/  (Ctrl-C ends it)")
    app = make_app(case, hosts=(f"{host}:{port}", f"localhost:{port}"), token=token)
    server = uvicorn.Server(uvicorn.Config(app, host=host.strip("[]"), port=port, log_level="warning"))
    opened = server.config.bind_socket()
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else the kernel holds each answer back for 40 ms
    gc.set_threshold(_LITTER)
    _multiply(min(os.cpu_count() or 1, _PROCESSES))
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[opened])


def _multiply(processes: int) -> None:
    """Become several processes that answer at the same address; the others end with this one, however it ends."""
    begun, held = os.pipe()
    for _ in range(processes - 1):
        if os.fork() == 0:
            os.close(held)
            threading.Thread(target=_end_with, args=(begun,), daemon=True).start()
            return


def _end_with(begun: int) -> None:
    os.read(begun, 1)  # nobody writes: it returns when the process that holds the other end is gone
    os.kill(os.getpid(), signal.SIGTERM)


@click.command()
@click.option(
    "--case",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-case"),
    show_default=True,
    help="The folder that the demo's case is made in.",
)
@click.option(
    "--open/--no-open",
    "opens",
    default=None,
    help="Open the case in the browser as well. Done unless told otherwise where a person sits at a terminal.",
)
@workers_option
def demo(case: Path, opens: bool | None, workers: int) -> None:
    """Do all of it on pages that we invented: build a case and show it."""
    err.print(f"Adding an invented story to {case} …", style="dim")
    steps = add_pages(case, demo_pages(), now=lambda: dt.datetime.now(dt.UTC), workers=workers)
    for _ in with_progress(steps, "adding"):
        pass
    with query.open_store(case) as store:
        show_overview(case, store, query.give_overview(case, store))
    console.print(f"\nNext: riwaya show ID --case {case}", style="dim")
    if sys.stdout.isatty() if opens is None else opens:
        threading.Timer(1, webbrowser.open, ["http://127.0.0.1:8000/"]).start()  # once the server answers
        serve_case(case, "127.0.0.1", 8000)
