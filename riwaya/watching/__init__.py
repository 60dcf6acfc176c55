"""Keeps following feeds: pages as they come out, their changes, and alerts. Killed at any instant, it loses nothing.

All that must be remembered is in the case: pages in its captures, what feeds named and what came of it in its journal.
Each thing is written down before what follows from it is done, so that whoever starts again goes on from there.
"""

from riwaya.watching.alerts import Alert
from riwaya.watching.following import Following, watch
from riwaya.watching.planning import Plan
from riwaya.watching.telling import Tell, sign, tell_address, tell_file, tell_stream

__all__ = [
    "Alert",
    "Following",
    "Plan",
    "Tell",
    "sign",
    "tell_address",
    "tell_file",
    "tell_stream",
    "watch",
]
