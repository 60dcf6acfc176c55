"""Who acts and who undergoes in an act told by a noun: «غارات إسرائيلية», «زيارة الوزير», «شن الجيش هجوما»."""

from riwaya.events.acts import Act, Reading, read_word
from riwaya.events.lines import Line, bare, classes_of, is_actor, load_lands
from riwaya.events.parties import Parties, find_pair, find_recipient, read_object, read_other
from riwaya.events.phrases import Phrase, read_phrase, starts_whole
from riwaya.events.subjects import acts, find_after, find_before, find_hand, find_main
from riwaya.gazetteer import load_demonyms
from riwaya.lexicon import load_list
from riwaya.stems import is_definite
from riwaya.text import load_folded

_BACK, _AHEAD = 14, 7  # tokens to the verb that carries a noun, and to one in a clause behind it
_ADJECTIVES = 3
_CLOSED = ("ال", "لل")
_VIOLENT = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_PLACED = frozenset({"ASSAULT", "PROTEST", "CONSULT"})
_OWNED = frozenset({"ASSAULT", "PROTEST", "CONSULT", "MOBILIZE"})  # «غارة للتحالف»; not «اتهامات للحزب»


def read_noun(line: Line, at: int, reading: Reading, subject: Phrase | None) -> Parties:
    """Give the parties of a noun at a token. `subject`: whoever acted last in the sentence."""
    act = reading.act
    if act is None:
        return Parties()
    if act.of == "subject":
        doer = find_before(line, at, reading) or subject or find_main(line, at, reading)
        return Parties(doer, find_recipient(line, at + 1, act.takes, None))
    pair = find_pair(line, at, act.takes)
    if pair is not None:
        return pair
    peoples, after = _read_adjectives(line, at, reading)
    own = _read_genitive(line, at, reading) if not peoples and after == at + 1 else None
    carried = _find_carrier(line, at, act.type)
    doer = carried or (peoples[0] if peoples else None)
    doer = doer or (_read_owner(line, after, act) if own is None else None)
    # «مباحثات فرنسية مصرية», and not «ضربة أميركية فرنسية»
    target = peoples[1] if len(peoples) > 1 and "مع" in act.takes else None
    if act.of == "recipient" and reading.suffix and at and line.forms[at - 1] in load_folded("ar", "events_met"):
        target = find_before(line, at - 1, reading._replace(form="past", number="many"))  # «جنود لقوا | مصرعهم»
    if own is not None and act.of == "actor" and line.forms[own.head] in load_folded("ar", "events_peers"):
        doer, target = subject or find_main(line, at, reading), own  # «قال الوزير بعد لقاء نظيره»
    elif own is not None:
        doer, target = _share(line, own, act, doer, target)
    doer = doer or _find_planner(line, at)
    if reading.suffix and act.of == "actor":
        doer = doer or _find_owner(line, at, reading, subject) or _read_just_before(line, at)
    elif doer is None and act.type == "CONSULT" and at and _is_beside(line, at):
        doer = find_main(line, at, reading)  # «وأضاف الرئيس في اجتماع مع المحافظين»
    return _complete(line, at, own.last if own else after, act, doer, target)


def _find_owner(line: Line, at: int, reading: Reading, subject: Phrase | None) -> Phrase | None:
    """Give whose «تهديدها» is: a country or body for «ها» before a man, so «ترامب يسترضي كوريا بعد تهديدها» is hers."""
    she = reading._replace(gender="f", number="one") if reading.suffix == "ها" else reading
    if she is not reading and subject is not None and subject.kind == "person":
        subject = None
    return subject or find_main(line, at, she)


def _is_beside(line: Line, at: int) -> bool:
    """True for «وأضاف الرئيس في | اجتماع», and not for «تظاهر آلاف احتجاجا على | المحادثات»."""
    before = [classes_of(form) for form in line.forms[max(0, at - 2) : at]]
    return "prep" in before[-1] and not any("against" in classes for classes in before)


def _read_just_before(line: Line, at: int) -> Phrase | None:
    """Give the party right before «تنديده»: «نقلت الوكالة عن الوزير | تنديده»."""
    phrases = (read_phrase(line, i) for i in range(max(0, at - _AHEAD), at) if i not in line.timed)
    return next((phrase for phrase in phrases if acts(phrase) and phrase and phrase.last == at), None)


