"""Who holds a task that a story's texts speak of, where only some give the name.

articles -> "an envoy" here, "Ana Ruiz will be the envoy" there. Only tasks for one person
(an envoy, a mediator, an ambassador to be), and only words that hand them out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from detente.ledger.personal_names import may_be_one
from detente.model.article import Article, PartKind

UNNAMED = "not named"
# Words for one task, by kind.
POSTS = {
    **dict.fromkeys(
        "envoy emissary representative mediator negotiator intermediary".split(),
        "envoy",
    ),
    "ambassador": "ambassador",
}
POST = rf"(?P<post>{'|'.join(POSTS)})"
PERSON = (
    r"(?P<who>[A-Z][\w'’-]{1,40}(?:\s+(?:bin|al|de|van|von)\s+|\s+)[A-Z][\w'’-]{1,40})"
)
APART = r"(?:,[^,.;]{2,60},)?"
TASK = r"(?:assignment|job|post|role|task|mission|position|brief)"
GIVEN = (
    # "Ana Ruiz, once a judge, has the assignment": the post stands in the sentence before
    re.compile(
        rf"\b{PERSON}{APART}\s+(?:has|got|gets|was\s+given|is\s+given|has\s+been\s+given|"
        rf"will\s+have|will\s+get|takes\s+on|took\s+on|will\s+take\s+on|would\s+get)\s+"
        rf"the\s+{TASK}\b"
    ),
    # "Ana Ruiz will be the special envoy"
    re.compile(
        rf"\b{PERSON}{APART}\s+(?:will\s+be|is\s+to\s+be|was\s+named|was\s+appointed|"
        rf"has\s+been\s+(?:named|appointed|chosen)|was\s+chosen)\s+(?:as\s+)?"
        rf"(?:the\s+|its\s+|an?\s+)?(?:[\w-]{{1,40}}\s+){{0,2}}?{POST}\b"
    ),
    # "named Ana Ruiz (as) its special envoy"
    re.compile(
        rf"\b(?:named|appointed|chose|picked|nominated)\s+{PERSON}{APART}\s+"
        rf"(?:as\s+|to\s+be\s+)?(?:the\s+|its\s+|an?\s+)?(?:[\w-]{{1,40}}\s+){{0,2}}?{POST}\b"
    ),
)
BARE = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Ii]ts)\s+(?:[a-z-]+\s+){{0,2}}?{POST}\b(?!\s+[A-Z])"
)
BEFORE = 250  # characters in which the post that "the assignment" takes up is named


def story_posts(
    articles: Iterable[Article], copies: Mapping[str, str]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The post, and each version (a name, or that there is none) with an article's id.

    Args:
        articles: Those of one story, with their texts.
        copies: Article id -> origin id; copies of one text are one voice.
    """
    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    bare: dict[str, list[str]] = defaultdict(list)
    for article in sorted(articles, key=lambda one: one.id):
        text = "\n".join(
            part.span.of(article.text)
            for part in article.parts
            if part.kind is PartKind.BODY
        )
        for kind, who in _holders(text):
            named[kind].append((who, article.id))
        for match in BARE.finditer(text):
            bare[POSTS[match["post"]]].append(article.id)
    for kind in sorted(named):
        tellers = {copies.get(one, one) for _, one in named[kind]}
        silent = sorted({a for a in bare[kind] if copies.get(a, a) not in tellers})
        names = sorted(set(named[kind]))
        differ = any(not may_be_one(a, b) for a, _ in names for b, _ in names)
        if silent and not differ:
            yield kind, [*names, *((UNNAMED, one) for one in silent)]


def _holders(text: str) -> Iterator[tuple[str, str]]:
    for pattern in GIVEN:
        for match in pattern.finditer(text):
            post = match.groupdict().get("post")
            if post is None:
                ahead = text[max(0, match.start() - BEFORE) : match.start()]
                told = [found["post"] for found in BARE.finditer(ahead)]
                post = told[-1] if told else None
            if post is not None:
                yield POSTS[post], " ".join(match["who"].split())
