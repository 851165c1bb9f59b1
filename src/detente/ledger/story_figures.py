"""Figures that the articles of a story give differently, whatever event they are of.

articles -> per measure the versions with who gives them. A quake has a magnitude and a
toll though no state made it; outlets differ on both. Only within one story, and only
where each article gives a single figure of that measure in its opening: what stands
deep in a text is often of another matter. Money is compared with money for the same kind
of thing ("a deal worth", "in aid").
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.model.article import Article, PartKind
from detente.model.figures import CURRENCY, Figure, figures_of
from detente.model.words import WORD

OPENING_PARTS = 4  # paragraphs
# Distances and weights are of many things in one story.
COMPARED = frozenset({"dead", "injured", "magnitude"})
MONEY = frozenset(CURRENCY.values())
# What an amount is for, by the words beside it.
FOR = {
    **dict.fromkeys("deal order contract purchase sale sales".split(), "contract"),
    **dict.fromkeys("loan loans credit bailout lending".split(), "loan"),
    **dict.fromkeys("aid relief assistance grant package".split(), "aid"),
    **dict.fromkeys("fine fines penalty compensation ransom".split(), "payment"),
    **dict.fromkeys("damage losses".split(), "damage"),
}
AHEAD, BEHIND = 60, 30  # characters; sums in other money may stand between


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFigure:
    """A measure that origins give differently: `versions` are words and outlets."""

    measure: str
    versions: tuple[tuple[str, tuple[str, ...]], ...]


def story_figures(
    articles: Iterable[Article], copies: Mapping[str, str]
) -> tuple[StoryFigure, ...]:
    """Every measure of which two origins cannot both be right, sorted.

    Args:
        articles: Those of one story, with their texts.
        copies: Article id -> origin id; copies of one text are one voice.
    """
    given: dict[str, list[tuple[Figure, str, str]]] = defaultdict(list)
    for article in sorted(articles, key=lambda one: one.id):
        origin = copies.get(article.id, article.id)
        outlet = article.outlet or f"article {article.id}"
        for measure, figure in _single(article).items():
            given[measure].append((figure, origin, outlet))
    found = []
    for measure in sorted(given):
        here = given[measure]
        if any(
            a[1] != b[1] and not a[0].agrees(b[0])
            for i, a in enumerate(here)
            for b in here[:i]
        ):
            found.append(StoryFigure(measure=measure, versions=_versions(here)))
    return tuple(found)


def _single(article: Article) -> dict[str, Figure]:
    """The first figure of each measure that an article's opening gives."""
    body = [part for part in article.parts if part.kind is PartKind.BODY]
    found: dict[str, Figure] = {}
    for part in body[:OPENING_PARTS]:
        text = part.span.of(article.text)
        for figure in figures_of(text):
            if figure.measure in COMPARED:
                found.setdefault(figure.measure, figure)
            elif figure.measure in MONEY and (use := _use(figure, text)):
                found.setdefault(f"{use}, {figure.measure}", figure)
    return found


def _use(figure: Figure, text: str) -> str | None:
    """What an amount is for, by the nearest word that tells; None if none does."""
    plain = " ".join(text.split())
    at = plain.find(figure.words)
    if at < 0:
        return None
    after = plain[at + len(figure.words) :][:BEHIND]
    before = plain[max(0, at - AHEAD) : at]
    words = [*WORD.findall(after)[:2], *reversed(WORD.findall(before))]
    return next((FOR[w.casefold()] for w in words if w.casefold() in FOR), None)


def _versions(
    given: list[tuple[Figure, str, str]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by: dict[str, set[str]] = defaultdict(set)
    for figure, _, outlet in given:
        by[figure.words].add(outlet)
    return tuple((words, tuple(sorted(by[words]))) for words in sorted(by))
