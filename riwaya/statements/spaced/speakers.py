"""Who is meant: names, posts, pronouns and bodies of one article, resolved in the order of the text."""

from typing import Literal, NamedTuple

from riwaya.records import Speaker
from riwaya.statements.spaced.scenes import COMMAS, Range, Scene
from riwaya.statements.spaced.sources import is_pronoun
from riwaya.text import is_word

_APPOSITION = 9  # tokens of «, a professor of civil engineering»
_LEAD = 4  # tokens before the subject of a sentence
_MOST = 60  # parties kept in mind; a page that has more is a list
_RECENT = 8  # parties that a pronoun or post may mean

Kind = Literal["person", "body", "group"]


class Party(NamedTuple):
    """Somebody who speaks or is introduced: a name, the words of posts, and what pronouns may mean them."""

    name: str
    words: frozenset[str]
    kind: Kind
    gender: str = ""
    is_named: bool = True


class Cast:
    """The parties of an article as they become known; the last heard or named stands last."""

    def __init__(self) -> None:
        self.parties: list[Party] = []
        self.heard: Party | None = None  # who spoke last

    def introduce(self, scene: Scene) -> None:
        """Let the names of a sentence be known, with the posts that stand beside them."""
        names: list[Range] = []
        i = scene.first
        while i < scene.last:
            end = _end_name(scene, i)
            names += [(i, end)] if end > i else []
            i = max(end, i + 1)
        for first, end in reversed(names):  # the subject, which stands first, is the nearest to the next "he"
            self._note(scene, first, end)

    def _note(self, scene: Scene, first: int, end: int) -> None:
        named = _strip_posts(scene, first, end)
        posts = _posts_beside(scene, first, named, end)
        people = [scene.grammar.roles[w] for w in posts if w in scene.grammar.roles]
        is_person = any(role.kind == "person" for role in people)
        if named >= end or (end - named < 2 and not is_person) or _is_body(scene, named, end):
            return
        if not is_person and (
            end - named > 3 or scene.does(first - 1, "preposition") or scene.does(first - 1, "definite")
        ):
            return
        gender = next((role.gender for role in people if role.gender), "")
        leads = first - scene.first <= _LEAD
        self.add(Party(_spell(scene, named, end), posts, "person", gender), leads=leads)

    def add(self, party: Party, *, leads: bool = True) -> Party:
        """Put a party last, or before the last where it does not lead; what was known of it stays known."""
        known = self._find_name(party.name) if party.is_named else None
        if known is not None:
            self.parties.remove(known)
            name = max(known.name, party.name, key=len)
            party = Party(name, known.words | party.words, known.kind, known.gender or party.gender)
        elif party in self.parties:
            self.parties.remove(party)
        del self.parties[:-_MOST]
        self.parties.insert(len(self.parties) - (not leads), party)
        return party

    def _find_name(self, name: str) -> Party | None:
        last = name.split()[-1]
        fits = (p for p in reversed(self.parties) if p.is_named and p.name.split()[-1] == last)
        return next(
            (p for p in fits if p.name == name or " " not in name or " " not in p.name or _agree(p.name, name)), None
        )

    def resolve(self, scene: Scene, words: Range) -> Speaker:
        """Give whom a source means."""
        speaker = self._resolve(scene, words)
        self.heard = self.parties[-1] if speaker.how != "unresolved" else self.heard
        return speaker

    def _resolve(self, scene: Scene, words: Range) -> Speaker:
        first, last = words
        if last - first == 1 and is_pronoun(scene, first):
            return self._resolve_pronoun(scene, first)
        if (named := _find_apposed(scene, first, last)) is not None:
            first, last = named  # the lawyer, Hanan Tawfik, said
        core = _cut(scene, first, last)
        last = core if core < last and _is_participle(scene, core) else last
        start = _begin_name(scene, first, core)
        if start < core and not (start == first and core - first == 1 and _is_common(scene, first)):
            return self._resolve_name(scene, first, start, core, last)
        return self._resolve_post(scene, first, core, last)

    def resolve_dropped(self) -> Speaker:
        """Give whoever spoke last."""
        party = self.heard or (self.parties[-1] if self.parties else None)
        return _speaker(party, "pronoun") if party else Speaker(name="", how="unresolved")

    def _resolve_pronoun(self, scene: Scene, at: int) -> Speaker:
        kind: Kind = "group" if scene.does(at, "they") else "body" if scene.does(at, "it") else "person"
        gender = "f" if scene.does(at, "she") else "m" if scene.does(at, "he") else ""
        for party in reversed(self.parties[-_RECENT:]):
            if party.kind == kind and not {party.gender, gender} >= {"m", "f"}:
                if gender and not party.gender:
                    self.parties.remove(party)
                    party = party._replace(gender=gender)
                    self.parties.append(party)
                else:
                    self.add(party)
                return _speaker(party, "pronoun")
        start, end = scene.draught.tokens[at].start, scene.draught.tokens[at].end
        return Speaker(name=scene.draught.text[start:end], how="unresolved")

    def _resolve_name(self, scene: Scene, first: int, start: int, core: int, last: int) -> Speaker:
        if _is_body(scene, start, core) and not any(
            p.name.split()[-1] == _spell(scene, core - 1, core) for p in self.parties if p.kind == "person"
        ):
            end = last if core < last and scene.does(core, "within") else core
            return _speaker(self.add(Party(_spell(scene, start, end), _forms(scene, start, end), "body")), "named")
        named = _strip_posts(scene, start, core)
        named = named if named < core else start
        posts = _posts_beside(scene, start, named, core) | _forms(scene, first, start)
        roles = [scene.grammar.roles[w] for w in posts if w in scene.grammar.roles]
        name = _spell(scene, named, core)
        known = self._find_name(name)
        is_person = known is not None or core - named > 1 or any(role.kind == "person" for role in roles)
        gender = next((role.gender for role in roles if role.gender), "")
        party = Party(
            name, posts if is_person else _forms(scene, start, core), "person" if is_person else "body", gender
        )
        return _speaker(self.add(party), "named")

    def _resolve_post(self, scene: Scene, first: int, core: int, last: int) -> Speaker:
        definite = any(scene.does(i, "definite") or scene.is_possessive(i) for i in range(first, core))
        words = _forms(scene, first, core)
        head = scene.form(core - 1)
        for party in reversed(self.parties if definite else ()):
            if head in party.words and (words <= party.words or len(words) == 1):
                return _speaker(self.add(party), "named" if party.is_named else "role")
        begin = first
        while begin < core - 1 and (scene.does(begin, "definite") or _is_article(scene, begin)):
            begin += 1
        role = scene.grammar.roles.get(head)
        kind: Kind = role.kind if role else "group" if head.endswith("s") else "body"
        party = Party(_spell(scene, begin, last), words, kind, role.gender if role else "", is_named=False)
        self.add(party)
        return _speaker(party, "role" if definite else "anonymous")


