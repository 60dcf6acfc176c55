"""riwaya (رواية): who said what, through whom, and how many independent origins stand behind it."""

__version__ = "0.1.0"
