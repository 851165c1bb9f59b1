"""What the articles of a story tell differently, whatever event it is of.

articles -> differences: figures of nature ("a 6.1 quake"), dates of named things, what
the sides call a thing, who holds a task, and who had no comment. Shown beside a story; no event holds it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.ledger.story_comments import story_comments
from detente.ledger.story_dates import story_dates
from detente.ledger.story_figures import story_figures
from detente.ledger.story_posts import story_posts
from detente.ledger.story_sides import story_sides
from detente.model.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDifference:
    """`what` says on which matter; `versions` are words and the outlets that have them.

    Of names by two sides the words begin with the side; there the outlet may be one.
    With `are_days` the words are EDTF.
    """

    what: str
    versions: tuple[tuple[str, tuple[str, ...]], ...]
    are_days: bool = False


def story_differences(
    articles: Iterable[Article], copies: Mapping[str, str]
) -> tuple[StoryDifference, ...]:
    """Every difference, in the order of its kinds.

    Args:
        articles: Those of one story, with their texts.
        copies: Article id -> origin id; copies of one text are one voice.
    """
    ordered = sorted(articles, key=lambda one: one.id)
    outlets = {one.id: one.outlet or f"article {one.id}" for one in ordered}
    found = [
        StoryDifference(what=one.measure, versions=one.versions)
        for one in story_figures(ordered, copies)
    ]
    found.extend(
        StoryDifference(
            what=f"date of the {name}",
            versions=_by_words(versions, outlets),
            are_days=True,
        )
        for name, versions in story_dates(ordered, copies)
    )
    told = [
        *(("what it is", versions) for versions in story_sides(ordered)),
        *((f"name of the {post}", v) for post, v in story_posts(ordered, copies)),
        *((f"comment of the {who}", v) for who, v in story_comments(ordered, copies)),
    ]
    found.extend(
        StoryDifference(what=what, versions=_by_words(versions, outlets))
        for what, versions in told
    )
    return tuple(found)


def _by_words(
    versions: Iterable[tuple[str, str]], outlets: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by: dict[str, set[str]] = {}
    for words, article_id in versions:
        by.setdefault(words, set()).add(outlets[article_id])
    return tuple((words, tuple(sorted(by[words]))) for words in by)
