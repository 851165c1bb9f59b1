"""Article -> its sentences, unparsed: paragraphs by line breaks, sentences by rule.

The parser sees one sentence at a time, so that the gate can leave most of them out;
so sentences must be known before it. English news needs few rules: a full stop ends a
sentence unless it belongs to an abbreviation, an initial, a number or a web address.
"""

import re
from collections.abc import Iterator

from detente.model.article import Article, PartKind
from detente.model.text import Sentence, Span

READ = frozenset({PartKind.TITLE, PartKind.BODY})

# Abbreviations after which a capital letter does not start a sentence. Those that often
# end one too ("U.S.", "a.m.") are judged by the word that follows, see OPEN.
CLOSED = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cmdr adm sgt cpl pvt brig rear vice gov sen "
    "rep reps sens amb st ste sr hon pres rev fr messrs mme mlle no nos vs v al fig "
    "approx dept est mt ft univ supt det insp atty pte spc pfc ens min".split()
)
MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
OPEN = frozenset(
    "u.s u.k u.n e.u u.a.e d.c a.m p.m inc corp ltd co jr etc i.e e.g".split()
)
# Words that open a sentence far more often than they go on after "U.S.".
OPENERS = frozenset(
    "the a an he she it they we i in on at but and this that these those his her its "
    "their there when while after before as for if however meanwhile according some "
    "many most both one two last earlier later since under with by to from what".split()
)
END = re.compile(r"""(?:\.{3,4}|…|[.!?]+)["'”’»)\]]*(?=\s)""")
LAST_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$|[\w’'-]+$")
LONGEST_WORD = 60
NEXT_START = re.compile(r"""\s+["'“‘«(\[`]*([^\W_]\S*)""")


def split_paragraphs(text: str, span: Span) -> Iterator[Span]:
    """Stretches between line breaks, white space trimmed, empty ones left out."""
    for match in re.finditer(r"[^\n]+", text[span.start : span.end]):
        line = match.group()
        start = span.start + match.start() + len(line) - len(line.lstrip())
        end = span.start + match.start() + len(line.rstrip())
        if start < end:
            yield Span(start, end)


def split_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph, in order; together they cover it."""
    start = paragraph.start
    for match in END.finditer(text, paragraph.start, paragraph.end):
        following = NEXT_START.match(text, match.end(), paragraph.end)
        if following is None or not _ends_here(text, start, match, following.group(1)):
            continue
        yield Span(start, match.end())
        start = (
            following.start() + len(following.group()) - len(following.group().lstrip())
        )
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _ends_here(text: str, start: int, end: re.Match[str], after: str) -> bool:
    if after[0].islower():
        return False
    if not end.group().startswith(".") or end.group().startswith(".."):
        # "Really?" he asked: a small letter goes on, anything else starts anew.
        return True
    # No word is so long: without a limit one endless sentence costs its square.
    from_here = max(start, end.start() - LONGEST_WORD)
    before = LAST_WORD.search(text, from_here, end.start())
    word = before.group().casefold() if before else ""
    opener = re.sub(r"\W+$", "", after).casefold() in OPENERS
    if word in CLOSED:
        return False
    if word in MONTHS:
        return not after[0].isdigit()
    if word in OPEN:
        return opener
    if len(word) == 1 and word.isalpha() and end.group() == ".":
        # An initial ("George W. Bush"), save for "Vitamin C. The ..." and the like.
        return opener
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?", word):
        return opener
    return True


def split(article: Article) -> tuple[Sentence, ...]:
    """Every sentence of the article's title and body, in text order, unparsed."""
    sentences: list[Sentence] = []
    paragraph = -1
    for part in article.parts:
        if part.kind not in READ:
            continue
        for block in split_paragraphs(article.text, part.span):
            paragraph += 1
            for span in split_sentences(article.text, block):
                sentence = Sentence(
                    index=len(sentences),
                    span=span,
                    paragraph=paragraph,
                    is_title=part.kind is PartKind.TITLE,
                )
                sentences.append(sentence)
    return tuple(sentences)
