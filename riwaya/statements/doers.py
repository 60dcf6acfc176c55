"""Who does what a sentence tells, by a verb that attributes nothing: «حيث سارعت | الوزارة إلى النفي، قائلة»."""

from riwaya.statements.actors import end_counted, end_thing
from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import has_pronoun, is_finite, is_first_name, is_ordinary, is_preposition, read_head
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.introductions import begins_post, end_body
from riwaya.statements.sentences import Draught, Sentence
from riwaya.statements.sources import Source
from riwaya.stems import is_definite
from riwaya.text import is_word

_REACH = 40  # tokens from a verb back to the one whose subject it shares
_POST_MOST = 8  # tokens of a post before its name
_PAIR = 14  # tokens of two people with their posts
_LONG = 6  # letters of «المدنيون», not of «القانون»


def find_doer(scene: Scene, place: int) -> Source | None:
    """«حيث سارعت | الوزارة إلى النفي، قائلة», «اشتكى | المتضررون من الزحام وقالوا»: of another verb before a cue.

    A verb that attributes nothing, on the level of the cue. Behind other words that were said nobody is looked for.
    """
    hit, draught = scene.hits[place], scene.draught
    cue = hit.cue
    purpose = cue.form == "present" and draught.forms[hit.at].startswith("ل")  # «بعد أن عرض | الوزير الوثائق، ليؤكد أن»
    bound = _is_by_saying(draught, hit)
    goes_on = cue.form == "participle" or purpose or bound or (cue.joined and cue.form in ("past", "present"))
    if hit.level != "beside" or (cue.suffix and not bound) or cue.person != 3 or not goes_on:
        return None
    said = next((h.at for h in reversed(scene.hits[:place]) if h.opening is not None), -1)
    if said >= 0 and cue.number == "one":
        return None  # «وأفاد أنها كانت تركض فيما ظهر الحارس وراءها، | مضيفا»
    floor = max(scene.sentence.first, said + 1, hit.at - _REACH)
    for i in range(hit.at - 1, floor, -1):
        if draught.quoted[i] >= 0 or not _does(draught, i, cue) or not _is_verb(draught, i - 1, cue):
            continue
        if _is_main(draught, scene.sentence.first, i - 1, inside=purpose):
            # of «دخل | الوزير القاعة وأعلن» the actor of the sentence is heard
            heard = read_head(draught.forms[i]) is not None and _opens(draught, scene.sentence.first, i)
            return None if heard else Source(i, _end_doer(draught, i, hit.at))
    return None


def _is_by_saying(draught: Draught, hit: Hit) -> bool:
    """«حاول | ممثل المجلس تهدئة الأوضاع، بقوله»: the noun of a verb, with ب, of whoever does what stands before."""
    return hit.cue.form == "noun" and bool(hit.cue.suffix) and draught.forms[hit.at].startswith("ب")


def _does(draught: Draught, i: int, cue: Cue) -> bool:
    """True for somebody in the gender and number of the verb: of many also in the nominative, «المدنيون»."""
    form, head = draught.forms[i], read_head(draught.forms[i])
    followed = i + 1 < len(draught.forms) and is_definite(draught.forms[i + 1])
    if cue.number == "many" and head is None and form.endswith("يو") and followed and not is_ordinary(form):
        return True  # «أشاد | شرفيو النادي»
    if i in draught.people:
        return cue.number == "one" and not form.startswith("بال")
    if i in draught.persons or i in draught.things or (head is None and not _is_nominative(form)):
        return False
    if cue.number == "many" or head is None:
        return head is None or (head.kind == "person" and (head.number == "many" or head.some == "many"))
    speaks = head.number == "one" and not head.some and head.kind in ("person", "title", "body")
    return speaks and (head.definite or followed) and head.gender == cue.gender


def _is_nominative(form: str) -> bool:
    """«المدنيون», «المتضررون», not «القانون», «المليون»."""
    return len(form) > _LONG and is_definite(form) and form.endswith("ون") and (form[2] == "م" or form.endswith("يون"))


def _is_verb(draught: Draught, i: int, cue: Cue) -> bool:
    """True where token `i` may be a verb before its subject: «سارعت | الوزارة», «اشتكى | المتضررون»."""
    form, words = draught.forms[i], load_grammar()
    noun = is_definite(form) or (read_head(form) is not None and read_cue(form) is None)
    noun = noun or i in draught.persons or i in draught.things
    small = any(form in group for group in (words.that, words.whose, words.remark))
    small = small or (form in words.before and read_cue(form) is None)
    if noun or small or not is_word(form) or is_first_name(form) or _has_its_object(draught, i):
        return False
    female = form.startswith(("ت", "وت")) or (form.endswith("ت") and not form.endswith("ات"))
    return cue.number != "one" or female == (cue.gender == "f")


def _has_its_object(draught: Draught, i: int) -> bool:
    """«التي ارتكبها | المقاتلون», «حيث وصفه | بالجاحد»."""
    cue = read_cue(draught.forms[i])
    return has_pronoun(draught.span(i, i + 1).text) or (cue is not None and cue.suffix != "")


