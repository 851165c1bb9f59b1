"""Which time dates which event; sentences are ours, the parser is the real one."""

from datetime import date
from functools import cache

import pytest

from detente.coding.dates import date_event
from detente.coding.story_day import story_day
from detente.coding.times import times_layer
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.edtf import to_edtf
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

pytestmark = pytest.mark.slow

WEDNESDAY = date(2022, 10, 26)
GIVEN = Dating(interval=TimeInterval.day(WEDNESDAY), basis=DateBasis.GIVEN)


@cache
def parser() -> SpacyParser:
    return SpacyParser()


def read(text: str) -> ParsedArticle:
    article = Article(
        id="x", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    return parse(article, split(article), parser())


def event(parsed: ParsedArticle, word: str, kind: EventType) -> EventMention:
    """The event whose trigger is `word`; "met#2" is its second occurrence."""
    plain, _, nth = word.partition("#")
    start = -1
    for _ in range(int(nth or 1)):
        start = parsed.text.index(plain, start + 1)
    span = Span(start, start + len(plain))
    sentence = parsed.sentence_at(start)
    assert sentence is not None
    return EventMention(
        sentence=sentence.index,
        trigger=span,
        clause=sentence.span,
        type=kind,
        row="test",
    )


def when(
    text: str,
    word: str,
    status: Status = Status.HAPPENED,
    *,
    before: tuple[str, ...] = (),
    published: Dating | None = GIVEN,
    kind: EventType = EventType.CONSULT,
    known: tuple[tuple[Span, TimeInterval], ...] = (),
) -> Dating | None:
    parsed = read(text)
    times = times_layer(parsed, published)
    others: list[tuple[EventMention, Dating]] = []
    for other in before:
        mention = event(parsed, other, kind)
        dating = date_event(
            mention, Status.HAPPENED, parsed, times, published, others=others
        )
        if dating is not None:
            others.append((mention, dating))
    mention = event(parsed, word, kind)
    return date_event(
        mention, status, parsed, times, published, others=others, known=known
    )


def edtf(dating: Dating | None) -> str | None:
    return to_edtf(dating.interval) if dating else None


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("The envoys met in Vienna on Monday.", "met", "2022-10-24"),
        ("On Monday, the envoys met and signed a pact.", "signed", "2022-10-24"),
        ("In 2014 Norway closed the embassy after the killing of two guards.",
         "closed", "2014"),
        ("In 2014 Norway closed the embassy after the killing of two guards.",
         "killing", "2014"),
        ("Norway closed the embassy in 2014, when rebels stormed the port.",
         "stormed", "2014"),
        ("He praised the trip of the queen to Rome in March.", "trip", "2022-03"),
        ("Monday's raid on the port was condemned.", "raid", "2022-10-24"),
        ("The guards arrested three men suspected of planning attacks last June.",
         "arrested", "2022-06"),
        ("They held talks from Monday to Tuesday.", "talks", "2022-10-24/2022-10-25"),
        ("The two sides had met before the 2015 accord.", "met", "../2015"),
        ("Envoys have met several times since the coup in August 2021.", "met",
         "2021-08-01/2022-10-26"),
    ],
)  # fmt: skip
def test_the_expression_that_governs_an_event_dates_it(
    text: str, word: str, days: str
) -> None:
    found = when(text, word)
    assert edtf(found) == days
    assert found is not None
    assert found.basis is DateBasis.EXPRESSION
    assert found.evidence is not None


@pytest.mark.parametrize(
    ("text", "word", "wrong"),
    [
        ("They agreed to revive a trade accord dated April 1, 2001.", "agreed", "2001"),
        ("They agreed to revive the trade accord of April 1, 2001.", "agreed", "2001"),
        ("Norway expelled the envoy, who had arrived in 2014.", "expelled", "2014"),
        ("The minister, who was elected in 2019, expelled the envoy.",
         "expelled", "2019"),
    ],
)  # fmt: skip
def test_the_date_of_a_thing_or_of_another_clause_is_not_the_events(
    text: str, word: str, wrong: str
) -> None:
    found = when(text, word)
    assert found is not None
    assert not (edtf(found) or "").startswith(wrong)


def test_an_event_without_any_time_is_of_about_publication_and_says_so() -> None:
    found = when("Norway expelled two envoys.", "expelled")
    assert found is not None
    assert found.basis is DateBasis.PUBLICATION
    assert found.approximate
    assert found.because


def test_the_day_that_the_lead_tells_is_the_day_of_the_news() -> None:
    text = "Norway closed its border on Monday.\n\nThe king praised the guards."
    found = when(text, "praised")
    assert edtf(found) == "2022-10-24"


