"""From the labels of words to mentions with their place in the text."""

from collections.abc import Callable, Iterator, Sequence

from riwaya.mentions.known import PARTICLES, add_known
from riwaya.mentions.spaced import find_spaced_mentions
from riwaya.mentions.tagger import tag_sentences
from riwaya.mentions.weights import has_weights, load_weights
from riwaya.mentions.words import normalize, part
from riwaya.records import Article, Mention, MentionType
from riwaya.text import Token, is_word, load_folded, open_hashtags, skip_letters

_TYPES: dict[str, MentionType] = {"PERS": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
_STOPS = frozenset(".؟!?؛…")
# Beyond this many words, a text is labelled piece by piece: the memory of an article is not that of a book.
_LONGEST = 5000


Tagger = Callable[[Sequence[Sequence[str]], str], list[list[str]]]


def find_mentions(article: Article, tag: Tagger | None = None) -> tuple[Mention, ...]:
    """Give the names in the paragraphs of an article, in text order.

    `tag` labels sentences of written words, for a language; `pretrained.load_tagger` makes one from a checkpoint.
    Without it, the shipped tagger is used.

    >>> text = "زار الرئيس الفرنسي إيمانويل ماكرون بيروت وطرابلس. وقال ماكرون إنه سيعود."
    >>> [(m.text, m.type) for m in find_mentions(Article(source="a", text=text, paragraphs=((0, len(text)),)))]
    [('إيمانويل ماكرون', 'person'), ('بيروت', 'place'), ('طرابلس', 'place'), ('ماكرون', 'person')]
    """
    language = article.language or "ar"
    if not tag and not has_weights(language):
        return find_spaced_mentions(article, language)
    mentions: list[Mention] = []
    for sentences in _pieces(_cut_sentences(article)):
        words = [[article.text[token.start : token.end] for token in sentence] for sentence in sentences]
        labels = (tag or tag_sentences)(words, language)
        found = [run for s, row in zip(sentences, labels, strict=True) for run in _find_runs(s, row)]
        firsts = frozenset(tokens[0].form for tokens, _ in found)
        read = (_make_mention(article.text, *run, firsts, language) for run in found)
        tokens = [token for sentence in sentences for token in sentence]
        mentions += add_known(article.text, tokens, (mention for mention in read if mention))
    return tuple(mentions)


def _cut_sentences(article: Article) -> Iterator[list[Token]]:
    for start, end in article.paragraphs:
        sentence: list[Token] = []
        for token in open_hashtags(article.text, start, end):
            sentence.append(token)
            # a full stop inside 3.5 or د.ب.أ ends nothing
            if token.form in _STOPS and not article.text[token.end : token.end + 1].strip():
                yield sentence
                sentence = []
        if sentence:
            yield sentence


def _pieces(sentences: Iterator[list[Token]]) -> Iterator[list[list[Token]]]:
    piece: list[list[Token]] = []
    count = 0
    for sentence in sentences:
        piece.append(sentence)
        count += len(sentence)
        if count > _LONGEST:
            yield piece
            piece, count = [], 0
    if piece:
        yield piece


def _find_runs(sentence: Sequence[Token], labels: Sequence[str]) -> Iterator[tuple[list[Token], MentionType]]:
    """Give the runs of words that BIO labels join, without the marks at their edges."""
    run: list[Token] = []
    kind = ""
    for token, label in zip([*sentence, Token(0, 0, "")], [*labels, "O"], strict=True):
        if run and label != f"I-{kind}":
            yield from _trim(run, _TYPES[kind])
            run = []
        if label != "O":
            kind = label[2:]
            run.append(token)


def _trim(run: list[Token], kind: MentionType) -> Iterator[tuple[list[Token], MentionType]]:
    words = [i for i, token in enumerate(run) if is_word(token.form)]
    if words:
        yield run[words[0] : words[-1] + 1], kind


def _make_mention(
    text: str, tokens: list[Token], kind: MentionType, firsts: frozenset[str], language: str
) -> Mention | None:
    stem, cut = _part(tokens[0].form, firsts, language)
    media, rest = load_folded(language, "media"), [token.form for token in tokens[1:]]
    if rest and " ".join([tokens[0].form[1:], *rest]) in media:
        stem, cut = tokens[0].form[1:], 1  # «لبي بي سي»
    if kind == "person" and " ".join([stem, *rest]) in media:
        kind = "organisation"
    if load_folded(language, "mentions_idle").issuperset([stem, *rest]):
        return None
    start = skip_letters(text, tokens[0].start, cut)
    return Mention(start=start, end=tokens[-1].end, text=text[start : tokens[-1].end], type=kind)


def _part(form: str, firsts: frozenset[str], language: str) -> tuple[str, int]:
    """Give a name's first word without its clitics, and how many letters they have.

    «وسنجاروف» is parted, unknown as it is, where the article has «سنجاروف» elsewhere.
    """
    if form in load_folded(language, "names_given"):
        return form, 0  # «لبنى» is no «بنى» with a particle
    if form[:1] in PARTICLES and len(form) > 3 and form[1:] in firsts:
        return form[1:], 1
    if not has_weights(language):
        return form, 0
    clitics, stem = part(normalize(form), load_weights(language))
    return stem, len(clitics)
