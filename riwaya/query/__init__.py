"""Asks a case. Every face (terminal, `--json`, page) puts its questions here and gets records back."""

from riwaya.query.actors import Portrait, find_actor, give_actor
from riwaya.query.articles import (
    Dossier,
    Overview,
    Row,
    find_capture,
    find_kept,
    find_tie,
    give_dossier,
    give_overview,
    list_problems,
    list_rows,
    open_store,
)
from riwaya.query.marking import Layered, Piece, cut_layers, cut_paragraph, mark_differences, mark_shared, write_date
from riwaya.query.naming import name_outlets, name_sources
from riwaya.query.stories import Card, Whole, find_story, give_story, list_cards, list_claims

__all__ = [
    "Card",
    "Dossier",
    "Layered",
    "Overview",
    "Piece",
    "Portrait",
    "Row",
    "Whole",
    "cut_layers",
    "cut_paragraph",
    "find_actor",
    "find_capture",
    "find_kept",
    "find_story",
    "find_tie",
    "give_actor",
    "give_dossier",
    "give_overview",
    "give_story",
    "list_cards",
    "list_claims",
    "list_problems",
    "list_rows",
    "mark_differences",
    "mark_shared",
    "name_outlets",
    "name_sources",
    "open_store",
    "write_date",
]
