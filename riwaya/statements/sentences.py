"""An article as the stage reads it: tokens of its paragraphs, cut into sentences that never cut a quotation."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from riwaya.records import Article, Mention, Span
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.grammar import BARE, is_thus, load_grammar
from riwaya.statements.mentioned import locate
from riwaya.statements.quotes import MARKS, QUOTING, SAYING, Quote, is_closing, pair_quotes
from riwaya.stems import is_definite
from riwaya.text import TANWIN, Token, is_word, load_folded, open_hashtags

_ENDS = frozenset((".", "!", "?", "؟", "۔", "..."))
_STOPPING = _ENDS | {":"}
_ASKED = frozenset("!?؟")
COMMAS = frozenset("،,؛;")
_LONGEST = 300  # tokens; what is longer is no sentence but a list or a broken page
_TURN = 10  # tokens from dots to the colon of whoever speaks next: «الضفة: لا... السهل: نعم»
_LETTER = 2  # characters of a letter's name: «بي»
_POINT = "٫"  # of a decimal, however it is written
_PARAGRAPHS = 4  # over which a quotation may go on
_WORD = 3  # letters of what is no initial: «د.وليد»
_DASH, _JOINT = "–", "ـ"  # of letters, with which a dash is drawn too: «ــ كما يبين سامي ــ»
_STOPS = 3  # marks that may end a sentence: «...»
_ON = "على"  # written so it is the preposition
_NAME = "علي"  # which may also be a man
_DOTTED, _UNDOTTED = re.compile(r"\b[إا]لي\b"), re.compile(r"\b(?:على|[إا]لى)\b")
_BEFORE, PREACHER = "امام", "إمام"  # «وقال أمام البرلمان», «وقال إمام المسجد»: what folds alike keeps its hamza here
_NOT, _FOLDED_NOT = re.compile("([بو]?)ألّ?اّ?"), "الا"  # «على ألا», which folds like «إلا»
ANN = "آن"  # «وأكدت آن بوفيرت», «في آن واحد», which folds to أن: kept as it is written
_FESTIVAL, _WAS, _CANNES = "مهرجان", "كان", "الكان"  # «مدير مهرجان كان»: a city, definite, and no verb
_ANN_ALONE = re.compile(r"\bآن\b")
_NAMED_THAT = "إن"  # in «تشون سو إن», and not folded
_NO_CONTENT = frozenset((*COMMAS, ".", ")", "ان", "بان", "انه", "انها"))  # no «أن» stands before these
_PAIR = 2  # words of a name before it
_HAMZAS = "أإآ"
_BARE = "ىی"  # as the preposition ends, also in the Persian script: «علی حد تعبيره»


class Sentence(Struct, frozen=True, gc=False):
    """Tokens `first` up to `last` of a draught; the quotations that stand in it; whether it opens its paragraph."""

    first: int
    last: int
    quotes: tuple[Quote, ...]
    paragraph: int
    opens: bool


class Draught(Struct, frozen=True, gc=False):
    """The words of an article's paragraphs, in order, with what marks the quotations among them."""

    text: str
    tokens: Sequence[Token]
    forms: Sequence[str]
    sentences: Sequence[Sentence]
    quotes: Sequence[Quote]
    places: Mapping[str, Sequence[int]]  # where each form stands
    quoted: Sequence[int]  # for each token the quotation it stands in or marks, or -1
    people: Mapping[int, int]  # where a person's name is known to begin → the token after it
    beside: Mapping[int, int]  # the same where و is written on to it: «ونادر الصباغ»
    persons: frozenset[int]  # tokens in names of people
    things: frozenset[int]  # tokens in names of places, bodies and works
    begins: frozenset[int]  # those of them that begin a name
    joined: frozenset[int]  # those of these with a particle written on to them: «وأنقرة»
    titles: frozenset[int]  # tokens behind the first in names that the table has: «سي | إن إن»
    others: frozenset[int]  # those of them that begin a name of no place and no body: a work, a product
    reaches: Mapping[
        int, tuple[tuple[int, int], ...]
    ]  # by its first mark, where else a quotation stands: next paragraphs
    marks: Mapping[str, Sequence[int]]  # where words stand by what they may begin, once `mark_words` has looked

    def marked(self, mark: str, first: int, last: int) -> Sequence[int]:
        """Give the tokens from `first` up to `last` that may begin something: a post, a body, a formula."""
        return between(self.marks.get(mark, ()), first, last)

    def span(self, first: int, last: int) -> Span:
        """Give the words from token `first` up to, not including, `last`."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Span(start=start, end=end, text=self.text[start:end])

    def has_tanwin(self, index: int) -> bool:
        """True for a word written with tanwin of the accusative: «متحفظاً», «شكرًا»."""
        return self.text[self.tokens[index].start : self.tokens[index].end].endswith(TANWIN)

    def has_ta(self, index: int) -> bool:
        """True for a word that ends with ة, which folds to a pronoun: «تابعة» and «تابعه»."""
        return self.text[self.tokens[index].end - 1] == "ة"

    def has_article(self, index: int) -> bool:
        """True for a word with the article, not for «إلهام» and «ألان», which fold like one."""
        return is_definite(self.forms[index]) and self.text[self.tokens[index].start] not in _HAMZAS

    def is_hyphened(self, index: int) -> bool:
        """True for a part of a name written together: «تشون سو-إن», «سي.إن.بي.سي», «إن.كيه فيرما»."""
        tokens, forms = self.tokens, self.forms
        if forms[index + 1 : index + 2] == ["."]:
            ends = [token.end for token in tokens[index : index + 2]]
            if ends == [token.start for token in tokens[index + 1 : index + 3]]:
                return True
        behind = 0 < index < len(tokens) and forms[index - 1] in "-–"
        return behind and tokens[index - 1].end == tokens[index].start

    def is_named(self, index: int) -> bool:
        """True for a word of a person's name, but not for a verb tagged with it: «يؤكد الحداد», «سامي يؤكد»."""
        if index not in self.persons:
            return False
        form, cue = self.forms[index], read_cue(self.forms[index])
        opens = index in self.people
        if cue is None or form in load_folded("ar", "names_given") or (opens and form in load_grammar().part):
            return True
        if form in load_folded("ar", "words_mute") or form in load_folded("ar", "words_finite"):
            return False
        # «سابين», which no report has of itself; «مديرة الميناء، | دانا الصباغ، إن»
        return not opens or cue.person == 1 or self._is_apposed(index, self.people[index])

    def _is_apposed(self, first: int, last: int) -> bool:
        """True for what stands between two commas."""
        return first > 0 and last < len(self.forms) and {self.forms[first - 1], self.forms[last]} <= COMMAS

    def misleads(self, index: int) -> bool:
        """True for a word that only folds to a verb: the name «يحيى», «حياة», whose ة would be a pronoun."""
        cue = read_cue(self.forms[index]) if self.has_ta(index) else None
        return (cue is not None and cue.suffix != "") or self.is_named(index)

    def cue(self, index: int) -> Cue | None:
        """Give the cue that a word may be where it stands."""
        return None if self.misleads(index) else read_cue(self.forms[index])

    def quote_over(self, index: int) -> Quote | None:
        """Give the quotation that token `index` stands in or marks, if any."""
        number = self.quoted[index] if index < len(self.quoted) else -1
        return self.quotes[number] if number >= 0 else None


