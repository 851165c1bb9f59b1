"""A linker that looks up what it needs says what one that holds everything says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from detente.linking.link import Linker
from detente.linking.recall import MOST_ASKED, asked_keys, recalled
from detente.linking.stories import StoryIndex
from detente.model.actor import Participant
from detente.model.article import Article, Part, PartKind
from detente.model.entry import Judgement, Report, Verdict
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval

Filed = tuple[Article, tuple[Report, ...]]


class Shelf:
    """A memory as plain as can be; counts what it is asked for."""

    def __init__(self) -> None:
        self.filed: dict[str, Filed] = {}
        self.under: dict[int, list[str]] = {}
        self.n_given = 0

    def put(self, filed: Filed, keys: Iterable[int]) -> None:
        self.filed[filed[0].id] = filed
        for key in keys:
            self.under.setdefault(key, []).append(filed[0].id)

    def articles_by_key(self, keys: Iterable[int]) -> Mapping[int, Sequence[str]]:
        return {key: self.under[key] for key in keys if key in self.under}

    def coded(self, article_ids: Iterable[str]) -> Sequence[Filed]:
        found = [self.filed[one] for one in article_ids]
        self.n_given += len(found)
        return found


def state(n: int) -> Participant:
    name = f"Oland{n}"
    return Participant(
        raw_text=name, entity_name=name, span=Span(0, 1), country_code=f"O{n}"
    )


ACTS = (
    (EventType.SANCTION, "recalled its ambassador to"),
    (EventType.CONSULT, "visited"),
    (EventType.ACCUSE, "accused"),
    (EventType.SUPPORT, "signed an accord with"),
)


def made(n: int, random: Random) -> Filed:
    """An article of two sentences, often on what another tells as well."""
    topic = random.randrange(12)
    day = date(2031, 1, 1) + timedelta(days=9 * topic + random.randrange(3))
    told = []
    for act in random.sample(range(4), 2):
        type_, words = ACTS[act]
        told.append((type_, f"Oland{topic % 5} {words} Oland{topic % 5 + 1}"))
    lead = " ".join(f"matter{topic}x{i}" for i in range(9))
    own = " ".join(f"word{random.randrange(400)}" for _ in range(25))
    text = f"{told[0][1]}. {told[1][1]}. {lead} {own}"
    dating = Dating(interval=TimeInterval.day(day), basis=DateBasis.GIVEN)
    article = Article(
        id=f"art_{n:03}",
        text=text,
        parts=(Part(Span(0, len(text)), PartKind.BODY),),
        outlet=f"Outlet {random.randrange(4)}",
        published=dating,
    )
    reports = []
    for place, (type_, quote) in enumerate(told):
        at = text.index(quote)
        word = quote.split()[1]
        start = at + quote.index(word)
        reports.append(
            Report(
                id=f"rep_{n:03}_{place}",
                article_id=article.id,
                type=type_,
                modes=(),
                contexts=(),
                actors=(state(topic % 5),),
                recipients=(state(topic % 5 + 1),),
                status=Status.HAPPENED,
                dating=replace(dating, basis=DateBasis.EXPRESSION),
                location=None,
                attribution=(),
                evidence=Span(at, at + len(quote)),
                quote=quote,
                trigger=Span(start, start + len(word)),
                trigger_text=word,
                sentence=place,
                is_title=False,
                row="",
                because=(),
                confidence=1.0,
            )
        )
    return article, tuple(reports)


def copy_of(filed: Filed, n: int) -> Filed:
    """The same text in another outlet."""
    article, _ = filed
    return replace(article, id=f"art_{n:03}", outlet="Copyist"), ()


def world(seed: int) -> list[Filed]:
    random = Random(seed)
    found = [made(n, random) for n in range(40)]
    found += [copy_of(random.choice(found), 40 + n) for n in range(5)]
    random.shuffle(found)
    return found


Said = tuple[dict[tuple[str, str], Verdict], dict[str, str], dict[str, str]]


def whole(filed: Iterable[Filed]) -> Said:
    linker = Linker()
    for article, reports in filed:
        linker.add(article, reports)
    linker.judge()
    linked = linker.linked()
    return verdicts(linked.judgements), linked.story_of, linked.origin_of


def verdicts(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Verdict]:
    return {(one.left, one.right): one.verdict for one in judgements}


def piecemeal(filed: Iterable[Filed], shelf: Shelf, session: int) -> Said:
    """A new linker after every few articles; what it says last of each counts."""
    said: dict[tuple[str, str], Verdict] = {}
    stories: dict[str, str] = {}
    origins: dict[str, str] = {}
    linker = Linker(memory=shelf)
    for place, (article, reports) in enumerate(filed):
        if place % session == 0:
            linker = Linker(memory=shelf)
        linker.add(article, reports)
        linked = linker.update()
        shelf.put((article, reports), linker.keys(article.id))
        said |= verdicts(linked.judgements)
        stories |= linked.story_of
        origins |= linked.origin_of
    return said, dict(sorted(stories.items())), dict(sorted(origins.items()))


@pytest.fixture(params=range(4))
def filed(request: pytest.FixtureRequest) -> list[Filed]:
    world_of: list[Filed] = world(request.param)
    return world_of


@pytest.mark.parametrize("session", [1, 7, 100])
def test_looked_up_or_held_comes_to_the_same(filed: list[Filed], session: int) -> None:
    said, stories, origins = piecemeal(filed, Shelf(), session)
    expected = whole(filed)
    assert (stories, origins) == expected[1:]
    assert {pair: said.get(pair) for pair in expected[0]} == expected[0]
    assert said.keys() == expected[0].keys()


def test_keys_do_not_depend_on_who_asks(filed: list[Filed]) -> None:
    shelf = Shelf()
    linker = Linker(memory=shelf)
    for article, reports in filed[:5]:
        linker.add(article, reports)
        keys = linker.keys(article.id)
        assert keys == Linker().keys_of(article, reports)
        shelf.put((article, reports), keys)
    assert linker.keys("art_none") == ()


def test_articles_far_from_the_news_are_not_read() -> None:
    random = Random(3)
    filed = [made(n, random) for n in range(60)]
    shelf = Shelf()
    piecemeal(filed, shelf, 100)
    shelf.n_given = 0
    stranger = replace(
        filed[0][0],
        id="art_new",
        text="Nothing here is like anything else: lighthouse keepers sang.",
        parts=(Part(Span(0, 60), PartKind.BODY),),
    )
    linker = Linker(memory=shelf)
    linker.add(stranger, ())
    linker.update()
    assert shelf.n_given < len(filed) // 4


PHRASES = (
    "Lanterns over Quillhaven harbour: marzipan ferrymen whistle barcarolles daily."
)


def footed(n: int, random: Random) -> Filed:
    """An article that ends in its outlet's own phrases, a season after the last."""
    article, _ = made(n, random)
    text = f"{' '.join(f'tale{n}x{i}' for i in range(40))}. {PHRASES}"
    day = date(2001, 1, 1) + timedelta(days=120 * n)
    return replace(
        article,
        text=text,
        parts=(Part(Span(0, len(text)), PartKind.BODY),),
        published=Dating(interval=TimeInterval.day(day), basis=DateBasis.GIVEN),
    ), ()


