"""Sentences that were not parsed -> the office holders that they name in full.

The gate leaves out sentences that tell no event, and with them their people. For the
day of an article "President X declined to comment" says as much as any other sentence.
"""

import re
from collections.abc import Iterator

from detente.knowledge.offices import OfficeTable
from detente.knowledge.titles import TitleHit
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.text import Span

NAME = re.compile(r",?\s+(?P<name>[^\W\d_a-z][\w’'.-]*(?:\s+[^\W\d_a-z][\w’'-]*){1,3})")


def titled_names(parsed: ParsedArticle, offices: OfficeTable) -> Iterator[ActorMention]:
    """Each "Title Full Name" of an unparsed sentence whose title the person has held."""
    text = parsed.text
    for sentence in parsed.sentences:
        if sentence.tokens:
            continue
        start = sentence.span.start
        for hit in offices.find_titles(sentence.span.of(text)):
            match = NAME.match(text, start + hit.span.end, sentence.span.end)
            if match is None or hit.is_plural or hit.is_deputy:
                continue
            found = _person(match.group("name"), hit, offices)
            if found is None:
                continue
            person, name, country = found
            end = match.start("name") + len(name)
            yield ActorMention(
                span=Span(start + hit.span.start, end),
                head=Span(match.start("name"), end),
                kind=ActorKind.PERSON,
                name=name,
                chain=-1,
                countries=(country,),
                actor_id=person,
                office=hit.office,
                is_former=hit.is_former or hit.is_then,
                because="title and full name",
            )


def _person(
    words: str, hit: TitleHit, offices: OfficeTable
) -> tuple[str, str, str] | None:
    """Id, name as written and country of the one person with that office, if one."""
    parts = words.replace("’s", "").replace("'s", "").split()
    names = offices.full_names()
    for size in range(len(parts), 1, -1):
        name = " ".join(parts[:size])
        found = {
            (person, term.country)
            for person in names.get(name, ())
            for term in offices.terms_of(person)
            if term.office in hit.offices
        }
        if len(found) == 1:
            person, country = next(iter(found))
            return person, name, country
    return None
