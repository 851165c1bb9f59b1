"""Hand-built coded articles of an invented press about two invented crises."""

from datetime import date
from hashlib import blake2b

from detente.model.actor import Participant
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.attribution import Form
from detente.model.coded import CodedArticle
from detente.model.entry import EventLocation, Judgement, Report, Says, Verdict
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Sentence, Span
from detente.model.time import DateBasis, Dating, TimeInterval


def state(name: str, code: str) -> Participant:
    return Participant(
        raw_text=name,
        entity_name=name,
        span=Span(0, len(name)),
        country_code=code,
        actor_id=f"state:{code}",
    )


def person(name: str, code: str, office: str) -> Participant:
    return Participant(
        raw_text=name,
        entity_name=name,
        span=Span(0, len(name)),
        country_code=code,
        sector_code="GOV",
        office=office,
        actor_id=f"person:{name}",
    )


NORWAY = state("Norway", "NOR")
CHILE = state("Chile", "CHL")
PERU = state("Peru", "PER")
BERG = person("Anna Berg", "NOR", "minister of foreign affairs")
SOTO = person("Luis Soto", "CHL", "minister of foreign affairs")


def on(day: str, basis: DateBasis = DateBasis.EXPRESSION) -> Dating:
    return Dating(interval=TimeInterval.day(date.fromisoformat(day)), basis=basis)


def within(first: str, last: str, basis: DateBasis = DateBasis.EXPRESSION) -> Dating:
    days = TimeInterval.days(date.fromisoformat(first), date.fromisoformat(last))
    return Dating(interval=days, basis=basis)


def said_by(name: str, *, anonymous: bool = False) -> Says:
    return Says(
        raw_text=name,
        entity_name=None if anonymous else name,
        country_code=None,
        anonymous=anonymous,
        form=Form.SPEECH,
        cue="said",
    )


def place(name: str, code: str, lat: float, lon: float) -> EventLocation:
    return EventLocation(
        extracted_place=name,
        resolved_place=name,
        country_code=code,
        lat=lat,
        lon=lon,
        feature="city",
    )


def report(
    id: str = "rep_1",
    article_id: str = "a1",
    *,
    type: EventType = EventType.CONSULT,
    modes: tuple[str, ...] = ("visit",),
    actors: tuple[Participant, ...] = (BERG,),
    recipients: tuple[Participant, ...] = (CHILE,),
    status: Status = Status.HAPPENED,
    dating: Dating | None = None,
    location: EventLocation | None = None,
    says: tuple[Says, ...] = (),
    quote: str = "Foreign Minister Anna Berg flew to Santiago on Wednesday",
    confidence: float = 0.8,
    row: str = "visit/fly",
    dead: int | None = None,
    injured: int | None = None,
) -> Report:
    return Report(
        id=id,
        article_id=article_id,
        type=type,
        modes=modes,
        contexts=("diplomatic",),
        actors=actors,
        recipients=recipients,
        status=status,
        dating=dating,
        location=location,
        attribution=says,
        evidence=Span(0, len(quote)),
        quote=quote,
        trigger=Span(0, 4),
        trigger_text=quote[0:4],
        sentence=0,
        is_title=False,
        row=row,
        because=(f"lexicon row {row}", "past tense"),
        confidence=confidence,
        dead=dead,
        injured=injured,
    )


def article(
    id: str = "a1",
    *,
    outlet: str | None = "Fjord Post",
    published: str | None = "2021-03-11",
    text: str = "Foreign Minister Anna Berg flew to Santiago on Wednesday.",
    syndicated_from: str | None = None,
    title: str | None = "Berg in Chile",
    path: str | None = None,
) -> Article:
    return Article(
        id=id,
        text=text,
        parts=(Part(Span(0, len(text)), PartKind.BODY),),
        path=path,
        outlet=outlet,
        title=title,
        published=on(published, DateBasis.GIVEN) if published else None,
        syndicated_from=syndicated_from,
    )


def coded(one: Article, *reports: Report, coder: str = "detente 0.1") -> CodedArticle:
    sentence = Sentence(0, Span(0, len(one.text)), 0)
    return CodedArticle(
        parsed=ParsedArticle(article=one, sentences=(sentence,)),
        published=one.published,
        times=(),
        places=(),
        actors=(),
        attributions=(),
        reports=reports,
        coder=coder,
    )


def same(
    left: str,
    right: str,
    verdict: Verdict = Verdict.SAME,
    *,
    by: str = "linker 1",
    supersedes: str | None = None,
) -> Judgement:
    low, high = min(left, right), max(left, right)
    key = f"{low} {high} {verdict} {by} {supersedes}"
    return Judgement(
        id=f"jud_{blake2b(key.encode(), digest_size=6).hexdigest()}",
        left=low,
        right=high,
        verdict=verdict,
        by=by,
        because=("same day, same people",),
        score=0.9,
        supersedes=supersedes,
    )
