"""Claims of being the first are set beside what the ledger holds; silence proves nothing."""

from made import BERG, CHILE, NORWAY, PERU, article, on, person, report

from detente.ledger.fold import fold
from detente.ledger.precedence import Holding, check
from detente.model.actor import Participant
from detente.model.entry import Precedence, Scope
from detente.model.happening import Event
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import TimeInterval


def visit(
    n: int,
    day: str,
    who: Participant = BERG,
    where: Participant = CHILE,
    status: Status = Status.HAPPENED,
) -> Event:
    one = report(
        f"rep_{n}",
        f"a{n}",
        actors=(who,),
        recipients=(where,),
        dating=on(day),
        status=status,
    )
    return fold([one], (), [article(f"a{n}")])[0]


def claim(
    scope: Scope = Scope.OFFICE,
    years: float | None = 10,
    since: int | None = None,
) -> Precedence:
    days = None
    if since is not None:
        days = TimeInterval(
            on(f"{since}-01-01").interval.start, on(f"{since + 1}-01-01").interval.start
        )
    return Precedence(
        scope=scope, span=Span(0, 9), words="the first", years=years, since=days
    )


VISIT = visit(1, "2021-03-10")
LUND = person("Kari Lund", "NOR", "minister of foreign affairs")
HEAD = person("Ola Dahl", "NOR", "prime minister")


def holding(one: Precedence, *others: Event) -> tuple[Holding, str | None]:
    found = check(one, VISIT, [VISIT, *others])
    return found.holding, found.event_id


def test_an_empty_ledger_supports_nothing() -> None:
    assert holding(claim()) == (Holding.UNKNOWN, None)


def test_a_visit_inside_the_time_contradicts() -> None:
    before = visit(2, "2015-01-10", LUND)
    assert holding(claim(), before) == (Holding.CONTRADICTED, before.id)


def test_a_visit_before_the_time_supports() -> None:
    before = visit(2, "2008-01-10", LUND)
    assert holding(claim(), before) == (Holding.SUPPORTED, before.id)


def test_ten_years_are_said_of_nine_and_three_quarters() -> None:
    before = visit(2, "2011-05-10", LUND)
    assert holding(claim(), before)[0] is Holding.SUPPORTED


def test_another_office_does_not_matter_to_an_office() -> None:
    before = visit(2, "2015-01-10", HEAD)
    assert holding(claim(), before)[0] is Holding.UNKNOWN
    assert holding(claim(Scope.STATE), before)[0] is Holding.CONTRADICTED


def test_another_person_does_not_matter_to_a_person() -> None:
    before = visit(2, "2015-01-10", LUND)
    assert holding(claim(Scope.PERSON), before)[0] is Holding.UNKNOWN


def test_never_before_is_contradicted_by_any() -> None:
    before = visit(2, "1990-01-10", LUND)
    assert holding(claim(years=None), before)[0] is Holding.CONTRADICTED


def test_since_a_year_allows_that_year() -> None:
    assert holding(claim(years=None, since=2015), visit(2, "2015-06-01", LUND))[0] is (
        Holding.SUPPORTED
    )
    assert holding(claim(years=None, since=2015), visit(2, "2016-06-01", LUND))[0] is (
        Holding.CONTRADICTED
    )


def test_plans_places_and_directions_count() -> None:
    assert holding(claim(), visit(2, "2015-01-10", LUND, status=Status.CANCELLED))[
        0
    ] is (Holding.UNKNOWN)
    assert holding(claim(), visit(2, "2015-01-10", LUND, PERU))[0] is Holding.UNKNOWN
    chilean = person("Luis Soto", "CHL", "minister of foreign affairs")
    assert holding(claim(), visit(2, "2015-01-10", chilean, NORWAY))[0] is (
        Holding.UNKNOWN
    )


def test_a_later_visit_is_no_answer() -> None:
    assert holding(claim(), visit(2, "2021-09-10", LUND))[0] is Holding.UNKNOWN