def test_news_goes_on_in_the_paragraph_from_the_time_told() -> None:
    text = (
        "Norway opened its port.\n\nIn July the ministers met in Rome. "
        "They discussed fish and signed a letter."
    )
    found = when(text, "discussed", before=("met",))
    assert edtf(found) == "2022-07"


def test_background_stays_in_its_own_time() -> None:
    text = (
        "Norway opened its port on Tuesday.\n\nIn 2014 Finland recalled its envoy. "
        "In response, Norway withdrew its own."
    )
    found = when(text, "withdrew", before=("opened", "recalled"))
    assert edtf(found) == "2014"


def test_the_next_day_counts_from_the_day_told() -> None:
    text = "Rebels took the port on October 12. The next day the navy shelled it."
    found = when(text, "shelled", before=("took",), kind=EventType.ASSAULT)
    assert edtf(found) == "2022-10-13"


def test_a_plan_without_a_time_lies_ahead() -> None:
    found = when("Norway will send an envoy to Rome.", "send", Status.PLANNED)
    assert edtf(found) == "2022-10-26/.."


def test_a_plan_within_a_time_ends_with_it() -> None:
    text = "The embassies are to open again within two months."
    found = when(text, "open", Status.PLANNED, kind=EventType.SUPPORT)
    assert edtf(found) == "2022-10-26/2022-12-26"


def test_a_plan_with_a_weekday_is_the_coming_one() -> None:
    text = "The minister is scheduled to travel to Rome on Friday."
    found = when(text, "travel", Status.PLANNED)
    assert edtf(found) == "2022-10-28"


def test_a_trip_put_off_keeps_the_time_it_was_meant_for() -> None:
    found = when("She put off a weekend trip to Lima.", "trip", Status.CANCELLED)
    assert edtf(found) == "2022-10-29/2022-10-30"


def test_a_meeting_planned_during_a_visit_lies_in_the_visit() -> None:
    text = "The minister flew to Rome on Wednesday. He will meet the pope."
    found = when(text, "meet", Status.PLANNED, before=("flew",))
    assert edtf(found) == "2022-10-26/2022-10-28"


def test_what_has_lasted_for_years_began_back_then() -> None:
    text = "Norway has been working for over a decade to stop the smugglers."
    found = when(text, "working", Status.ONGOING)
    assert edtf(found) == "2012-10-26/2022-10-26"


def test_a_time_counted_from_another_event_moves_from_it() -> None:
    text = (
        "The queen visited Rome on Monday. The visit comes two months after the "
        "bishop travelled to Oslo."
    )
    found = when(text, "travelled", before=("visited",))
    assert found is not None
    assert found.basis is DateBasis.EVENT
    assert found.interval.contains(date(2022, 8, 24))
    assert found.interval.n_days <= 31


def test_a_dated_event_of_the_world_gives_its_date() -> None:
    text = "He praised the signing of the Fjord Accords."
    span = Span(text.index("Fjord"), text.index("Fjord") + len("Fjord Accords"))
    day = TimeInterval.day(date(2020, 9, 15))
    found = when(text, "signing", known=((span, day),))
    assert found is not None
    assert found.interval == day
    assert found.basis is DateBasis.EVENT


def test_a_verb_beside_a_dated_event_does_not_take_its_date() -> None:
    text = "He praised the signing of the Fjord Accords."
    span = Span(text.index("Fjord"), text.index("Fjord") + len("Fjord Accords"))
    day = TimeInterval.day(date(2020, 9, 15))
    found = when(text, "praised", known=((span, day),))
    assert found is not None
    assert found.interval != day


def test_without_a_date_of_the_article_only_absolute_times_date() -> None:
    assert edtf(when("They met in May 2014.", "met", published=None)) == "2014-05"
    assert when("They met on Monday.", "met", published=None) is None


def test_a_weekday_in_an_article_known_to_some_days_is_the_only_one_that_fits() -> None:
    some = Dating(
        interval=TimeInterval(date(2022, 10, 22), date(2022, 11, 1)),
        basis=DateBasis.INFERRED,
    )
    found = when("The minister flew to Rome on Wednesday.", "flew", published=some)
    assert edtf(found) == "2022-10-26"


def test_what_is_denied_has_no_date_unless_told() -> None:
    assert when("He denies that a pact was signed.", "signed", Status.DENIED) is None


def test_the_story_day_is_the_datelines_when_the_lead_tells_none() -> None:
    parsed = read("OSLO, Oct. 25 - Norway closed its border.")
    found = story_day(parsed, times_layer(parsed, GIVEN), GIVEN)
    assert found is not None
    assert edtf(found) == "2022-10-25"


