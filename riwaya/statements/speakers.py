"""Who a source is: names, posts and dropped subjects resolved in the order of the text.

A post («الوزير») is a person only where one candidate with that post remains, or one who was heard last; «الوزارة» is
the one last named in full. A document speaks for whoever issued it. A dropped subject («وقال إن») is a party heard
before it. What is left stays unresolved.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from riwaya.records import Speaker
from riwaya.statements.actors import find_actor, find_actors, find_turn
from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.anaphora import Hearing
from riwaya.statements.complements import cut_governed
from riwaya.statements.counterparts import is_peer, note_counterpart
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import has_pronoun, read_head
from riwaya.statements.inflections import Gender
from riwaya.statements.introductions import find_introductions
from riwaya.statements.nouns import Phrase, read_phrase
from riwaya.statements.objects import cut_object, is_blamed, is_called_so, is_only_object, keep_subject
from riwaya.statements.pointing import find_latter, is_object, skip_same
from riwaya.statements.recited import read_recited
from riwaya.statements.references import References
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.statements.sources import Source
from riwaya.statements.untitled import find_untitled

Range = tuple[int, int]
_SAID = ("say", "deny")  # groups of verbs whose subject has spoken
_ACTED = (*_SAID, "ask", "call", "act", "hold")  # the same where it opens a sentence: «ودعا سامي إلى الهدوء. وأضاف»


class Cast:
    """The parties of one article: all that its text introduces, and who spoke or acted so far."""

    def __init__(self, draught: Draught) -> None:
        self.draught = draught
        self.references = References(draught)
        self.hearing = Hearing(self.references)
        self._roll = self.references.roll
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
            place = self.references.place(read_phrase(self.draught, *name[:2]), "")
            party = self._roll.parties[place]
            alike = post.head is not None and {party.gender, post.head.gender} != {"m", "f"}
            if alike and party.head is None and self._roll.find(post, joined=False) is None:
                self._roll.note_post(place, post)

    def note_document(self, venue: Range) -> None:
        """Let «البيان» mean whoever was heard last, where he spoke «في بيان»."""
        head = read_head(self.draught.forms[min(venue[0] + 1, venue[1] - 1)])
        if head is not None and head.kind == "document" and self._roll.heard:
            self.references.issued[head.base] = self._roll.heard[-1]
            self.hearing.note_paper(self._roll.heard[-1])

    def note_carrier(self, carrier: Source | None) -> None:
        """Let whoever passed on what was told last go on, where nobody else may: «، بحسب وكالة الجسر. وأفادت أن»."""
        self.references.carrier = carrier

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
            self.references.issued[head.base] = self._roll.heard[-1]

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
            said = speaks or self._speaks(subject, verbs)
            self.hearing.note_actor(self.references.place(phrase, ""), phrase, speaks=said)

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
        if (latter := find_latter(self.draught, source)) is not None:
            return Speaker(name=self.resolve(latter, cue).name, how="pronoun")
        if (recited := read_recited(self.draught, source.first)) is not None:
            return recited  # who is not heard: behind a verse «وأضاف» is the preacher
        if self.draught.forms[source.first] in load_grammar().honour:
            return self.hearing.resolve_dropped(cue, source.first)
        alone = source.last - source.first == 1
        if cue is not None and alone and self.draught.forms[source.first] in load_grammar().those:  # «وقال هؤلاء»
            many = self.hearing.resolve_dropped(replace(cue, number="many"), source.first)
            return many if many.how != "unresolved" else self.hearing.resolve_dropped(None, source.first)
        if cue is not None and cue.verb.group in ("ask", "call") and is_object(self.draught, phrase):
            return self.hearing.resolve_dropped(cue, source.first)
        if (owner := self.hearing.owner_of(phrase)) is not None:
            return Speaker(name=self._roll.parties[owner].name, how="pronoun")
        own = cue is not None and cue.form in ("past", "present") and cue.verb.group != "carry"
        gender: Gender = cue.gender if cue is not None and own else ""  # of «نقلت القناة عن مدير» it is the channel's
        count = len(self._roll.parties)
        same = self.hearing.same_source(phrase)
        same = self.hearing.goes_on(phrase, cue) if same is None else same
        place = self.references.place(phrase, gender, joined=source.joined) if same is None else same
        party = self._roll.parties[place]
        self.hearing.note_speaker(place, phrase, source, cue)
        if phrase.name is not None:
            return Speaker(name=party.name, how="named")
        if party.is_anonymous:
            return Speaker(name=party.name, how="anonymous")
        is_post = phrase.head is not None and phrase.head.kind in ("person", "document")
        return Speaker(name=party.name, how="role" if is_post or (place < count and party.is_named) else "named")
