"""Statements known by their marks: words before their verb, quoted complements, headlines, free quotations."""

from collections.abc import Iterator, Sequence

from riwaya.lexicon import load_list
from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.attributions import Draft
from riwaya.statements.authors import find_therein, is_talk
from riwaya.statements.complements import cut_governed, read_complement, read_reason
from riwaya.statements.contents import read_quoted
from riwaya.statements.cues import read_cue
from riwaya.statements.doers import find_doer
from riwaya.statements.fronted import find_subject
from riwaya.statements.governors import find_governor, goes_with_last
from riwaya.statements.grammar import heads_name, load_grammar
from riwaya.statements.heads import SPEAKERS, is_finite, is_first_name, names_person, read_head
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.objects import cut_object, drop_object, keep_subject
from riwaya.statements.onsets import ADVERB
from riwaya.statements.quotes import SAYING, VERSES, Quote
from riwaya.statements.sayers import cut_noun, is_called
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.statements.sources import Source, read_gap, trim
from riwaya.statements.subjects import read_subject
from riwaya.statements.wholes import may_hang, read_whole
from riwaya.stems import is_definite
from riwaya.text import is_word

_ALREADY = "قد"
_CLEAR = 6  # words in marks that are hardly a name
_SOURCE_MOST = 8  # tokens of whoever stands behind a whole sentence


def draft_inverted(scene: Scene, place: int, drafts: Sequence[Draft]) -> Draft | None:
    """«"..."، قال المدرب. "..."»: the cue follows the words."""
    hit, draught, sentence = scene.hits[place], scene.draught, scene.sentence
    if hit.cue.verb.group not in ("say", "deny") or hit.cue.form in ("participle", "noun") or hit.cue.joined:
        return None
    quote = next((q for q in reversed(sentence.quotes) if q.last < hit.at), None)
    if quote is None and not drafts:
        return _draft_behind(scene, place)
    if quote is None or quote.words < SAYING or _tells_of(draught, hit.at, quote):
        return None
    if draught.forms[hit.at - 1] in load_grammar().clause - load_grammar().also:
        return None  # «أقيمت دورة عن "أهمية النشر"، حيث تحدث المحاضر عنها»
    if drafts and drafts[-1].content[-1][1] > quote.first:
        return None
    between = draught.forms[quote.last + 1 : hit.at]
    what = between == ["هذا", "ما"]  # «"نعم للسد"، هذا ما قاله الوزير»
    if sum(map(is_word, between)) > 2 or _is_inside(draught, sentence, hit, quote):
        return None
    if not what and quote.words < _CLEAR and all(map(is_word, between)):
        return None  # «"الجسر أف أم" دافعت عن نفسها»: who, not what
    last = scene.hits[place + 1].at if place + 1 < len(scene.hits) else sentence.last
    behind = (formula.first for formula in scene.formulas if formula.first > hit.at + 1)
    gap = read_gap(draught, hit.at + 1, min(last, next(behind, last)))  # «"..."، قال شهود | بحسب الوكالة»
    content = read_quoted(draught, quote)[:1]
    end = gap.source.last + 1 if gap.source else hit.at + 1
    following = next((q for q in sentence.quotes if end <= q.first <= end + 1), None) or draught.quote_over(
        sentence.last
    )
    near = following is not None and following.first in (end, end + 1, sentence.last)
    if near and following is not None and not _apart(draught, hit.at, following.first):
        content += read_quoted(draught, following)
    if not content:
        return None
    return Draft(content, (hit.at, hit.at + 1), hit.cue, ("inverted",), gap.source, venue=gap.venue)


def _is_inside(draught: Draught, sentence: Sentence, hit: Hit, quote: Quote) -> bool:
    """«عن قدرات "الجسر نيوز الجديدة"، كشفت الشركة», «تقديرا لـ"..."، أعلنت»: marks inside the page's own clause.

    Not «وبالتالي "لن يعود أحد إلى القرى الجديدة"، كما يقول سامي», «عبارة "السد لنا جميعا"، التي قالها سامي».
    """
    before, words = draught.forms[quote.first - 1], load_grammar()
    if quote.first == sentence.first or not is_word(before):
        return False
    told = hit.cue.suffix != "" and draught.forms[hit.at - 1] in words.whose
    return before in words.before or len(before) == 1 or (quote.words < _CLEAR and not told)


