"""What nobody says: «يتوقع أن», «هل تتوقع أن ...؟», «أظهرت لقطات أن», «داعيا للجميع أن يتقبل الله طاعاتهم»."""

from riwaya.statements.cues import Cue, is_issuing
from riwaya.statements.grammar import BARE, PRONOUNS, load_grammar
from riwaya.statements.heads import SPEAKERS, is_finite, is_pointing, names_person, read_head
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source
from riwaya.text import fold, is_word

_RELATIVE = 2  # tokens of a relative and its verb: «جدول أعماله | الذي وزعته الوزارة»
_MANY = ("هم", "هما")
_VERBAL = ("ي", "ت")  # as present verbs begin


def says_nobody(scene: Scene, hit: Hit, source: Source | None) -> bool:
    """«يتوقع أن», «والذي وصف بأنه "ظالم"»: nobody is named, and nobody meant; or it is evidence that shows it."""
    draught, cue, group = scene.draught, hit.cue, hit.cue.verb.group
    if group == "hold" and _asks_or_is_passive(scene, hit) and not _is_held(draught, hit, source):
        return True
    if source is not None:
        return _is_anybody(draught, cue, source) or is_evidence(draught, source) or _is_deed(draught, hit, source)
    if group == "call":
        finite = cue.form in ("past", "present") and not cue.suffix
        return finite and draught.forms[hit.at + 1] in load_grammar().byth
    return group == "find" or (group == "hold" and not _is_held_by_last(draught, hit))


def is_prayer(draught: Draught, first: int) -> bool:
    """«داعيا للجميع أن | يتقبل الله طاعاتهم», but «طالب الناس بأن | يتقوا الله»."""
    return draught.forms[first + 1] in load_grammar().prayed and not draught.forms[first].endswith("وا")


def _is_deed(draught: Draught, hit: Hit, source: Source) -> bool:
    """«أثبت اللاعب | أنه الأفضل», «برهن الفريق على | أنها قادرة»: what one shows of oneself.

    Not «توصل الباحث إلى أنه مفيد», «أثبت العلماء أنه يمكن»: a finding.
    """
    if hit.cue.verb.group != "find" or hit.opening is None or "الي" in hit.cue.takes:
        return False
    words, first = load_grammar(), hit.opening.first
    pronoun, predicate = draught.forms[first], draught.forms[first + 1 : first + 2]
    head = read_head(draught.forms[source.first])
    doer = head.kind in ("person", "title", "body") if head is not None else source.first in draught.things
    one = head is None or head.number == "one" or pronoun.endswith(_MANY)
    acts = any(form.startswith(_VERBAL) or is_finite(form) for form in predicate)
    own = (pronoun in words.that or pronoun in words.byth) and pronoun.endswith(PRONOUNS) and one and not acts
    return own and (doer or names_person(draught, source.first))


def _is_held_by_last(draught: Draught, hit: Hit) -> bool:
    """«وتوقع أن», «متوقعا أن», «ثقته في أن», «وكان قد قدر أن», «كما وجدت أن», «حيث رأى أن»: whoever was heard last."""
    cue, words = hit.cue, load_grammar()
    if cue.joined or cue.form == "participle" or (cue.form == "noun" and cue.suffix):
        return True
    before = draught.forms[hit.at - 1] if hit.at else ""
    clause = before in words.clause - words.breaks - words.because - words.adverse
    opinion = clause and cue.is_listed("cues_opinions")
    return before in words.been or before in words.also or opinion or _goes_on(draught, hit.at)


def _asks_or_is_passive(scene: Scene, hit: Hit) -> bool:
    """«هل تتوقع أن ...؟» asks somebody, «، ويتوقع أن» says that one expects."""
    forms, last = scene.draught.forms, scene.sentence.last
    passive = tuple(forms[hit.at : hit.at + 2]) in load_grammar().silent and not _goes_on(scene.draught, hit.at)
    # «ويرى المدرب أن المباراة صعبة، ويتوقع أن»
    before = (h for h in scene.hits if h.at < hit.at and h.opening is not None and h.cue.verb.group == "hold")
    passive = passive and not (hit.cue.joined and any(h.cue.is_like(hit.cue) for h in before))
    return hit.cue.form == "present" and (passive or forms[last - 1] == "؟")


def _goes_on(draught: Draught, i: int) -> bool:
    """«ورغم الخلاف فإنه | يرى أن», «لكنه | يعتقد أن», «كما أنه | يرى أن», «وهو | يرى أن»: a pronoun holds it."""
    forms, words = draught.forms, load_grammar()
    if i > 1 and forms[i - 1] in words.himself:
        return not is_word(forms[i - 2])
    if i < 2 or not forms[i - 1].endswith(PRONOUNS):
        return False
    return forms[i - 1] in words.so | words.turn or (
        forms[i - 1] in words.that and forms[i - 2] in words.adverse | words.also
    )


def _is_held(draught: Draught, hit: Hit, source: Source | None) -> bool:
    """«أن الجيش | يعتقد أن المسلحين فروا»: whoever may, right before; not «الحريق يعتقد أنه», «المدرسة يتوقع أن»."""
    if source is None or hit.level != "under" or draught.forms[hit.at + 1 : hit.at + 2] != [BARE]:
        return False
    end = next((i for i in range(hit.at, source.first, -1) if draught.forms[i - 1] not in load_grammar().been), hit.at)
    head = read_head(draught.forms[source.first])
    if source.last != end or head is None:
        feminine = source.first in draught.begins and hit.cue.gender == "f"
        return source.last == end and (feminine or source.first in draught.people)
    person = head.kind in ("person", "title")
    alike = (head.gender, head.number) == (hit.cue.gender, hit.cue.number)
    return alike if person or head.number == "one" else hit.cue.gender == "f" and head.kind in SPEAKERS


def _is_anybody(draught: Draught, cue: Cue, source: Source) -> bool:
    """«وقد يقول | قائل إن», «ويسأل | سائل»: whoever may say so."""
    return source.last - source.first == 1 and draught.forms[source.first] == fold(cue.verb.participle)


def is_evidence(draught: Draught, source: Source) -> bool:
    """«أظهرت لقطات أن»: pictures say nothing, but «جدول وزعه الوسطاء», «وقالت هذه | اللجنة إن»."""
    head = read_head(draught.forms[source.first])
    if is_pointing(draught.forms[source.first]) and source.last - source.first > 1:
        head = read_head(draught.forms[source.first + 1]) or head
    told = any(is_issuing(form) for form in draught.forms[source.first + 1 : source.last + _RELATIVE])
    return head is not None and head.kind == "evidence" and not told
