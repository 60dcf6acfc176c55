"""What a phrase or a party tells of whom it may point back to: one man or many, a trade, a paper, an object."""

from riwaya.statements.actors import end_thing
from riwaya.statements.cues import Cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import Head, has_pronoun, is_nisba, is_ordinary, is_preposition, read_head
from riwaya.statements.inflections import Gender
from riwaya.statements.nouns import Phrase
from riwaya.statements.parties import Party
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source
from riwaya.stems import is_definite
from riwaya.text import load_folded

_NO_PAPER = ("ات", "ه")  # of nouns with which no masculine verb agrees
_SHORT = 3  # letters of و with a short word
_LATTER = 30  # tokens back to the name that «الأخير» points to


def is_trade(party: Party) -> bool:
    """«وقضى | هداف النسيم الموسم في الضفة»: nobody new."""
    return not party.is_named and party.head is not None and party.head.base in load_folded("ar", "roles_players")


def is_player(draught: Draught, phrase: Phrase, head: Head) -> bool:
    """«نجم منتخب الضفة», «لاعب النسيم», «هداف "النسيم"»: of a team that is named; not «لاعب في الفريق», «لاعب سابق»."""
    forms, after = draught.forms, phrase.first + 1
    if head.base not in load_folded("ar", "roles_players") or head.definite or after >= phrase.last:
        return False
    team = any(
        i in draught.things or draught.quoted[i] >= 0 or not is_ordinary(forms[i]) for i in range(after, phrase.last)
    )
    return team and not (is_preposition(forms[after]) or is_nisba(forms[after]))


def skip_same(draught: Draught, source: Source) -> Source:
    """«ذات | المصادر», «نفس | الموقع»: the one that was named before."""
    same = source.last - source.first > 1 and draught.forms[source.first] in load_grammar().same
    same = same and is_definite(draught.forms[source.first + 1])
    return source._replace(first=source.first + 1) if same else source


def gender_of(paper: Head) -> Gender:
    """As verbs agree with a document: «التقارير», «البيانات», «المسودة» are no «وقال»."""
    return "f" if paper.number != "one" or paper.base.endswith(_NO_PAPER) else "m"


def is_as_many(party: Party, cue: Cue) -> bool:
    """False for a body, of which «قالوا» is seldom said, and for one or many, of whom «قالا» is not."""
    if cue.number not in ("two", "many") or cue.form == "noun":  # «اتهامهما»: whom somebody accuses
        return True
    if cue.number == "many":
        return party.number == "many"
    return party.number in ("two", "") or " و" in party.name


def is_joint(draught: Draught, source: Source) -> bool:
    """«الرئيس سامي الحداد وحلفاؤه»: of whom the next verb is plural."""
    forms = draught.forms[source.first + 1 : source.last]
    return any(form[0] == "و" and len(form) > _SHORT and read_head(form) is None for form in forms)


def is_sources(party: Party) -> bool:
    """«مصادر», of which «مشيرا» and «مشيرة» are written."""
    return party.number == "many" and party.head is not None and party.head.base in load_folded("ar", "roles_sources")


def owner_gender(written: str) -> Gender:
    """Of the pronoun joined to a noun: شهادتها, بيانه."""
    if not has_pronoun(written):
        return ""
    return "f" if written.endswith("ها") else "m" if written.endswith("ه") else ""


def is_object(draught: Draught, phrase: Phrase) -> bool:
    """«طالب المستثمرين بأن»: in the accusative, so not he who asks."""
    first = draught.forms[phrase.first]
    many = phrase.name is None and phrase.head is not None and phrase.head.number == "many"
    before = draught.forms[phrase.first - 1] if phrase.first else ""
    governed = before in load_grammar().breaks | load_grammar().that  # «لكن دبلوماسيين اعتبروا أن»
    return many and first.endswith("ين") and not governed


def find_latter(draught: Draught, source: Source) -> Source | None:
    """«بين بغداد وأنقرة، بعد أن قالت | الأخيرة»: the name last written before, of a man or of a woman's kind."""
    at = source.first
    if draught.forms[at] not in load_grammar().latter or source.last - at > 1:
        return None
    near = range(at - 1, max(-1, at - _LATTER), -1)
    man = next((Source(i, draught.people[i]) for i in near if i in draught.people), None)
    first = next((i for i in near if i in draught.begins), None)
    thing = None if first is None else Source(first, end_thing(draught, first), first in draught.joined)
    return (thing or man) if draught.forms[at].endswith("ه") else (man or thing)
