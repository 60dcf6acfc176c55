"""An act in a sentence, before it is an event."""

from typing import NamedTuple

from riwaya.events.acts import Act, Reading
from riwaya.events.parties import Parties
from riwaya.records import EventStatus, Interval


class Found(NamedTuple):
    """An act at a token: how its word is read, who acts and undergoes, when, and whether it happened."""

    at: int
    reading: Reading
    act: Act
    parties: Parties
    date: Interval | None
    status: EventStatus
