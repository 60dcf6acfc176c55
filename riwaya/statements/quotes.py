"""Quotation marks, paired: « », “ ”, " and each other, nested, over several paragraphs, or never closed."""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.text import Token, fold, is_word, load_folded

VERSES = frozenset("{﴿(")  # around words that are recited
_OPENERS = frozenset("«“„‹{﴿")
_COMMAS, _PAUSES = frozenset("،,"), frozenset("،,:.؛")
_PRIME = fold("″")  # closes what another mark opened behind a number, «“الجسر 6″», and never opens
_CLOSERS = frozenset("»”›}﴾") | {_PRIME}
_REACH = 400  # tokens looked back over for the stop of a quotation that nobody closed
_BOTH, _NAME_MOST = 2, 4  # closing marks of a name and of the words around it; tokens in the name
_SPOKEN = 8  # tokens from a verb of speech to the bracket behind its colon
_MARKS_MOST = 32  # marks looked at behind the one that opens a quotation
_VOICE = 6  # tokens from a cue over its subject to the mark behind it
SAYING = 3  # words in marks that say something by themselves
MARKS = _OPENERS | _CLOSERS | frozenset('"‟')
_BRACKET = "("  # around words that are recited
QUOTING = MARKS | {_BRACKET}


class Quote(NamedTuple):
    """An outermost quotation: the index of its opening mark and of its closing one (or one past its last word)."""

    first: int
    last: int
    closed: bool
    words: int = 0  # how many stand inside


def pair_quotes(tokens: Sequence[Token], quoting: Sequence[int], first: int, last: int) -> list[Quote]:
    """Give the outermost quotations of one paragraph, `tokens[first:last]`, in order; `quoting` is where marks stand.

    What is opened and never closed runs to the end of the paragraph, or to the stop before the next opening mark.
    """
    marks = [i for i in quoting if tokens[i].form != _BRACKET]
    found = _pair(tokens, marks, last, nesting=True) if marks else []
    if found and not found[-1].closed and not len(marks) % 2:
        flat = _pair(tokens, marks, last, nesting=False)
        found = found if any(_is_turned(tokens, quote, last) for quote in flat) else flat
    if found and not found[-1].closed:
        found = _without_stray(tokens, marks, last, found)
    if found and not found[-1].closed:
        found[-1:] = _bound(tokens, found[-1])
    # «لن نقبل به أبدا". عاد الناس. وأضاف: "نعم"»: nobody opened it, and the next quotation ended what it seemed to open
    found = [quote for quote in found if quote.closed or not is_closing(tokens, quote.first, last)]
    brackets = (i for i in quoting if i > first and tokens[i].form == _BRACKET)
    recited = [q for i in brackets if (q := _recited(tokens, i, last))]
    apart = (q for q in recited if all(q.last < other.first or q.first > other.last for other in found))
    found = sorted([*found, *apart])
    return [q._replace(words=sum(is_word(t.form) for t in tokens[q.first + 1 : q.last])) for q in found]


def _recited(tokens: Sequence[Token], i: int, last: int) -> Quote | None:
    """«قال تعالى | (ولا تقتلوا أنفسكم)», «قال نصا: | (هل هذا يعقل)»: brackets around words that were said."""
    colon = tokens[i - 1].form == ":"
    closing = next((j for j in range(i + 1, last) if tokens[j].form in "()"), last)
    if closing == last or tokens[closing].form == "(":
        return None
    behind, cues = i - colon, load_folded("ar", "cues_recited")
    recites = any(" ".join(t.form for t in tokens[max(0, behind - n) : behind]) in cues for n in (1, 2))
    return Quote(i, closing, closed=True) if recites or (colon and _is_said(tokens, i, closing)) else None


