"""Who acts and who undergoes in a verb's frame: behind it, before it, behind its preposition."""

from typing import NamedTuple

from riwaya.events.acts import Act, Reading, read_word
from riwaya.events.concord import is_ordinary
from riwaya.events.lines import Line, bare, classes_of, load_lands, load_roles
from riwaya.events.phrases import Phrase, name_strange, read_phrase, starts_whole
from riwaya.events.splitting import split_phrase
from riwaya.events.subjects import (
    acts,
    find_after,
    find_agreeing,
    find_antecedent,
    find_before,
    find_hand,
    find_main,
    find_subject,
    find_topic,
    is_led,
    is_resumed,
    pass_adverbs,
)
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

_REACH = 16  # tokens between an act and what belongs to it
_NEAR = 7
_VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT"})
_DEMANDING = frozenset({"ACCUSE", "REQUEST"})
_ASIDES = 2  # of where and by what, between a subject and its object
_DEEP = 3  # nouns between a preposition and the party: «بقرار المحكمة»
_JOINED = ("ل", "ب")
_MUTUAL = frozenset({"مع", "بين"})
_BREAKS = frozenset("؛:.")
_SPOTS = frozenset({"prep", "place", "titled"})  # «في», «قرب», and not «إلى»


class Parties(NamedTuple):
    """Who acts and who undergoes, as phrases."""

    actor: Phrase | None = None
    recipient: Phrase | None = None


def read_verb(line: Line, at: int, reading: Reading, subject: Phrase | None) -> Parties:
    """Give the parties of a verb at a token. `subject`: whoever acted last in the sentence, for a verb without one."""
    act = reading.act
    if act is None:
        return Parties()
    after = _read_subject(line, at, reading, act)
    if reading.hollow and not {"object", "passive", "thing"} & set(act.takes):
        return Parties(find_hand(line, at), find_recipient(line, at + 1, act.takes, None))
    if "passive" in act.takes or reading.hollow:
        return Parties(find_hand(line, at), after or find_before(line, at, reading) or find_topic(line, at))
    before, topic = find_before(line, at, reading), find_subject(line, at, reading)
    undergone = None if reading.suffix else after or read_object(line, at + 1)
    own = topic is not None and line.forms[topic.head] in load_folded("ar", "events_own")
    acting = (acts(topic) or own) and not _may_be_passive(reading, act)  # «إن الجيش لم | يقصف»
    if topic is not None and (undergone is not None or "object" not in act.takes or acting):
        undergone = undergone if "object" in act.takes else None
        return Parties(topic, find_recipient(line, at + 1, act.takes, undergone))  # «إن قواته | أسرت ثلاثة»
    return _read_clause(line, at, reading, act, after, before, subject)


def _read_subject(line: Line, at: int, reading: Reading, act: Act) -> Phrase | None:
    """Give what follows a verb and may be its subject: not «ألقي | القبض على رجل»."""
    after = None if reading.form == "participle" or _is_spoken(reading) else find_after(line, at, reading)
    meant = after is not None and after.kind == "other" and "object" not in act.takes
    named = meant and after is not None and line.forms[after.head] in act.needs
    return None if named else after


def _find_met(line: Line, act: Act, after: Phrase | None) -> Phrase | None:
    """Give the other side of a deal: «الاتفاق الذي وقعته النرويج | مع آيسلندا»."""
    return find_recipient(line, after.last, act.takes, None) if after and _MUTUAL & set(act.takes) else None


def _is_spoken(reading: Reading) -> bool:
    """True for «نرفض | الاتهامات»: who speaks is no word behind it."""
    return reading.form == "present" and not reading.gender


def _is_supposed(line: Line, at: int, reading: Reading) -> bool:
    """True for «إذا انسحبت واشنطن، | فسنتخلى عنه»: who withdraws is not who speaks."""
    return _is_spoken(reading) and any("if" in classes_of(form) for form in line.forms[:at])


