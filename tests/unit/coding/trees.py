"""Sentences with their trees, built by hand for tests: no parser needed."""

from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.text import Sentence, Span, Token
from detente.reading.backends.spacy_parser import BE_FORMS, POS


def sentence(
    spec: str, *, index: int = 0, start: int = 0, is_title: bool = False
) -> tuple[str, Sentence]:
    """A text and its tree from "word/TAG/dep/head", with "word=lemma" where needed.

    Heads are places in the sentence, counted from 0; words are set apart by blanks.
    """
    words, tokens, at = [], [], start
    for i, item in enumerate(spec.split()):
        word, tag, dep, head = item.rsplit("/", 3)
        word, _, lemma = word.partition("=")
        pos = POS[tag]
        if dep in {"aux", "auxpass"} or (pos == "VERB" and word.lower() in BE_FORMS):
            pos = "AUX"
        default = word if pos == "PROPN" else word.lower()
        tokens.append(
            Token(
                i=i,
                start=at,
                end=at + len(word),
                text=word,
                lemma=lemma or default,
                pos=pos,
                tag=tag,
                dep=dep,
                head=int(head),
            )
        )
        words.append(word)
        at += len(word) + 1
    text = " ".join(words)
    return text, Sentence.parsed(
        index=index,
        span=Span(start, start + len(text)),
        paragraph=0,
        is_title=is_title,
        tokens=tuple(tokens),
    )


def tree(spec: str) -> Sentence:
    """Only the tree, where the text does not matter."""
    return sentence(spec)[1]


def parsed(*specs: str) -> ParsedArticle:
    """An article of these sentences."""
    texts: list[str] = []
    sentences = []
    for index, spec in enumerate(specs):
        start = sum(len(text) + 1 for text in texts)
        text, found = sentence(spec, index=index, start=start)
        texts.append(text)
        sentences.append(found)
    whole = " ".join(texts)
    article = Article(
        id="art_made", text=whole, parts=(Part(Span(0, len(whole)), PartKind.BODY),)
    )
    return ParsedArticle(article=article, sentences=tuple(sentences))


def word(sentence: Sentence, text: str) -> Token:
    """The first word of that text."""
    return next(token for token in sentence.tokens if token.text == text)
