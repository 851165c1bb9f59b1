"""Stories and origins of articles: groups that share an article are one group.

Named by the smallest group id in it, so the name does not depend on what came first.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from detente.ledger.records import GroupKind
from detente.ledger.schema import placements, publications

COLUMNS = {
    GroupKind.STORY: publications.c.story_id,
    GroupKind.ORIGIN: publications.c.origin_id,
}


def regroup(connection: Connection, article_ids: Iterable[str]) -> set[str]:
    """Give these articles, and all grouped with them, the story and origin they have.

    Returns:
        Ids of the articles whose story or origin changed, or that are new.
    """
    changed = set(article_ids)
    for kind in GroupKind:
        done: set[str] = set()
        for article_id in sorted(set(changed)):
            if article_id not in done:
                members, root = _group(connection, kind, article_id)
                done |= members
                changed |= _name(connection, kind, members, root)
    return changed


def _group(
    connection: Connection, kind: GroupKind, article_id: str
) -> tuple[set[str], str | None]:
    """The articles to rename, and the group's name; one placement needs no search."""
    own = _groups_of(connection, kind, article_id)
    if not own:
        return {article_id}, None
    if len(own) == 1:
        group_id = own[0]
        named = connection.scalar(
            select(COLUMNS[kind])
            .join(placements, placements.c.article_id == publications.c.article_id)
            .where(
                placements.c.grouping == str(kind),
                placements.c.group_id == group_id,
                placements.c.article_id != article_id,
                COLUMNS[kind].is_not(None),
            )
            .limit(1)
        )
        # Somebody of this one group has its name already: groups joined or not.
        if named is not None:
            return {article_id}, named
    return _search(connection, kind, article_id)


def _search(
    connection: Connection, kind: GroupKind, article_id: str
) -> tuple[set[str], str]:
    """Everything that hangs together with an article, by shared groups."""
    articles: set[str] = set()
    groups: set[str] = set()
    waiting = {article_id}
    while waiting:
        one = waiting.pop()
        articles.add(one)
        for group_id in _groups_of(connection, kind, one):
            if group_id not in groups:
                groups.add(group_id)
                waiting |= set(_members(connection, kind, group_id)) - articles
    return articles, min(groups)


def _groups_of(connection: Connection, kind: GroupKind, article_id: str) -> list[str]:
    return list(
        connection.scalars(
            select(placements.c.group_id)
            .where(
                placements.c.article_id == article_id,
                placements.c.grouping == str(kind),
            )
            .order_by(placements.c.group_id)
        )
    )


def _members(connection: Connection, kind: GroupKind, group_id: str) -> list[str]:
    return list(
        connection.scalars(
            select(placements.c.article_id).where(
                placements.c.grouping == str(kind), placements.c.group_id == group_id
            )
        )
    )


def _name(
    connection: Connection, kind: GroupKind, members: set[str], root: str | None
) -> set[str]:
    column = COLUMNS[kind]
    changed: set[str] = set()
    for article_id in sorted(members):
        result = connection.execute(
            update(publications)
            .where(
                publications.c.article_id == article_id, column.is_distinct_from(root)
            )
            .values({column: root})
        )
        if result.rowcount:
            changed.add(article_id)
    return changed
