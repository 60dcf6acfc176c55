"""The figures of one article, as they are found: full names first, then the short names that mean them."""

import datetime as dt
from collections import Counter

from riwaya.actors.contexts import Context
from riwaya.actors.describe import country_of
from riwaya.actors.people import (
    find_first,
    find_last,
    find_person,
    find_royal,
    has_held,
    is_first,
    is_in_office,
    puts_family_first,
)
from riwaya.actors.posts import Post
from riwaya.actors.shared import is_shared
from riwaya.actors.table import find_holder, load_persons
from riwaya.actors.written import Written, is_alike
from riwaya.names import skeleton, spelled_alike
from riwaya.records import ActorKind


class Draft:
    """One figure while it is being drawn up."""

    def __init__(self, kind: ActorKind, name: Written, key: str | None = None) -> None:
        self.kind = kind
        self.name = name
        self.key = key
        self.forms: Counter[str] = Counter()
        self.called: set[str] = set()  # the forms that are a post: «المتحدث باسم الجيش» means him and is not his name
        self.countries: set[str] = set()
        self.posts: dict[str, Post] = {}
        self.field: str | None = None
        self.doubtful = False  # several in the table, and nothing tells which
        self.same_as: int | None = None  # the figure that this one turned out to be

    def note(self, text: str, context: Context | None = None) -> None:
        """Take in how the article writes the figure once, and what stands beside it there."""
        self.forms[text] += 1
        if context is None:
            return
        self.countries |= {c for c in (context.country, context.post and context.post.country) if c}
        if context.post is not None:
            self.posts.setdefault(str(context.post), context.post)
            self.field = self.field or context.post.field


