"""Where the words of a source begin: after a complementiser, a colon or a quotation mark that a cue governs."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import Cue
from riwaya.statements.grammar import BARE, load_grammar
from riwaya.statements.heads import is_pointing, read_head
from riwaya.statements.landmarks import SPOKEN, find_landmarks
from riwaya.statements.particles import governs_particle
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.statements.utterances import is_clear, is_speech
from riwaya.text import fold, is_word, load_folded

_THROUGH = ("carry", "stand")  # «نقلت الوكالة عن الوزير "..."», «جاء في البيان "..."»
_FAR = 9  # tokens from the cue to marks
_CLEAR = 6  # tokens in marks that are hardly a name
_CLAUSE = 20  # tokens of a relative clause with words of its own


class Opening(NamedTuple):
    """Where content begins, and what stood between the cue and it."""

    kind: Literal["that", "colon", "quote"]
    first: int  # the first token of the content; an opening mark where it is quoted
    gap: tuple[int, int]  # the words between the cue and the complementiser: the source, its posts, the venue
    saying: int | None  # a second cue in the gap: «وأضاف ... قائلا»


def find_opening(draught: Draught, cue: Cue, index: int, last: int) -> Opening | None:
    """Find the content that the cue at token `index` opens before token `last`, or None."""
    spoken = cue.verb.group in SPOKEN
    saying: int | None = None
    short: Opening | None = None  # a few quoted words, unless a complementiser follows
    taken = False  # «أعلنت عن هاتفها "..."»: marks after the verb's preposition are no speech
    for kind, j in find_landmarks(draught, cue, index, last):
        if kind == "quote" and (spoken or saying or _is_text(draught, cue, index, j)) and is_speech(draught, j, index):
            apart = draught.forms[j - 1] in COMMAS and is_clear(draught, j)  # «وأضاف سامي الذي انتقل إلى النادي، "..."»
            named = taken and not saying and not apart
            here = None if named else Opening("quote", j, (index + 1, saying or j), saying)
            if here is None or is_clear(draught, j):
                return short or here
            short = short or here
        elif kind == "quote" and not spoken and _is_held(draught, cue, j):
            short = short or Opening("quote", j, (index + 1, saying or j), saying)
        elif kind == "colon":
            called = cue.verb.group == "call" and draught.quote_over(j + 1) is not None  # «وصف ليلته: "لم أنم"»
            return _after_colon(draught.forms, j, index, last, saying) if spoken or saying or called else short
        elif kind == "whether":  # but «عند سؤاله عما إذا»: who was asked
            return Opening("that", j + 1, (index + 1, j), saying) if j + 1 < last and cue.form != "noun" else None
        elif kind == "asked" and _asks(cue, j, index):  # «تساءل | كيف يعبرون»: the word that asks is of the content
            first = j - (draught.forms[j - 1] in load_grammar().leading)
            return Opening("that", first, (index + 1, first), saying)
        elif kind == "that" and governs_particle(cue, draught, j, index, saying):
            return _after_particle(draught, j, index, last, saying)
        elif kind == "another":
            return short or (_behind_clause(draught, index, j, last) if spoken and saying is None else None)
        saying = saying or (j if kind == "saying" and spoken else None)
        venue = kind == "taken" and read_adverbial(draught, j) is not None  # «أكد في بيان | على موقعه "..."»
        taken = taken or (kind == "taken" and not venue and cue.verb.group not in _THROUGH)
    return short


def _behind_clause(draught: Draught, index: int, j: int, last: int) -> Opening | None:
    """«وأضافت ردا على سؤال عن الجدول الذي | تقول الضفة إنها سلمته: "..."»: the colon is the outer verb's."""
    forms = draught.forms
    # not «عما قاله سامي الذي | أكد أنه باق، أجاب الوزير: "..."»
    ended = (i for i in range(j + 1, min(last, j + _CLAUSE)) if not is_word(forms[i]) or draught.cue(i) is not None)
    colon = next(ended, j) if forms[j - 1] in load_grammar().whose else j
    quote = draught.quote_over(colon + 1) if forms[colon] == ":" else None
    near = quote is not None and quote.first == colon + 1 and is_clear(draught, colon + 1)
    return Opening("colon", colon + 1, (index + 1, j - 1), None) if near else None


def _is_text(draught: Draught, cue: Cue, index: int, j: int) -> bool:
    """«وتضمن | بيان لوزارة المياه "نطلب من الجميع الصبر"»: what stands in a paper, at some length."""
    told = fold(cue.verb.past) in load_folded("ar", "cues_texts") and COMMAS.isdisjoint(draught.forms[index:j])
    paper = read_head(draught.forms[index + 1]) if told and j - index < _FAR else None
    return paper is not None and paper.kind == "document" and paper.number == "one" and is_clear(draught, j)


def _is_held(draught: Draught, cue: Cue, j: int) -> bool:
    """«ويرجح سامي الحداد، بعد فحصه، "أن القارب غرق"», «واعتبر الوزير، أمس، "ارتفاع الأسعار أمرا مؤقتا"»."""
    quote = draught.quote_over(j)
    if quote is None or "" not in cue.takes or cue.suffix:
        return False
    opens = quote.words > 1 and draught.forms[quote.first + 1] in load_grammar().that
    apart = cue.verb.group == "call" and draught.forms[j - 1] in COMMAS and quote.words >= _CLEAR
    return cue.verb.group in ("hold", "call") and cue.form != "noun" and (opens or apart)


def _asks(cue: Cue, j: int, index: int) -> bool:
    """«ويتساءل السكان | كيف انهار السد», «وتساءل | كيف», but «قد تتساءل | كيف» is said to the reader."""
    return cue.form == "past" or (cue.form != "noun" and (j > index + 1 or cue.joined != ""))


def _after_colon(forms: Sequence[str], j: int, index: int, last: int, saying: int | None) -> Opening | None:
    start = j + 1 + (forms[j + 1 : j + 2] == [BARE])  # «وأضاف: إن المشروع»
    # «قال: إن «القوى السوداء» تنشر معلومات»: marks around a name
    named = start > j + 1 and forms[start : start + 1] != [] and forms[start] in MARKS
    kind: Literal["that", "colon"] = "that" if named else "colon"
    return Opening(kind, start, (index + 1, saying or j), saying) if start < last else None


def _after_particle(draught: Draught, j: int, index: int, last: int, saying: int | None) -> Opening | None:
    """Content begins after a bare أن, and with أنه, whose pronoun belongs to it."""
    forms = draught.forms
    bare = len(forms[j]) == 2 or forms[j] == "بان"
    if bare and j + 1 >= last:
        return None
    named = j - 1 in draught.persons  # «وذكر أحمد علي بأنه»
    end = j - 1 if forms[j - 1] in load_grammar().before and not named else j
    end -= end < j and end > index + 1 and is_pointing(forms[end - 1])  # «وأرجعت البلدية | ذلك إلى أن»
    return Opening("that", j + bare, (index + 1, saying or max(end, index + 1)), saying)