def between(places: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Give what stands from `first` up to `last` of places in order."""
    return places[bisect_left(places, first) : bisect_left(places, last)]


def read_draught(article: Article, mentions: Iterable[Mention] = ()) -> Draught:
    """Cut the paragraphs of an article into words and sentences. Offsets are those of `article.text`."""
    tokens: list[Token] = []
    bounds: list[tuple[int, int]] = []
    for start, end in article.paragraphs:
        begin = len(tokens)
        tokens += open_hashtags(article.text, start, end)
        bounds.append((begin, len(tokens)))
    forms = _spell_apart(article.text, tokens)
    if _JOINT in article.text:
        forms = [form if form.strip(_JOINT) else _DASH for form in forms]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        places[form].append(i)
    quoting, stopping = (sorted(i for form in marks for i in places.get(form, ())) for marks in (QUOTING, _STOPPING))
    inside = [pair_quotes(tokens, between(quoting, *bound), *bound) for bound in bounds]
    reaches = _reach(tokens, bounds, inside)
    ends = dict(bound for over in reaches.values() for bound in over)
    quotes: list[Quote] = []
    sentences: list[Sentence] = []
    for number, (first, last) in enumerate(bounds):
        quotes += inside[number]
        begin = min(ends[first] + 1, last) if first in ends else first
        sentences += _sentences(tokens, (begin, last), inside[number], between(stopping, begin, last), number)
    commas = (i for comma in COMMAS for i in places.get(comma, ()))
    for i in [i for i in commas if tokens[i - 1].form.isdigit() and _is_decimal(tokens, i)]:
        forms[i] = _POINT
    quoted = [-1] * len(tokens)
    for number, quote in enumerate(quotes):
        for first, last in ((quote.first, quote.last + quote.closed), *reaches.get(quote.first, ())):
            quoted[first:last] = [number] * (last - first)
    mentions = tuple(mentions)
    people, beside, things = locate(tokens, mentions)
    for i in [first - 1 for first in people if first and forms[first - 1] == ANN]:
        people[i] = people.pop(i + 1)
    _keep_that(forms, people, places)
    persons = frozenset(i for first, last in people.items() for i in range(first, last))
    within = frozenset(i for first, last in things.items() for i in range(first, last))
    begins, named = frozenset(things), {mention.start for mention in mentions}
    joined = frozenset(i for i in begins if tokens[i].start not in named)
    works = {mention.start for mention in mentions if mention.type == "other"}
    others = frozenset(i for i in begins if tokens[i].start in works)
    names = (people, beside, persons, within, begins, joined, frozenset[int](), others)
    return Draught(article.text, tokens, forms, sentences, quotes, places, quoted, *names, reaches, {})


def _keep_that(forms: list[str], people: dict[int, int], places: defaultdict[str, list[int]]) -> None:
    """«الرئيس تشون سو | إن بأن», «تشون سو | إن، في بيان، إن»: a name that ends in what folds to «أن».

    Where nothing that «أن» may govern stands behind it once, it belongs to the name on the whole page.
    """
    behind = [i for i in places.get(BARE, ()) if people.get(i - _PAIR, -1) in (i, i + 1)]
    behind = [i for i in behind if not is_definite(forms[i - 1])]
    named = {tuple(forms[i - _PAIR : i]) for i in behind if "".join(forms[i + 1 : i + 2]) in _NO_CONTENT}
    for i in behind:
        if tuple(forms[i - _PAIR : i]) in named:
            forms[i], people[i - _PAIR] = _NAMED_THAT, i + 1
            places[BARE].remove(i)
            places[_NAMED_THAT].append(i)


def _reach(
    tokens: Sequence[Token], bounds: Sequence[tuple[int, int]], inside: Sequence[Sequence[Quote]]
) -> dict[int, tuple[tuple[int, int], ...]]:
    """«وقال: "الباب مفتوح. | نحن هنا". وأضاف»: where a quotation goes on over paragraphs to a mark that closes it."""
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for number, quotes in enumerate(inside):
        if not quotes or quotes[-1].closed or quotes[-1].last < bounds[number][1]:
            continue
        over: list[tuple[int, int]] = []
        for first, last in bounds[number + 1 : number + 1 + _PARAGRAPHS]:
            cue = read_cue(tokens[first].form) if first < last else None
            if first == last or (cue is not None and cue.verb.group == "say"):
                break
            mark = next((i for i in range(first, last) if tokens[i].form in MARKS), last)
            over.append((first, mark))
            if mark < last:
                if is_closing(tokens, mark, last) and mark not in {q.first for q in inside[len(over) + number]}:
                    found[quotes[-1].first] = tuple(over)
                break
    return found


def _spell_apart(text: str, tokens: Sequence[Token]) -> list[str]:
    """Give the forms of the words, those apart that fold alike and are told by a letter: علي and على, إمام and أمام."""
    forms = [t.form if t.form and t.form != _NAME else _form(text, t) for t in tokens]
    if ANN in text and _ANN_ALONE.search(text):  # not «الآن», «القرآن»
        written = (text[token.start : token.end] for token in tokens)
        forms = [ANN if own == ANN else form for own, form in zip(written, forms, strict=True)]
    if PREACHER in text:
        forms = [_preach(text, t, form) if _BEFORE in form else form for t, form in zip(tokens, forms, strict=True)]
    if _NOT.search(text):
        forms = [
            _tell_not(text, token, form, after) if form.endswith(_FOLDED_NOT) else form
            for token, (form, after) in zip(tokens, pairwise([*forms, ""]), strict=True)
        ]
    if f"{_FESTIVAL} {_WAS}" in text:
        at = (_FESTIVAL, *(particle + _FESTIVAL for particle in "ولب"))  # not «المهرجان كان»
        forms = [_CANNES if form == _WAS and before in at else form for before, form in pairwise(["", *forms])]
    if _NAME in forms and _is_dotted(text):
        given = load_folded("ar", "names_given")
        forms = [_ON if form == _NAME and before not in given else form for before, form in pairwise(["", *forms])]
    return forms


def _is_dotted(text: str) -> bool:
    """«شدد علي أن الطريق إلي البحر مغلق»: Egyptian papers dot the last letter of both prepositions."""
    return _DOTTED.search(text) is not None and _UNDOTTED.search(text) is None


def _form(text: str, token: Token) -> str:
    if token.form == _NAME and text[token.end - 1] in _BARE:
        return _ON
    return token.form or text[token.start : token.end]  # a lone tatweel folds to nothing


def _tell_not(text: str, token: Token, form: str, after: str) -> str:
    """«شدد على | ألا يتكرر», «تعهد | بألا يعود»: أن and لا in one, but «ثلاثة شروط ألا وهي»."""
    written = _NOT.fullmatch(text, token.start, token.end)
    return f"{written[1]}ألا" if written and after not in load_grammar().himself else form


def _preach(text: str, token: Token, form: str) -> str:
    """«إمام», «وإمام المسجد» with the hamza; «الإمام» is no preposition."""
    written = text[token.start : min(token.end, token.start + len(PREACHER) + 1)]
    return form.replace(_BEFORE, PREACHER) if PREACHER in (written[:-1], written[1:], written) else form


def _is_decimal(tokens: Sequence[Token], i: int) -> bool:
    """«3,5 ملايين»: a comma written together with the digits around it."""
    if not 0 < i < len(tokens) - 1:
        return False
    before, comma, after = tokens[i - 1 : i + 2]
    joined = before.end == comma.start and comma.end == after.start
    return joined and before.form.isdigit() and after.form.isdigit()


def _sentences(
    tokens: Sequence[Token], bounds: tuple[int, int], quotes: list[Quote], stops: Sequence[int], paragraph: int
) -> list[Sentence]:
    found: list[Sentence] = []
    first, last = bounds
    start = behind = first
    told = False  # a colon stands in the sentence, and no quotation behind it
    pending = iter([*quotes, Quote(last, last, closed=False)])
    quote = next(pending)
    held: list[Quote] = []
    short = last - first <= _LONGEST  # and no word decides, only marks
    for i in sorted({*stops, *(quote.first for quote in quotes)}) if short else range(first, last):
        if i < behind:
            continue
        behind = i + 1
        if i == quote.first:
            held.append(quote)
            behind = max(i, quote.last) + 1
            ended = _ends_inside(tokens, quote, last) or (
                not quote.closed and behind <= last and tokens[behind - 1].form in _ENDS
            )
            told = told and quote.words < SAYING
            quote = next(pending)
        else:
            ended = tokens[i].form in _ENDS and _ends(tokens, i, last) and not (told and _is_pause(tokens, i, last))
            told = told or tokens[i].form == ":"
        size = behind - start
        ended = ended or size > 2 * _LONGEST or (size > _LONGEST and tokens[min(behind, last) - 1].form in COMMAS)
        if ended and behind < last and not _is_told_behind(tokens, behind, last, quotes):
            found.append(Sentence(start, behind, tuple(held), paragraph, start == first))
            start, held, told = behind, [], False
    if start < last:
        found.append(Sentence(start, last, tuple(held), paragraph, start == first))
    return found


def _is_pause(tokens: Sequence[Token], i: int, last: int) -> bool:
    """«وقال المدرب: إنها لحظة جميلة... | نعمل بجد»: dots in words behind a colon, unless another colon is near."""
    dots = tokens[i].form == "..." or (tokens[i - 1].form == "." and tokens[i - 1].end == tokens[i].start)
    dots = dots and _ASKED.isdisjoint(
        token.form for token in tokens[max(0, i - _STOPS) : i]
    )  # «هل هذا أفضل؟! .. غير أن»
    return dots and all(token.form != ":" for token in tokens[i + 1 : min(i + _TURN, last)])


def _is_told_behind(tokens: Sequence[Token], i: int, last: int, quotes: Sequence[Quote]) -> bool:
    """«"لم أنم". | هكذا وصف المزارع ليلته»: who said it stands behind the stop."""
    if i >= last or not is_thus(tokens[i].form):
        return False
    ends = {quote.last + 1 for quote in quotes if quote.closed and quote.words >= SAYING}
    return not ends.isdisjoint(range(i - _STOPS, i + 1))


def _ends_inside(tokens: Sequence[Token], quote: Quote, last: int) -> bool:
    """True where a quotation ends its sentence itself: «... المشروع.» وأضاف."""
    after = quote.last + 1
    return (
        quote.closed
        and quote.words > 0
        and tokens[quote.last - 1].form in _ENDS
        and after < last
        and is_word(tokens[after].form)
        and tokens[after].start > tokens[quote.last].end
    )


def _ends(tokens: Sequence[Token], i: int, last: int) -> bool:
    """True where the stop at token `i` ends its sentence: not «د. سامي», «3.5», «؟!»."""
    form = tokens[i].form
    if i + 1 < last and (tokens[i + 1].form in _ENDS or tokens[i + 1].form in COMMAS):
        return False
    if form != "." or i == 0:
        return True
    before = tokens[i - 1]
    if before.form.isdigit() and i + 2 < last and not tokens[i + 1].form and tokens[i + 1].start == tokens[i].end:
        return not tokens[i + 2].form.isdigit()  # «66.1 مليار», with a mark of direction before the last digit
    joined = i + 1 < last and tokens[i + 1].start == tokens[i].end
    if joined and is_word(tokens[i + 1].form):  # 5.1121, د.ب.أ, العربية.نت
        return _is_run_on(before.form, tokens[i + 1].form)
    return not (before.form.isalpha() and before.end == tokens[i].start and len(before.form) <= _initial(tokens, i - 1))


def _is_run_on(before: str, after: str) -> bool:
    """«انتهى».وأضاف», «عام 2015.سيبدأ», «المنطقة.وأضاف»: a sentence ends though no blank follows."""
    if after in load_grammar().according:  # «انتهى.وفقا للوكالة»: of what stands before
        return before.isdigit()
    joined = len(before) >= _WORD and before.isalpha() and len(after) >= _WORD and _may_open(after)
    return (before.isdigit() and not after.isdigit()) or before in QUOTING or joined


def _may_open(form: str) -> bool:
    """«السابق.| وأضاف», «.| أما», «.| كما», «.| يشار إلى», «.| صرح», but «بيت.| كوم»."""
    words, cue = load_grammar(), read_cue(form)
    opens = form.startswith("و") or form in words.clause | words.topicalizer
    told = cue is not None and cue.form in ("past", "present") and not cue.suffix
    return opens or told or any(form == phrase[0] for phrase in words.silent)


def _initial(tokens: Sequence[Token], i: int) -> int:
    """How many letters an initial may have: one, or two beside another: «د. سامي», «إي.إل. دوكتورو», «إن. بي. سي»."""
    behind = i > 1 and tokens[i - 1].form == "." and len(tokens[i - 2].form) <= _LETTER
    ahead = [token.form for token in tokens[i + 2 : i + 4]]
    return 1 + (behind or (len(ahead) > 1 and len(ahead[0]) <= _LETTER and ahead[1] == "."))


__all__ = ["COMMAS", "MARKS", "Draught", "Sentence", "read_draught"]