def _speaker(party: Party, how: Literal["named", "role", "pronoun", "anonymous"]) -> Speaker:
    return Speaker(name=party.name, how=how)


def _find_apposed(scene: Scene, first: int, comma: int) -> Range | None:
    """Give the name that stands between commas behind a post."""
    end = _end_name(scene, comma + 1) if scene.form(comma) in COMMAS and scene.form(comma) else comma
    is_name = end > comma + 1 and scene.form(end) in COMMAS and not scene.is_capital(_cut(scene, first, comma) - 1)
    return (comma + 1, end) if is_name else None


def _agree(one: str, other: str) -> bool:
    return one.split()[0] == other.split()[0]


def _is_article(scene: Scene, i: int) -> bool:
    return scene.does(i, "indefinite") and len(scene.form(i)) <= len("an")


def _is_common(scene: Scene, i: int) -> bool:
    """Tell Police, Analysts at the head of a sentence from a name."""
    return scene.form(i) in scene.grammar.roles or (i == scene.first and scene.form(i).endswith("s"))


def _forms(scene: Scene, first: int, last: int) -> frozenset[str]:
    words = (scene.form(i) for i in range(first, last) if not scene.is_possessive(i))
    small = ("definite", "indefinite", "within", "preposition")
    return frozenset(w for w in words if is_word(w) and not any(scene.grammar.is_a(w, part) for part in small))


