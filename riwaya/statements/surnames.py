"""Where a name ends: «سامي عبد الرحمن | مدير الميناء», «بن عبدالله الخريجي |», «محمد الناصر | التصويت»."""

import re
from collections.abc import Sequence

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import has_pronoun, is_first_name, is_mute, is_ordinary, is_preposition, read_head
from riwaya.statements.mentioned import is_governed
from riwaya.statements.onsets import is_unheard
from riwaya.statements.posts import is_joined, small_words
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_DEED = re.compile("ا.ت.ا.|ات.ا.|ان..ا.|است..ا.")  # «اعتذار», «اتهام», «انسحاب», «استقبال»
_SONS = ("بن", "ابن", "بنت")
_FEW = 20  # places of a word looked at
_FULL = 2  # words of a name in full
_NAME_REACH = 7  # tokens in a name with بن and آل


def is_family_post(draught: Draught, i: int, last: int) -> bool:
    """«أمين المنطقة صالح | القاضي»: a family name that is also a post, of nothing, and ends its phrase."""
    forms = draught.forms
    if i + 1 != last or not is_first_name(forms[i - 1]) or (last < len(forms) and is_preposition(forms[last])):
        return False
    head = read_head(forms[i])
    person = head is not None and head.kind in ("person", "title") and head.number == "one"
    return person and not (last < len(forms) and is_definite(forms[last]))


def cut_post(draught: Draught, start: int, end: int, last: int) -> int:
    """«سامي عبد الرحمن | مدير الميناء», «ليلى الحداد | المتحدثة باسم الوزارة»: without a post tagged with it."""
    while end - start > _FULL and end < last and draught.forms[end - 2] not in _SONS:  # «سامي بن | طالب المستشار»
        if draught.forms[end - 1] != "-" and not is_post(draught, end - 1):
            break
        end -= 1  # «سامي الحداد | -مدير الميناء»
    return end


def is_post(draught: Draught, i: int) -> bool:
    """True for a post with what it is of: «مدير | الميناء», «المتحدث | باسم», not for the name «أمين»."""
    form, following = draught.forms[i], draught.forms[i + 1]
    head = read_head(form)
    if head is None or head.kind != "person" or head.number != "one" or not is_word(following):
        return False
    if i + 1 in draught.things or is_definite(following):
        return True
    if head.definite:
        return is_preposition(following)
    # «مدير | عام الميناء», «مديرة | أعمال سلمى», but «أمين | عبد الله»
    chain = is_ordinary(following) and not is_first_name(following) and i + 2 < len(draught.forms)
    whose = chain and (is_definite(draught.forms[i + 2]) or i + 2 in draught.people or i + 2 in draught.things)
    return read_head(following) is not None or whose


def end_mention(draught: Draught, start: int, end: int, last: int) -> int:
    """A mention never cuts what the lists and the sentence tell to be one name."""
    forms, words = draught.forms, load_grammar()
    if end == start + 2 and forms[start] == "عبد" and end < last and is_definite(forms[end]):
        end += read_head(forms[end]) is None  # «عبد الملك | الحوثي»
    while end + 1 < last and forms[end] in "-–" and draught.is_hyphened(end + 1):
        end = min(last, draught.people.get(end + 1, end + 2))  # «سون هيونغ-مين», «كارل-هاينز رومينيغه»
    title = read_head(forms[start - 1]) if start else None  # «العقيد سامي | دويد المتحدث الرسمي»
    titled = title is not None and title.kind == "title" and title.definite
    if (end > start + 1 or titled) and _is_last_name(draught, end, last):
        end += 1  # «سارة ليا | ويتسن مديرة القسم»
    goes_on = words.kunya | words.part  # «بدر آل | زيدان»
    kin = load_folded("ar", "roles_kin")  # «عبد الرحمن | شقيق الشهيد»
    while end < last and (is_first_name(forms[end]) or forms[end] in words.part or forms[end - 1] in goes_on):
        if forms[end] in kin:
            break
        end += 1
    if end < last and _is_family(forms, end):  # «عبدالحكيم بن عبدالله | الخريجي»
        end += 1
    if end == start + 1 and is_first_name(forms[start]):  # «الوزير سامي» of «الوزير سامي الحداد»
        end = end_name(draught, start, last)
        end += end + 1 == last and end == start + 1 and not is_preposition(forms[end])  # «محمد | كونتيه»
    elif end == start + 1 and end + 1 == last and is_definite(forms[end]) and forms[end].endswith("ي"):
        end += read_head(forms[end]) is None  # «تهاني | العصيمي»
    return end


