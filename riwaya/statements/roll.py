"""The parties of one article as they become known, and how a later phrase finds one of them again.

A name finds whoever bears it; a post («الوزير») only where one candidate with that post remains, or one who was heard
last.
"""

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.coreference import (
    drop_epithets,
    end_before_place,
    find_bases,
    is_bare_name,
    is_former,
    is_inside,
    is_kin,
    is_near_post,
    is_owner,
    is_shorter_post,
    is_woman,
    load_epithets,
)
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import Head, is_auxiliary, is_finite, is_first_name, read_definite_head, read_head, unjoin
from riwaya.statements.inflections import Gender
from riwaya.statements.introductions import is_governed_post
from riwaya.statements.nouns import Phrase
from riwaya.statements.parties import (
    Party,
    agrees,
    bare_words,
    find_name_words,
    fits_post,
    is_medium,
    make_party,
    merge_parties,
)
from riwaya.statements.sentences import MARKS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

Range = tuple[int, int]
_FEW = 20  # parties looked at; a page that has more is a list
_SHORT = 3  # words of «المدرب الألماني الشاب»
_REALM = 2  # words of «محافظ الضفة», one fewer than «محافظ مدينة الضفة»
_RECENT = 3  # parties heard that «المدرب» may mean


class Roll:
    """The parties of one article, numbered as they become known, and those heard so far."""

    def __init__(self, draught: Draught) -> None:
        self.draught = draught
        self.parties: list[Party] = []
        self.heard: list[int] = []
        self._by_last: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        self._by_base: dict[str, list[int]] = {}
        self._by_title: dict[str, list[int]] = {}
        self._by_words: dict[frozenset[str], int] = {}  # of those without a name
        self._mentions: list[tuple[int, int]] = []  # token, party
        self._unsure: set[int] = set()  # known by the tagger alone

    def __contains__(self, form: object) -> bool:
        """True for a word that ends the name of a party."""
        return form in self._by_last

    def note_name(self, first: int, last: int) -> None:
        """Let a person whom running text names in full be known by his last name, after whoever has a post."""
        forms, known = self.draught.forms, len(self.parties)
        title = read_head(forms[first])
        told = (i for i in range(first + 1, last) if read_adverbial(self.draught, i) == "venue")
        last = next(told, last)  # «ليلى | لبي بي سي»
        first += first + 1 < last and title is not None and title.definite  # «الشيخ الحداد», tagged whole
        called = is_first_name(forms[first]) and read_cue(forms[first]) is None  # «عبدالمنعم الشيخ»
        if not called and (read_head(forms[last - 1]) is not None or read_cue(forms[first]) is not None):
            return  # «دعا المتحدث», tagged as one man
        if is_auxiliary(forms[first]) or (is_finite(forms[last - 1]) and not is_first_name(forms[last - 1])):
            return  # «بات», «ليلى شاركت», tagged as one woman
        joined = first in self.draught.beside
        if self.introduce(Phrase(first, last, (first, last), None, None), "", joined=joined) == known:
            self._unsure.add(known)

    def note_mention(self, phrase: Phrase) -> int:
        """Let a party that running text introduces be known; one that a preposition governs is no dropped subject."""
        place = self.introduce(phrase, "")
        if not is_governed_post(self.draught.forms[phrase.first]):
            self._mentions.append((phrase.first, place))
        return place

    def introduce(self, phrase: Phrase, gender: Gender, *, joined: bool = False) -> int:
        """Give the number of the party that a phrase names; what the phrase adds to a known one is kept."""
        party = make_party(self.draught, phrase, gender, joined=joined)
        known = self._find_named(phrase.name) if phrase.name else None
        known = self._find_joined(phrase) if known is None and joined and phrase.name else known
        if known is None:
            known = len(self.parties)
            self.parties.append(party)
            if not party.is_named:
                self._by_words.setdefault(party.words, known)
        else:
            surer = known in self._unsure and len(party.words) > 1  # not «الضفاوي سامي الحداد», tagged as one man
            self.parties[known] = party if surer else merge_parties(self.parties[known], party, gender)
            self._unsure.discard(known)
        if phrase.name:
            _note(self._by_last, self._last_word(phrase.name), known)
            opening = self.draught.forms[phrase.name[0]]
            _note(self._by_first, opening[1:] if phrase.name[0] in self.draught.beside else opening, known)
            for form in self.draught.forms[phrase.first : phrase.name[0]]:
                title = read_definite_head(form)
                if title is not None and title.kind == "title" and title.definite:
                    _note(self._by_title, unjoin(form), known)
        for base in find_bases(self.draught, phrase, party):
            _note(self._by_base, base, known)
        return known

    def note_post(self, place: int, phrase: Phrase) -> None:
        """Let a party be known by a post that stands elsewhere than beside its name."""
        described = make_party(self.draught, phrase, "", joined=False)
        self.parties[place] = merge_parties(self.parties[place], described._replace(name="", words=frozenset()), "")
        for base in find_bases(self.draught, phrase, described):
            _note(self._by_base, base, place)

    def note_office(self, place: int, head: Head, words: frozenset[str]) -> None:
        """Let a party be known by an office that the text tells by another's: «نظيره المرساني»."""
        party = self.parties[place]
        self.parties[place] = party._replace(head=head._replace(gender=party.gender), post=party.post | words)
        _note(self._by_base, head.base, place)

    def _last_word(self, name: Range) -> str:
        return next((f for f in reversed(self.draught.forms[slice(*name)]) if is_word(f)), "")

    def find(self, phrase: Phrase, *, joined: bool) -> int | None:
        """Give the number of the known party that a phrase means, or None."""
        if phrase.name is not None:
            named = self._find_named(phrase.name)
            return self._find_joined(phrase) if named is None and joined else named
        words = bare_words(self.draught.forms[phrase.first : phrase.last])
        called = load_epithets("ar").get(" ".join(self.draught.forms[phrase.first : phrase.last]))
        if called is not None and called in self._by_words:
            return self._by_words[called]  # «المنظمة الدولية», where the page spoke of the United Nations
        if phrase.head is not None and phrase.head.kind == "title" and phrase.last - phrase.first == 1:
            return self._find_titled(phrase.first)
        if phrase.head is not None and (family := self._find_family(phrase, phrase.head)) is not None:
            return family
        if phrase.head is not None:
            place = self._find_posted(phrase, phrase.head, words)
            return place if place is None or not is_owner(self.parties[place], phrase.head, words) else None
        return self._find_joined(phrase) if joined else self._find_same(words)

    def _find_joined(self, phrase: Phrase) -> int | None:
        """«ووفقا | لبومبيو», «ووفقا | للحداد»: a last name with لـ written on to it."""
        if phrase.last - phrase.first > 1:
            return None
        form = self.draught.forms[phrase.first]  # «للحداد» is ل and «الحداد», «لبومبيو» is ل and «بومبيو»
        places = self._by_last.get(form[1:]) or self._by_last.get("ا" + form[1:] if form.startswith("لل") else "", [])
        return places[0] if len(places) == 1 else None

    def _find_named(self, name: Range) -> int | None:
        words = find_name_words(self.draught, name)
        places = [
            place
            for place in self._by_last.get(self._last_word(name), ())
            if (words <= self.parties[place].words or self.parties[place].words <= words)
            and not is_kin(words, self.draught.forms[name[0]], self.parties[place])
        ]
        if not places and len(words) == 1:  # «قال جبر عبدالله ... وأكد جبر»
            places = self._by_first.get(next(iter(words)), [])
            places = places if len(places) == 1 else []
        places = [p for p in places if p not in self._unsure] or places
        heard = (p for p in reversed(self.heard) if p in places)  # «نصر الله», where two have the name
        return next(heard, places[-1]) if len(places) > 1 else places[0] if places else None

    def _find_titled(self, i: int) -> int | None:
        """«العقيد سامي الحداد ... وأضاف | العقيد»: the last of those who were called so, or have it for a name."""
        form = unjoin(self.draught.forms[i])
        titled, named = self._by_title.get(form, []), self._by_last.get(form, [])
        known = {place for at, place in self._mentions[: _FEW * _FEW] if at < i} if titled and named else set(titled)
        places = named if named and known.isdisjoint(titled) else titled
        return next((p for p in reversed(self.heard) if p in places), places[-1] if places else None)

    def _find_family(self, phrase: Phrase, head: Head) -> int | None:
        """«صالح القاضي ... وقال | القاضي»: a last name that is also a post, where nobody had the post so far."""
        marked = self.draught.forms[phrase.first] in MARKS  # «وقال | "القاضي"»
        alone = phrase.last - phrase.first == 1 + 2 * marked
        named = self._by_last.get(self.draught.forms[phrase.first + marked]) if alone else None
        if not named:
            return None
        known = {place for at, place in self._mentions[: _FEW * _FEW] if at < phrase.first}.union(self.heard)
        near = [place for place in named if place in known] or named
        return near[0] if len(near) == 1 and known.isdisjoint(self._by_base.get(head.base, ())) else None

    def _find_same(self, words: frozenset[str]) -> int | None:
        return self._by_words.get(words)

    def _find_posted(self, phrase: Phrase, head: Head, words: frozenset[str]) -> int | None:
        places = [p for p in self._by_base.get(head.base, ())[-_FEW:] if fits_post(self.parties[p], head, words)]
        if len(places) > 1:
            places = self._in_post(places, words)
            places = self._of_gender(places, head)
            places = [p for p in reversed(self.heard[-_FEW:]) if p in places][:1] or places
        if len(places) == 1:
            return places[0]
        if not places and head.kind == "medium" and head.definite and len(words) == 1:
            media = (p for p in reversed(self.heard[-_RECENT:]) if is_medium(self.parties[p]))
            return next(media, None)  # «المجلة» and then «الصحيفة»
        if not places and head.definite and (cut := end_before_place(self.draught, phrase)) < phrase.last:
            return self._find_posted(
                phrase._replace(last=cut), head, bare_words(self.draught.forms[phrase.first : cut])
            )
        plain = drop_epithets(words) | {head.base}
        realm = is_definite(self.draught.forms[phrase.last - 1]) or phrase.last - 1 in self.draught.things
        if not places and plain != words and (head.definite or (realm and len(plain) >= _REALM)):
            return self._find_posted(phrase, head, plain)
        if not places and (nearly := self._nearly_posted(head, words)) is not None:
            return nearly
        if not places and head.kind == "body" and head.definite:
            bodies = (i for i, p in enumerate(self.parties[: _FEW * _FEW]) if p.head and p.head.kind == "body")
            places = [i for i in bodies if words <= self.parties[i].words and not is_inside(head, self.parties[i])]
            return places[0] if len(places) == 1 else None
        forms = self.draught.forms[phrase.first : phrase.last]
        whose = not load_grammar().behalf.isdisjoint(forms)  # «المتحدث باسم العائلة» is a man of his own
        like = self._by_base.get(head.base, ()) if head.generic else ()
        same = [p for p in like if self.parties[p].is_named and not (whose and self.parties[p].serves(head))]
        fixed = head.definite or is_definite(self.draught.forms[min(phrase.first + 1, phrase.last - 1)])
        same = [p for p in same if not (head.gender == "m" and is_woman(self.parties[p]))]
        if len(same) == 1 and not places and head.number == "one" and fixed:
            return same[0]  # «مخرج الفيلم», where the page has one مخرج
        once = head.kind == "person" and not words.isdisjoint(load_folded("ar", "roles_former"))
        stands = once or (head.generic and head.definite and len(words) <= _SHORT and not whose)
        if not stands or places:
            return None
        told = self._last_told(head, words)
        found = self._last_named(head, alone=len(words) == 1) if told is None else told
        sole = self.find_introduced(phrase.first, None) if found is None and head.number == "one" else []
        return next((p for p in sole if self.parties[p].gender in ("", head.gender)), found)

    def _in_post(self, places: list[int], words: frozenset[str]) -> list[int]:
        """«رئيس الحكومة» is who is, not «رئيس الحكومة الأسبق نادر الصباغ»."""
        now = [p for p in places if not is_former(self.parties[p].post)]
        return now if now and not is_former(words) else places

    def _of_gender(self, places: list[int], head: Head) -> list[int]:
        """«المتحدث» is a man, where the page has one, and not «المتحدثة ليلى الصباغ»."""
        alike = [p for p in places if head.gender and self.parties[p].gender in ("", head.gender)]
        return alike or places

    def _nearly_posted(self, head: Head, words: frozenset[str]) -> int | None:
        """«نائب رئيس مجلس إدارة المصنع» is the one named «نائب رئيس مجلس الإدارة», where no other comes near."""
        named = [p for p in self._by_base.get(head.base, ())[-_FEW:] if self.parties[p].is_named]
        near = [p for p in named if is_near_post(words, self.parties[p].post)]
        near = near or [p for p in named if is_shorter_post(self.parties[p], words)]
        return near[0] if len(near) == 1 else None

    def _last_told(self, head: Head, words: frozenset[str]) -> int | None:
        """«الدبلوماسي الضفاوي» is «سفير الضفة سامي الحداد», whoever else was heard last."""
        told = words - {head.base}
        near = [p for p in reversed(self.heard[-_FEW:]) if self.parties[p].is_named and told <= self.parties[p].post]
        return self._of_gender(near, head)[0] if near and told and head.number == "one" else None

    def _last_named(self, head: Head, *, alone: bool) -> int | None:
        """«المدرب الألماني», «المدير السابق للميناء»: whoever was last heard by name; «المصدر» by none."""
        nameless = alone and head.base in load_folded("ar", "roles_sources")
        if head.number != "one":
            return None
        for place in reversed(self.heard[-_RECENT:]):
            party = self.parties[place]
            person = party.is_named and (party.head is None or party.head.kind in ("person", "title"))
            person = person or (nameless and party.is_anonymous and party.head is not None and not party.head.some)
            alike = party.head is not None and party.head.base == head.base  # «قالت مصادر ... وقال المصدر»
            if person and (alike or party.gender in ("", head.gender)):
                return place
        return None

    def find_called(self, head: Head, found: int | None) -> int | None:
        """«قالت النسيم ... وأضافت | الشركة»: who spoke lately by a name that is nobody's, no land's and has no noun.

        `found` is what else the noun means, which stays where it has a name.
        """
        if not head.definite or head.number != "one" or head.base not in load_folded("ar", "bodies_called"):
            return found
        if found is not None and len(self.parties[found].words) > 1:
            return found
        near = [p for p in dict.fromkeys(reversed(self.heard[-_RECENT:])) if self.parties[p].gender == head.gender]
        return next((p for p in near if is_bare_name(self.draught, self.parties[p])), found)

    def find_introduced(self, before: int, cue: Cue | None) -> list[int]:
        """Whom the text introduced before token `before`, where only one agrees with the verb."""
        places = {
            place for at, place in self._mentions[: _FEW * _FEW] if at < before and agrees(self.parties[place], cue)
        }
        return list(places) if len(places) == 1 else []


def _note(table: dict[str, list[int]], key: str, place: int) -> None:
    places = table.setdefault(key, [])
    if place not in places:
        places.append(place)
