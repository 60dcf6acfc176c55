"""Templates filled in the language that an address begins with."""

import datetime as dt
import functools
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request

from riwaya import query
from riwaya.errors import InputError
from riwaya.web.words import Manner, Tongue

Asked = Request[Any, Any, Any]


def read_manner(tongue: str) -> Manner:
    """Give the manner that the beginning of an address asks for. Raises InputError for one that there is none of."""
    known: dict[str, Tongue] = {"en": "en", "ar": "ar", "ar-u-nu-arab": "ar-u-nu-arab"}
    if tongue not in known:
        raise InputError(tongue, "the pages are not written in this language", "begin at /ar/ or /en/")
    return Manner(known[tongue])


def read_day(text: str) -> dt.date | None:
    """Give the day that a form holds, None where it was left empty. Raises InputError."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(text, "is no day", "write it as 2025-02-09") from None


def render(template: str, manner: Manner, request: Asked, **given: Any) -> str:
    """Fill a template. It knows where it stands (`home`, `tail`), and has words and numbers in its language."""
    path = request.url.path
    tail = path.split("/", 2)[2] if path.count("/") > 1 else ""
    tail += f"?{request.url.query}" if request.url.query else ""
    links = Links(f"/{manner.tongue}")
    place = {"home": links.home, "link": links, "tail": tail, "can_edit": bool(request.app.state.token)}
    return fill(template, manner, **place, **given)


def fill(template: str, manner: Manner, **given: Any) -> str:
    """Fill a template that stands nowhere: `render` for those that do."""
    return _environment().get_template(template).render(manner=manner, t=manner.say, n=manner.number, **given)


class Links(NamedTuple):
    """Where the things of a case are shown."""

    home: str

    def article(self, name: str) -> str:
        """Lead to a report."""
        return f"{self.home}/articles/{name}"

    def statement(self, article: str, name: str) -> str:
        """Lead to a statement in its report."""
        return f"{self.home}/articles/{article}#{name}"

    def words(self, article: str, start: int, end: int) -> str:
        """Lead to a stretch of a report's text."""
        return f"{self.home}/articles/{article}?first={start}&last={end}#here"

    def actor(self, name: str | None) -> str | None:
        """Lead to an actor, where it is known who."""
        return f"{self.home}/actors/{name}" if name else None

    def pair(self, a: str, b: str) -> str:
        """Lead to two reports side by side."""
        return f"{self.home}/compare/{a}/{b}"


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("riwaya.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["date"] = query.write_date
    return environment