def test_an_outlets_own_phrases_are_not_looked_up_for_all_time() -> None:
    random = Random(5)
    shelf = Shelf()
    linker = Linker(memory=shelf)
    filed = [footed(n, random) for n in range(25)]
    for article, reports in filed[:-1]:
        linker.add(article, reports)
        shelf.put((article, reports), linker.keys(article.id))
    shelf.n_given = 0
    linker = Linker(memory=shelf)
    linker.add(*filed[-1])
    assert shelf.n_given == 0


def test_of_what_shares_little_with_a_whole_year_only_the_nearest_is_read() -> None:
    random = Random(6)
    shelf = Shelf()
    words = [f"matter{i}" for i in range(12)]
    for n in range(MOST_ASKED + 60):
        article, reports = footed(n % 30, random)
        text = " ".join([*random.sample(words, 6), *(f"own{n}x{i}" for i in range(9))])
        near = replace(
            article,
            id=f"art_{n:03}",
            text=text,
            parts=(Part(Span(0, len(text)), PartKind.BODY),),
        )
        shelf.put((near, reports), Linker().keys_of(near, reports))
    text = " ".join(words)
    asking = replace(
        near,
        id="art_new",
        text=text,
        parts=(Part(Span(0, len(text)), PartKind.BODY),),
        published=None,
    )
    asked = asked_keys((), None, StoryIndex().placement(asking), ())
    found = recalled(shelf, asked, min_runs=3, min_words=2)
    assert len(found) == MOST_ASKED


def test_a_linker_that_starts_afresh_reads_no_more_than_it_is_given(
    filed: list[Filed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.linking.link.MOST_NEW", 3)
    shelf = Shelf()
    said, stories, origins = piecemeal(filed, shelf, len(filed))
    assert 0 < shelf.n_given <= 2 * len(filed)
    expected = whole(filed)
    assert (stories, origins) == expected[1:]
    assert said == expected[0]


def test_an_article_coded_anew_takes_the_place_of_its_old_self() -> None:
    filed = world(1)
    shelf = Shelf()
    piecemeal(filed, shelf, 100)
    article, reports = filed[0]
    linker = Linker(memory=shelf)
    linker.add(article, reports)
    again = tuple(replace(one, id=f"{one.id}b") for one in reports)
    linker.add(article, again)
    judged = {
        one for said in linker.update().judgements for one in (said.left, said.right)
    }
    assert not {one.id for one in reports} & judged