def _draft_behind(scene: Scene, place: int) -> Draft | None:
    """«بيوت فخمة لا حياة فيها، يقول جار للميناء.»: whoever said a whole sentence stands at its end."""
    hit, draught, sentence = scene.hits[place], scene.draught, scene.sentence
    told = trim(draught, sentence.first, hit.at)
    if told is None or told[1] - told[0] < _CLEAR or draught.forms[hit.at - 1] not in COMMAS or hit.cue.suffix:
        return None
    opens, words = draught.forms[told[0]].removeprefix("و"), load_grammar()
    if opens in words.before or opens in words.after or opens in words.despite or read_adverbial(draught, told[0]):
        return None  # «وفي حديثه عن السد، قال الوزير»
    source = read_gap(draught, hit.at + 1, sentence.last).source
    if source is None or draught.forms[source.last : sentence.last] != ["."]:
        return None
    speaks = read_head(draught.forms[source.first]) is not None or names_person(draught, source.first)
    as_said = hit.cue.verb.past in load_list("ar", "formulas_as") and hit.cue.verb.takes[0] == "0"  # not «، يبث تقارير»
    plain = not draught.forms[hit.at].startswith("ل")  # not «، لتستبعد المنظمات»
    said = as_said and plain and source.last - source.first <= _SOURCE_MOST
    return Draft((told,), (hit.at, hit.at + 1), hit.cue, ("inverted",), source) if speaks and said else None


def _tells_of(draught: Draught, at: int, quote: Quote) -> bool:
    """«تقرير بعنوان "..."، كشفت فيه الوزارة»: marks around a name, and what stands in it."""
    following = draught.forms[at + 1] if at + 1 < len(draught.forms) else ""
    return following in load_grammar().therein or heads_name(draught.forms, quote.first)


def _apart(draught: Draught, a: int, b: int) -> bool:
    return "\n" in draught.text[draught.tokens[a].start : draught.tokens[b].start]


def draft_fragment(scene: Scene, place: int) -> Draft | None:
    """Quoted words in the complement of a cue: «واصفا القرار بـ"المجحف"», «تعهد باتخاذ إجراءات "قوية"»."""
    hit, draught = scene.hits[place], scene.draught
    group = hit.cue.verb.group
    named = group == "call" and bool(hit.cue.suffix)  # «دخلت الأسواق مرحلة يصفها الخبراء بـ"الحرجة"»
    before = _before_verb(draught, scene.sentence, hit) or _opens_clause(scene, place)
    set_out = hit.level == "under" and before is None and _is_set_out(draught, scene.sentence, hit)
    talk = _is_in_talk(draught, hit)
    inside = hit.level == "under" and not named and before is None and not set_out and not talk
    if inside or hit.cue.form == "noun" or group in ("find", "stand", "carry"):
        return None
    following = draught.forms[hit.at + 1] if hit.at + 1 < scene.sentence.last else ""
    led = hit.cue.form == "present" and draught.forms[hit.at].startswith("ل")
    if led or (following in load_grammar().therein and not talk):  # «ليقضي», «قانون تدافع عنه»
        return None
    if group == "call" and hit.cue.form == "present" and not hit.cue.suffix:  # «تعتبر الأكبر» has nobody who says so
        before = _caller(scene, place)
        if before is None:
            return None
    rest = range(place + 1, len(scene.hits))
    last = next((cut for n in rest if (cut := scene.hits[n].cut) is not None), scene.sentence.last)
    last = min([last, *(scene.hits[n].at for n in rest if scene.hits[n].opening is not None)])
    for quote in _quotes_outside(scene):
        what = quote.first == hit.at + 1 and draught.forms[hit.at - 1] in load_grammar().what  # «رفض ما سماه "ابتزازا"»
        # «وفي الضفة حذر نادر الصباغ من مخاطر | "الغرق في الوحل"», where no formula tells all of it
        alone = set_out and not scene.formulas
        apart = hit.level == "under" and not what and before is None and not alone and not talk
        if apart and draught.forms[quote.first - 1] not in hit.cue.takes:
            continue  # «عرض سماه النقاد بعد ساعة "..."»
        inside = hit.at < quote.first < last
        content = read_complement(draught, hit, quote, last) if inside else None
        why = read_reason(draught, hit, quote) if inside and content is None else None
        content = content or why
        if content is not None:
            gap = read_gap(draught, hit.at + 1, min(quote.first, content.words[0]))
            source = keep_subject(draught, hit.cue, cut_governed(draught, hit.cue, gap.source))
            source = None if is_called(hit) else cut_object(draught, drop_object(scene, place, source))
            if set_out and source is None:
                return None
            source = before or source or find_subject(scene, place)
            source = find_therein(draught, scene.sentence.first, hit.at, hit.cue, source) if talk else source
            source = None if hit.cue.form == "participle" else source
            source = source or _subject_before(scene, place) or find_doer(scene, place)
            cue = (hit.at, hit.at + 1)
            whole = read_whole(scene, place, quote, source) if why is None else None
            if whole is None and may_hang(hit, quote) and content.words[0] == quote.first + 1:
                return None
            words, joined = (whole, False) if whole is not None else content
            source = cut_noun(draught, source) if source is not None else None
            return Draft((words,), cue, hit.cue, ("fragment",), source, joined=joined)
    return None


