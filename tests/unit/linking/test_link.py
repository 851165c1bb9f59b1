"""The whole of linking, and linking as articles come."""

from dataclasses import replace
from itertools import permutations

from detente.linking.judge import JudgeSettings, group
from detente.linking.link import Linker, link
from detente.linking.score import Score
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.clusters import clusters
from detente.model.coded import CodedArticle
from detente.model.entry import Verdict
from detente.model.text import Span
from tests.unit.linking.test_linking_cases import read

LINES = (
    "a1 | 2024-05-02 | CONSULT planned | NOR:Ola Lund:minister of defence > FIN | 2024-05-06 | Ola Lund will *visit* Finland on Monday",
    "b1 | 2024-05-07 | CONSULT happened | NOR:Ola Lund:minister of defence > FIN | 2024-05-06 | Ola Lund *visited* Finland on Monday",
    "c1 | 2024-05-20 | CONSULT happened | NOR:Kari Dahl:minister of finance > FIN | 2024-05-19 | Kari Dahl *visited* Finland on Sunday",
    "d1 | 2024-06-01 | CONSULT happened | NOR > FIN | 2024-05 | a Norwegian minister *visited* Finland in May",
)


def coded(line: str) -> CodedArticle:
    report, published = read(line)
    article = Article(
        id=report.article_id,
        text=report.quote,
        parts=(Part(Span(0, len(report.quote)), PartKind.BODY),),
        published=published,
    )
    return CodedArticle(
        parsed=ParsedArticle(article=article, sentences=()),
        published=published,
        times=(),
        places=(),
        actors=(),
        attributions=(),
        reports=(report,),
        coder="test",
    )


def test_linking_does_not_depend_on_the_order_of_articles() -> None:
    batch = [coded(line) for line in LINES]
    results = [link(list(p)) for p in permutations(batch)]
    assert all(one == results[0] for one in results)


def test_events_are_what_a_fold_of_the_judgements_gives() -> None:
    linked = link([coded(line) for line in LINES])
    same = [(j.left, j.right) for j in linked.judgements if j.verdict is Verdict.SAME]
    home = clusters(linked.event_of, same)
    assert set(home) == set(linked.event_of)
    for one, event in linked.event_of.items():
        assert event == linked.event_of[home[one]]


def test_articles_one_by_one_end_in_the_events_of_the_batch() -> None:
    batch = [coded(line) for line in LINES]
    whole = link(batch).event_of
    for order in permutations(batch):
        linker = Linker()
        for one in order:
            linker.add(one.parsed.article, one.reports, one.published)
            linker.update()
        assert linker.linked().event_of == whole


def test_an_update_says_nothing_twice() -> None:
    linker = Linker()
    for line in LINES:
        one = coded(line)
        linker.add(one.parsed.article, one.reports, one.published)
    assert linker.update().judgements
    again = linker.update()
    assert (again.judgements, again.story_of, again.origin_of) == ((), {}, {})


def test_a_judgement_that_no_longer_holds_is_superseded() -> None:
    linker = Linker()
    updates = []
    for line in (LINES[2], LINES[3], LINES[0], LINES[1]):
        one = coded(line)
        linker.add(one.parsed.article, one.reports, one.published)
        updates.append(linker.update())
    (first,) = updates[1].judgements
    assert (first.left, first.right, first.verdict) == (
        "rep_c1",
        "rep_d1",
        Verdict.SAME,
    )
    undone = [j for u in updates[2:] for j in u.judgements if j.supersedes]
    assert [(j.supersedes, j.verdict) for j in undone] == [(first.id, Verdict.UNSURE)]


def test_adding_an_article_twice_changes_nothing() -> None:
    batch = [coded(line) for line in LINES]
    assert link([*batch, *batch]) == link(batch)


def test_a_closer_report_parts_a_pair() -> None:
    # A third report, closer to one of a pair and barred from the other, parts them.
    pairs = {
        ("a", "b"): Score(value=0.6, because=()),
        ("b", "c"): Score(value=0.9, because=()),
        ("a", "c"): Score(value=0.1, because=(), bar=True),
    }
    first = {("a", "b"): pairs["a", "b"]}

    def compare(left: str, right: str) -> Score:
        return pairs[left, right]

    assert group("ab", first, compare, JudgeSettings())["b"] == "a"
    home = group("abc", pairs, compare, JudgeSettings())
    assert home == {"a": "a", "b": "b", "c": "b"}


def test_copies_of_one_text_tell_one_event() -> None:
    one = coded(LINES[1])
    text = (
        "Ola Lund visited Finland on Monday to look at the new border fence that the "
        "two countries are to build together until next summer, and spoke to guards."
    )
    articles = []
    for name in ("x", "y"):
        article = replace(
            one.parsed.article,
            id=name,
            text=text,
            parts=(Part(Span(0, len(text)), PartKind.BODY),),
        )
        report = replace(one.reports[0], id=f"rep_{name}", article_id=name)
        articles.append(
            replace(
                one,
                parsed=ParsedArticle(article=article, sentences=()),
                reports=(report,),
            )
        )
    linked = link(articles)
    assert linked.origin_of == {"x": "x", "y": "x"}
    assert linked.event_of["rep_x"] == linked.event_of["rep_y"]
    assert linked.story_of["x"] == linked.story_of["y"]
