"""Articles grouped into stories."""

from datetime import date, timedelta
from itertools import permutations

from detente.linking.stories import StoryIndex, average_link
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval

FISHING = (
    "Oland and Veria settle their quarrel over fishing rights in the strait of Sund",
    "Fishing quarrel settled: Veria and Oland to share the strait of Sund",
    "Ministers of Oland and Veria sign fishing accord on the strait of Sund",
)
TRAIN = (
    "Night train between Marn and Luvia derails in the Karst tunnel, nobody hurt",
    "Derailed night train blocks the Karst tunnel between Marn and Luvia",
)


def article(id: str, text: str, day: int | None = None) -> Article:
    published = None
    if day is not None:
        interval = TimeInterval.day(date(2024, 5, 1) + timedelta(days=day))
        published = Dating(interval=interval, basis=DateBasis.GIVEN)
    return Article(
        id=id,
        text=text,
        parts=(Part(Span(0, len(text)), PartKind.BODY),),
        published=published,
    )


def stories(articles: list[Article]) -> dict[str, str]:
    index = StoryIndex()
    for one in articles:
        index.add(one)
    return index.stories()


def test_articles_on_one_development_are_one_story() -> None:
    texts = [*FISHING, *TRAIN]
    found = stories([article(str(i), text) for i, text in enumerate(texts)])
    assert found["0"] == found["1"] == found["2"]
    assert found["3"] == found["4"]
    assert found["0"] != found["3"]


def test_stories_do_not_depend_on_the_order_of_arrival() -> None:
    texts = [*FISHING, *TRAIN]
    articles = [article(str(i), text, i) for i, text in enumerate(texts)]
    articles[1] = article("1", FISHING[1])  # one of them undated
    results = {tuple(stories(list(p)).items()) for p in permutations(articles)}
    assert len(results) == 1


def test_the_same_words_months_later_are_another_story() -> None:
    found = stories([article("0", FISHING[0], 0), article("1", FISHING[1], 90)])
    assert found["0"] != found["1"]


def test_a_story_is_named_by_its_smallest_article() -> None:
    alone = stories([article("0", FISHING[0])])
    both = stories([article("1", FISHING[1]), article("0", FISHING[0])])
    assert both["1"] == both["0"] == alone["0"]
    assert alone["0"].startswith("sto_")


def test_an_update_names_only_what_changed() -> None:
    index = StoryIndex()
    index.add(article("1", FISHING[1]))
    index.add(article("2", TRAIN[0]))
    assert index.update().keys() == {"1", "2"}
    index.add(article("0", FISHING[0]))
    assert index.update().keys() == {"0", "1"}
    assert index.update() == {}


def test_an_article_without_words_is_a_story_of_its_own() -> None:
    assert len(set(stories([article("0", "..."), article("1", "!")]).values())) == 2


def test_average_link_wants_the_mean_not_the_best() -> None:
    near = {
        "a": {"b": 0.9, "c": 0.3},
        "b": {"a": 0.9},
        "c": {"a": 0.3},
    }
    assert average_link("abc", near, 0.2) == [["a", "b"], ["c"]]
    assert average_link("cba", near, 0.1) == [["a", "b", "c"]]


def test_endless_news_is_cut_into_pieces() -> None:
    # 130 articles that all share most words: cut at a higher level, none lost.
    articles = [
        article(f"{i:03d}", f"{FISHING[0]} while word{i // 10} of word{i // 10}", 0)
        for i in range(130)
    ]
    assert len(stories(articles)) == 130