def _is_said(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«وقال الشيخ سامي الحداد: | (رزق القرية في نهرها) ثم سكت»: three words and more behind a colon of speech."""
    cues = (read_cue(token.form) for token in tokens[max(0, first - _SPOKEN) : first - 1])
    spoken = any(cue is not None and cue.verb.group == "say" for cue in cues)
    return spoken and sum(is_word(token.form) for token in tokens[first + 1 : last]) >= SAYING


def _pair(tokens: Sequence[Token], marks: list[int], last: int, *, nesting: bool) -> list[Quote]:
    found: list[Quote] = []
    opened, depth = -1, 0
    for place, i in enumerate(marks):
        if _is_doubled(tokens, i, opened if depth else found[-1].last if found else -1):
            depth += depth == 1 and nesting and _holds_name(tokens, marks[place : place + 3], last)
            continue
        if depth == 0:
            opened, depth = (opened, 0) if tokens[i].form == _PRIME else (i, 1)
        elif nesting and _opens(tokens, i, last):
            stop = _lost_close(tokens, opened, marks[place : place + _MARKS_MOST], last) if depth == 1 else None
            if stop is not None:
                found.append(Quote(opened, stop, closed=False))
                opened, depth = i, 0
            opened, depth = (i, 1) if depth == 0 else (opened, depth + 1)
        elif tokens[i].form not in _OPENERS or not nesting or not _opens(tokens, i, last):
            depth -= 1
            if depth == 0:
                found.append(Quote(opened, i, closed=True))
    if depth:
        found.append(Quote(opened, last, closed=False))
    return found


def _is_turned(tokens: Sequence[Token], quote: Quote, last: int) -> bool:
    """«قال: «عاد الناس إلى قرى تنظيم | «النهر»، ثم»: a mark that opens ends no words, but a name: «الطبيب «قال».

    «"السد آمن. وأضاف: | "سنرممه»: nor does one in which somebody speaks again.
    """
    if quote.last >= last or quote.last - quote.first <= _NAME_MOST:
        return False
    opens = _opens(tokens, quote.last, last) and _find_voice(tokens, quote.first, quote.last) is not None
    return opens or tokens[quote.last].form in _OPENERS


def _without_stray(tokens: Sequence[Token], marks: list[int], last: int, found: list[Quote]) -> list[Quote]:
    """«نرضى به أبدا". | وأضاف: "نعم"»: a closing mark that nobody opened, where all others pair without it."""
    stray = next((q.first for q in found if is_closing(tokens, q.first, last)), None)
    if stray is None:
        return found
    rest = [i for i in marks if i != stray]
    again = _pair(tokens, rest, last, nesting=True) if rest else []
    return again if not again or again[-1].closed else found


def _bound(tokens: Sequence[Token], quote: Quote) -> list[Quote]:
    """«وقال "نحن باقون | ، مؤكدا أن», «| . وأضاف: سنعود»: what nobody closed ends before the next cue.

    «بعد " يوم السبت» opens nothing.
    """
    first, words = quote.first, load_grammar()
    apart = first + 1 < quote.last and tokens[first + 1].start > tokens[first].end
    if apart and first > 0 and tokens[first - 1].form in words.before:
        return []
    for i in range(first + 2, quote.last - 2):
        if tokens[i].form in _COMMAS and _names_source(tokens, i + 1):
            return [quote._replace(last=i)]
        if i < first + SAYING:
            continue
        if tokens[i].form == "." and _tells_again(tokens, i + 1):
            return [quote._replace(last=i)]
        cue = read_cue(tokens[i + 1].form) if tokens[i].form in _COMMAS else None
        if cue is None or cue.form != "participle" or cue.joined:
            continue
        that = i + 2 + (tokens[i + 2].form in cue.takes)
        if that < quote.last and tokens[that].form in words.that:
            return [quote._replace(last=i)]
    return [quote]


def _tells_again(tokens: Sequence[Token], i: int) -> bool:
    """«وأضاف: سنعود», «وقال إنه»: a new sentence in which somebody speaks, nothing between the verb and its words."""
    cue, following = read_cue(tokens[i].form), tokens[i + 1].form
    says = cue is not None and cue.form == "past" and cue.verb.group == "say" and cue.joined != "" and cue.person != 1
    return says and (following == ":" or following in load_grammar().that | load_grammar().byth)


def _names_source(tokens: Sequence[Token], i: int) -> bool:
    """«وفق ما ذكرت وكالة الجسر», «حسب صحيفة الجسر»; but «وفق برنامج», «وفق ما لديهم من أوامر»."""
    if tokens[i].form not in load_folded("ar", "formulas_behind"):
        return False
    what = load_grammar().what
    told = i + 1 + (tokens[i + 1].form in what)
    cue = read_cue(tokens[told].form) if told < len(tokens) else None
    if told > i + 1 or tokens[i].form.endswith(tuple(what)):
        return cue is not None and cue.form in ("past", "present") and not cue.joined and cue.person != 1
    return tokens[i + 1].form.removeprefix("ال") in load_folded("ar", "media_kinds")


def _find_voice(tokens: Sequence[Token], opened: int, mark: int) -> int | None:
    """«"السد آمن | وأضاف: "سنرممه"», «"سنبقى | ، مضيفة "لن نرحل"»: where somebody speaks again before a mark."""
    words, colon = load_grammar(), tokens[mark - 1].form == ":"
    rest: set[str] = set()
    for i in range(mark - 1 - colon, max(opened + SAYING, mark - _VOICE), -1):
        form = tokens[i].form
        cue = read_cue(form)
        if not is_word(form):
            return None
        if cue is not None and cue.verb.group in ("say", "hold") and not cue.suffix and cue.person != 1:
            plain = rest <= cue.takes | words.that | words.byth | words.saying
            behind = tokens[i - 1].form in _PAUSES
            if cue.form == "participle" and behind and not cue.joined and plain:
                return i - 1
            if cue.form == "past" and cue.joined == "و" and cue.verb.group == "say" and (plain or colon):
                return (i - behind) if words.mine.isdisjoint(rest) else None
        rest.add(form)
    return None


def is_closing(tokens: Sequence[Token], i: int, last: int) -> bool:
    """True for a mark at the end of a word, with no word right behind it; not for «وقال:» | نعم»."""
    if tokens[i].form in _OPENERS or i == 0 or tokens[i - 1].form == ":" or tokens[i - 1].end < tokens[i].start:
        return False
    return i + 1 >= last or tokens[i + 1].start > tokens[i].end or not is_word(tokens[i + 1].form)


def _is_doubled(tokens: Sequence[Token], i: int, before: int) -> bool:
    """True for the second of two equal marks written as one: «لقناة ""الجسر نيوز"»."""
    return i == before + 1 > 0 and tokens[i].form == tokens[before].form and tokens[i].start == tokens[before].end


def _holds_name(tokens: Sequence[Token], marks: list[int], last: int) -> bool:
    """True for «""الجسر" ستبقى مفتوحة"»: the second mark opens a name, and a mark for each closes."""
    closing = [i for i in marks[1:] if not _opens(tokens, i, last)]
    return len(closing) == _BOTH and marks[1] - marks[0] <= _NAME_MOST


def _lost_close(tokens: Sequence[Token], opened: int, marks: list[int], last: int) -> int | None:
    """The stop at which a quotation ended that nobody closed: «قال "سنبقى. وأكد الوزير "أن الأمر انتهى"»."""
    closing = [not _opens(tokens, mark, last) for mark in marks[1:3]]
    if closing == [True, True] or _balances(tokens, marks, last):
        return None  # a quotation inside a quotation, «"كان الاحتفال في "السد".. وفي "الميناء" أيضا"» two of them
    voice = None if is_closing(tokens, opened, last) else _find_voice(tokens, opened, marks[0])
    if voice is not None:
        return voice
    stop = next((i for i in range(marks[0] - 1, max(opened, marks[0] - _REACH), -1) if tokens[i].form == "."), None)
    alike = tokens[marks[0]].form == tokens[opened].form and closing == [True]
    named = alike and marks[1] - marks[0] <= _NAME_MOST  # «"الباب مفتوح. ندعو إلى حملة "السد لنا".»
    if stop is None or not named:
        return stop
    cues = (read_cue(token.form) for token in tokens[stop + 1 : marks[0]])
    return stop if any(cue is not None and cue.person != 1 for cue in cues) else None


def _balances(tokens: Sequence[Token], marks: Sequence[int], last: int) -> bool:
    """True where `marks` open and close others inside a quotation, which the last of them in the paragraph closes.

    Where a paragraph has more marks than these they do not.
    """
    depth, lowest = 1, 1
    for i in marks[:-1]:
        depth += 1 if _opens(tokens, i, last) else -1
        lowest = min(lowest, depth)
    return len(marks) < _MARKS_MOST and depth == lowest == 1 and not _opens(tokens, marks[-1], last)


def _opens(tokens: Sequence[Token], i: int, last: int) -> bool:
    """True where a mark inside a quotation opens another: by its shape, or by the spaces around it."""
    form = tokens[i].form
    if form in _CLOSERS:
        return False
    apart = i > 0 and tokens[i - 1].end < tokens[i].start
    joined = i + 1 < last and tokens[i + 1].start == tokens[i].end and is_word(tokens[i + 1].form)
    if form in _OPENERS or apart or not joined or i == 0 or not is_word(tokens[i - 1].form):
        return joined and (apart or form in _OPENERS)
    near = (j for j in range(i + 2, min(i + _NAME_MOST, last)) if tokens[j].form == form)
    return any(is_closing(tokens, j, last) for j in near)  # «من داخل منظمة"| أوبك"، هي رسالة»