def _read_clause(
    line: Line, at: int, reading: Reading, act: Act, after: Phrase | None, before: Phrase | None, subject: Phrase | None
) -> Parties:
    """A verb in a clause without «إن» or «كان»: its subject stands behind it, or before it, or is left out."""
    led = is_led(line, at)
    if led and reading.suffix:
        return Parties(after, _find_met(line, act, after) or find_antecedent(line, at))  # «الرجل الذي | اعتقلته الشرطة»
    if after is None:
        doer = before or (None if led and not is_resumed(line, at) else find_agreeing(line, subject, reading))
        return _read_alone(line, at, reading, act, doer)
    if reading.suffix:
        return Parties(after, _find_met(line, act, after) or (before if before and before.last >= at - 1 else None))
    object_ = read_object(line, after.last) or _read_past_other(line, after.last)
    if object_ is None and "object" in act.takes:
        after, object_ = split_phrase(line, after) or (after, None)
    if _is_supposed(line, at, reading):
        return Parties(None, find_recipient(line, at + 1, act.takes, object_))
    plain = object_ is not None and object_.kind == "other" and "object" in act.takes
    if object_ is not None and plain and line.forms[object_.head] in fold(act.name).split()[1:]:
        return Parties(before or find_agreeing(line, subject, reading), after)  # «وحملت الحركة مسؤولية الهجوم»
    if object_ is None and "object" in act.takes and not act.passive:
        object_ = _read_past_comma(line, after.last)
    named = after.kind == "other" and is_definite(line.forms[after.head]) and not is_ordinary(line.forms[after.head])
    plain = named and ("object" not in act.takes or (before is None and act.type in _VERBAL))
    if not (acts(after) or plain or (before is None and act.type == "PROTEST")):
        goes_on = reading.skip and (after.kind == "thing" or after.head > after.first)
        doer = before or (find_agreeing(line, subject, reading) if goes_on else None)  # «داهموا المقر واعتقلوا اثنين»
        return _read_thing(line, at, act, after, doer, object_)
    parties = _read_doer(line, at, reading, act, after, before, object_)
    if subject and parties == Parties(after) and line.forms[at - 1] in load_folded("ar", "events_where"):
        return Parties(subject, after)  # «وصل الوزير إلى العاصمة حيث | التقى الرئيس»
    return parties


def _read_alone(line: Line, at: int, reading: Reading, act: Act, doer: Phrase | None) -> Parties:
    """A verb with no subject behind it: «الجيش قصف», «وطالبت بـ», «متهما إسرائيل», and «إن ستين شخصا قتلوا»."""
    object_ = None if reading.suffix else read_object(line, at + 1)
    if _is_supposed(line, at, reading):
        return Parties(None, find_recipient(line, at + 1, act.takes, object_))
    plain = object_ is not None and object_.kind == "other" and object_.head == object_.first
    named = object_ if not plain or _is_spoken(reading) else None
    # «قال المصدر إن سيارة مفخخة | انفجرت»: who tells of violence did not do it
    # «يطالب بتحقيق في انفجار | أودى»: what a relative tells of is what stands before it
    main = find_main(line, at, reading) if not is_led(line, at) or is_resumed(line, at) else None
    topic = find_topic(line, at) if act.type == "ASSAULT" and reading.form == "past" else None
    main = None if main and topic and main.first < topic.first else main
    own = at + 1 < len(line.forms) and line.forms[at + 1] in load_folded("ar", "events_self")  # «انتحاري فجر نفسه»
    if named is None and (doer or main) and _may_be_passive(reading, act) and not reading.suffix and not own:
        return Parties(find_hand(line, at), doer or find_topic(line, at))
    return Parties(doer or main, find_recipient(line, at + 1, act.takes, named))


def _may_be_passive(reading: Reading, act: Act) -> bool:
    """True for «قتل», «يحتجزون»: with nobody behind it, whoever stands before it undergoes."""
    told = reading.form == "past" or (reading.form == "present" and reading.number == "many")
    return act.passive and "object" in act.takes and told