class Roll:
    """All figures of one article. What a name means is asked of the article first, then of the table and the day."""

    def __init__(self, day: dt.date | None) -> None:
        self.day = day
        self.drafts: list[Draft] = []
        self._by_sound: dict[str, list[int]] = {}  # persons, by the skeleton of each word but the first
        self._by_first: dict[str, list[int]] = {}
        self._by_key: dict[str, int] = {}
        self._by_words: dict[tuple[str, ...], int] = {}  # other than persons

    def place_full(self, name: Written) -> int:
        """Give the person with a full name, new where nobody before is spelled alike."""
        for place in self._by_sound.get(name.sounds[-1], ()):
            known = self.drafts[place].name
            if is_alike(known, name):
                if len(name.words) > len(known.words):
                    self.drafts[place].name = name
                return place
        return self._add(Draft("person", name))

    def settle(self) -> None:
        """Find the persons of the table among those named in full, once all that stands beside them is known."""
        for place, draft in enumerate(self.drafts):
            if draft.kind == "person" and draft.key is None and len(draft.name.words) > 1:
                key, draft.doubtful = find_person(draft.name, self.day, draft.countries, draft.posts, draft.field)
                if key in self._by_key:
                    self._join(place, self._by_key[key])
                elif key is not None:
                    draft.key = key
                    self._by_key[key] = place
                    if puts_family_first(key):
                        self._by_sound.setdefault(draft.name.sounds[0], []).append(place)

    def _join(self, place: int, known: int) -> None:
        """Take two figures that the table shows to be one for one."""
        self.drafts[place].same_as = known
        self.drafts[known].forms.update(self.drafts[place].forms)
        self.drafts[known].called |= self.drafts[place].called
        for places in self._by_sound.values():
            if place in places:
                places.remove(place)

    def place_royal(self, name: Written, title: str, context: Context) -> int | None:
        """Give whom a first name with a title means: «الملك سلمان»."""
        word = name.words[-1]
        first = [
            place
            for place, draft in enumerate(self.drafts)
            if draft.kind == "person" and draft.name.words[:1] == (word,)
        ]
        if len(first) == 1:
            return first[0]
        key = find_royal(word, title, self.day, {c for c in (context.post and context.post.country,) if c})
        return self.place_key(key, "person", name) if key is not None else None

    def place_short(self, name: Written, context: Context, *, exact: bool = False) -> int | None:
        """Give whom a single word means: a person of the article, else of the table on the day; None if in doubt.

        `exact`: nobody knows that it is a person's name, and so the letters must be the same.
        """
        word, post = name.words[-1], context.post
        places = self._find_short(name)
        if len(places) > 1 and post is not None:
            named = [place for place in places if str(post) in self.drafts[place].posts]
            places = named or [place for place in places if self._held(place, post.office)] or places
        if len(places) > 1:
            places = self._find_foremost(places)
        if places:
            return self._find_elder(word, places[0]) or places[0] if len(places) == 1 else None
        countries = {c for c in (context.country, post and post.country) if c}
        posts = {str(post)} if post else set()
        field = post.field if post else None
        key = self._find_titled(word, post) or find_last(word, self.day, countries, posts, field, exact_only=exact)
        if key is not None:
            return self.place_key(key, "person", name)
        # «الرئيس ستروغان»: a post with its country tells him from others of his name
        return self._add(Draft("person", name)) if post is not None and post.of else None

    def _held(self, place: int, office: str) -> bool:
        """«الرئيس أوباما» is not his wife, on whatever page both are named."""
        return has_held(self.drafts[place].key, office, self.day)

    def find_only(self, name: Written) -> int | None:
        """Give the one person of the article who has this last name, if there is just one."""
        places = self._find_short(name)
        return places[0] if len(places) == 1 and self._find_elder(name.words[-1], places[0]) is None else None

    def _find_short(self, name: Written) -> list[int]:
        word, sound = name.words[-1], name.sounds[-1]
        places = [
            p for p in self._by_sound.get(sound, ()) if any(spelled_alike(word, w) for w in self.drafts[p].name.words)
        ]
        exact = [place for place in places if word in self.drafts[place].name.words]
        return exact or places

    def _find_foremost(self, places: list[int]) -> list[int]:
        """«ترامب» is the president, though his daughter is named as well: whoever is in office and named more often.

        Of one whom the table knows and a stranger, «محمد صلاح» and «مو صلاح», it is he if he is named more often.
        """
        counts = {place: self.drafts[place].forms.total() for place in places}
        most = max(places, key=lambda place: counts[place])
        in_office = self.day is not None and is_in_office(self.drafts[most].key, self.day)
        keyed = [place for place in places if self.drafts[place].key is not None]
        if in_office and 2 * counts[most] > sum(counts.values()):
            return [most]
        return keyed if len(keyed) == 1 and 2 * counts[keyed[0]] > sum(counts.values()) else places

    def _find_elder(self, word: str, place: int) -> int | None:
        """«ترامب» is the president even where only his daughter is named in full."""
        key = self.drafts[place].key
        if key is None or self.day is None or is_first(key, self.day):
            return None
        first = find_first(word, self.day, country_of(key))
        return self.place_key(first, "person", None) if first is not None else None

    def _find_titled(self, word: str, post: Post | None) -> str | None:
        """«الملك سلمان» is the holder of the post where one of his names is this word."""
        key = self._find_holder(post) if post is not None and post.of else None
        if key is None:
            return None
        return (
            key
            if any(spelled_alike(word, other) for known in load_persons()[key].names for other in known.words)
            else None
        )

    def place_holder(self, post: Post) -> int | None:
        """Give who holds a post: whom the article gives it to, else who held it on the day, else the office itself."""
        if post.of is None:
            return None  # «الرئيس», and nobody says of what
        named = [place for place, draft in enumerate(self.drafts) if str(post) in draft.posts]
        if named:
            return named[0] if len(named) == 1 else None
        key = self._find_holder(post)
        if key is not None:
            return self.place_key(key, "person", None)
        if not post.known or (post.of[0] == "~" and post.of != post.country):
            return None  # «الباحث البريطاني» is one of many, «الرئيس التنفيذي» of no country
        place = self.place_key(f"office:{post.office}:{post.of}", "other", None)
        self.drafts[place].posts[str(post)] = post
        return place

    def _find_holder(self, post: Post) -> str | None:
        return (
            find_holder(post.office, post.of, self.day, post.country if post.is_sent else None) if post.known else None
        )

    def place_key(self, key: str, kind: ActorKind, name: Written | None) -> int:
        """Give the figure of a key of the table."""
        if key not in self._by_key:
            self._by_key[key] = self._add(Draft(kind, name or Written((), ()), key))
        return self._by_key[key]

    def find_key(self, key: str | None) -> int | None:
        """Give the figure of a key of the table, if the article has it."""
        return self._by_key.get(key) if key is not None else None

    def place_words(self, words: tuple[str, ...], kind: ActorKind) -> int:
        """Give the body or place of a name that the table does not have."""
        if words not in self._by_words:
            draft = Draft(kind, Written(words, tuple(map(skeleton, words))))
            draft.doubtful = kind == "organisation" and is_shared(words)  # «وزارة الصحة»: every country has one
            self._by_words[words] = self._add(draft)
        return self._by_words[words]

    def find_words(self, words: tuple[str, ...]) -> int | None:
        """Give the body or place of a name, if the article has it."""
        return self._by_words.get(words)

    def find_countries(self) -> set[str]:
        """Give the countries of all that the table has and the article names."""
        return {country for key in self._by_key if (country := country_of(key))}

    def _add(self, draft: Draft) -> int:
        place = len(self.drafts)
        self.drafts.append(draft)
        if draft.kind == "person":
            for sound in dict.fromkeys(draft.name.sounds[1:] or draft.name.sounds):
                self._by_sound.setdefault(sound, []).append(place)
        return place