def test_an_unparsed_sentence_takes_its_nearest_time() -> None:
    text = "The envoys met in Vienna on Monday. They left on Tuesday."
    article = Article(
        id="x", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    parsed = ParsedArticle(article=article, sentences=split(article))
    mention = event(parsed, "met", EventType.CONSULT)
    found = date_event(
        mention, Status.HAPPENED, parsed, times_layer(parsed, GIVEN), GIVEN
    )
    assert edtf(found) == "2022-10-24"


LONG_AGO = "Chile fell out with Peru in 2013, when rebels took Arica. "


def test_a_month_of_that_year_is_of_the_year_told_before() -> None:
    text = LONG_AGO + "In November of that year Chile expelled the envoy."
    assert edtf(when(text, "expelled")) == "2013-11"


def test_later_this_year_is_still_to_come() -> None:
    text = "The minister is expected to travel to Lima later this year."
    assert edtf(when(text, "travel", Status.PLANNED)) == "2022-10-26/2022-12-31"


def test_two_days_joined_by_and_are_both_meant() -> None:
    text = "The president will visit Lima on November 16 and 17 and meet exporters."
    assert edtf(when(text, "visit", Status.PLANNED)) == "2022-11-16/2022-11-17"


def test_two_days_are_not_joined_with_a_number_of_things() -> None:
    text = "The president will visit Lima on November 16 and 17 envoys come along."
    assert edtf(when(text, "visit", Status.PLANNED)) == "2022-11-16"


LEAD = "Norway closed its border on Tuesday. Queues grew. Nobody was hurt. "


def test_the_perfect_behind_the_lead_is_open_to_the_past() -> None:
    found = when(LEAD + "Norway has named an ambassador to Peru.", "named")
    assert edtf(found) == "../2022-10-25"
    assert found is not None
    assert found.basis is DateBasis.PUBLICATION


def test_the_perfect_of_the_lead_is_news() -> None:
    found = when("Norway has named an ambassador to Peru. Peru was pleased.", "named")
    assert edtf(found) == "2022-10-26"


def test_the_perfect_goes_on_from_what_is_told_as_recent() -> None:
    text = LEAD + (
        "Recently the two states have reopened their embassies. "
        "Norway has already appointed an ambassador."
    )
    found = when(text, "appointed", before=("reopened",))
    assert found is not None
    assert found.basis is DateBasis.EVENT
    assert found.interval.n_days > 30


@pytest.mark.parametrize(
    "pointer", ["Through this visit", "During the trip", "On that tour"]
)
def test_what_is_part_of_a_visit_told_before_has_its_days(pointer: str) -> None:
    text = (
        "Lopez mended the ties with her visit to Oslo in March. "
        f"{pointer}, Lopez praised the miners."
    )
    found = when(text, "praised", before=("visit",))
    assert edtf(found) == "2022-03"
    assert found is not None
    assert found.basis is DateBasis.EVENT


def test_a_reason_lies_before_what_it_led_to() -> None:
    text = "Chile expelled the envoy in May 2013 because Peru had condemned the coup."
    found = when(text, "condemned", before=("expelled",))
    assert found is not None
    assert found.interval.end <= date(2013, 6, 1)


def test_what_is_asked_for_is_asked_now() -> None:
    found = when(
        "Chile urged Peru to free the sailors.",
        "urged",
        Status.DEMANDED,
        kind=EventType.REQUEST,
    )
    assert edtf(found) == "2022-10-26"


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("Peru cancelled a visit to Chile that was planned for Friday.", "cancelled",
         "2022-10-28"),
        ("Peru on Tuesday called off talks with Chile.", "called off", "2022-10-25/.."),
        ("Peru postponed talks with Chile until December.", "postponed", "2022-12"),
        ("Peru scrapped a trip to Chile that its envoy was to make on Thursday.",
         "scrapped", "2022-10-27"),
        ("Peru scrapped drills with Chile planned for December.", "scrapped", "2022-12"),
        ("Peru cancelled next week's talks with Chile.", "cancelled",
         "2022-10-31/2022-11-06"),
    ],
)  # fmt: skip
def test_what_is_called_off_has_the_day_it_was_to_be_never_that_of_the_calling_off(
    text: str, word: str, edtf: str
) -> None:
    parsed = read(text)
    mention = event(parsed, word, EventType.CONSULT)
    found = date_event(
        mention, Status.CANCELLED, parsed, times_layer(parsed, GIVEN), GIVEN
    )
    assert found is not None
    assert to_edtf(found.interval) == edtf


