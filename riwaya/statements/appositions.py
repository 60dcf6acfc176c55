"""A subject that opens its sentence, with what stands between it and its verb: «أمينة بابي، والدة الفتاة، | قالت»."""

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.clauses import may_act, may_open_subject
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import has_pronoun, is_finite, is_first_name, names_person, read_head, unjoin
from riwaya.statements.inflections import Gender
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, trim_source
from riwaya.stems import is_definite
from riwaya.text import load_folded

_FEW = 2  # words before a verb inside other words that may be a name unheard of
_NEAR = 6  # words of a name in marks; tokens in which أن stands before a subject
_REACH = 14  # tokens of a subject
_OPENING = 24  # tokens of one that opens its sentence


def read_marked_opening(draught: Draught, floor: int, verb: int) -> Source | None:
    """«وكان "جيش الفتح" المؤلف من فصائل عدة | أعلن»: a name in marks that opens its sentence."""
    words, start = load_grammar(), floor
    while start < verb and draught.forms[start] in words.clause | words.been:
        start += 1
    quote = draught.quote_over(start)
    if quote is None or quote.first != start or quote.words > _NEAR or not quote.last < verb < quote.last + _REACH:
        return None
    if draught.forms[verb - 1] in words.whose:
        return None  # «"الجسر" أجرت اتصالا بسامي الحداد الذي | أكد»
    finite = (cue for form in draught.forms[quote.last + 1 : verb] if (cue := read_cue(form)) is not None)
    if any(cue.form != "participle" and not cue.suffix for cue in finite):
        return None
    return Source(start, quote.last + quote.closed)


def read_before_apposition(draught: Draught, floor: int, verb: int) -> Source | None:
    """«ولكن أمينة بابي، والدة الفتاة، | قالت»: a subject that opens its sentence, with what two commas enclose."""
    forms, words = draught.forms, load_grammar()
    start = next((i + 1 for i in range(floor, min(floor + _NEAR, verb)) if forms[i] in words.that), floor)
    turns = (i for i in range(verb - 1, start, -1) if forms[i] in words.breaks and forms[i - 1] in COMMAS)
    start = next(turns, start)  # «معسكران متحاربان، لكن | سامي الحداد، مدير الأبحاث، يقول»
    while start < verb and forms[start] in words.clause | words.been | words.breaks:
        start += 1
    comma = next((i for i in range(start, min(start + _REACH, verb)) if forms[i] in COMMAS), None)
    if comma is None or verb - comma > 2 * _REACH or forms[verb - 1] not in COMMAS:
        return None
    if any(forms[i] in COMMAS or read_cue(forms[i]) for i in range(comma + 1, verb - 1)):
        return None
    relative = next((i for i in range(start + 1, comma) if forms[i] in words.whose), None)
    if comma == verb - 1 and relative is None:
        return None
    head = read_head(forms[start])
    speaks = head is not None and head.kind != "evidence" and head.number == "one"
    speaks = speaks or (start > floor and comma - start == _FEW and not any(map(_is_known, forms[start:comma])))
    speaks = speaks or (relative is not None and start in draught.begins)  # «الضفة التي تواجه أزمة، ترى أن»
    end = relative if comma == verb - 1 and relative is not None else verb  # «الدراسة التي نشرها المركز، كشفت»
    # «وكان المرصد، ومقره الضفة، قال», «الشرطة، من جانبها، ذكرت»
    aside = forms[comma + 1] in load_folded("ar", "roles_seats") or read_adverbial(draught, comma + 1) is not None
    end = comma if aside and comma < verb - 1 else end
    return trim_source(draught, start, end) if speaks or names_person(draught, start) else None


def _is_known(form: str) -> bool:
    """False for a word that may be in a name unheard of: «لكن ليال بهنام، من المؤسسة، تقول»."""
    return (
        is_definite(unjoin(form)) or read_head(form) is not None or form in load_grammar().before or has_pronoun(form)
    )


def read_before_relative(draught: Draught, floor: int, verb: int, gender: Gender) -> Source | None:
    """«وداد التي كانت تروي قصتها إلى الطالبات | قالت»: a name that opens its sentence, with what is told of it."""
    forms, words = draught.forms, load_grammar()
    start = floor + (forms[floor] in words.clause)
    relative = next((i for i in range(start + 1, min(start + 4, verb)) if forms[i] in words.he | words.she), None)
    if relative is None or verb - relative > _REACH or (forms[relative] in words.she) != (gender == "f"):
        return None
    if read_head(forms[start]) is not None or is_definite(forms[start]) or not may_open_subject(forms[start]):
        return None
    stops = words.clause | words.whose | words.that | words.after | words.before
    between = any(form in words.that or form in COMMAS or form == ":" for form in forms[relative + 1 : verb])
    return None if between or forms[verb - 1] in stops else Source(start, relative)


def read_opening_post(draught: Draught, floor: int, end: int) -> Source | None:
    """«المتحدثة باسم وزارة الري ليلى الحداد | قالت إن»: a post opens its sentence, and no clause stands between."""
    words = load_grammar()
    start = floor + (draught.forms[floor] in words.clause or draught.forms[floor] in words.topicalizer)
    head = read_head(draught.forms[start]) if _FEW < end - start < _OPENING else None
    post = head is not None and head.kind in ("person", "title")
    whole = post and not any(_ends_phrase(draught, i) for i in range(start + 1, end))
    return trim_source(draught, start, end) if whole else None


def _ends_phrase(draught: Draught, i: int) -> bool:
    """True for what stands inside no noun phrase: a verb, a comma, a relative, «وهو»."""
    form, words = draught.forms[i], load_grammar()
    if form in COMMAS or form == ":" or any(form in group for group in (words.whose, words.that, words.remark)):
        return True
    verb = is_finite(form) or may_act(draught, i) or form in words.been or form in words.clause
    return verb and i not in draught.persons | draught.things and not is_first_name(form) and read_head(form) is None