def _is_main(draught: Draught, first: int, verb: int, *, inside: bool) -> bool:
    """True for a verb that opens its sentence or a clause on the same level: «حيث | سارعت», «كما | انتقد»."""
    words, start = load_grammar(), verb
    while start > first and draught.forms[start - 1] in words.been | words.negation:  # «لم | يتوقف»
        start -= 1
    before = draught.forms[start - 1] if start > first else ""
    return not before or before in words.clause or (inside and before in words.that)


def _opens(draught: Draught, first: int, i: int) -> bool:
    """True where nothing but small words and a verb stand before token `i` in its sentence."""
    return all(form in load_grammar().been for form in draught.forms[first : i - 1])


def _end_doer(draught: Draught, first: int, last: int) -> int:
    """«سارعت | وزارة الداخلية السندارية | إلى», «دخل | الوزير سامي الحداد | القاعة»: where the subject ends."""
    if first in draught.people and not draught.forms[first].endswith("يو"):
        return draught.people[first]
    forms, head = draught.forms, read_head(draught.forms[first])
    if head is not None and head.kind == "body" and (end := end_body(draught, first, last)) > first:
        return end
    named = (i for i in range(first + 1, min(first + _POST_MOST, last)) if i in draught.people)
    end = first + 1
    if (name := next(named, None)) is not None and not any(is_preposition(forms[i]) for i in range(end, name)):
        return draught.people[name]
    if forms[first].endswith("ون") and not is_definite(forms[first]):  # «شكر مسافرون | المدير»
        return first + 1
    end = end_counted(draught, first, last)
    while end < last and is_definite(forms[end]) and read_adverbial(draught, end) is None:
        end += 1
    return end


def find_told(draught: Draught, first: int, hit: Hit, teller: Cue | None) -> Source | None:
    """«وذكرت القناة أن | مجلس الأعيان عبر عن تضامنه وقال إنه»: of whom a content tells, where its teller agrees not.

    Of a participle only a person, «أن | المدرب تحدث عن الحارس مؤكدا أنه»: a body may have a masculine one by a slip.
    """
    cue, head = hit.cue, read_head(draught.forms[first])
    governed = cue.form == "participle"
    goes_on = governed or (cue.joined and cue.form in ("past", "present"))
    if not goes_on or cue.number != "one" or cue.suffix or hit.level != "beside":
        return None
    if teller is None or {teller.gender, cue.gender} != {"m", "f"}:
        return None
    person = first in draught.people or (head is not None and head.kind in ("person", "title"))
    known = person or (not governed and (first in draught.things or head is not None))
    agrees = known and (head is None or head.gender in ("", cue.gender))
    return Source(first, _end_doer(draught, first, hit.at)) if agrees else None


def find_own(draught: Draught, sentence: Sentence, before: int, cue: Cue) -> Source | None:
    """«وفي بداية العام وضعت | الحكومة برنامجا، وقالت إنه»: who acts in a sentence by its first verb that agrees.

    For where nobody was heard who may speak: a clause inside the sentence ends the search.
    """
    words = load_grammar()
    for i in range(sentence.first + 1, min(before, sentence.last) - 1):
        form = draught.forms[i]
        if form in words.that or form in words.whose or form in words.what or draught.quoted[i] >= 0:
            return None
        acts = (i == sentence.first + 1 or _is_act(draught, i - 1)) and _is_verb(draught, i - 1, cue)
        if (acts or _is_dual(draught, i)) and _may_own(draught, i, cue):
            return Source(i, _end_own(draught, i, before))
    return None


def _is_dual(draught: Draught, i: int) -> bool:
    """«وظهر في الشريط | شرطيان يقولان»: in the nominative, so that no verb need stand beside it."""
    head = read_head(draught.forms[i])
    return head is not None and head.number == "two" and i not in draught.persons


def _may_own(draught: Draught, i: int, cue: Cue) -> bool:
    """Whoever does it, also a country: «سيطرت | الضفة على»; two are two people, or a word for two."""
    if cue.number == "two" or (cue.number == "many" and _is_pair(draught, i)):
        return _is_pair(draught, i)
    return _does(draught, i, cue) or (i in draught.begins and (cue.gender, cue.number) == ("f", "one"))


def _is_pair(draught: Draught, i: int) -> bool:
    """«| الرئيس سامي الحداد والوزير نادر الصباغ», «| الشقيقان»."""
    forms = draught.forms
    if _is_dual(draught, i):
        return True
    if i not in draught.people and not begins_post(forms[i]):
        return False
    others = range(i + 1, min(i + _PAIR, len(forms)))
    end = next((k for k in others if not is_word(forms[k]) or read_cue(forms[k]) is not None), others.stop)
    return any(forms[k][0] == "و" and (k in draught.people or begins_post(forms[k])) for k in range(i + 1, end))


def _is_act(draught: Draught, i: int) -> bool:
    """True for a verb in the past or the present, and no noun that another stands behind: «برنامج الحكومة»."""
    form = draught.forms[i]
    cue = read_cue(form)
    bare = form[1:] if form[0] in "وف" else form
    return is_finite(form) or is_finite(bare) or (cue is not None and cue.form in ("past", "present"))


def _end_own(draught: Draught, i: int, last: int) -> int:
    return end_thing(draught, i) if i in draught.begins else _end_doer(draught, i, last)
