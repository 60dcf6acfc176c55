"""Records and rows as HTML for a notebook. What pages say is escaped, and nothing is loaded from anywhere.

In: any record. Out: its fields in a table, those that are unknown left out; words of a page marked, with their
offsets shown where the pointer rests.
"""

import html
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

_FEW = 10  # items of a list inside a record
_LETTERS = 600  # of a text inside a record
_SPAN = ("start", "end", "text")


def draw_record(record: Struct) -> str:
    """Give one record: a row for each field of which something is known.

    >>> class Note(Struct):
    ...     title: str
    ...     author: str | None = None
    >>> draw_record(Note("<script>"))
    '<table><tr><th>title</th><td dir="auto" style="text-align:start">&lt;script&gt;</td></tr></table>'
    """
    fields = ((field.encode_name, getattr(record, field.name)) for field in msgspec.structs.fields(record))
    rows = (
        f"<tr><th>{html.escape(name)}</th>{_draw_cell(value)}</tr>" for name, value in fields if not _is_bare(value)
    )
    return f"<table>{''.join(rows)}</table>"


def draw_rows(columns: Sequence[str], rows: Iterable[Struct], most: int) -> str:
    """Give flat rows under the names of their columns: at most so many, and a word where there are more."""
    shown = list(itertools.islice(rows, most + 1))
    head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(map(_draw_cell, msgspec.structs.astuple(row)))}</tr>" for row in shown[:most])
    more = f"<p>The first {most}; there are more.</p>" if len(shown) > most else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _draw_cell(value: object) -> str:
    return f'<td dir="auto" style="text-align:start">{_draw(value)}</td>'


def _draw(value: Any) -> str:
    match value:
        case None:
            return ""
        case Struct() if value.__struct_fields__ == _SPAN:
            start, end, text = msgspec.structs.astuple(value)
            return f'<mark title="{start}–{end}">{_write(text)}</mark>'
        case Struct():
            return draw_record(value)
        case Mapping():
            return _draw_list(
                [f"{_draw(key)}: {_draw(each)}" for key, each in itertools.islice(value.items(), _FEW)], value
            )
        case tuple() | list():
            return _draw_list([_draw(each) for each in value[:_FEW]], value)
        case _:
            return _write(str(value))


def _draw_list(items: list[str], whole: Sequence[object] | Mapping[Any, object]) -> str:
    more = [f"… {len(whole) - _FEW} more"] if len(whole) > _FEW else []
    return f"<ul>{''.join(f'<li>{item}</li>' for item in (*items, *more))}</ul>"


def _write(text: str) -> str:
    return html.escape(text if len(text) <= _LETTERS else f"{text[:_LETTERS]} …")


def _is_bare(value: object) -> bool:
    return value is None or value in ("", (), {}, [])
