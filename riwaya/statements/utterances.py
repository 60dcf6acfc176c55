"""Whether what stands in marks behind a cue was said, or is only a name: «وقال "لن نغادر"», not «"سكاي سبورتس"»."""

from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import heads_name, load_grammar
from riwaya.statements.heads import is_finite, read_head
from riwaya.statements.quotes import Quote
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.text import fold, is_word, load_folded

_NOT = "لا"
_PLAIN = ("0", "ب")  # what a verb asks for that may also stand before marks alone
_FEW = 4  # words in marks that may be a name
_FAR = 9  # tokens before marks, or behind them
_CLEAR = 6  # tokens in marks that are hardly a name
_NAME_MOST = 12  # tokens in marks that are no name even after «منظمة»


def is_speech(draught: Draught, j: int, index: int) -> bool:
    """True where a quotation in the gap is what was said, not a name: «سكاي سبورتس»."""
    forms, words, quote = draught.forms, load_grammar(), draught.quote_over(j)
    before = forms[j - 1]
    if quote is None or before in words.before | words.whose | words.that | words.byth:
        return False  # «بسبب ما وصفه بأنه "أجواء خانقة"»: another verb's
    if quote.words <= _FEW and _tells_by_formula(draught, j):
        return False
    if before in words.saying and quote.words > 1 and read_cue(before) is not None:
        return True  # «شكرها قائلا "أنا آسف" وغادر»; whose «بالقول» is stands further off
    title = read_head(forms[quote.first + 1]) if quote.last > quote.first + 1 else None
    if title is not None and title.kind == "title" and j > index + 1 and quote.words < _CLEAR:
        return False  # «وقال المتحدث "الدكتور سامي الحداد": إن»
    if heads_name(forms, j):
        return quote.words >= (_NAME_MOST if before in words.place else _CLEAR)  # «حزب الوطن "سنعود إلى ..."»
    if quote.words > 1 and forms[quote.first + 1] in words.that:  # «قال نائب المدير، "إنها صورة رمزية"»
        return True
    if _is_clause(draught, quote) and _is_told(draught, j, index):
        return True
    following = forms[quote.last + 1] if quote.last + 1 < len(forms) else ""
    goes_on = following in words.before or (title is None and _goes_on(following))
    if j == index + 1 and quote.words >= _FEW and (goes_on or _says_bare(draught, index, quote)):
        return True  # «وتابع "لن نكرر هذا أبدا" في إشارة إلى», «مؤكدا "لن نكرر هذا أبدا" وحذر الجميع»
    ended = quote.last + 1 >= len(forms) or not is_word(forms[quote.last + 1])
    ended = ended or (
        following == "و" and draught.quote_over(quote.last + 2) is not None
    )  # «عليها "لا للسد" و"نعم للماء"»
    ended = ended or (title is None and j - index > 1 and _attributes(following))  # «"نعم للسد" مشيرة إلى»
    least = _FEW if j - index > _FAR else 2  # «قضت المحكمة بتعويض الفتاة المسلمة "سلمى الحداد"»
    return quote.words >= _CLEAR or (ended and quote.words >= least and before not in COMMAS)


def _tells_by_formula(draught: Draught, j: int) -> bool:
    """«أكد المدير سلامة السد، وفق ما أوردت | "الجسر أف أم"»: marks around who told, not «كما قال | "لن أعود"»."""
    forms, words = draught.forms, load_grammar()
    cue = read_cue(forms[j - 1])
    first = j - 2 - (forms[j - 2] in words.what)
    opens = first >= 0 and len(draught.marked("formula", first, first + 1)) > 0
    return opens and cue is not None and not cue.joined and forms[first].removeprefix("و") not in words.also


def _says_bare(draught: Draught, index: int, quote: Quote) -> bool:
    """«وقال | "لا أحد يعارض هذا أبدا" بوجه الخطة»: no name, where no أن follows."""
    cue, that = read_cue(draught.forms[index]), load_grammar().that
    said = cue is not None and fold(cue.verb.past) in load_folded("ar", "cues_bare")
    return said and that.isdisjoint(draught.forms[quote.last : quote.last + _FAR])


def _is_clause(draught: Draught, quote: Quote) -> bool:
    """«"لن نغادر"», «"يجب أن يتوقف العنف"»: what begins so is no name, but «"لا ليغا"»."""
    form = "".join(draught.forms[quote.first + 1 : quote.first + 2])
    cue = read_cue(form)
    opens = form in load_folded("ar", "cues_bare_openers") or is_finite(form) or (cue is not None and cue.person == 1)
    return opens and quote.words > 1 + (form == _NOT) and quote.first + 1 not in draught.persons


def _is_told(draught: Draught, j: int, index: int) -> bool:
    """«وقال | "..."», «وصرح سامي | "..."», «وقالت في بيان، | "..."», but «تعهدت بإجراءات | "تضمن الشفافية"»."""
    cue, named = read_cue(draught.forms[index]), draught.persons | draught.things
    said = cue is not None and cue.verb.group == "say" and cue.verb.takes[0] in _PLAIN and not cue.suffix
    return said and (j == index + 1 or draught.forms[j - 1] in COMMAS or j - 1 in named)


def _goes_on(form: str) -> bool:
    """True for a word that begins what comes after a quotation, so that no name is in the marks before it."""
    return _attributes(form) or form in load_grammar().clause


def _attributes(form: str) -> bool:
    """«مشيرة», «وأضاف»: what goes on with another statement."""
    cue = read_cue(form)
    return cue is not None and (cue.form == "participle" or (cue.joined != "" and cue.form != "noun"))


def is_clear(draught: Draught, j: int) -> bool:
    """True for so many words in marks that they are hardly a name."""
    quote = draught.quote_over(j)
    return quote is not None and quote.words >= _CLEAR
