"""Who is meant by the names of one article: asked of the article first, then of the table and the day."""

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from riwaya.actors.bodies import is_ambiguous, is_metonym, media_kinds, name_medium, name_thing
from riwaya.actors.contexts import Context, read_context, read_word_before
from riwaya.actors.describe import kind_of
from riwaya.actors.described import name_described
from riwaya.actors.figures import draw_figures
from riwaya.actors.hints import city_clubs, club_words, namesakes, state_words
from riwaya.actors.lands import stem_place
from riwaya.actors.namings import Naming, Sort, is_given, name_mentions, name_party, name_speaker
from riwaya.actors.owners import is_link
from riwaya.actors.people import is_royal
from riwaya.actors.posts import find_post, is_about_sport
from riwaya.actors.roll import Roll
from riwaya.actors.shared import find_lead, find_national, read_behind, read_shared
from riwaya.actors.written import bare_words, cut_name, heads_body, read_words
from riwaya.gazetteer import STATE
from riwaya.records import ActorKind, Article, Cast, Event, Figure, Reading

_BODY = "body"
_LOOKS = 3  # places of a person's name whose surroundings are read
_NOTHING = Context()
_MAY_BE_CLUBS: tuple[Sort, ...] = ("thing", "organisation", "place")
_KINDS: Mapping[Sort, ActorKind] = {"organisation": "organisation", "place": "place"}


def link_actors(article: str, reading: Reading) -> Cast:
    """Give the figures of one article and which of its names means which.

    `article` is its id. Nothing outside the page is looked at but the shipped table: who is meant by a last name or
    a post depends on the day of publication. What neither page nor day settles is left to `gather_actors`.
    """
    mentions, sorts = name_mentions(reading.article.text, reading.findings.mentions)
    places = _stem_places(mentions)
    speakers = [name_speaker(s, sorts, places) for s in reading.told]
    carriers = [[name_party(c.name, c.span, sorts, places, is_credit=True) for c in s.carriers] for s in reading.told]
    parties = [_name_parties(event, sorts, places) for event in reading.findings.events]
    page = _Page(reading.article, places)
    loose = [naming for row in (*carriers, *parties) for naming in row]
    page.place_all([n for n in (*mentions, *speakers, *loose) if n is not None])
    return Cast(
        article=article,
        source=reading.article.source,
        published=page.roll.day,
        figures=page.draw(),
        mentions=tuple(map(page.find, mentions)),
        speakers=tuple(map(page.find, speakers)),
        carriers=tuple(tuple(map(page.find, row)) for row in carriers),
        parties=tuple((page.find(a), page.find(b), page.find(c)) for a, b, c in parties),
    )


def _name_parties(
    event: Event, sorts: Mapping[str, Sort], places: Collection[str]
) -> tuple[Naming | None, Naming | None, Naming | None]:
    a, b, c = (
        name_party(party.name, party.span, sorts, places, rules=party is not event.place) if party else None
        for party in (event.actor, event.recipient, event.place)
    )
    return a, b, c


def _stem_places(mentions: Iterable[Naming]) -> frozenset[str]:
    """Give what adjectives of the page's places are made from: where ترافينيا is named, «الترافيني» is of a country."""
    return frozenset(
        stem_place(words[-1]) for n in mentions if n.sort == "place" and (words := read_words(n.text)) and words[0]
    )


