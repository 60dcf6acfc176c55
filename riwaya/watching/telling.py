"""Where alerts go: a stream, a file, or an address that is told by a signed POST.

An alert that could not be told is told on the next round. Whoever listens at an address may be told twice, where we
were killed before it was written down: the alert's `id` is the same then.
"""

import hashlib
import hmac
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from riwaya.case import guard
from riwaya.watching.alerts import Alert

Tell = Callable[[Sequence[Alert]], Sequence[str]]  # gives the ids of those that arrived


def tell_stream(stream: BinaryIO) -> Tell:
    """Write alerts to a stream, one JSON object a line."""

    def tell(alerts: Sequence[Alert]) -> Sequence[str]:
        stream.writelines(map(_write, alerts))
        stream.flush()
        return [alert.id for alert in alerts]

    return tell


def tell_file(path: Path) -> Tell:
    """Append alerts to a file, one JSON object a line, each once whenever we were killed. Raises CaseError."""

    def tell(alerts: Sequence[Alert]) -> Sequence[str]:
        with guard(path), path.open("a+b") as file:
            there = _read_ids(file)
            file.writelines(_write(alert) for alert in alerts if alert.id not in there)
            file.flush()
            os.fsync(file.fileno())
        return [alert.id for alert in alerts]

    return tell


def tell_address(post: Callable[[bytes, dict[str, str]], int], secret: bytes, clock: Callable[[], int]) -> Tell:
    """Send each alert to whoever listens behind `post`, signed; one that is not answered with success is kept back.

    `clock` gives the seconds since 1970, which are signed too, so that an old alert cannot be sent again by others.
    """

    def tell(alerts: Sequence[Alert]) -> Sequence[str]:
        arrived = []
        for alert in alerts:
            body = msgspec.json.encode(alert)
            if not 200 <= post(body, sign(body, secret, clock())) < 300:
                break  # whoever does not answer is not asked again at once
            arrived.append(alert.id)
        return arrived

    return tell


def sign(body: bytes, secret: bytes, at: int) -> dict[str, str]:
    """Give the headers of a body: HMAC-SHA256 over the time, a dot, and the body.

    >>> sign(b"{}", b"secret", 1700000000)["Riwaya-Signature"][:27]
    't=1700000000,v1=b8569b78799'
    """
    digest = hmac.new(secret, b"%d." % at + body, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "Riwaya-Signature": f"t={at},v1={digest}"}


def _write(alert: Alert) -> bytes:
    return msgspec.json.encode(alert) + b"\n"


class _Named(msgspec.Struct):
    id: str


def _read_ids(file: BinaryIO) -> set[str]:
    """Give the ids in whole lines of a file, and cut off a torn last line."""
    file.seek(0)
    ids, end = set(), 0
    for line in file:
        if not line.endswith(b"\n"):
            break
        end += len(line)
        try:
            ids.add(msgspec.json.decode(line, type=_Named).id)
        except msgspec.MsgspecError:  # a line of somebody else's
            continue
    file.truncate(end)
    return ids