def _is_in_talk(draught: Draught, hit: Hit) -> bool:
    """«أصدر الاتحاد بيانا على موقعه | ندد فيه بـ"العدوان على السد"», not «قانون | تدافع عنه».

    Nor «بيانا | وصف فيه الوزير بـ"الضعيف"»: the noun behind is acted on.
    """
    forms, first = draught.forms, max(0, hit.at - _SOURCE_MOST)
    acts_on = hit.cue.verb.group == "call" or ("object" in hit.cue.takes and hit.cue.verb.takes[0] == "ب")
    therein = hit.at + 1 < len(forms) and forms[hit.at + 1] in load_grammar().in_it and not acts_on
    return therein and any(is_talk(form) or is_talk(form.removesuffix("ا")) for form in forms[first : hit.at])


def _quotes_outside(scene: Scene) -> Iterator[Quote]:
    """«أكد سلامة "السد الآمن"، حسبما أفادت "الجسر أف أم"»: what stands in marks outside source formulas."""
    inside = [range(formula.noun, formula.last) for formula in scene.formulas]
    return (quote for quote in scene.sentence.quotes if not any(quote.first in places for places in inside))


def _caller(scene: Scene, place: int) -> Source | None:
    """«وتعتبر | الضفة | الوحدات "جماعة إرهابية"»: a land or a body opens the clause, and what it calls so follows."""
    draught, at = scene.draught, scene.hits[place].at
    named = at + 1 in draught.begins - draught.others and (at + 2 in draught.begins or at + 2 not in draught.things)
    quote = next((q for q in scene.sentence.quotes if q.first > at + 2), None)
    behind = range(at + 2, quote.first if quote is not None else at + 2)
    called = any(is_definite(draught.forms[i]) or i in draught.begins for i in behind)
    opens = scene.hits[place].level in ("main", "beside")
    return Source(at + 1, at + 2) if opens and named and called else None


def _before_verb(draught: Draught, sentence: Sentence, hit: Hit) -> Source | None:
    """«وكان | مكتب الرئيس | تحدث عن "إجراء تأديبي"»: whose verb it is, where no other and no clause stands between."""
    first, last, words = sentence.first + 1, hit.at, load_grammar()
    last -= draught.forms[last - 1] == _ALREADY
    alone = (
        hit.level == "under" and hit.cue.form == "past" and not hit.cue.suffix and first < last < first + _SOURCE_MOST
    )
    if not alone or draught.forms[first - 1].removeprefix("و") not in words.was:
        return None
    apart = words.that | words.byth | words.whose | words.clause | COMMAS
    if not apart.isdisjoint(draught.forms[first:last]):
        return None
    known = read_head(draught.forms[first]) is not None or first in draught.begins or first in draught.people
    return Source(first, last) if known else None


def _is_set_out(draught: Draught, sentence: Sentence, hit: Hit) -> bool:
    """«وفي الميناء | دعا سامي الحداد إلى "..."», «بالمقابل | طالب»: when, where or against what opens it.

    Of the present «وفي الشق الثاني، | يطالب القرار بـ"..."», not «في بيان | يطالب فيه».
    """
    first, words, before = sentence.first, load_grammar(), draught.forms[hit.at - 1]
    opens = draught.forms[first].removeprefix("و")
    aside = opens in words.before or opens in words.after or read_adverbial(draught, first) is not None
    aside = aside or (ADVERB.fullmatch(opens) is not None and read_cue(opens) is None)  # «واستباقا للقرار | طلب الوزير»
    main = hit.cue.form == "past" or (hit.cue.form == "present" and (before in COMMAS or is_definite(before)))
    return aside and main and _is_alone(draught, first, hit)


