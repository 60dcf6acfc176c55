"""Where another verb between a cue and an أن takes the content over: «عرضت القناة صورا | قالت إنها حديثة»."""

from collections.abc import Sequence
from itertools import takewhile

from riwaya.statements.cues import Cue
from riwaya.statements.grammar import BARE, load_grammar
from riwaya.statements.heads import drop_pronoun, is_first_name
from riwaya.statements.particles import is_attested
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.text import load_folded

_ASKED = 14  # tokens after a verb in which its preposition follows
_NOMINAL = 3  # letters of verbs that may also be nouns: «قدر», «حمل»
_FEW = 4  # tokens in which a mark has its other
_FAR = 9  # tokens in which a verb has its own إن


def intervenes(draught: Draught, j: int, index: int) -> bool:
    """True where another cue takes over; a relative clause inside the gap does not: «الذي أعلن أمس استقالته»."""
    cue = draught.cue(j)
    if cue is None or cue.person == 1 or cue.form == "noun":
        return False
    forms, words = draught.forms, load_grammar()
    therein = j + 1 < len(forms) and forms[j + 1] in words.therein
    if therein and j + 2 < len(forms) and (forms[j + 2] in words.that or forms[j + 2] in ':"«“'):
        return True  # «بتعليق قال فيه: "..."»
    if forms[j - 1] in words.whose and cue.verb.group in ("say", "hold") and not cue.suffix:
        own = takewhile(lambda form: form not in COMMAS, forms[j + 1 : j + _FAR])
        that = next((form for form in own if form in words.that), "")
        # «الحرب التي يقول المرصد إنها», but «الوزير الذي يقول إن», «المحلل الذي يتابع السوق للصحيفة، إنها»
        return len(that) > len(BARE)
    if any(word in words.whose for word in forms[max(index + 1, j - 3) : j]) or is_preposition(forms, j, cue):
        return False
    if j > index + 1 and not cue.joined and not words.unnamed.isdisjoint(forms[j + 1 : j + 3]):
        return False  # «قال مسؤول، طلب عدم ذكر اسمه، إن»
    meanwhile = cue.form == "present" and forms[j - 1][0] == "و" and forms[j - 1][1:] in words.himself
    if meanwhile or forms[j - 1] in words.kunya or tuple(forms[j : j + 2]) in words.through:
        return False  # «وقال سامي وهو يشير إلى الباب: "..."», «موفق أبو طالب», «قالت الصحيفة، نقلا عن مصدر، إن»
    if _is_called(draught, j) or (forms[j - 1] in words.what and cue.verb.group != "call"):
        return False  # «مسؤول في الشرطة، يدعى غاري», «وأوضحت الوزارة، وفقا لما ذكرت الوكالة، أن»
    if therein:
        return False  # «في خطاب أعلن فيه خطة»
    nearer = forms[j - 1] not in words.negation and _says_nearer(cue, forms, j)
    if cue.form == "participle" or nearer:  # but «تسعة من كل 10 مجيبين»
        return not forms[j - 1].isdigit() and forms[j - 1] not in words.halt and not is_attested(forms, j)
    behind = forms[j - 1]
    then = behind in words.been and behind.startswith("و")  # «أعلنت البلدة مشروعا، وقد ذكر الوزير أن»
    turned = any(form in words.clause for form in forms[max(index + 1, j - 3) : j])  # «لكن الناطق رأى»
    return bool(cue.joined) or behind in COMMAS or turned or then


def _is_called(draught: Draught, j: int) -> bool:
    """«مسؤول، يدعى غاري», but «، وتدعي السندار أنه»: the last letter alone tells who is called from who claims."""
    return draught.forms[j] in load_grammar().named and draught.text[draught.tokens[j].end - 1] != "ي"


def is_preposition(forms: Sequence[str], i: int, cue: Cue) -> bool:
    """«قال الوزير، عبر حسابه، إن», but not «عبر عن قلقه»: the verb would ask for its own preposition."""
    words = load_grammar()
    if forms[i].removeprefix("و") not in words.before:
        return False
    if forms[i + 1 : i + 2] and drop_pronoun(forms[i + 1]) in words.channel:
        return True  # «في مؤتمر عبر الهاتف ردا على سؤال عن»
    # of «عبر موقعه: "نعتذر | عن التأخير"» it belongs to another, of «عبر المصدر "| عن إدانته"» to the verb
    reach = range(i + 1, min(i + _ASKED, len(forms)))
    ended = (j for j in reach if forms[j] in words.that or (j - 2 > i and _opens_speech(forms, j - 2)))
    following = forms[i + 1 : next(ended, reach.stop)]
    return bool(cue.asks) and cue.asks.isdisjoint(following)


def _opens_speech(forms: Sequence[str], j: int) -> bool:
    """True for a colon, and for a mark with no other near it: «عبر موقعه | "نعتذر عن التأخير"», not «عبر "سامي" عن»."""
    alone = MARKS.isdisjoint(forms[max(0, j - _FEW) : j]) and MARKS.isdisjoint(forms[j + 1 : j + _FEW])
    return forms[j] == ":" or (forms[j] in MARKS and alone)


def is_nobodys_own(forms: Sequence[str], i: int, cue: Cue) -> bool:
    """«رجلان يشتبه | في انتمائهما», «يشتبه | بأنه»: nobody stands between such a verb and what it asks for."""
    if forms[i].lstrip("و") not in load_folded("ar", "cues_passive"):
        return False
    words = load_grammar()
    return not words.that.union(words.byth, cue.verb.takes).isdisjoint(forms[i + 1 : i + 2])


def _says_nearer(cue: Cue, forms: Sequence[str], j: int) -> bool:
    """«عرضت القناة صورا قالت إنها حديثة», «رد على خطوات تخشى الحكومة أن»: content is that of the nearer verb."""
    if cue.verb.group not in ("say", "hold", "deny") or is_first_name(forms[j]) or is_nobodys_own(forms, j, cue):
        return False
    if cue.form == "present":  # but «وهو من بين من يتوقعون»
        return len(forms[j]) > _NOMINAL and forms[j - 1] not in load_grammar().before
    words, after = load_grammar(), forms[j + 1 : j + 2]
    alone = forms[j - 1] not in words.before and not words.before.intersection(after)
    return cue.form == "past" and cue.verb.group == "say" and not cue.suffix and alone
