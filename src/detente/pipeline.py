"""READ FIRST: an article's way from its bytes to its reports, top to bottom.

Everything here is a pure function of the article and the knowledge: no clock, no
network, no state. Only this module knows the order of the stages.
"""

import hashlib
from dataclasses import replace

from detente.coding.actors import read_actors, resolve_actors
from detente.coding.article_date import date_article
from detente.coding.attributions import find_attributions, who_says
from detente.coding.confidence import confidences
from detente.coding.contexts import contexts_of
from detente.coding.dates import date_event
from detente.coding.extract import extract
from detente.coding.follow_ups import planned_days, plans_followed, with_outcomes
from detente.coding.place_borders import border_places
from detente.coding.place_described import described_places
from detente.coding.place_shared import share_places
from detente.coding.places import event_location, find_places
from detente.coding.precedence import find_precedence
from detente.coding.relations import find_relations
from detente.coding.resolve import participants
from detente.coding.roles import Cast
from detente.coding.status import status_of
from detente.coding.times import times_layer
from detente.knowledge.everything import Knowledge, coder_name
from detente.model.actor import ActorMention, Participant
from detente.model.article import Article, ParsedArticle, RawDocument
from detente.model.attribution import Attribution
from detente.model.coded import CodedArticle
from detente.model.entry import Report, Says
from detente.model.event import EventMention
from detente.model.place import PlaceMention
from detente.model.text import Span
from detente.model.time import Dating, TimeInterval
from detente.reading.clean import clean
from detente.reading.gate import Gate, readable
from detente.reading.parse import Parser, parse
from detente.reading.sentences import split


class Coder:
    """Knowledge, gate and parser together; `code` is the whole way of one article.

    Picklable: a worker process loads its own parser on first use.
    """

    def __init__(self, knowledge: Knowledge, parser: Parser) -> None:
        self.knowledge = knowledge
        self.parser = parser
        self.gate = Gate(knowledge.lexicon)
        self.name = coder_name(parser.name, knowledge.folder)

    def code(self, raw: RawDocument, *, parse_all: bool = False) -> CodedArticle:
        """Code one article: every claim it makes about an event, in text order.

        Args:
            raw: The article as it came in.
            parse_all: Parse every sentence, not only those that may hold an event; for
                the layers of `annotate`.

        Raises:
            ArticleRejected: there is no usable text in it.
        """
        return self.code_article(self.clean(raw), parse_all=parse_all)

    def clean(self, raw: RawDocument) -> Article:
        """The first stage alone: what the article's id and text will be.

        Raises:
            ArticleRejected: there is no usable text in it.
        """
        return clean(raw)

    def code_article(
        self, article: Article, *, parse_all: bool = False
    ) -> CodedArticle:
        """The stages after cleaning."""
        sentences = split(article)
        wanted = self.gate.pick(article.text, sentences)
        if parse_all:
            wanted = readable(sentences)
        parsed = parse(article, sentences, self.parser, wanted=wanted)
        return code_parsed(parsed, self.knowledge, self.name)


