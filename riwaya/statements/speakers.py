"""Who a source is: names, posts and dropped subjects resolved in the order of the text.

A post («الوزير») is a person only where one candidate with that post remains, or one who was heard last; «الوزارة» is
the one last named in full. A document speaks for whoever issued it. A dropped subject («وقال إن») is the nearest party
heard before it that agrees in gender and number, with «وأضاف» the nearest that spoke. What is left stays unresolved.
"""

import functools
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from riwaya.lexicon import load_list
from riwaya.records import Speaker
from riwaya.statements import issuers
from riwaya.statements.actors import end_thing, find_actor, find_actors, find_turn
from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.bodies import Bodies
from riwaya.statements.complements import cut_governed
from riwaya.statements.counterparts import is_peer, note_counterpart
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.doers import find_own
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    Head,
    has_pronoun,
    is_one_post,
    read_head,
)
from riwaya.statements.inflections import Gender
from riwaya.statements.introductions import find_introductions
from riwaya.statements.nouns import Phrase, find_owner, read_phrase
from riwaya.statements.objects import cut_object, is_blamed, is_called_so, is_only_object, keep_subject
from riwaya.statements.parties import Party, agrees, is_body, is_medium, spell
from riwaya.statements.pointing import (
    gender_of,
    is_as_many,
    is_joint,
    is_object,
    is_player,
    is_sources,
    is_trade,
    owner_gender,
    skip_same,
)
from riwaya.statements.recited import read_recited
from riwaya.statements.roll import Roll
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.statements.sources import Source
from riwaya.statements.untitled import find_untitled
from riwaya.stems import is_definite
from riwaya.text import load_folded

Range = tuple[int, int]
_PAPERS = ("document", "evidence")
_SAID = ("say", "deny")  # groups of verbs whose subject has spoken
_ACTED = (*_SAID, "ask", "call", "act", "hold")  # the same where it opens a sentence: «ودعا سامي إلى الهدوء. وأضاف»
_LATTER = 30  # tokens back to the name that «الأخير» points to
_MEMORY = 12  # parties heard that a dropped subject may point back to