def _share(line: Line, own: Phrase, act: Act, doer: Phrase | None, target: Phrase | None) -> Parties:
    """Say whether the genitive of a noun acts or undergoes: «زيارة الوزير», «اغتيال الوزير», «قصف التحالف البلدة»."""
    if act.name in load_list("ar", "events_moves"):
        return Parties(own if acts(own) else doer, target)  # «دخول القوات»
    if line.forms[own.head] in act.needs and not {"object", "passive"} & set(act.takes):
        return Parties(doer, target)  # «نشر الجنود», and not «احتجاز رهائن», «طرد السفير»
    if act.of == "actor" and own.kind == "place" and act.type in _PLACED:
        if act.mode == "visit":
            return Parties(doer, own)  # «زيارة الرياض»
        if line.forms[own.head][own.skip :] not in load_lands() and read_object(line, own.last) is None:
            return Parties(doer, target)  # «محادثات جنيف», «مجزرة البلدة»
    if act.of == "actor" and act.mode == "seize" and own.kind in ("place", "thing"):
        return Parties(doer, own)  # «تحرير عدن»
    if act.of == "actor":
        # «دعوة الكويت | مجلس الأمن»
        titled = bare(line.forms[own.head]) in load_folded("ar", "events_honours")
        asked = read_object(line, own.last) if act.type == "REQUEST" and acts(own) and not titled else None
        told = _read_for(line, own.last) if acts(own) and "object" in act.takes else None  # «اتهام لندن | لموسكو»
        target = target or told or (asked if acts(asked) else None)
        return Parties(own if acts(own) else doer, own if own.kind == "thing" else target)
    if "passive" in act.takes:
        return Parties(doer, own)  # «مقتل ثمانية من المقاتلين»
    if acts(own) and own.last < len(line.forms) and line.forms[own.last] in load_folded("ar", "events_undergone"):
        return Parties(own)  # «توقيف الشرطة | له»
    object_ = (read_object(line, own.last) or _read_for(line, own.last)) if acts(own) else None
    return Parties(own, object_) if object_ and acts(object_) else Parties(doer, own)


def _read_for(line: Line, at: int) -> Phrase | None:
    """Give who undergoes behind ل: «اعتقال السلطات | لمواطن», «استقبال الرئيس | لنظيره»."""
    joined = at < len(line.forms) and line.forms[at].startswith("ل") and not starts_whole(line.forms[at])
    named = line.mentions.get(at)
    if joined and "some" in classes_of(line.forms[at][1:]):
        counted = read_phrase(line, at + 1)
        return counted._replace(first=at, skip=1, kind="crowd") if counted else None  # «إدانة المحكمة | لتسعة أشخاص»
    phrase = read_phrase(line, at, 1) if joined and (named is None or named[2]) else None
    return phrase if acts(phrase) else None


def _complete(line: Line, at: int, behind: int, act: Act, doer: Phrase | None, target: Phrase | None) -> Parties:
    """Add who is missing: behind a preposition, in the clause behind the noun, or as the second of two."""
    recipient = target or find_recipient(line, behind, act.takes, None)
    bearer = None if doer else _find_bearer(line, at)
    if bearer is not None:
        doer, recipient = bearer, recipient or find_recipient(line, bearer.last, act.takes, None)
    if doer is None and act.type in _VIOLENT:
        doer = find_hand(line, behind - 1)  # «اغتيال الوزير | على يد مسلحين»
    if recipient is None and doer is not None and "مع" in act.takes:
        recipient = read_other(line, doer.last)  # «أجرت روسيا وتركيا محادثات»
    return Parties(doer, recipient if recipient is None or doer is None or recipient.head != doer.head else None)


def _read_owner(line: Line, at: int, act: Act) -> Phrase | None:
    """Give whose an act is behind ل: «غارة | للتحالف», «مسيرة | لأنصار الحزب», «قافلة مساعدات تابعة | للهلال»."""
    owned = at < len(line.forms) and "owned" in classes_of(line.forms[at])
    first = at + 1 if owned else at
    does = act.of == "actor" and act.type in _OWNED and "ل" not in act.takes
    return _read_for(line, first) if owned or does else None


