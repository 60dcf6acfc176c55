"""Whom a verb without a subject means, and a noun that points back: «وقال إن», «وأضاف», «المصدر نفسه», «شهادتها».

It is the nearest party heard before that agrees in gender and number, with «وأضاف» the nearest that spoke.
"""

import functools
from bisect import bisect_right
from collections.abc import Sequence

from riwaya.lexicon import load_list
from riwaya.records import Speaker
from riwaya.statements.cues import Cue
from riwaya.statements.doers import find_own
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import Head, is_one_post
from riwaya.statements.inflections import Gender
from riwaya.statements.nouns import Phrase, read_phrase
from riwaya.statements.parties import Party, agrees, is_body, is_medium
from riwaya.statements.pointing import gender_of, is_as_many, is_joint, is_player, is_sources, is_trade, owner_gender
from riwaya.statements.references import References
from riwaya.statements.sources import Source
from riwaya.text import load_folded

_PAPERS = ("document", "evidence")
_MEMORY = 12  # parties heard that a dropped subject may point back to


class Hearing:
    """Who was heard in an article so far, and who of them spoke."""

    def __init__(self, references: References) -> None:
        self.draught = references.draught
        self._references = references
        self._roll = references.roll
        # who issued the document that spoke last, and its gender: «وقال البيان», «وقالت الدراسة»
        self._paper: tuple[int, Gender] | None = None
        self._spoke: list[int] = []
        self._joint: int | None = None  # who spoke together with others: «الرئيس وحلفاؤه»
        self._one: int | None = None  # who spoke last, where many were called one: «مصادر» and then «المصدر»

    def note_speaker(self, place: int, phrase: Phrase, source: Source, cue: Cue | None) -> None:
        """Remember that the party number `place` spoke, by a phrase of its source."""
        party = self._roll.parties[place]
        self._paper = (place, gender_of(phrase.head)) if phrase.head and phrase.head.kind == "document" else None
        if cue is not None:  # «بحسب الأرقام» is no speech
            # whoever speaks with others is two or many for the next verb
            self._joint = place if is_joint(self.draught, source) else None
        self._one = place if is_sources(party) and phrase.head and phrase.head.number == "one" else None
        self._references.spoke_at = source.first
        if cue is not None or party.head is None or party.head.kind not in _PAPERS:  # not «حسب الأرقام»
            self._roll.heard.append(place)
            self._spoke.append(place)

    def note_actor(self, place: int, phrase: Phrase, *, speaks: bool) -> None:
        """Remember that the party number `place` acted, and where it spoke that too."""
        self._roll.heard.append(place)
        if phrase.head is not None and phrase.head.kind == "document":
            self._paper = (place, gender_of(phrase.head))
        if speaks:
            self._spoke.append(place)

    def note_paper(self, place: int) -> None:
        """Let «البيان» go on, which the party number `place` issued."""
        self._paper = (place, "m")

    def return_word(self) -> None:
        """Let whoever spoke before the last speaker be the last again."""
        for heard in (self._roll.heard, self._spoke):
            if len(heard) > 1:
                heard.append(heard[-2])

    def same_source(self, phrase: Phrase) -> int | None:
        """«المصدر نفسه»: the source last heard that is called so, else whoever spoke last: a paper, the police."""
        head = phrase.head
        if head is None or head.number != "one" or head.base not in load_folded("ar", "roles_sources"):
            return None
        same = load_grammar().same.intersection(self.draught.forms[max(0, phrase.first - 1) : phrase.last + 1])
        if not same or not self._spoke:
            return None
        near = ((place, self._roll.parties[place]) for place in reversed(self._spoke[-_MEMORY:]))
        ones = ((place, party.head) for place, party in near if party.number != "many")
        return next((place for place, own in ones if own and own.base == head.base), self._spoke[-1])

    def goes_on(self, phrase: Phrase, cue: Cue | None) -> int | None:
        """Who goes on speaking by a noun that nobody is known by: «وتابع | رئيس الهيئة», «وقال | نجم منتخب الضفة»."""
        head = phrase.head
        if cue is None or phrase.name is not None or not self._spoke:
            return None
        if head is None or head.kind != "person" or head.number != "one" or head.some:
            return None
        if is_player(self.draught, phrase, head):
            return self._by_trade(phrase, head, cue)
        return self._by_post(phrase, head, cue) if cue.verb.past in _further("ar") else None

    def _by_post(self, phrase: Phrase, head: Head, cue: Cue) -> int | None:
        """«وتابع | رئيس الهيئة», «وأضافت | الفتاة»: a post of nobody known is whoever spoke last."""
        place = self._spoke[-1]
        if not self._may_be(place, head, cue):
            return None
        if not is_one_post(self.draught.forms, phrase.first, phrase.last, head):
            return None
        return place if self._roll.find(phrase, joined=False) is None else None

    def _by_trade(self, phrase: Phrase, head: Head, cue: Cue) -> int | None:
        """«سامي الحداد، مهاجم النسيم ... وقال | نجم منتخب الضفة»: a player goes by many trades, with any verb."""
        near = reversed(self._spoke[-_MEMORY:])
        place = next((p for p in near if not is_trade(self._roll.parties[p])), self._spoke[-1])
        if not self._may_be(place, head, cue):
            return None
        found = self._roll.find(phrase, joined=False)
        return place if found is None or not self._roll.parties[found].is_named else None

    def _may_be(self, place: int, head: Head, cue: Cue) -> bool:
        """True of one man or woman with a name, of whom the verb may be, and who has no such post already."""
        party = self._roll.parties[place]
        one = party.is_named and party.number != "many" and not is_body(party)
        return one and agrees(party, cue) and not party.holds(head)

    def owner_of(self, phrase: Phrase) -> int | None:
        """«وفق شهادتها»: the woman heard last."""
        if phrase.name is not None or phrase.head is None or phrase.head.kind != "document":
            return None
        gender = owner_gender(self.draught.span(phrase.first, phrase.first + 1).text)
        near = [p for p in reversed(self._roll.heard[-_MEMORY:]) if self._roll.parties[p].gender in ("", gender)]
        people = (p for p in near if not is_body(self._roll.parties[p]))
        return next(people, near[0] if near else None) if gender else None

    def last_heard(self, cue: Cue | None) -> Speaker | None:
        """Give the nearest party heard before that agrees with a verb; nobody hears of it."""
        near = reversed(self._roll.heard[-_MEMORY:])
        place = next((p for p in near if agrees(self._as_called(p), cue)), None)
        return Speaker(name=self._roll.parties[place].name, how="pronoun") if place is not None else None

    def resolve_dropped(self, cue: Cue | None, before: int, *, also: bool = False) -> Speaker:
        """Give the nearest party heard before that agrees with the verb; in «كما أشار», with `also`, whoever spoke."""
        goes_on = also or (cue is not None and cue.verb.past in _further("ar"))
        pointed = (self._spoke if goes_on and self._spoke else self._roll.heard)[-_MEMORY:]
        heard = self._agreeing(cue, pointed)
        if cue is not None and (paper := self._last_paper(cue, pointed)) is not None:
            heard = [paper]
        alone = cue is not None and cue.form == "participle" and cue.number == "one"
        last = self._roll.parties[pointed[-1]] if alone and pointed else None
        if last is not None and (is_body(last) or is_sources(last)):
            heard = pointed[-1:]  # «وذكرت الأمانة العامة أن ...، مؤكدا أن», «قالت مصادر إن ...، مشيرا إلى»
        two = cue is not None and cue.number == "two"
        if self._joint is not None and self._joint in pointed[-1:] + pointed * two and cue is not None:
            heard = [self._joint] if cue.number != "one" else heard
        if heard and cue is not None and cue.number == "many" and is_body(self._roll.parties[heard[0]]):
            many = [p for p in self._spoke[-1:] if self._roll.parties[p].number == "many"]
            heard = many or heard  # «قال ناشطون ... وتستضيف الحكومة ... وأشاروا إلى أن»
        if not heard:
            heard = self._roll.find_introduced(before, cue)
        if not heard and alone and self._is_one_sentence(self._references.spoke_at, before):
            heard = pointed[-1:]  # «قال الحداد إن ...، مشيرة إلى»: a slip, for a participle has its subject beside it
        if cue is not None and not any(p == self._joint or is_as_many(self._roll.parties[p], cue) for p in heard):
            own = self._find_own(cue, before)
            heard = [own] if own is not None else heard if cue.number != "two" or cue.form == "noun" else []
            self._joint = own if cue.number == "two" else self._joint
        if not heard and self._references.carrier is not None and cue is not None and cue.form in ("past", "present"):
            place = self._references.place(read_phrase(self.draught, *self._references.carrier[:2]), "")
            heard = [place] if agrees(self._roll.parties[place], cue) else []
        if not heard:
            return Speaker(name="", how="unresolved")
        self._references.spoke_at = before
        self._roll.heard.append(heard[0])
        self._spoke.append(heard[0])
        return Speaker(name=self._roll.parties[heard[0]].name, how="pronoun")

    def _agreeing(self, cue: Cue | None, pointed: Sequence[int]) -> list[int]:
        """Those heard that agree with a verb, the nearest first.

        Of «بيان | جاء فيه» the verb is the paper's: any, but a medium last, «ونشرت الصحيفة مقتطفات من كتابه جاء فيها».
        """
        near = pointed[::-1]
        if cue is None or cue.verb.group != "stand":
            return [p for p in near if agrees(self._as_called(p), cue)]
        return sorted(near, key=lambda p: is_medium(self._roll.parties[p]))

    def _last_paper(self, cue: Cue, pointed: Sequence[int]) -> int | None:
        """«وقال بيان الوزارة ... وتابع», «وقالت دراسة المركز ... وأضافت», also behind others who do not agree."""
        place, gender = self._paper or (-1, "")
        if gender != cue.gender or place not in pointed:
            return None
        later = pointed[len(pointed) - pointed[::-1].index(place) :]
        return None if any(agrees(self._as_called(p), cue) for p in later) else place

    def _find_own(self, cue: Cue, before: int) -> int | None:
        """Who acts in the sentence of a cue, or in the one before it, where nobody who was heard may speak."""
        sentences = self.draught.sentences
        at = bisect_right(sentences, before, key=lambda sentence: sentence.first) - 1
        for sentence in reversed(sentences[max(0, at - 1) : at + 1]):
            source = find_own(self.draught, sentence, before, cue)
            place = (
                self._references.place(read_phrase(self.draught, source.first, source.last), "")
                if source is not None
                else None
            )
            if place is not None and (cue.number != "one" or agrees(self._roll.parties[place], cue)):
                return place
        return None

    def _is_one_sentence(self, first: int, last: int) -> bool:
        sentences = self.draught.sentences
        at, other = (bisect_right(sentences, i, key=lambda sentence: sentence.first) for i in (first, last))
        return at == other

    def _as_called(self, place: int) -> Party:
        """The party, as one man where «المصدر» was what it was last called by."""
        party = self._roll.parties[place]
        return party._replace(gender="m", number="one") if place == self._one else party


@functools.cache
def _further(language: str) -> frozenset[str]:
    return frozenset(load_list(language, "cues_further"))