def code_parsed(
    parsed: ParsedArticle, knowledge: Knowledge, coder: str
) -> CodedArticle:
    """Everything after the parse: who, when, where, who says so, and the reports."""
    places = find_places(parsed, knowledge.gazetteer)
    published, actors = _publication(parsed, knowledge, places)
    times = times_layer(parsed, published)
    attributions = find_attributions(parsed, actors, knowledge.cues)
    cast = Cast(parsed, actors, places)
    known = [
        (span, event.interval) for span, event in knowledge.world.named_in(parsed.text)
    ]
    places_in: dict[int, list[PlaceMention]] = {}
    capitals = described_places(
        actors, parsed.text, knowledge.actors, knowledge.gazetteer
    )
    borders = border_places(parsed, actors)
    for place in (*places, *capitals, *borders):
        sentence = parsed.sentence_at(place.span.start)
        if sentence is not None:
            places_in.setdefault(sentence.index, []).append(place)
    reports: list[Report] = []
    dated: list[tuple[EventMention, Dating]] = []
    mentions = extract(parsed, cast, knowledge.lexicon)
    for mention in with_outcomes(mentions, parsed, attributions, knowledge.cues):
        status, why_status = status_of(mention, parsed, attributions, knowledge.cues)
        dating = date_event(
            mention,
            status,
            parsed,
            times,
            published,
            others=dated,
            known=known,
        )
        if dating is not None:
            dated.append((mention, dating))
        on = dating.interval if dating else published.interval if published else None
        who = _resolve(mention.actors, cast, parsed, on, knowledge)
        whom = _resolve(mention.recipients, cast, parsed, on, knowledge)
        report = Report(
            id=_report_id(parsed.article, mention, who, whom),
            article_id=parsed.article.id,
            type=mention.type,
            modes=mention.modes,
            contexts=contexts_of(mention, parsed),
            actors=who,
            recipients=whom,
            status=status,
            dating=dating,
            location=event_location(
                mention, parsed, places_in.get(mention.sentence, ())
            ),
            attribution=_says(mention, who, parsed, attributions),
            evidence=mention.clause,
            quote=mention.clause.of(parsed.text),
            trigger=mention.trigger,
            trigger_text=mention.trigger.of(parsed.text),
            sentence=mention.sentence,
            is_title=parsed.sentences[mention.sentence].is_title,
            row=mention.row,
            because=tuple(why_status),
            confidence=0.0,  # until all of the article are told
            dead=mention.dead,
            injured=mention.injured,
            arrested=mention.arrested,
        )
        if report.actors or report.recipients:
            reports.append(report)
    shared = share_places(reports)
    relations = find_relations(reports, parsed)
    precedence = find_precedence(reports, parsed)
    sure = confidences(reports, parsed, knowledge.confidence)
    plans = plans_followed(reports)
    dates = planned_days(reports, plans)
    return CodedArticle(
        parsed=_dated(parsed, published),
        published=published,
        times=times,
        places=places,
        actors=actors,
        attributions=attributions,
        reports=tuple(
            replace(
                report,
                relations=relations.get(report.id, ()),
                precedence=precedence.get(report.id, ()),
                location=report.location or shared.get(report.id),
                follows=plans.get(report.id),
                confidence=sure[report.id],
                dating=dates.get(report.id, report.dating),
            )
            for report in reports
        ),
        coder=coder,
    )


def _publication(
    parsed: ParsedArticle, knowledge: Knowledge, places: tuple[PlaceMention, ...]
) -> tuple[Dating | None, tuple[ActorMention, ...]]:
    """The article's date, and its actors as they were on it.

    Who holds an office depends on the date, and without metadata the date on who holds
    an office: so the actors of an undated article are read once and resolved twice.
    """
    given = parsed.article.published
    read = read_actors(parsed, knowledge.actors, knowledge.offices, places)
    actors = resolve_actors(read, given.interval if given else None)
    published = date_article(parsed, (), actors, knowledge.offices, knowledge.world)
    if published is not None and given is None and not published.interval.is_open:
        actors = resolve_actors(read, published.interval)
    return published, actors


def _dated(parsed: ParsedArticle, published: Dating | None) -> ParsedArticle:
    return replace(parsed, article=replace(parsed.article, published=published))


def _resolve(
    heads: tuple[Span, ...],
    cast: Cast,
    parsed: ParsedArticle,
    on: TimeInterval | None,
    knowledge: Knowledge,
) -> tuple[Participant, ...]:
    return participants(
        heads, cast, parsed.text, on, knowledge.actors, knowledge.offices
    )


def _says(
    mention: EventMention,
    who: tuple[Participant, ...],
    parsed: ParsedArticle,
    attributions: tuple[Attribution, ...],
) -> tuple[Says, ...]:
    chain: list[Says] = []
    for said in who_says(mention, who, parsed, attributions):
        told = Says(
            raw_text=said.source.of(parsed.text) if said.source else "",
            entity_name=said.entity_name,
            country_code=said.country,
            anonymous=said.anonymous,
            form=said.form,
            cue=said.cue.of(parsed.text) if said.cue else "",
        )
        if chain and told.entity_name and _is_of_one(chain[-1], told):
            chain.pop()  # "Niger denied reports that it had ...": said once
        chain.append(told)
    return tuple(chain)


def _is_of_one(inner: Says, outer: Says) -> bool:
    """Whether two links of a chain are the words of one speaker."""
    return (inner.entity_name, inner.country_code) == (
        outer.entity_name,
        outer.country_code,
    )


def _report_id(
    article: Article,
    mention: EventMention,
    who: tuple[Participant, ...],
    whom: tuple[Participant, ...],
) -> str:
    """A hash of what the report is: where it stands, what it claims, of whom."""
    parts = [
        article.id,
        str(mention.trigger.start),
        str(mention.trigger.end),
        mention.type.value,
        *(f"a:{p.entity_name}/{p.country_code}" for p in who),
        *(f"r:{p.entity_name}/{p.country_code}" for p in whom),
    ]
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"rep_{digest[:16]}"
