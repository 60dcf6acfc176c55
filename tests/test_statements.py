"""Statements by the cases of statements.json, announcements.json and polarity.json, and the laws of every text."""

import datetime as dt
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clocks import seconds
from riwaya.records import Article, Interval, Mention, MentionType, Span, Statement, Time
from riwaya.statements import find_sayings, find_statements
from riwaya.text import tokenize

CASES = Path(__file__).parent / "cases"
GOLD = Path(__file__).parents[2] / "shared" / "gold" / "statements"
SCORE = Path(__file__).parents[2] / "shared" / "score" / "statements.py"

PIECES = [
    "قال",
    "وأضاف",
    "أعلن",
    "دعا إلى",
    "مقتل",
    "مضيفا",
    "إن",
    "أن",
    "بأنه",
    "الوزير",
    "سامي الحداد",
    "رويترز",
    "نقلا عن",
    "وفقا ل",
    "بحسب",
    "،",
    ".",
    ":",
    '"',
    "«",
    "»",
    "“",
    "”",
    "(",
    ")",
    "\n",
    "ونقلت عنه",
    "قوله",
    "لم",
    "كما",
    "الذي",
    "على ما أفاد",
    "12.5",
    "–",
    "لـ",
    "ـ",
]


def article(text: str) -> Article:
    """Every line that is not blank is a paragraph."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return Article(source="1", text=text, paragraphs=tuple(spans), language="ar")


def cases(name: str) -> list[Any]:
    failure = pytest.mark.xfail(reason="known failure", strict=True)
    told = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    marks = {"known-failure": [failure]}
    return [
        pytest.param(c["given"], c["expected"], id=f"{i}-{c['label']}", marks=marks.get(c["shelf"], []))
        for i, c in enumerate(told)
    ]


def plain(statement: Statement) -> dict[str, Any]:
    """A statement as the cases write it: what is usual is left out."""
    speaker = statement.speaker
    told: dict[str, Any] = {
        "content": [span.text for span in statement.content],
        "speaker": speaker.name if speaker else None,
        "how": speaker.how if speaker else None,
        "kind": statement.kind,
        "carriers": [carrier.name for carrier in statement.carriers],
        "venue": statement.venue.text if statement.venue else None,
        "polarity": statement.polarity if statement.polarity == "denied" else None,
    }
    return {key: value for key, value in told.items() if value or key in ("speaker", "how")}


def spans(statement: Statement) -> list[Span]:
    """All places in the text that a statement names."""
    given = (statement.cue, statement.source, statement.venue)
    return [*statement.content, *(span for span in given if span), *(carrier.span for carrier in statement.carriers)]


@pytest.mark.parametrize(("told", "expected"), cases("statements"))
def test_statement(told: str | dict[str, Any], expected: list[dict[str, Any]]) -> None:
    text = told if isinstance(told, str) else told["text"]
    mentions = [] if isinstance(told, str) else [*named(told, "people", "person"), *named(told, "places", "place")]
    found = find_statements(article(text), sorted(mentions, key=lambda mention: mention.start))
    assert [plain(statement) for statement in found] == expected


def named(told: dict[str, Any], key: str, kind: MentionType) -> Iterator[Mention]:
    """Mentions wherever the names of a case stand in its text."""
    for name in told.get(key, ()):
        for m in re.finditer(re.escape(name), told["text"]):
            yield Mention(start=m.start(), end=m.end(), text=name, type=kind)


@pytest.mark.parametrize(("text", "expected"), cases("announcements"))
def test_announcement(text: str, expected: list[dict[str, Any]]) -> None:
    found = find_sayings(article(text)).announcements
    got = [(said.content[0].text, said.speaker and said.speaker.name, said.polarity) for said in found]
    assert got == [(one["content"], one["speaker"], one.get("polarity", "asserted")) for one in expected]


@pytest.mark.parametrize(("text", "expected"), cases("polarity"))
def test_polarity(text: str, expected: str) -> None:
    found = {statement.polarity for statement in find_statements(article(text))}
    assert ("denied" if "denied" in found else "asserted" if found else "none") == expected


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=200))
@example('" " نقلا عن قال قال قال قال')
def test_spans_are_the_text_at_their_offsets(text: str) -> None:
    page = article(text)
    for statement in itertools.chain.from_iterable(find_sayings(page)):
        assert statement.content
        for span in spans(statement):
            assert span.text == text[span.start : span.end] != ""
            assert any(start <= span.start and span.end <= end for start, end in page.paragraphs)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_the_same_text_gives_the_same_statements(text: str) -> None:
    first, second = find_statements(article(text)), find_statements(article(text))
    assert msgspec.json.encode(first) == msgspec.json.encode(second)
    assert [statement.id for statement in first] == [f"s{i + 1}" for i in range(len(first))]


def test_an_announcement_changes_no_statement() -> None:
    told = "قال الراوي إن الماء نقي. {} وأضاف أن السد آمن."
    announced = "وأعلن وزير الري نادر الصباغ أمس تأجيل ترميم السد الغربي."
    assert [said.speaker and said.speaker.name for said in find_statements(article(told.format(announced)))] == [
        "الراوي",
        "نادر الصباغ",
    ]
    assert len(find_sayings(article(told.format(announced))).announcements) == 1


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
@settings(max_examples=50)
def test_a_page_without_paragraphs_has_no_statements(text: str) -> None:
    assert find_statements(Article(source="1", text=text)) == ()


def test_a_text_cut_off_behind_any_word_is_read() -> None:
    for case in json.loads((CASES / "statements.json").read_text("utf-8")):
        text = case["given"] if isinstance(case["given"], str) else case["given"]["text"]
        for token in tokenize(text):
            find_statements(article(text[: token.end]))


def test_mentions_tell_where_a_name_begins_and_ends() -> None:
    text = "قال رئيس نادي الميناء هذيل آل شرمه بهدوء إن الفريق جاهز. وأضاف المدرب ستروغان لضفاف أن اللاعبين عادوا."
    names = ("هذيل آل شرمه", "ستروغان")
    mentions = [Mention(start=text.index(n), end=text.index(n) + len(n), text=n, type="person") for n in names]
    assert [s.speaker.name for s in find_statements(article(text), mentions) if s.speaker] == list(names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "أكد سامي بن عبد المحسن الحداد، رئيس هيئة المياه، أن السد آمن. وقال رئيس الهيئة إن الماء نقي.",
            "سامي بن عبد المحسن الحداد",
        ),
        ("السد آمن والماء نقي، وفقا لمدير شرطة الضفة، العقيد سامي الحداد، الذي زار القرى.", "سامي الحداد"),
        ("وقال رئيس الوزراء آنذاك سامي الحداد إن السد آمن.", "سامي الحداد"),
        ("وأكد النائب العلمي للبرنامج سامي الحداد، أن السد آمن.", "سامي الحداد"),
        ("وقال رئيس المجلس المدني في دوما، سامي الحداد: السد آمن.", "سامي الحداد"),
        ("وقال الوزير في مقابلة مع الصحفي سامي الحداد إن السد آمن.", "الوزير"),
        ("وقال السفير بعيد إعلان الرئيس السنداري سامي الحداد إن السد آمن.", "السفير"),
    ],
)
def test_a_post_has_the_name_that_its_phrase_ends_with(text: str, name: str) -> None:
    whole = "سامي بن عبد المحسن الحداد" if "عبد المحسن" in text else "سامي الحداد"
    start = text.index(whole)
    mentions = [Mention(start=start, end=start + len(whole), text=whole, type="person")]
    assert {s.speaker.name for s in find_statements(article(text), mentions) if s.speaker} == {name}


def test_a_name_that_ends_like_a_particle_is_read() -> None:
    text = 'التقى كيم مون جاي إن. وقال المبعوث السنداري إن السد آمن. وقال مون جاي إن "الأمر الذي يشغله هو الماء".'
    mentions = [
        Mention(start=found.start(), end=found.end(), text="مون جاي إن", type="person")
        for found in re.finditer("مون جاي إن", text)
    ]
    assert len(find_statements(article(text), mentions)) > 0


def test_a_feminine_verb_gives_the_word_to_the_name_behind_it() -> None:
    text = "زار نادر الصباغ المدينة. بعدما شقت الضفة طريقا جديدا قالت إنه يخدم القرى كلها."
    start = text.index("الضفة")
    mentions = [Mention(start=start, end=start + len("الضفة"), text="الضفة", type="place")]
    assert [s.speaker.name for s in find_statements(article(text), mentions) if s.speaker] == ["الضفة"]


def test_a_last_name_after_a_full_one_may_speak() -> None:
    text = "قال سامي الحداد إن ماركو ريفالدي حزين. وكتب ريفالدي رسالة قال فيها إنه لن يعود."
    named = ("سامي الحداد", "ماركو ريفالدي")
    mentions = [Mention(start=text.index(n), end=text.index(n) + len(n), text=n, type="person") for n in named]
    assert [s.speaker.name for s in find_statements(article(text), mentions) if s.speaker] == list(named)


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("قال وزير النقل هاشم الراوي إن المعبر مفتوح.", "هاشم", "هاشم الراوي"),
        ("وأشادت الزائرة تهاني العصيمي بالخدمات، موضحة أن المعبر مفتوح.", "تهاني", "تهاني العصيمي"),
        ("وقال رئيس اللجنة المحلية محمد كونتيه إن المعبر مفتوح.", "محمد", "محمد كونتيه"),
        ("وقالت المواطنة أم عبدالله إن المعبر مفتوح.", "عبدالله", "أم عبدالله"),
    ],
)
def test_a_mention_never_shortens_a_name(text: str, mention: str, name: str) -> None:
    start = text.index(mention)
    cut = Mention(start=start, end=start + len(mention), text=mention, type="person")
    assert [s.speaker.name for s in find_statements(article(text), [cut]) if s.speaker] == [name]


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("قال الوزير سامي الحداد الخميس إن السد آمن.", "الخميس", True),
        ("أمس، أعلنت وزارة الري أن السد آمن.", "أمس", True),
        ("قال الوزير إن السد امتلأ الخميس.", "الخميس", False),
        ("قال الوزير الذي وصل الخميس إن السد آمن.", "الخميس", False),
        ("قال الوزير بعد لقاء السفير الخميس إن السد آمن.", "الخميس", False),
        ("أكد منسق أسبوع المرور سامي الحداد أن الطريق آمن.", "أسبوع", False),
    ],
)
def test_the_time_of_speaking_stands_beside_the_cue(text: str, words: str, *, said: bool) -> None:
    start, day = text.index(words), dt.date(2018, 4, 19)
    time = Time(start=start, end=start + len(words), text=words, from_=day, to=day, precision="day")
    expected = Interval(from_=day, to=day, precision="day") if said else None
    assert [statement.said for statement in find_statements(article(text), (), (time,))] == [expected]


def test_nothing_outside_paragraphs_is_read() -> None:
    text = "قال العمدة إن السوق مغلق.\nقال الوزير إن الجسر آمن."
    found = find_statements(Article(source="1", text=text, paragraphs=((26, len(text)),)))
    assert [statement.content[0].text for statement in found] == ["الجسر آمن"]


@pytest.mark.parametrize("piece", ["قال أن ", '"', "قال ", "« ", "وفقا ل", "(", "قال الوزير إن الأمر، مضيفا أن "])
def test_the_cost_is_linear(piece: str) -> None:
    small, large = (time_of((piece * 40_000)[:size]) for size in (20_000, 80_000))
    assert large < 4 * small * 2 + 0.2


def test_a_megabyte_is_read_in_seconds() -> None:
    sentence = 'وقال المدير سامي الحداد إن العمل "يسير كما يجب"، مضيفا أن السوق تفتح غدا، وفقا لوكالة الأناضول.\n'
    assert time_of((sentence * 12_000)[:1_000_000]) < 15


def time_of(text: str) -> float:
    return seconds(lambda: find_statements(article(text)), times=1 if len(text) > 500_000 else 3)


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated pages are not here")
def test_annotated_pages_stay_above_their_floor() -> None:
    """Far below what is measured (docs), so that it falls only when something breaks."""
    scope: dict[str, Any] = {"__name__": "score"}
    exec(compile(SCORE.read_text("utf-8"), str(SCORE), "exec"), scope)  # noqa: S102 - a script that is no module
    gold = json.loads((GOLD / "dev.json").read_text("utf-8"))
    pages = []
    for name in gold:
        text = (GOLD / "pages" / name).read_text("utf-8")
        body = article(text)
        body = msgspec.structs.replace(body, paragraphs=body.paragraphs[1:])  # the first line is the title
        statements = json.loads(msgspec.json.encode(find_statements(body)))
        pages.append({"source": name, "statements": statements})
    got = scope["score"](gold, pages)
    assert got["content_f1"] > 0.9
    assert got["content_and_speaker_f1"] > 0.85