def _spell(scene: Scene, first: int, last: int) -> str:
    while last > first and not is_word(scene.form(last - 1)):
        last -= 1
    return scene.draught.span(first, last).text if last > first else ""


def _cut(scene: Scene, first: int, last: int) -> int:
    """Give where the head of a phrase ends: «a spokesman | for the president», «Ines Vidal | of the university»."""
    for i in range(first + 1, last):
        if scene.does(i, "preposition") or scene.does(i, "cut") or scene.does(i, "relative") or scene.form(i) in COMMAS:
            return i
        if i in scene.timed or scene.form(i) == "(":
            return i
        if _is_participle(scene, i):
            return i
    return last


def _is_participle(scene: Scene, i: int) -> bool:
    """Tell «a study | published on Tuesday»."""
    behind = scene.does(i + 1, "preposition")
    return behind and scene.form(i).endswith("ed") and not scene.is_capital(i)


def _end_name(scene: Scene, i: int) -> int:
    """Give where the run of capitals that begins at a token ends; the token itself where none does."""
    if scene.form(i) in scene.grammar.does or not scene.is_capital(i) or i in scene.timed:
        return i
    end = i
    while end < scene.last and (scene.is_capital(end) or _joins(scene, end)):
        if (
            scene.form(end) == "."
            and scene.form(end - 1) not in scene.grammar.abbreviations
            and len(scene.form(end - 1)) > 1
        ):
            break
        end += 1
    return end


def _joins(scene: Scene, i: int) -> bool:
    """Tell the hyphen of «Al-Masri» and the stop of «U.N.» or «Dr.»."""
    tokens = scene.draught.tokens
    tied = scene.first < i and tokens[i - 1].end == tokens[i].start and scene.is_capital(i - 1)
    return tied and scene.form(i) in "-." and scene.is_capital(i + 1)


def _begin_name(scene: Scene, first: int, end: int) -> int:
    """Give where the run of capitals that ends at a token begins; the end where none does."""
    i = end
    while i > first and (scene.is_capital(i - 1) or _joins(scene, i - 1)) and not scene.does(i - 1, "definite"):
        if scene.is_possessive(i):
            break
        i -= 1
    return i


def _strip_posts(scene: Scene, first: int, end: int) -> int:
    """Give where the name begins behind the posts in the same capitals: «Foreign Minister | Walid Hamdan»."""
    posts = [i for i in range(first, end) if _is_post(scene, i)]
    return posts[-1] + 1 + (scene.form(posts[-1] + 1) == ".") if posts else first


def _is_post(scene: Scene, i: int) -> bool:
    role = scene.grammar.roles.get(scene.form(i))
    return role is not None and role.kind == "person"


def _is_body(scene: Scene, first: int, end: int) -> bool:
    roles = (scene.grammar.roles.get(scene.form(i)) for i in range(first, end))
    return any(role is not None and role.kind in ("body", "group") for role in roles)


def _posts_beside(scene: Scene, first: int, named: int, end: int) -> frozenset[str]:
    """Give the words of posts inside, before and behind a name."""
    words = set(_forms(scene, first, named))
    i = first - 1
    if scene.form(i) in COMMAS and not scene.is_capital(i - 1):
        i -= 1  # the lawyer, Hanan Tawfik
    while i >= scene.first and first - i < _APPOSITION and is_word(scene.form(i)) and _is_postlike(scene, i):
        words.add(scene.form(i))
        i -= 1
    if not any(word in scene.grammar.roles for word in words - _forms(scene, first, named)):
        words = set(_forms(scene, first, named))
    if scene.form(end) in COMMAS and (scene.does(end + 1, "definite") or scene.does(end + 1, "indefinite")):
        behind = range(end + 2, min(scene.last, end + _APPOSITION))
        last = next(
            (
                i
                for i in behind
                if not is_word(scene.form(i)) or scene.does(i, "relative") or scene.does(i, "preposition")
            ),
            end + 2,
        )
        words |= _forms(scene, end + 2, last)
    return frozenset(words)


def _is_postlike(scene: Scene, i: int) -> bool:
    parts = ("definite", "indefinite", "stop", "join", "preposition", "auxiliary", "adverb")
    return not any(scene.does(i, part) for part in parts) and scene.form(i) not in scene.grammar.verbs