def _read_thing(line: Line, at: int, act: Act, after: Phrase, before: Phrase | None, object_: Phrase | None) -> Parties:
    """What follows the verb is no doer: «استهدف قصف التحالف مواقع», «القذيفة التي دمرت منزلا»."""
    head = line.forms[after.head]
    if before is None and any(r.form == "noun" and r.act for r in read_word(head)):
        return Parties(_deepen(line, after), object_)
    says = act.type in _DEMANDING and is_definite(head) and is_ordinary(head)  # «دعا | البيان المدنيين»
    told = before is None and act.type in _DEMANDING and bare(head) in load_roles("document", "medium")
    issuer = _deepen(line, after) if told else None
    if issuer is not None:
        return Parties(issuer, object_)  # «دعا | قرار مجلس الأمن الأطراف»
    moved = (object_ or (None if says else after)) if "object" in act.takes else None
    return Parties(before or find_hand(line, at), find_recipient(line, after.last, act.takes, moved))


def _read_doer(
    line: Line, at: int, reading: Reading, act: Act, after: Phrase, before: Phrase | None, object_: Phrase | None
) -> Parties:
    """What follows the verb may do it, or, with nobody behind it, undergo it: «قتل الجيش ثلاثة», «قتل ثلاثة»."""
    if "object" in act.takes and object_ is None:
        accusative = line.forms[after.head].endswith("ين")
        if before and (act.passive or accusative or is_led(line, at) or before.last == at):
            return Parties(before, after)
        if _may_be_passive(reading, act):
            return Parties(find_hand(line, at), after)
    recipient = find_recipient(line, after.last, act.takes, object_)
    return Parties(after, recipient or (read_other(line, after.last) if set(act.takes) & _MUTUAL else None))


def _read_past_comma(line: Line, at: int) -> Phrase | None:
    """Give the object behind a stray comma: «استدعت روسيا، السفراء»; an apposition has a second comma."""
    if at + 1 >= len(line.forms) or line.forms[at] != "،":
        return None
    phrase = read_object(line, at + 1)
    apposed = phrase is None or (phrase.last < len(line.forms) and line.forms[phrase.last] == "،")
    return phrase if acts(phrase) and not apposed else None


def _read_past_other(line: Line, at: int) -> Phrase | None:
    """Give the object behind two who act: «اتهمت موسكو وطهران | واشنطن»."""
    other = read_other(line, at)
    return read_object(line, other.last) if other is not None else None


def read_other(line: Line, at: int) -> Phrase | None:
    """Give the second of two who meet: «اتفق الوزير | والسفير»."""
    if at < len(line.forms) and line.forms[at].startswith("و"):
        phrase = read_phrase(line, at, 1)
        phrase = name_strange(line, phrase) if phrase else None
        return phrase if acts(phrase) else None
    return None


def find_pair(line: Line, at: int, takes: tuple[str, ...]) -> Parties | None:
    """Give the two who meet or fight: «محادثات | بين روسيا وتركيا»."""
    if not _MUTUAL & set(takes):
        return None
    for i in range(at + 1, min(at + _NEAR, len(line.forms) - 1)):
        if not is_word(line.forms[i]) or classes_of(line.forms[i]) & {"opens", "that", "whose"}:
            return None
        if line.forms[i] == "بين":
            one = read_phrase(line, i + 1)
            other = read_other(line, _pass_place(line, one.last)) if one and acts(one) else None
            return Parties(one, other) if other else None
    return None


def _pass_place(line: Line, at: int) -> int:
    """Pass «في كردستان» between «الحكومة المحلية» and «وبغداد»."""
    within = at + 1 < len(line.forms) and line.forms[at] == "في"
    spot = read_phrase(line, at + 1) if within else None
    return spot.last if spot and spot.kind == "place" else at