class Cast:
    """The parties of one article: all that its text introduces, and who spoke or acted so far."""

    def __init__(self, draught: Draught) -> None:
        self.draught = draught
        self._roll = Roll(draught)
        self._issued: dict[str, int] = {}  # document → who issued the one last named
        # who issued the document that spoke last, and its gender: «وقال البيان», «وقالت الدراسة»
        self._paper: tuple[int, Gender] | None = None
        self._spoke: list[int] = []
        self._joint: int | None = None  # who spoke together with others: «الرئيس وحلفاؤه»
        self._one: int | None = None  # who spoke last, where many were called one: «مصادر» and then «المصدر»
        self._spoke_at = -1  # where who spoke last is named, or his words begin
        self._carrier: Source | None = None  # who passed on what was told last
        self._bodies = Bodies(draught)
        self._introduced: dict[int, Phrase] = {}  # posts with their names, by their first token
        for first, last in sorted({**draught.people, **draught.beside}.items()):
            if last - first > 1:  # «كان سامي الحداد ونادر الصباغ مسافرين ... وكتب الصباغ رسالة»
                self._roll.note_name(first, last)
        peers: list[tuple[int, Phrase]] = []
        for sentence in draught.sentences:
            for phrase in find_introductions(draught, sentence):
                place = self._roll.note_mention(phrase)
                self._introduced[phrase.first] = phrase
                if phrase.head is not None and is_peer(phrase.head):
                    peers.append((place, phrase))
        for place, phrase in peers:
            note_counterpart(draught, self._roll, place, phrase)

    def note_untitled(self, sources: Sequence[Source]) -> None:
        """«قال المبعوث إن السد آمن. وقال | سامي الحداد إن»: let a post that nobody has be his who comes without one."""
        for name, post in find_untitled(self.draught, sources):
            place = self._place(read_phrase(self.draught, *name[:2]), "")
            party = self._roll.parties[place]
            alike = post.head is not None and {party.gender, post.head.gender} != {"m", "f"}
            if alike and party.head is None and self._roll.find(post, joined=False) is None:
                self._roll.note_post(place, post)

    def name_in_full(self, source: Source) -> str:
        """Spell a source by the words that name it in full elsewhere: «الصحيفة» is «صحيفة الجسر»."""
        whole = self._bodies.find_whole(read_phrase(self.draught, source.first, source.last))
        if whole is None:
            return spell(self.draught, source[:2], joined=source.joined)
        return spell(self.draught, (whole.first, whole.last), joined=read_head(self.draught.forms[whole.first]) is None)

    def name_issuer(self, source: Source) -> str:
        """Whose «البيان» is, or «بيان للوزارة»; "" where nobody is known to have issued it."""
        phrase = read_phrase(self.draught, source.first, source.last)
        if phrase.head is None or phrase.head.kind != "document":
            return ""
        if (owner := find_owner(self.draught, phrase)) is not None:
            return self.name_in_full(Source(*owner[0], joined=owner[1]))
        place = self._issued.get(phrase.head.base) if phrase.head.definite else None
        return self._roll.parties[place].name if place is not None else ""

    def note_document(self, venue: Range) -> None:
        """Let «البيان» mean whoever was heard last, where he spoke «في بيان»."""
        head = read_head(self.draught.forms[min(venue[0] + 1, venue[1] - 1)])
        if head is not None and head.kind == "document" and self._roll.heard:
            self._issued[head.base] = self._roll.heard[-1]
            self._paper = (self._roll.heard[-1], "m")

    def note_carrier(self, carrier: Source | None) -> None:
        """Let whoever passed on what was told last go on, where nobody else may: «، بحسب وكالة الجسر. وأفادت أن»."""
        self._carrier = carrier

    def note_subject(self, sentence: Sentence, before: int | None = None, *, alone: bool = False) -> None:
        """Let whoever acts in a sentence be heard, so that «وقال» in the next one finds him.

        `alone` where nothing that was said was found in it: «ودعا سامي إلى الهدوء. | وأضاف» is Sami.

        With `before` the sentence goes on at that token with words of his own: «أما سامي فقد رحب بالخطة، لكنه | أضاف».
        Whoever acts behind it does not say them: «وأجاب: لو طلب سامي العون», «قال إنه سيرحل، وتعهد الوزير بالبحث».
        """
        if self.draught.quote_over(sentence.first) is not None:
            return
        for found in find_actors(self.draught, sentence, self._roll):
            if before is None or found[0] <= before + 1:
                verb = found[0] - 1  # «ودعا سامي إلى الهدوء», not «بعد أن رفضت الضفة الخطة»
                opens = alone and (verb <= sentence.first or self.draught.forms[verb - 1] in COMMAS)
                self._note_actor(found, speaks=before is not None, verbs=_ACTED if opens else _SAID)
                self._note_venue(found[1], sentence.last)

    def _note_venue(self, first: int, last: int) -> None:
        """«ثمنت الحركة | في بيان دور الحكومة»: whose «البيان» will be."""
        forms = self.draught.forms
        said = first + 1 < last and read_adverbial(self.draught, first) == "venue"  # not «تحقق في شكوى»
        head = read_head(forms[first + 1]) if said and forms[first] == "في" else None
        if head is not None and head.kind == "document" and head.number == "one" and self._roll.heard:
            self._issued[head.base] = self._roll.heard[-1]

    def note_main(self, sentence: Sentence, first: int) -> None:
        """«شكر | سامي الأمير الذي شدد على أن ... وقال»: let whoever a sentence begins by before token `first` go on."""
        found = find_actor(self.draught, sentence, self._roll)
        if found is not None and found[1] <= first and self.draught.quote_over(sentence.first) is None:
            self._note_actor(found, speaks=False)

    def note_turn(self, sentence: Sentence, first: int) -> None:
        """Let whoever answers behind token `first` be heard: «ألمحت مصادر إلى فوزه لكن الحداد شكك في الأمر»."""
        turn = find_turn(self.draught, sentence, first, self._roll)
        if turn is not None:
            self._note_actor(turn, speaks=True)

    def _note_actor(self, found: Range, *, speaks: bool, verbs: Sequence[str] = _SAID) -> None:
        verb = read_cue(self.draught.forms[found[0] - 1]) if found[0] else None
        if is_blamed(self.draught, Source(*found)):
            return
        if verb is not None and keep_subject(self.draught, verb, Source(*found)) is None:
            return  # «وقد أبلغ الأمم المتحدة»
        if verb is not None and is_called_so(self.draught, verb, Source(*found)):
            return
        if verb is not None and found[0] in self.draught.begins and is_only_object(self.draught, verb, Source(*found)):
            return  # «واتهمت | الضفة بالتأخير»
        whole = cut_governed(self.draught, verb, Source(*found)) if verb is not None else Source(*found)
        subject = cut_object(self.draught, whole) or Source(*found)
        if subject.last - subject.first > 1 and self.draught.forms[subject.last - 1] in load_grammar().whose:
            subject = subject._replace(last=subject.last - 1)  # «وكان الاتحاد | الذي يقوده العمري عرض»
        quote = self.draught.quote_over(subject.last - 1)
        if quote is not None and quote.closed and subject.first < quote.first and quote.last == subject.last:
            subject = subject._replace(last=subject.last + 1)  # «حركة "النسيم | "»
        # «ندد المتحدث باسم الجيش سامي الحداد بالتقرير»
        phrase = self._introduced.get(subject.first) or read_phrase(self.draught, subject.first, subject.last)
        owned = phrase.head is not None and phrase.head.kind == "body" and self._is_owned(phrase.first)
        if (phrase.name is not None or phrase.head is not None) and not owned:
            self._roll.heard.append(self._place(phrase, ""))
            if phrase.head is not None and phrase.head.kind == "document":
                self._paper = (self._roll.heard[-1], gender_of(phrase.head))
            if speaks or self._speaks(subject, verbs):
                self._spoke.append(self._roll.heard[-1])

    def return_word(self) -> None:
        """Let whoever spoke before the last speaker be the last again."""
        for heard in (self._roll.heard, self._spoke):
            if len(heard) > 1:
                heard.append(heard[-2])

    def _is_owned(self, first: int) -> bool:
        """«تعتزم مؤسستها»: hers, and she is who goes on speaking."""
        return has_pronoun(self.draught.span(first, first + 1).text)

    def _speaks(self, subject: Source, verbs: Sequence[str]) -> bool:
        """«أكد الوزير أهمية السد», «أما العنزي فقال، الحمد لله»: he spoke, though nothing he said was found."""
        forms = self.draught.forms
        before, behind = forms[max(0, subject.first - 1) : subject.first], forms[subject.last : subject.last + 2]
        beside = [*before, *(behind[1:] if behind and behind[0] in load_grammar().been else behind[:1])]
        return any(cue is not None and cue.verb.group in verbs for cue in map(read_cue, beside))

    def resolve(self, source: Source, cue: Cue | None) -> Speaker:
        """Give the speaker that a source's words name, and remember that he spoke."""
        source = skip_same(self.draught, source)
        phrase = read_phrase(self.draught, source.first, source.last)
        if (latter := self._find_latter(source)) is not None:
            return Speaker(name=self.resolve(latter, cue).name, how="pronoun")
        if (recited := read_recited(self.draught, source.first)) is not None:
            return recited  # who is not heard: behind a verse «وأضاف» is the preacher
        if self.draught.forms[source.first] in load_grammar().honour:
            return self.resolve_dropped(cue, source.first)
        alone = source.last - source.first == 1
        if cue is not None and alone and self.draught.forms[source.first] in load_grammar().those:  # «وقال هؤلاء»
            many = self.resolve_dropped(replace(cue, number="many"), source.first)
            return many if many.how != "unresolved" else self.resolve_dropped(None, source.first)
        if cue is not None and cue.verb.group in ("ask", "call") and is_object(self.draught, phrase):
            return self.resolve_dropped(cue, source.first)
        if (owner := self._owner_of(phrase)) is not None:
            return Speaker(name=self._roll.parties[owner].name, how="pronoun")
        own = cue is not None and cue.form in ("past", "present") and cue.verb.group != "carry"
        gender: Gender = cue.gender if cue is not None and own else ""  # of «نقلت القناة عن مدير» it is the channel's
        count = len(self._roll.parties)
        same = self._same_source(phrase)
        same = self._goes_on(phrase, cue) if same is None else same
        place = self._place(phrase, gender, joined=source.joined) if same is None else same
        party = self._roll.parties[place]
        self._paper = (place, gender_of(phrase.head)) if phrase.head and phrase.head.kind == "document" else None
        self._note_joint(place, source, cue)
        self._one = place if is_sources(party) and phrase.head and phrase.head.number == "one" else None
        self._spoke_at = source.first
        if cue is not None or party.head is None or party.head.kind not in _PAPERS:  # not «حسب الأرقام»
            self._roll.heard.append(place)
            self._spoke.append(place)
        if phrase.name is not None:
            return Speaker(name=party.name, how="named")
        if party.is_anonymous:
            return Speaker(name=party.name, how="anonymous")
        is_post = phrase.head is not None and phrase.head.kind in ("person", "document")
        return Speaker(name=party.name, how="role" if is_post or (place < count and party.is_named) else "named")

    def _note_joint(self, place: int, source: Source, cue: Cue | None) -> None:
        """Whoever speaks with others is two or many for the next verb; «بحسب الأرقام» is no speech."""
        if cue is not None:
            self._joint = place if is_joint(self.draught, source) else None

    def _find_latter(self, source: Source) -> Source | None:
        """«بين بغداد وأنقرة، بعد أن قالت | الأخيرة»: the name last written before, of a man or of a woman's kind."""
        draught, at = self.draught, source.first
        if draught.forms[at] not in load_grammar().latter or source.last - at > 1:
            return None
        near = range(at - 1, max(-1, at - _LATTER), -1)
        man = next((Source(i, draught.people[i]) for i in near if i in draught.people), None)
        first = next((i for i in near if i in draught.begins), None)
        thing = None if first is None else Source(first, end_thing(draught, first), first in draught.joined)
        return (thing or man) if draught.forms[at].endswith("ه") else (man or thing)

    def _same_source(self, phrase: Phrase) -> int | None:
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

    def _goes_on(self, phrase: Phrase, cue: Cue | None) -> int | None:
        """«وتابع | رئيس الهيئة», «وأضافت | الفتاة»: with such a verb a post of nobody known is whoever spoke last.

        With any verb a player is, «سامي الحداد، مهاجم النسيم ... وقال | نجم منتخب الضفة»: he goes by many trades.
        """
        head = phrase.head
        if cue is None or phrase.name is not None or not self._spoke:
            return None
        if head is None or head.kind != "person" or head.number != "one" or head.some:
            return None
        plays = is_player(self.draught, phrase, head)
        if not plays and cue.verb.past not in _further("ar"):
            return None
        near = reversed(self._spoke[-_MEMORY:])
        place = next((p for p in near if not plays or not is_trade(self._roll.parties[p])), self._spoke[-1])
        last = self._roll.parties[place]
        if is_body(last) or last.number == "many" or not last.is_named or not agrees(last, cue) or last.holds(head):
            return None
        if not plays and not is_one_post(self.draught.forms, phrase.first, phrase.last, head):
            return None
        found = self._roll.find(phrase, joined=False)
        return place if found is None or (plays and not self._roll.parties[found].is_named) else None

    def _owner_of(self, phrase: Phrase) -> int | None:
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
        if not heard and alone and self._is_one_sentence(self._spoke_at, before):
            heard = pointed[-1:]  # «قال الحداد إن ...، مشيرة إلى»: a slip, for a participle has its subject beside it
        if cue is not None and not any(p == self._joint or is_as_many(self._roll.parties[p], cue) for p in heard):
            own = self._find_own(cue, before)
            heard = [own] if own is not None else heard if cue.number != "two" or cue.form == "noun" else []
            self._joint = own if cue.number == "two" else self._joint
        if not heard and self._carrier is not None and cue is not None and cue.form in ("past", "present"):
            place = self._place(read_phrase(self.draught, *self._carrier[:2]), "")
            heard = [place] if agrees(self._roll.parties[place], cue) else []
        if not heard:
            return Speaker(name="", how="unresolved")
        self._spoke_at = before
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
                self._place(read_phrase(self.draught, source.first, source.last), "") if source is not None else None
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

    def _place(self, phrase: Phrase, gender: Gender, *, joined: bool = False) -> int:
        """The number of the party a phrase means; a new one where none is known."""
        head = phrase.head
        if phrase.name is None and head is not None and head.kind == "document":
            issuer = self._issuer(phrase, head)
            if issuer is not None:
                return issuer
        found = self._roll.find(phrase, joined=joined)
        medium = head is not None and head.kind == "medium"
        whole = self._bodies.find_whole(phrase) if found is None or medium else None
        if found is not None and whole is not None and not self.draught.forms[whole.first].startswith("ل"):
            other = self._roll.parties[found].head
            alike = other is None or head is None or other.base == head.base
            whole = (
                None if alike and not self._turns_to(whole) else whole
            )  # «قال خبراء لصحيفة الجسر إن ... وأوضحت الصحيفة», not «قال التلفزيون»
        if whole is not None:
            return self._place(whole, gender, joined=read_head(self.draught.forms[whole.first]) is None)
        if (
            whole is None
            and head is not None
            and phrase.last - phrase.first == 1
            and is_definite(self.draught.forms[phrase.first])
        ):
            found = self._roll.find_called(head, found)
        if found is None or phrase.name is not None:
            return self._roll.introduce(phrase, gender, joined=joined)
        if gender and not self._roll.parties[found].gender:
            self._roll.parties[found] = self._roll.parties[found]._replace(gender=gender)
        return found

    def _turns_to(self, medium: Phrase) -> bool:
        """«| صحيفة الجسر تطرقت إلى السد. ... الصحيفة تقول»: it opens or ends a sentence since anybody spoke."""
        forms, sentences = self.draught.forms, self.draught.sentences
        at = bisect_right(sentences, medium.first, key=lambda sentence: sentence.first) - 1
        turns = sentences[at].first == medium.first or forms[medium.last : medium.last + 1] == ["."]
        carries = self._carrier is not None and self._carrier.first == medium.first  # «، نقلا عن | صحيفة الجسر.»
        return turns and medium.first > self._spoke_at and not carries

    def _issuer(self, phrase: Phrase, head: Head) -> int | None:
        """Who issued a document: as its phrase says, or as the page said before: «بيان للوزارة ... وذكر البيان»."""
        owner = find_owner(self.draught, phrase) or issuers.find_behind(self.draught, phrase, self._issued)
        if owner is None and not head.definite:
            return None  # «قالت تقارير»
        if owner is None and head.base not in self._issued:
            owner = issuers.find_before(self.draught, phrase)
        if owner is not None:
            self._issued[head.base] = self._place(read_phrase(self.draught, *owner[0]), "", joined=owner[1])
        tells = head.definite and head.base not in load_folded("ar", "roles_findings")
        alone = tells and phrase.last - phrase.first == 1
        if alone and self._roll.heard and is_body(self._roll.parties[self._roll.heard[-1]]):
            self._issued.setdefault(head.base, self._roll.heard[-1])  # «ذكرت الوزارة أن ... وأضاف البيان»
        return self._issued.get(head.base)


@functools.cache
def _further(language: str) -> frozenset[str]:
    return frozenset(load_list(language, "cues_further"))