def test_background_of_another_year_stays_there_and_what_goes_on_from_it_too() -> None:
    parsed = read(
        "Israel and Turkey signed an accord on Monday. In 2018 Turkey expelled an envoy. "
        "Israel withdrew its consul."
    )
    times = times_layer(parsed, GIVEN)
    done: list[tuple[EventMention, Dating]] = []
    for word in ("signed", "expelled", "withdrew"):
        mention = event(parsed, word, EventType.SANCTION)
        found = date_event(mention, Status.HAPPENED, parsed, times, GIVEN, others=done)
        assert found is not None
        done.append((mention, found))
    assert [to_edtf(d.interval) for _, d in done] == ["2022-10-24", "2018", "2018"]


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("Peru will open a consulate on Friday, its envoy said on Monday, a day after "
         "he had met the king.", "met", "2022-10-23"),
        ("A day after meeting the king, the envoy apologised on Monday.", "meeting",
         "2022-10-23"),
        ("The envoy arrived on Monday, a week after the king had visited Lima.",
         "visited", "2022-10-16/2022-10-18"),
    ],
)  # fmt: skip
def test_a_day_after_counts_from_the_day_of_the_verb_that_it_hangs_on(
    text: str, word: str, days: str
) -> None:
    assert edtf(when(text, word)) == days


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("Borders will open, the envoy said on Monday after meeting the king.",
         "meeting", "2022-10-24"),
        ("Borders will open, the envoy said on Monday following talks with the king.",
         "talks", "2022-10-24"),
        ("The envoy left on Monday after meeting the king.", "meeting", "../2022-10-24"),
    ],
)  # fmt: skip
def test_one_speaks_on_the_day_that_one_has_met(
    text: str, word: str, days: str
) -> None:
    assert edtf(when(text, word)) == days


def test_the_story_goes_on_in_a_clause_with_where() -> None:
    text = "The envoy flew to Lima on Monday, where he met the king."
    assert edtf(when(text, "met", before=("flew",))) == "2022-10-24"


def test_months_that_follow_each_other_are_one_stretch_and_years_apart_are_not() -> (
    None
):
    assert edtf(when("The envoys met in March and April.", "met")) == "2022-03/2022-04"
    assert edtf(when("The envoys met in 2014 and last year.", "met")) == "2014"


def test_the_time_that_opens_a_sentence_beats_the_date_of_a_noun_at_its_end() -> None:
    text = (
        "Chile recalled its envoy on Monday.\n\n"
        "Two days earlier Peru condemned Chile for the seizure of the trawler Ana on "
        "October 3."
    )
    assert edtf(when(text, "condemned", kind=EventType.ACCUSE)) == "2022-10-22"


def test_the_previous_day_does_not_count_from_what_a_noun_is_dated_by() -> None:
    text = (
        "Chile on Monday rejected the protest over the arrest of two men on October 3."
        "\n\nThe previous day Peru had recalled its envoy."
    )
    assert edtf(when(text, "recalled", kind=EventType.SANCTION)) == "2022-10-23"


@pytest.mark.parametrize(
    "span", ["in more than two decades", "in over ten years", "in ten years"]
)
def test_the_sharpest_step_in_ten_years_is_no_deadline(span: str) -> None:
    text = f"Peru will expel four envoys, its sharpest step {span}."
    found = when(text, "expel", Status.PLANNED, kind=EventType.SANCTION)
    assert edtf(found) == "2022-10-26/.."


def test_no_more_than_two_months_is_a_deadline() -> None:
    text = "Peru will reopen its embassy in no more than two months."
    found = when(text, "reopen", Status.PLANNED, kind=EventType.SUPPORT)
    assert edtf(found) == "2022-10-26/2022-12-26"


def test_a_day_on_which_a_thing_was_made_is_not_that_of_its_praise() -> None:
    text = "Peru welcomed the statement of October 17."
    found = when(text, "welcomed", kind=EventType.SUPPORT)
    assert edtf(found) == "2022-10-26"


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("The envoy apologised on Monday, 24 hours after meeting her.", "meeting",
         "2022-10-23"),
        ("The envoy apologised on Monday, hours after meeting her.", "meeting",
         "2022-10-24"),
        ("The envoys met between October 3 and 7.", "met", "2022-10-03/2022-10-07"),
    ],
)  # fmt: skip
def test_hours_are_counted_as_the_days_that_they_fill(
    text: str, word: str, days: str
) -> None:
    assert edtf(when(text, word)) == days


def test_a_plan_with_a_deadline_lies_between_the_news_and_the_deadline() -> None:
    text = "Peru will recall its envoy by November 4."
    found = when(text, "recall", Status.PLANNED, kind=EventType.SANCTION)
    assert edtf(found) == "2022-10-26/2022-11-04"


def test_what_is_promised_for_a_day_to_come_is_promised_before_it() -> None:
    text = "Chile has promised Peru to hand over the men by November 4."
    assert edtf(when(text, "promised", kind=EventType.AGREE)) == "2022-10-26"


def test_what_was_does_not_go_on_from_a_plan() -> None:
    text = "The envoys will meet next week. Peru attacked a patrol."
    assert edtf(when(text, "attacked", before=("meet",))) == "2022-10-26"