def _is_last_name(draught: Draught, i: int, last: int) -> bool:
    """True for a word unheard of behind a name, where a post follows or nothing."""
    if i >= last or i in draught.things or not is_unheard(draught, i) or is_joined(draught.forms[i]):
        return False
    if len(draught.forms[i]) == 1 or draught.span(i - 1, i).text.startswith("ال"):
        return False  # a lone tatweel, «عبدالله المطلق | بجواز الصرف», but «ماري إليزابيث | أنغر»
    future = draught.forms[i][0] == "س" and is_mute(draught.forms[i][1:])  # «سينتقل»
    if future or has_pronoun(draught.span(i, i + 1).text) or draught.forms[i] in small_words("ar"):
        return False
    after = read_head(draught.forms[i + 1]) if i + 1 < last else None
    if after is not None and after.definite and _DEED.fullmatch(draught.forms[i]):
        return False  # «رفض الوزير سامي الحداد | اعتذار الرئيس»
    return i + 1 == last or (after is not None and after.kind == "person")


def _is_family(forms: Sequence[str], i: int) -> bool:
    """True for a definite word after a first name that is neither a post nor an adverb: «بن عبدالله | الخريجي»."""
    parted = forms[i - 2] in load_grammar().part
    named = is_first_name(forms[i - 1]) and (is_first_name(forms[i - 2]) or parted)
    ends = (
        i + 1 >= len(forms) or forms[i + 1] in COMMAS or forms[i + 1] in load_grammar().that
    )  # «محمد سامي الربيعة، إن»
    return (
        named and is_definite(forms[i]) and (parted or forms[i].endswith("ي") or ends) and read_head(forms[i]) is None
    )


def end_name(draught: Draught, start: int, last: int) -> int:
    """A name goes on until a post, a second definite word, or the word by which the page names it elsewhere."""
    forms, parts = draught.forms, load_grammar().part
    end, definite = start, 0
    while end < min(last, start + _NAME_REACH) and _continues(draught, end, start):
        definite += end > start and is_definite(forms[end]) and forms[end] not in parts
        if definite > 1:  # «محمد الناصر | التصويت»
            break
        end += 1
    for i in range(start + 1, end - 2):  # «دونالد ترامب | روسيا الداعمة», where ترامب stands alone elsewhere
        if forms[i] not in parts and any(
            p > 0 and forms[p - 1] != forms[i - 1] for p in draught.places[forms[i]][:_FEW]
        ):
            return end if is_first_name(forms[i]) else i + 1
    beside = (i for i in range(start + 1, end) if is_governed(forms[i]) or read_adverbial(draught, i) == "time")
    return next(beside, max(end, start + 1))  # «تيتي | لخوض المباراة», «سامي | أمس»


def _continues(draught: Draught, i: int, start: int) -> bool:
    forms, words = draught.forms, load_grammar()
    form = forms[i]
    if is_first_name(form) or {i, start} <= draught.things:
        return True
    if i > start and forms[i - 1] in words.kunya:  # «موفق أبو | طالب»
        return True
    if i > start and (form in words.halt | words.remark | words.whose or has_pronoun(draught.span(i, i + 1).text)):
        return False  # «محمد حسن | وهو أحد الناشطين»
    if i > start + 1 and form.startswith("ف") and is_definite(forms[i - 1]) and not is_unheard(draught, i):
        return False
    if any(form in group for group in (words.been, words.clause, words.negation, words.byth, words.himself)):
        return False
    cue = read_cue(form) if i > start else None
    if cue is not None and cue.form in ("past", "present"):  # «سامي الحداد | علق»
        return False
    if i > start + 1 and form.startswith(("وال", "وب", "ول")):
        return False  # «إيهاب حسن | وبشراكة»
    if i > start and form.startswith("ل") and (form.startswith("لل") or read_head(form[1:]) or is_first_name(form[1:])):
        return False  # «مارك شولتس | للسيناتور»
    if not is_word(form) or is_preposition(form) or form[0].isdigit():
        return form in "-." and i > start
    head = read_head(form)
    family = i <= start + 2 and not is_definite(forms[start])  # «سامي رقيب», «عبد الله رقيب»
    alone = forms[start] != "عبد" and (is_first_name(forms[start]) or start in draught.things)
    family = family and not (i == start + 2 and alone)  # «عبدالرقيب فتح | بدء الإعمار»
    plain = head is None and (family or not is_ordinary(form))  # «الحداد | انزعاج التجار»
    return i == start or plain or (head is not None and head.kind == "title" and head.definite)