def _read_adjectives(line: Line, at: int, reading: Reading) -> tuple[list[Phrase], int]:
    """Give the peoples among the adjectives of a noun, and the token behind them: «غارات جوية إسرائيلية»."""
    peoples: list[Phrase] = []
    definite = reading.front.endswith(_CLOSED)
    i = at + 1
    while i < min(at + 1 + _ADJECTIVES, len(line.forms)) and i not in line.mentions:
        form = line.forms[i]
        people = bare(form) in load_demonyms()
        undergoes = reading.act is not None and reading.act.of == "recipient"
        if undergoes and is_actor(form) and not people and bare(form) not in load_folded("ar", "events_adjectives"):
            break  # «مقتل | جندي أفغاني», and not «هجوم انتحاري»
        if (not people and not form.endswith(("ي", "يه"))) or is_definite(form) != definite or classes_of(form):
            break
        if people:
            peoples.append(Phrase(i, i + 1, 0, i, "actor"))
        i += 1
    return peoples, i


def _read_genitive(line: Line, at: int, reading: Reading) -> Phrase | None:
    """Give who stands in the genitive: «زيارة | الوزير»; a noun with an article, a pronoun or an ending has none."""
    if reading.suffix or reading.front.endswith(_CLOSED) or line.forms[at].endswith("ا"):
        return None
    own = read_phrase(line, at + 1)
    if own is None or own.first != at + 1:
        return None
    counted = own.head > own.first and reading.act is not None and reading.act.of == "recipient"
    bare_count = own.kind == "actor" and "some" in classes_of(line.forms[own.head])  # «معارك | عدة»
    return own if (own.kind != "other" or counted) and not bare_count else None


def _find_carrier(line: Line, at: int, kind: str) -> Phrase | None:
    """Give the subject of the verb that carries the noun of an act: «شن الجيش غارات», «أعلن الوزير استقالته»."""
    for i in range(at - 1, max(-1, at - _BACK), -1):
        form = line.forms[i]
        if form in "؛:." or "that" in classes_of(form) or "whose" in classes_of(form):
            return None
        light = next((r for r in read_word(form) if r.act is None and not r.suffix), None)
        if light is None or (i and "prep" in classes_of(line.forms[i - 1])):
            continue  # «من | فرض العقوبات» is a noun
        if kind in _VIOLENT and classes_of(form) & {"tells", "sees"}:
            return None  # «أعلنت الشرطة مقتل», «شهدت البلاد مظاهرات»: she only tells or sees it
        after = find_after(line, i, light)
        if after is not None and after.last <= at and acts(after):
            return after
        if "he" in classes_of(line.forms[i - 1] if i else ""):
            return find_main(line, i, light)  # «أعلن الجيش أنه | شن غارة»
        before = find_before(line, i, light)
        return before if acts(before) else None  # not «الهجوم | أدى لمقتل»
    return None


def _find_planner(line: Line, at: int) -> Phrase | None:
    """Give who intends what a noun names: «تعتزم الحكومة | فرض الرسوم», «الرئيس يستعد | لإعلان عقوبات»."""
    for i in range(at - 1, max(-1, at - _AHEAD), -1):
        if line.forms[i] in "؛:." or (line.forms[i] == "،" and i < at - 1):
            return None
        decided = read_phrase(line, i + 1) if line.forms[i] in load_folded("ar", "events_decisions") else None
        if decided is not None and acts(decided) and decided.last >= at - 1:
            return decided  # «قرار المغرب | بقطع العلاقات»
        if "coming" in classes_of(line.forms[i]) and line.forms[i].startswith(("ي", "ت")):
            after = read_phrase(line, i + 1)
            return after if acts(after) else None
    return None


def _find_bearer(line: Line, at: int) -> Phrase | None:
    """Give the subject in a clause behind the noun: «غارة نفذتها طائرات», «مظاهرة نظمها حزب»."""
    for i in range(at + 1, min(at + _AHEAD, len(line.forms))):
        verb = next((r for r in read_word(line.forms[i]) if r.suffix and r.form in ("past", "present")), None)
        if verb is not None and "sees" in classes_of(line.forms[i].removesuffix(verb.suffix)):
            return None  # «المظاهرة التي | شهدتها المدينة»
        if verb is not None:
            after = find_after(line, i, verb)
            return after if acts(after) else None
        if "prep" in classes_of(line.forms[i]) and i - 1 not in line.timed and i + 1 not in line.timed:
            return None
        if line.forms[i] in "،؛:." and not {i - 1, i + 1} & line.timed:
            return None
    return None
