"""What a site's robots.txt lets be fetched, as RFC 9309 reads it.

In: the bytes of the file and our name. Out: rules, which answer for one path at a time. The longest rule that fits
decides, and between equal ones the one that allows. Nothing is fetched here.
"""

import re
import urllib.parse
from typing import NamedTuple

_MOST = 500_000  # bytes of the file that are read
_SLOWEST = 60.0  # seconds between two fetches that a site may ask for
_LINE = re.compile(r"^[ \t]*(user-agent|allow|disallow|crawl-delay)[ \t]*:[ \t]*([^#]*)", re.IGNORECASE)
_AGENT = re.compile(r"^[a-z_-]+", re.IGNORECASE)


class Rules(NamedTuple):
    """What one site asks of us. `delay` is in seconds, None where it asks for none."""

    rules: tuple[tuple[str, bool], ...] = ()  # path pattern, whether it allows
    delay: float | None = None

    def allows(self, target: str) -> bool:
        r"""Tell whether a path, with its query, may be fetched.

        >>> read_rules(b"User-agent: *\nDisallow: /p\nAllow: /public$", "riwaya").allows("/public")
        True
        """
        target = _normalise(target)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, target)]
        return max(fitting, default=(0, True))[1]


def read_rules(body: bytes, agent: str) -> Rules:
    """Give the rules for `agent`, else those for everybody. What cannot be read is no rule."""
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    is_open = False  # several agents in a row share the lines that follow
    for line in body[:_MOST].decode("utf-8", "replace").removeprefix("\ufeff").splitlines():
        if not (found := _LINE.match(line)):
            continue
        field, value = found[1].lower(), found[2].strip()
        if field == "user-agent":
            named = [*(named if is_open else ()), _name(value)]
            for name in named:
                groups.setdefault(name, [])
            is_open = True
        else:
            is_open = False
            for name in named:
                groups[name].append((field, value))
    lines = groups.get(agent.lower(), groups.get("*", []))
    rules = tuple((_normalise(value), field == "allow") for field, value in lines if value and field in _RULES)
    return Rules(rules, _find_delay(lines))


_RULES = {"allow", "disallow"}


def _name(value: str) -> str:
    found = _AGENT.match(value)
    return found[0].lower() if found else value


def _find_delay(lines: list[tuple[str, str]]) -> float | None:
    for field, value in lines:
        if field == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value):
            return min(float(value), _SLOWEST)
    return None


def _fits(pattern: str, target: str) -> bool:
    """Match a pattern with `*` and a final `$`, part by part, so that no pattern takes longer than its length asks."""
    is_whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    place = len(first)
    for number, part in enumerate(rest, 1):
        if is_whole and number == len(rest):
            return len(target) - len(part) >= place and target.endswith(part)
        place = target.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return not is_whole or place == len(target)


def _normalise(path: str) -> str:
    """Write letters in one way, whether escaped or not; what is escaped for a reason stays so."""
    return urllib.parse.quote(urllib.parse.unquote(path, errors="replace"), safe="/?&=*$:;,@!~'()+%#[]")