def _opens_clause(scene: Scene, place: int) -> Source | None:
    """«مسودة البيان | تطالب الضفة بـ"..."»: the subject with which a sentence opens."""
    draught, first, hit = scene.draught, scene.sentence.first, scene.hits[place]
    if hit.level != "under" or hit.cue.verb.group == "call":
        return None
    head = read_head(draught.forms[first])
    known = (head is not None and not head.some) or names_person(draught, first) or first in draught.begins
    words = load_grammar()
    asked = not words.mine.isdisjoint(draught.forms[hit.at + 1 : hit.at + 2])  # «طلب منا مناداته بـ"سامي"»
    # not «الشرطة تحقق في رسائل | تدعو إلى "العنف"»
    alone = words.before.isdisjoint(draught.forms[first : hit.at]) and _is_alone(draught, first, hit)
    if not known or asked or not alone:
        return None
    source = read_subject(scene, place)
    whole = source is not None and source.first == first and source.last == hit.at
    return source if whole else None


def _is_alone(draught: Draught, first: int, hit: Hit) -> bool:
    """True where no clause and no other verb stands between a sentence's beginning and its cue."""
    words, before = load_grammar(), draught.forms[first : hit.at - (draught.forms[hit.at - 1] in COMMAS)]
    other = words.that | words.byth | words.whose | words.clause | words.because | words.what | words.breaks
    plain = other.isdisjoint(before) and all(map(is_word, before)) and not any(map(is_finite, before))
    return plain and not hit.cue.suffix and not hit.cue.joined and len(before) < _SOURCE_MOST


def _subject_before(scene: Scene, place: int) -> Source | None:
    """«لكن | السهل استنكر الاتهام وطالب الضفة بـ"تحقيق"»: the subject that stands before the first of two verbs."""
    source = find_governor(scene, place) if goes_with_last(scene, place) else None
    return source if source is not None and source.last <= scene.hits[place - 1].at else None


def draft_headline(draught: Draught, sentence: Sentence) -> list[Draft]:
    """«مدير المطار: الرحلات عادت»: whoever stands before the colon at a paragraph's beginning."""
    forms = draught.forms
    colon = next((i for i in range(sentence.first, min(sentence.first + 9, sentence.last)) if forms[i] == ":"), None)
    if colon is None or not sentence.opens or colon + 4 > sentence.last:
        return []
    source = trim(draught, sentence.first, colon)
    speaks = source is not None and _may_speak(forms, *source)
    named = source is not None and is_first_name(forms[source[0]]) and len(draught.places[forms[source[1] - 1]]) > 1
    if source is None or not (speaks or named) or any(form in "-–—/" for form in forms[slice(*source)]):
        return []  # «سالم عواد - الخبر: وقعت» is a byline
    quote = draught.quote_over(colon + 1)
    inner = trim(draught, colon + 1, sentence.last)
    content = read_quoted(draught, quote) if quote and quote.first == colon + 1 else (inner,) if inner else ()
    return [Draft(content, None, None, ("headline",), Source(*source))] if content else []


def _may_speak(forms: Sequence[str], first: int, last: int) -> bool:
    """«مدير المطار: ...», «أحد المزارعين: ...», but «المجموعة الأولى: ...», «بعض النصائح: ...», a list."""
    head = read_head(forms[first])
    if head is None or head.kind not in ("person", "title") or head.number == "many":
        return False
    heads = (read_head(form) for form in forms[first + 1 : last])
    return head.some == "" or any(one is not None and one.kind in SPEAKERS for one in heads)


def draft_quotation(draught: Draught, sentence: Sentence) -> list[Draft]:
    """A sentence that is nothing but a quotation continues whoever spoke before, but a verse nobody."""
    if len(sentence.quotes) != 1 or draught.forms[sentence.quotes[0].first] in VERSES:
        return []
    quote = sentence.quotes[0]
    size = quote.last - quote.first - 1
    whole = size >= 0.8 * (sentence.last - sentence.first - 2) and quote.first <= sentence.first + 1
    if not (whole or _is_led(draught, sentence, quote)) or quote.words < _CLEAR - 1:
        return []
    return [Draft(((quote.first + 1, quote.last),), None, None, ("free quotation",))]


def _is_led(draught: Draught, sentence: Sentence, quote: Quote) -> bool:
    """«وعن الموسم المقبل: "..."», «وفي تغريدة أخرى: "..."»: about what or where, and a colon."""
    forms, first = draught.forms, sentence.first
    colon = forms[quote.first - 1] == ":" and first < quote.first - 1 and ":" not in forms[first : quote.first - 1]
    ended = not any(map(is_word, forms[quote.last + 1 : sentence.last]))
    where = forms[first].removeprefix("و") in load_grammar().inside and is_talk(forms[first + 1])
    return colon and ended and (where or forms[first] in load_grammar().topic)