def find_recipient(line: Line, start: int, takes: tuple[str, ...], object_: Phrase | None) -> Phrase | None:
    """Give who undergoes: the object, or whoever stands behind a preposition that the act takes."""
    if "object" in takes and object_ is not None:
        return object_ if acts(object_) or object_.kind == "thing" else _deepen(line, object_) or object_
    wanted = set(takes)
    for i in range(start, min(start + _REACH, len(line.forms))):
        form = line.forms[i]
        if form in _BREAKS or classes_of(form) & {"opens", "that", "whose"}:
            return None
        whole = starts_whole(form) or (i in line.mentions and not line.mentions[i][2])  # لبنان
        skip = 1 if form[:1] in _JOINED and form[:1] in wanted and form not in wanted and not whole else 0
        first = i if skip else i + 1
        if (
            not (skip or form in wanted)
            or first >= len(line.forms)
            or first in line.timed
            or "been" in classes_of(form)
            or (skip and "place" in classes_of(form))  # «اجتمعوا بمدينة ...»
        ):
            continue
        phrase = read_phrase(line, first, skip)
        phrase = name_strange(line, phrase) if phrase else None  # «مع | سيلدافيا»
        if phrase and skip and form.startswith("ب") and _is_spot(line, phrase, wanted):
            continue
        if phrase and (acts(phrase) or phrase.kind == "thing"):
            return phrase
        deep = _deepen(line, phrase) if phrase else None
        if deep is not None:
            return deep
    return None


def _is_spot(line: Line, phrase: Phrase, wanted: set[str]) -> bool:
    """True for «اجتمعوا | بمدينة ...», «التقى به | بمصر», and not for «ندد | بإيران»."""
    land = line.forms[phrase.head][phrase.skip :] in load_lands()
    return phrase.kind == "place" and (not land or bool(wanted & _MUTUAL))


def _deepen(line: Line, phrase: Phrase) -> Phrase | None:
    """Give the party inside «بقرار المحكمة», «رواتب العمال»."""
    for i in range(phrase.head + 1, min(phrase.head + 1 + _DEEP, phrase.last)):
        inner = read_phrase(line, i)
        if acts(inner):
            return inner
    return None


def read_object(line: Line, at: int) -> Phrase | None:
    """Give the phrase that follows without a preposition, past adverbs and times: «اتهمت الوزارة، الاثنين، الشركة».

    Past where and by what it was done it must be a party or a thing: «فرقت الشرطة بالغاز المتظاهرين».
    """
    i = pass_adverbs(line, at)
    if (behind := _pass_apposition(line, i)) is not None:
        apposed = _read_plain(line, behind)
        return apposed if acts(apposed) else None
    phrase = _read_plain(line, i)
    for _ in range(_ASIDES):
        behind = _pass_aside(line, i) if phrase is None else None
        if behind is None:
            return phrase
        phrase = _read_plain(line, i := pass_adverbs(line, behind))
        phrase = phrase if acts(phrase) or (phrase and phrase.kind == "thing") else None
    return phrase


def _pass_aside(line: Line, i: int) -> int | None:
    """Give the token behind «في قصر الرئاسة» or «بالغاز المسيل للدموع»; None where neither stands here."""
    if i + 1 >= len(line.forms) or i in line.mentions:
        return None
    if classes_of(line.forms[i]) & _SPOTS == {"prep", "place"}:
        if i + 1 in line.timed:
            return pass_adverbs(line, i + 1)  # «في نهاية الشهر»
        spot = read_phrase(line, i + 1)
        spot = name_strange(line, spot) if spot else None
        closed = spot and (acts(spot) or is_definite(line.forms[spot.last - 1]) or spot.last - 1 in line.mentions)
        return spot.last if spot and closed else None
    if not line.forms[i].startswith("بال") or starts_whole(line.forms[i]):
        return None
    i += 1
    while i < len(line.forms) and is_definite(line.forms[i]) and i not in line.mentions:
        i += 1
    return i


def _pass_apposition(line: Line, i: int) -> int | None:
    """Give the token behind «، المجتمعون اليوم في المدينة،» between a subject and its object."""
    if i + 1 >= len(line.forms) or line.forms[i] != "،" or not is_definite(line.forms[i + 1]):
        return None
    return next((n + 1 for n in range(i + 2, min(i + _REACH, len(line.forms))) if line.forms[n] == "،"), None)


def _read_plain(line: Line, i: int) -> Phrase | None:
    if i >= len(line.forms) or not is_word(line.forms[i]):
        return None
    joined = (
        line.mentions[i][2] > 0
        if i in line.mentions
        else line.forms[i].startswith("و") and not starts_whole(line.forms[i])
    )
    return None if joined else read_phrase(line, i)
