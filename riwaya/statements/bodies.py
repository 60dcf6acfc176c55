"""Which body a short mention means: «الوزارة» is the one last named in full, «البنك» the only one with an adjective."""

from bisect import bisect_right
from itertools import chain

from riwaya.statements.heads import Head, is_nisba, is_preposition, unjoin
from riwaya.statements.introductions import find_bodies, find_described_bodies
from riwaya.statements.nouns import Phrase
from riwaya.statements.sentences import Draught
from riwaya.stems import is_definite
from riwaya.text import load_folded


class Bodies:
    """The bodies and media that a page names in full."""

    def __init__(self, draught: Draught) -> None:
        self._draught = draught
        self._in_full: dict[str, list[Phrase]] = {}  # by the noun that heads them, in text order
        self._described: tuple[Phrase, ...] | None = None  # with an adjective, once they are asked for
        for sentence in draught.sentences:
            for phrase in find_bodies(draught, sentence):
                self._in_full.setdefault(phrase.head.base if phrase.head else "", []).append(phrase)

    def find_whole(self, phrase: Phrase) -> Phrase | None:
        """«الوزارة», «الصحيفة البريطانية» is the one last named in full; an adjective is in a body's name."""
        first, head, forms = phrase.first, phrase.head, self._draught.forms
        end = next((i for i in range(first + 1, phrase.last) if is_preposition(forms[i])), phrase.last)
        described = set(forms[first + 1 : end])  # «الشركة | في الطلب»
        if head is None or not is_definite(forms[first]) or not all(map(_is_adjective, described)):
            return None
        if not described and (sole := self._sole_described(first, head)) is not None:
            return sole
        bodies = self._in_full.get(head.base, [])
        place = bisect_right(bodies, first, key=lambda body: body.last)
        found = bodies[place - 1] if place else None
        known = {form for form in forms[slice(*found[:2])] if _is_adjective(form)} if found else set()
        alone = len({tuple(forms[slice(*body[:2])]) for body in bodies}) == 1 and not any(map(_is_national, described))
        # «المنظمة الحقوقية», where the page has one in full
        return found if described <= known or alone or (head.kind == "medium" and not known) else None

    def _sole_described(self, first: int, head: Head) -> Phrase | None:
        """«رفع البنك الدولي توقعاته. ويوضح | البنك»: the only one before that an adjective tells from any other."""
        if self._described is None:
            each = (find_described_bodies(self._draught, sentence) for sentence in self._draught.sentences)
            self._described = tuple(chain.from_iterable(each))
        like = (body for body in self._described if body.head is not None and body.head.base == head.base)
        bodies = [body for body in like if body.last <= first]
        alone = len({self._bare(body) for body in bodies}) == 1 and not self._in_full.get(head.base)
        return bodies[0] if alone else None

    def _bare(self, phrase: Phrase) -> tuple[str, ...]:
        opening, *rest = self._draught.forms[phrase.first : phrase.last]
        return unjoin(opening), *rest


def _is_national(form: str) -> bool:
    return form.removeprefix("ال").removesuffix("ه") in load_folded("ar", "persons")


def _is_adjective(form: str) -> bool:
    return is_definite(form) and is_nisba(form)