class _Page:
    """Places the names of one article on its roll: full names first, so that short ones find them everywhere."""

    def __init__(self, article: Article, places: Collection[str]) -> None:
        published = article.published
        exact = published is not None and published.precision in ("minute", "day")
        self.roll = Roll(published.date if published is not None and exact else None)
        self._text = article.text
        self._places = places
        self._found: dict[Naming, int | None] = {}
        self._looked: Counter[str] = Counter()
        self._kept: dict[int, int] = {}
        self._lands: dict[tuple[str, ...], set[str]] = {}  # whose the shared names are, where the page says it

    def find(self, naming: Naming | None) -> int | None:
        """Give the figure that a naming means."""
        place = self._found.get(naming) if naming is not None else None
        return None if place is None else self._kept.get(place)

    def draw(self) -> tuple[Figure, ...]:
        """Give the figures that are not in doubt; from then on, `find` counts those alone."""
        drafts = self.roll.drafts
        sure = [place for place, draft in enumerate(drafts) if not draft.doubtful and draft.same_as is None]
        self._kept = {place: number for number, place in enumerate(sure)}
        joined = ((place, draft.same_as) for place, draft in enumerate(drafts) if draft.same_as is not None)
        self._kept |= {place: self._kept[known] for place, known in joined}
        return draw_figures([drafts[place] for place in sure])

    def place_all(self, namings: Iterable[Naming]) -> None:
        """Place things and full names, settle who is in the table, then place what only they explain."""
        fresh = list(dict.fromkeys(namings))
        later: list[Naming] = []
        self._clubs = {n.text for n in fresh if n.sort in _MAY_BE_CLUBS and self._is_club(n)}
        self._read_lands(fresh)
        lasts = {n.text.rpartition(" ")[2] for n in fresh if n.sort == "person"}
        for naming in sorted(fresh, key=_by_length):
            match naming.sort:
                case "thing" if bare_words(naming.text) not in namesakes():
                    self._found[naming] = self._place_thing(naming)
                case "person" if len(cut_name(naming.text).words) > 1:
                    self._found[naming] = None if _runs_on(naming, lasts) else self._place_person(naming)
                case "thing" | "person" | "short" | "word" | "post":
                    later.append(naming)
                case "other":
                    self._found[naming] = None  # a work, a prize, a faith
                case _:
                    self._found[naming] = self._place_words(naming)
        self.roll.settle()
        for naming in sorted(later, key=_by_place):
            self._found[naming] = self._place_later(naming)

    def _read_lands(self, namings: Iterable[Naming]) -> None:
        for naming in namings:
            words = read_shared(naming.text)
            if words is not None and naming.start >= 0 and (land := read_behind(self._text, naming.end)):
                self._lands.setdefault(words, set()).add(land)

    @functools.cached_property
    def _lead(self) -> set[str]:
        lead = find_lead(self._text)
        return {lead} if lead else set()

    def _place_national(self, naming: Naming) -> int | None:
        """Give the body of a shared name: of the country behind it, behind its like on the page, or of the page."""
        words = read_shared(naming.text)
        if words is None:
            return None
        own = read_behind(self._text, naming.end) if naming.start >= 0 else None
        lands = {own} if own else self._lands.get(words) or self._lead
        if len(lands) != 1:
            return None
        land = min(lands)
        key = find_national(words, land)
        if key is not None:
            place = self.roll.place_key(key, kind_of(key), cut_name(naming.text))
        else:
            place = self.roll.place_words((*words, land), "organisation")
            self.roll.drafts[place].countries.add(land)
        return self._note(place, naming)

    def _place_later(self, naming: Naming) -> int | None:
        match naming.sort:
            case "post":
                return self._place_post(naming)
            case "thing":
                return self._place_namesake(naming)
        return self._place_short(naming)

    def _place_namesake(self, naming: Naming) -> int | None:
        """«طرابلس» is the town of whichever of its two countries the page names."""
        choices = namesakes()[bare_words(naming.text)]
        found = [key for country, key in choices.items() if country in self.roll.find_countries()]
        if len(found) != 1:
            return None
        place = self.roll.place_key(found[0], kind_of(found[0]), cut_name(naming.text))
        self.roll.drafts[place].note(naming.text)
        return place

    def _place_person(self, naming: Naming) -> int | None:
        place = self.roll.place_full(cut_name(naming.text))
        self.roll.drafts[place].note(naming.text, self._look(naming))
        return place

    def _place_short(self, naming: Naming) -> int | None:
        context = _NOTHING
        place = self.roll.find_words(bare_words(naming.text))
        if place is None:
            place = self.roll.find_only(cut_name(naming.text))
        if place is None:
            context = self._look(naming)
            place = self._place_name(naming, context)
        if place is not None:
            self.roll.drafts[place].note(naming.text, context)
        return place

    def _place_name(self, naming: Naming, context: Context) -> int | None:
        name = cut_name(naming.text)
        words = read_words(naming.text)
        title = words[0] if len(words) > len(name.words) else context.title
        place = self.roll.place_royal(name, title, context) if is_royal(title) else None
        return place if place is not None else self.roll.place_short(name, context, exact=naming.sort == "word")

    def _place_post(self, naming: Naming) -> int | None:
        post = find_post(read_words(naming.text), self._places)
        place = self.roll.place_holder(post) if post is not None else None
        if place is not None:
            self.roll.drafts[place].note(naming.text)
            self.roll.drafts[place].called.add(naming.text)
        return place

    def _place_thing(self, naming: Naming) -> int | None:
        if (national := self._place_national(naming)) is not None:
            return national
        key = self._read_key(naming)
        if naming.text in self._clubs and kind_of(key) == "place":
            place = self.roll.place_words(bare_words(naming.text), "organisation")
            self.roll.drafts[place].field = "sport"
        elif key.startswith(STATE) and not naming.rules and is_metonym(naming.text):
            place = self.roll.place_words(bare_words(naming.text), "place")
        else:
            place = self.roll.place_key(key, kind_of(key), cut_name(naming.text))
        self.roll.drafts[place].note(naming.text)
        return place

    def _is_club(self, naming: Naming) -> bool:
        """«نادي برشلونة» is not the city, and on this page then never is."""
        before = self._read_before(naming)
        if before in club_words():
            return True
        return bare_words(naming.text) in city_clubs() and self._is_sport and not _stands_in(before)

    @functools.cached_property
    def _is_sport(self) -> bool:
        return is_about_sport(self._text)

    def _follows_medium(self, naming: Naming) -> bool:
        return self._read_before(naming) in media_kinds()

    def _name_medium(self, naming: Naming) -> str | None:
        return name_medium(naming.text, self._read_before(naming))

    def _read_before(self, naming: Naming) -> str:
        return read_word_before(self._text, naming.start) if naming.start >= 0 else ""

    def _read_key(self, naming: Naming) -> str:
        """Give the key of a thing: after «صحيفة» an outlet, and of a capital that speaks or acts its government."""
        is_medium = self._follows_medium(naming) or name_thing(naming.text) is None
        key = (self._name_medium(naming) if is_medium else None) or name_thing(naming.text)
        key = key or name_described(naming.text) or ""
        return key.replace("capital", "government") if naming.rules and key.startswith("capital-of-") else key

    def _place_words(self, naming: Naming) -> int | None:
        before = self._read_before(naming) if naming.sort == "organisation" else ""
        if before in media_kinds() and name_medium(naming.text, before):
            return self._place_thing(naming)
        if heads_body(before) and naming.text not in self._clubs and (key := name_thing(f"{before} {naming.text}")):
            return self._note(self.roll.place_key(key, kind_of(key), cut_name(naming.text)), naming)  # «حركة الشباب»
        if naming.sort == "organisation" and (national := self._place_national(naming)) is not None:
            return national
        if self.roll.find_key(name_thing(naming.text)) is not None:
            return self._place_thing(naming)  # «الاتحاد», on a page that named صحيفة الاتحاد
        if naming.sort == "organisation" and is_ambiguous(read_words(naming.text)) and naming.text not in self._clubs:
            return None  # «الوطن», and nobody says that it is a newspaper
        words = _strip_front(bare_words(naming.text))
        if not words or (len(words) == 1 and (words[0] in state_words() or heads_body(words[0]))):
            return None  # «الوزارة»: a body of that kind, and nobody can tell which
        if words[0][0] == "و" and self.roll.find_words((words[0][1:], *words[1:])) is not None:
            words = (words[0][1:], *words[1:])
        kind = _KINDS.get(naming.sort, "other")
        place = self.roll.place_words(words, "organisation" if naming.text in self._clubs else kind)
        if naming.text in self._clubs:
            self.roll.drafts[place].field = "sport"
        elif heads_body(before):
            self.roll.drafts[place].field = _BODY  # «شركة سامرينا» is not the town
        return self._note(place, naming)

    def _note(self, place: int, naming: Naming) -> int:
        self.roll.drafts[place].note(naming.text)
        return place

    def _look(self, naming: Naming) -> Context:
        """Read what stands around a name, the first few times."""
        self._looked[naming.text] += 1
        if naming.start < 0 or self._looked[naming.text] > _LOOKS:
            return _NOTHING
        return read_context(self._text, naming.start, naming.end, self._places)


def _runs_on(naming: Naming, lasts: Collection[str]) -> bool:
    """Tell whether two last names stand for one: «هتف أنصار نافالني بوتين يخاف», where ألكسي نافالني is named."""
    first, _, last = naming.text.partition(" ")
    return first in lasts and first != last and " " not in last and not is_given(first)


def _strip_front(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave off what says only of what kind a place or an outlet is: «سلطنة», «وكالة»."""
    at = next(
        (i for i, word in enumerate(words[:-1]) if word not in state_words() and word not in media_kinds()),
        len(words) - 1,
    )
    return words[at:]


def _by_length(naming: Naming) -> tuple[int, int, str]:
    return -naming.text.count(" "), naming.start, naming.text


def _by_place(naming: Naming) -> tuple[int, str]:
    return naming.start, naming.text


def _stands_in(before: str) -> bool:
    """«في برشلونة», «مدينة برشلونة» are no club."""
    return before in state_words() or is_link(before)
