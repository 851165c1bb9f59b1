"""An invented press of any size, coded by construction: for the ledger's own measures.

Article `i` is a pure function of `i`: its text, outlet and day, and the reports in it.
Three articles in a row are of one week and share most of their events, so a ledger of a
million reports has some half a million events. No parser runs, and nothing is fetched.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from itertools import accumulate
from random import Random

from detente.model.actor import Participant
from detente.model.article import Article, ParsedArticle, Part, PartKind, RawDocument
from detente.model.coded import CodedArticle
from detente.model.entry import Judgement, Report, Verdict
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval

STATES = (
    "USA CHN RUS GBR FRA DEU IND JPN TUR ISR IRN UKR SAU EGY KOR PRK PAK BRA ITA ESP "
    "POL CAN AUS MEX ARG ZAF NGA KEN ETH SDN SYR IRQ LBN JOR ARE QAT YEM AFG THA VNM "
    "PHL IDN MYS MMR BGD LKA NPL GRC SRB HUN ROU BGR CZE AUT NLD BEL SWE NOR FIN DNK"
).split()
# A few states fill most of the news.
WEIGHTS = list(accumulate(1 / (place + 2) for place in range(len(STATES))))
TYPES = tuple(EventType)
STATUSES = (Status.HAPPENED,) * 7 + (
    Status.PLANNED,
    Status.DENIED,
    Status.HYPOTHETICAL,
)
FIRST_DAY = date(2015, 1, 1)
N_DAYS = 3900
PER_ARTICLE = 4
ALIKE = 3  # articles in a row that tell of the same events
SHARED = 0.6
CODER = "made press 1"
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def name_of_article(i: int) -> str:
    """The id of article `i`."""
    return f"press-{i:07}"


def article(i: int) -> Article:
    """The article as it would come out of cleaning."""
    random = Random(i)
    words = random.choices(_words(), cum_weights=_common(), k=180)
    text = f"Number {i}. {' '.join(words)}."
    day = FIRST_DAY + timedelta(days=_day(i))
    return Article(
        id=name_of_article(i),
        text=text,
        parts=(Part(Span(0, len(text)), PartKind.BODY),),
        outlet=f"Outlet {random.randrange(200)}",
        title=" ".join(words[:6]),
        published=Dating(interval=TimeInterval.day(day), basis=DateBasis.GIVEN),
    )


def reports(i: int) -> tuple[Report, ...]:
    """The reports of article `i`, one for each of its events."""
    made = article(i)
    return tuple(_report(i, place, made) for place in range(PER_ARTICLE))


def coded(i: int) -> CodedArticle:
    """Article `i`, coded."""
    made = article(i)
    return CodedArticle(
        parsed=ParsedArticle(article=made, sentences=()),
        published=made.published,
        times=(),
        places=(),
        actors=(),
        attributions=(),
        reports=reports(i),
        coder=CODER,
    )


def judgements(i: int) -> Iterator[Judgement]:
    """That reports of article `i` are of the same events as those of one before it."""
    for place in range(PER_ARTICLE):
        for other in range(i - i % ALIKE, i):
            if _event(other, place) == _event(i, place):
                left, right = sorted((_report_id(other, place), _report_id(i, place)))
                yield Judgement(
                    id=f"jud_{_hash(left, right):016x}",
                    left=left,
                    right=right,
                    verdict=Verdict.SAME,
                    by="made press",
                    because=("made so",),
                    score=0.9,
                )
                break


def story(i: int) -> str:
    """The story of article `i`: those in a row, and some that follow."""
    return f"sto_{_hash('story', i // (ALIKE * 4)):016x}"


class PressCoder:
    """Codes the invented press: stands in for `pipeline.Coder` where none is needed."""

    name = CODER

    def clean(self, raw: RawDocument) -> Article:
        """The article that the input's id names."""
        return article(int((raw.id or "press-0").removeprefix("press-")))

    def code_article(self, article: Article) -> CodedArticle:
        """Its reports."""
        return coded(int(article.id.removeprefix("press-")))


def _report(i: int, place: int, made: Article) -> Report:
    random = Random(_event(i, place))
    pair = random.choices(STATES, cum_weights=WEIGHTS, k=2)
    while pair[0] == pair[1]:
        pair = random.choices(STATES, cum_weights=WEIGHTS, k=2)
    day = FIRST_DAY + timedelta(days=_day(i - i % ALIKE) - random.randrange(3))
    n_days = 200 if random.random() < 0.03 else random.choice((1, 1, 1, 1, 7, 31))
    person = Participant(
        raw_text=pair[0],
        entity_name=f"Person {random.randrange(60)} of {pair[0]}",
        span=Span(0, 3),
        country_code=pair[0],
        sector_code="GOV",
        actor_id=f"person:{pair[0]}-{random.randrange(60)}",
    )
    other = Participant(
        raw_text=pair[1],
        entity_name=pair[1],
        span=Span(0, 3),
        country_code=pair[1],
        actor_id=f"state:{pair[1]}",
    )
    type_, status = random.choice(TYPES), random.choice(STATUSES)
    start = place * 200 + 12
    quote = made.text[start : start + 120]
    return Report(
        id=_report_id(i, place),
        article_id=made.id,
        type=type_,
        modes=(),
        contexts=(),
        actors=(person,),
        recipients=(other,),
        status=status,
        dating=Dating(
            interval=TimeInterval(day, day + timedelta(days=n_days)),
            basis=DateBasis.EXPRESSION,
        ),
        location=None,
        attribution=(),
        evidence=Span(start, start + len(quote)),
        quote=quote,
        trigger=Span(start, start + 5),
        trigger_text=quote[:5],
        sentence=place,
        is_title=False,
        row="made/row",
        because=("made so",),
        confidence=round(0.3 + _hash(i, place) % 70 / 100, 2),
    )


def _event(i: int, place: int) -> int:
    """A number for the event that a report tells: shared by some articles in a row."""
    if _hash("shared", i, place) % 100 < SHARED * 100:
        return _hash("event", i // ALIKE, place)
    return _hash("own", i, place)


def _report_id(i: int, place: int) -> str:
    return f"rep_{_hash('report', i, place):016x}"


def _day(i: int) -> int:
    """Articles in a row are of one week; over all they come as the years go."""
    return _hash("week", i // ALIKE) % (N_DAYS - 7) + i % ALIKE * 2


def _hash(*parts: object) -> int:
    text = " ".join(map(str, parts))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


@cache
def _words() -> list[str]:
    return [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]


@cache
def _common() -> list[float]:
    return list(accumulate(1 / (place + 3) for place in range(len(_words()))))
