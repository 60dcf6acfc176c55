"""The sentence of a statement, and the one behind it that says where it was made: «جاء ذلك في مؤتمر صحفي».

In: an account and a statement. Out: extents of the text. It does not say whether anybody else was there.
"""

import re
from collections.abc import Sequence

from riwaya.origins.accounts import Account, language_of
from riwaya.records import Statement
from riwaya.text import find_words, load_folded

_ENDS = ".!؟?\n"
_AND = "و"
_FAR = 9  # words from «جاء ذلك» to what was published: «وجاءت تصريحات وزير الموانئ المرساني خلال مؤتمر صحفي»
_BETWEEN = re.compile(r"[\s.!؟?…\"”»›’')\]]*")  # two sentences that stand beside each other

Extents = tuple[int, int]


def find_sentence(account: Account, said: Statement) -> Extents:
    """Give the sentence that a statement's cue and source stand in."""
    spans = [span for span in (said.cue, said.source, *said.content) if span]
    return _cut(account.reading.article.text, min(s.start for s in spans), max(s.end for s in spans))


def find_place(account: Account, said: Statement) -> Extents | None:
    """Give the sentence behind a statement that says where it was made, or its own that begins so; None without.

    «قال إن السد آمن. جاء ذلك في مؤتمر صحفي عقده الوزير»; «جاء ذلك في بيان للوزارة، حيث ذكرت أن السد آمن».
    """
    text = account.reading.article.text
    own = find_sentence(account, said)
    if _places(account, own):
        return own[0], min(span.start for span in said.content)
    match = _BETWEEN.match(text, own[1])
    behind = _cut(text, match.end(), match.end() + 1) if match else own
    return behind if behind != own and _places(account, behind) else None


def is_open_place(account: Account, place: Extents) -> bool:
    """Tell whether anybody hears or reads what is said there: «جاء ذلك في بيان», «... خلال مؤتمر صحفي»."""
    return _names_venue(account, find_words(account.reading.article.text[slice(*place)])[1:_FAR])


def is_said_openly(account: Account, said: Statement) -> bool:
    """Tell whether a venue stands between the cue and the words: «قوله في الخطاب إن», «شدد أمام النواب على أن»."""
    start, end = (said.cue.end, said.content[0].start) if said.cue and said.content else (0, 0)
    return start < end and _names_venue(account, find_words(account.reading.article.text[start:end]))


def _names_venue(account: Account, words: Sequence[str]) -> bool:
    language = language_of(account)
    where = load_folded(language, "origins_where")
    open_to_all = load_folded(language, "origins_documents") | load_folded(language, "origins_venues")
    return any(words[n - 1] in where and word in open_to_all for n, word in enumerate(words) if n)


def _places(account: Account, extents: Extents) -> bool:
    """Tell whether a sentence begins with «جاء ذلك», «وأتت تصريحاته»."""
    language = language_of(account)
    first, second = (*find_words(account.reading.article.text[slice(*extents)])[:2], "", "")[:2]
    came, words = load_folded(language, "origins_came"), load_folded(language, "origins_words")
    return first.removeprefix(_AND) in came and second in words


def _cut(text: str, first: int, last: int) -> Extents:
    start = max(text.rfind(mark, 0, first) for mark in _ENDS) + 1
    ends = [end for mark in _ENDS if (end := text.find(mark, max(last - 1, 0))) >= 0]
    return start, min(ends, default=len(text))
