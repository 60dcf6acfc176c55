"""Which party of its article a phrase means, and who issued a document: «الوزارة» is the one last named in full."""

from bisect import bisect_right

from riwaya.statements import issuers
from riwaya.statements.bodies import Bodies
from riwaya.statements.heads import Head, read_head
from riwaya.statements.inflections import Gender
from riwaya.statements.nouns import Phrase, find_owner, read_phrase
from riwaya.statements.parties import is_body, spell
from riwaya.statements.roll import Roll
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source
from riwaya.stems import is_definite
from riwaya.text import load_folded


class References:
    """The parties of one article, and what a phrase of it finds them by."""

    def __init__(self, draught: Draught) -> None:
        self.draught = draught
        self.roll = Roll(draught)
        self.issued: dict[str, int] = {}  # document → who issued the one last named
        self.spoke_at = -1  # where who spoke last is named, or his words begin
        self.carrier: Source | None = None  # who passed on what was told last
        self._bodies = Bodies(draught)

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
        place = self.issued.get(phrase.head.base) if phrase.head.definite else None
        return self.roll.parties[place].name if place is not None else ""

    def place(self, phrase: Phrase, gender: Gender, *, joined: bool = False) -> int:
        """The number of the party a phrase means; a new one where none is known."""
        head = phrase.head
        if phrase.name is None and head is not None and head.kind == "document":
            issuer = self._issuer(phrase, head)
            if issuer is not None:
                return issuer
        found = self.roll.find(phrase, joined=joined)
        medium = head is not None and head.kind == "medium"
        whole = self._bodies.find_whole(phrase) if found is None or medium else None
        if found is not None and whole is not None and not self.draught.forms[whole.first].startswith("ل"):
            other = self.roll.parties[found].head
            alike = other is None or head is None or other.base == head.base
            # «قال خبراء لصحيفة الجسر إن ... وأوضحت الصحيفة», not «قال التلفزيون»
            whole = None if alike and not self._turns_to(whole) else whole
        if whole is not None:
            return self.place(whole, gender, joined=read_head(self.draught.forms[whole.first]) is None)
        if (
            whole is None
            and head is not None
            and phrase.last - phrase.first == 1
            and is_definite(self.draught.forms[phrase.first])
        ):
            found = self.roll.find_called(head, found)
        if found is None or phrase.name is not None:
            return self.roll.introduce(phrase, gender, joined=joined)
        if gender and not self.roll.parties[found].gender:
            self.roll.parties[found] = self.roll.parties[found]._replace(gender=gender)
        return found

    def _turns_to(self, medium: Phrase) -> bool:
        """«| صحيفة الجسر تطرقت إلى السد. ... الصحيفة تقول»: it opens or ends a sentence since anybody spoke."""
        forms, sentences = self.draught.forms, self.draught.sentences
        at = bisect_right(sentences, medium.first, key=lambda sentence: sentence.first) - 1
        turns = sentences[at].first == medium.first or forms[medium.last : medium.last + 1] == ["."]
        carries = self.carrier is not None and self.carrier.first == medium.first  # «، نقلا عن | صحيفة الجسر.»
        return turns and medium.first > self.spoke_at and not carries

    def _issuer(self, phrase: Phrase, head: Head) -> int | None:
        """Who issued a document: as its phrase says, or as the page said before: «بيان للوزارة ... وذكر البيان»."""
        owner = find_owner(self.draught, phrase) or issuers.find_behind(self.draught, phrase, self.issued)
        if owner is None and not head.definite:
            return None  # «قالت تقارير»
        if owner is None and head.base not in self.issued:
            owner = issuers.find_before(self.draught, phrase)
        if owner is not None:
            self.issued[head.base] = self.place(read_phrase(self.draught, *owner[0]), "", joined=owner[1])
        tells = head.definite and head.base not in load_folded("ar", "roles_findings")
        alone = tells and phrase.last - phrase.first == 1
        if alone and self.roll.heard and is_body(self.roll.parties[self.roll.heard[-1]]):
            self.issued.setdefault(head.base, self.roll.heard[-1])  # «ذكرت الوزارة أن ... وأضاف البيان»
        return self.issued.get(head.base)
