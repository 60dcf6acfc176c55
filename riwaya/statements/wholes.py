"""Words in marks together with what they are said of or hang on: «اعتبر | القرار "ظالما"», «أكد | وقوفه "مع الحق"»."""

from riwaya.statements.adverbials import read_adverbial, skip_adverbials, skip_times
from riwaya.statements.cues import read_announcing, read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import is_finite, is_mute, is_nisba, is_ordinary, read_head
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.landmarks import restates
from riwaya.statements.quotes import SAYING, Quote
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, trim
from riwaya.stems import is_definite

Range = tuple[int, int]


def read_whole(scene: Scene, place: int, quote: Quote, source: Source | None) -> Range | None:
    """Give all that a verb governs without a preposition, where marks hold the end of it alone.

    «اعتبر الوزير | القرار "ظالما"»: a predicate says nothing without what it is said of.
    «أكد الوزير | وقوف بلاده "مع الحق"»: nor do words that hang on a noun.
    """
    draught, hit = scene.draught, scene.hits[place]
    behind = source.last if source is not None and source.first > hit.at else hit.at + 1
    first, _ = skip_adverbials(draught, skip_times(draught, behind, quote.first), quote.first)
    if first >= quote.first or hit.cue.suffix or draught.forms[quote.first - 1] in COMMAS or _is_small(draught, first):
        return None
    beside = first == behind > hit.at + 1
    calls = hit.cue.verb.group == "call"
    if not (
        _is_predicated(draught, hit, first, quote) if calls else _is_hung(draught, hit, first, quote, beside=beside)
    ):
        return None
    ends = [other.cut or other.at for other in scene.hits[place + 1 :] if other.cut is not None or other.opening]
    ends += [formula.first for formula in scene.formulas]
    last = min((end for end in ends if end > quote.last), default=scene.sentence.last)
    return trim(draught, first, end_complement(draught, quote, last))


def find_noun(scene: Scene, place: int, source: Source, last: int) -> int | None:
    """Where the noun begins by which a verb says something, behind who says it: «أعلنت الشرطة أمس | توقيف رجلين»."""
    draught, hit = scene.draught, scene.hits[place]
    first, _ = skip_adverbials(draught, skip_times(draught, source.last, last), last)
    if first + 1 < last and draught.forms[first] in hit.cue.takes:
        first += 1  # «أعلن الجيش عن | سقوط طائرة»
    if first >= last or hit.cue.suffix or not _governs_noun(hit) or _is_small(draught, first):
        return None
    return first if _is_noun(draught, first, beside=first == source.last) else None


def may_hang(hit: Hit, quote: Quote) -> bool:
    """«أعلن الوزير فرض "حظر تام"»: two words in marks, which are a statement only with the noun that they hang on."""
    return 1 < quote.words < SAYING and _governs_noun(hit)


def _governs_noun(hit: Hit) -> bool:
    row = read_announcing(hit.cue)
    return row is not None and row.hangs == "yes"


def _is_small(draught: Draught, first: int) -> bool:
    """True for a word with which no object begins, also with a preposition written on to it: «بجامعة الضفة»."""
    words, form = load_grammar(), draught.forms[first]
    small = words.before | words.that | words.byth | words.been | words.clause | words.despite | words.whether
    known = is_ordinary(form[1:]) or is_mute(form[1:]) or read_head(form[1:]) is not None
    return form in small or form.startswith("بال") or (form[0] == "ب" and known)


def _is_predicated(draught: Draught, hit: Hit, first: int, quote: Quote) -> bool:
    """True where the words in marks are what «اعتبر» calls its object, whatever that is; not for «وصف ... بـ"..."»."""
    words = load_grammar()
    between = draught.forms[first : quote.first]
    held = "" in hit.cue.takes and between[-1] not in words.before and between[0] not in words.whose
    return held and words.that.isdisjoint(between) and words.byth.isdisjoint(between)


def _is_hung(draught: Draught, hit: Hit, first: int, quote: Quote, *, beside: bool) -> bool:
    """True where a noun begins at token `first` to which the words in marks belong; `beside` right behind a source."""
    words, between = load_grammar(), draught.forms[first : quote.first]
    apart = words.whose | words.that | words.byth | words.clause | words.saying | COMMAS
    whole = apart.isdisjoint(between) and not any(map(is_finite, between[1:]))
    subject = first == hit.at + 1 and is_definite(draught.forms[first]) and hit.cue.form != "participle"
    subject = subject or restates(draught.forms[first], hit.cue)  # «جدد الوزير التأكيد على | "حق العودة"»
    return whole and not subject and _governs_noun(hit) and _is_noun(draught, first, beside=beside)


def _is_noun(draught: Draught, first: int, *, beside: bool) -> bool:
    """True for a common noun that a verb may govern, no quality of whoever stands right before it."""
    form = draught.forms[first]
    head, cue = read_head(form), read_cue(form)
    noun = (is_ordinary(form) or is_mute(form)) and (head is None or head.kind in ("document", "evidence"))
    noun = noun and (cue is None or cue.form != "participle") and first not in draught.things | draught.persons
    adjective = is_nisba(form) or (is_definite(form) and draught.has_ta(first))  # «التابعة للمدينة»
    adjective = adjective or (beside and not _closes_source(draught, first - 1))  # «مسؤول | بارز "..."»
    return noun and not adjective


def _closes_source(draught: Draught, i: int) -> bool:
    """True for a word behind which no adjective goes on with whoever is named."""
    form = draught.forms[i]
    return is_definite(form) or i in draught.persons or i in draught.things or not is_ordinary(form)


def end_complement(draught: Draught, quote: Quote, last: int) -> int:
    """The complement goes on behind the marks, to a comma or to when it was said."""
    words, end = load_grammar(), quote.last + 1
    stops = COMMAS | words.clause | words.after | words.whose
    while end < last and not _ends(draught, end, stops):
        end += 1
    return min(end, last)


def _ends(draught: Draught, i: int, stops: frozenset[str]) -> bool:
    """True where the complement ends, but «"توفير الحماية" لسكان الضفة | من خلال "قوة دولية"» goes on."""
    forms, words = draught.forms, load_grammar()
    form, before, following = forms[i], forms[i - 1], "".join(forms[i + 1 : i + 2])
    through = (before == "من" and form in words.after) or (form == "من" and following in words.after)
    through = through or (form in words.whose and is_finite(before))  # «يشمل | الذين عادوا»
    # «نفى وجود "نقص"، | وأن»
    through = through or (form in COMMAS and following.startswith("و") and following[1:] in words.that)
    return not through and (form in stops or read_adverbial(draught, i) is not None)
