"""Runs the stages: pages in, readings out; and over a case, where a page is kept before it is analysed.

A page that cannot be analysed becomes a Problem beside its capture, and the run goes on.
"""

from riwaya.pipeline.adding import add_pages
from riwaya.pipeline.backup import back_up_case
from riwaya.pipeline.correcting import correct
from riwaya.pipeline.mending import Check, check_case, rebuild_case
from riwaya.pipeline.reading import STAGES, Added, read_page, read_pages
from riwaya.pipeline.removing import remove_pages

__all__ = [
    "STAGES",
    "Added",
    "Check",
    "add_pages",
    "back_up_case",
    "check_case",
    "correct",
    "read_page",
    "read_pages",
    "rebuild_case",
    "remove_pages",
]
