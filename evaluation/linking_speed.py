"""What a report costs to link as the ledger grows.

    python -m evaluation.linking_speed [--articles N] [--ledger]

Made-up news of sixty states: each day a few stories, each told by some outlets. Prints
the time per report in each tenth; the last should be within 1.3 times the first. Two
reports an article: the default is 100,000 reports. With `--ledger` each is filed, and
what it touches looked up there, as `ingest` does; without, the linker holds all itself.
"""

import argparse
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

from detente.ledger.store import Ledger
from detente.linking.link import Linker
from detente.model.actor import Participant
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.coded import CodedArticle
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval

N_STATES = 60
STORIES_A_DAY = 20
OUTLETS = 5
ACTS = (
    (EventType.CONSULT, "visited"),
    (EventType.CONSULT, "met"),
    (EventType.SANCTION, "recalled its ambassador from"),
    (EventType.AGREE, "signed an accord with"),
    (EventType.ACCUSE, "accused"),
    (EventType.ASSAULT, "shelled a village of"),
    (EventType.AID, "sent relief goods to"),
)


def state(n: int) -> Participant:
    """An invented state."""
    name = f"State{n:02d}"
    return Participant(
        raw_text=name, entity_name=name, span=Span(0, 1), country_code=f"S{n:02d}"
    )


def news(random: Random) -> Iterator[tuple[Article, list[Report], Dating]]:
    """Endless articles with two reports each, in order of days."""
    numbers = count()
    for day in count():
        when = date(2020, 1, 1) + timedelta(days=day)
        dating = Dating(interval=TimeInterval.day(when), basis=DateBasis.EXPRESSION)
        for _ in range(STORIES_A_DAY):
            one, other = random.sample(range(N_STATES), 2)
            acts = random.sample(ACTS, 2)
            words = " ".join(f"topic{random.randrange(5000)}" for _ in range(12))
            for _ in range(random.randint(1, OUTLETS)):
                n = next(numbers)
                own = " ".join(f"word{random.randrange(5000)}" for _ in range(60))
                told = [f"State{one:02d} {act} State{other:02d}" for _, act in acts]
                text = f"{'. '.join(told)}. {words} {own}"
                article = Article(
                    id=f"art_{n:07d}",
                    text=text,
                    parts=(Part(Span(0, len(text)), PartKind.BODY),),
                )
                reports = [
                    report(f"rep_{n:07d}_{i}", article, act[0], one, other, told[i], i)
                    for i, act in enumerate(acts)
                ]
                yield article, reports, dating


def report(
    id: str,
    article: Article,
    kind: EventType,
    actor: int,
    recipient: int,
    quote: str,
    sentence: int,
) -> Report:
    """One report, dated by its article."""
    at = article.text.index(quote)
    word = quote.split()[1]
    trigger = at + quote.index(word)
    return Report(
        id=id,
        article_id=article.id,
        type=kind,
        modes=(),
        contexts=(),
        actors=(state(actor),),
        recipients=(state(recipient),),
        status=Status.HAPPENED,
        dating=None,
        location=None,
        attribution=(),
        evidence=Span(at, at + len(quote)),
        quote=quote,
        trigger=Span(trigger, trigger + len(word)),
        trigger_text=word,
        sentence=sentence,
        is_title=False,
        row="",
        because=(),
        confidence=1.0,
    )


def coded(article: Article, reports: list[Report], published: Dating) -> CodedArticle:
    """The article as coding hands it to a ledger."""
    return CodedArticle(
        parsed=ParsedArticle(article=article, sentences=()),
        published=published,
        times=(),
        places=(),
        actors=(),
        attributions=(),
        reports=tuple(reports),
        coder="made",
    )


def main() -> None:
    """Link one by one and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=50_000)
    options.add_argument("--ledger", action="store_true")
    given = options.parse_args()
    with Ledger.in_memory() as ledger:
        linker = Linker(memory=ledger if given.ledger else None)
        measure(linker, ledger if given.ledger else None, given.articles)


def measure(linker: Linker, ledger: Ledger | None, n_articles: int) -> None:
    """Link endless news one by one; print the cost of each tenth, filing apart."""
    stream = news(Random(1))
    costs, totals = [], []
    for tenth in range(10):
        batch = [next(stream) for _ in range(n_articles // 10)]
        linking = filing = 0.0
        for article, reports, published in batch:
            start = time.process_time()
            linker.add(article, reports, published)
            linked = linker.update()
            linking += time.process_time() - start
            if ledger is not None:
                start = time.process_time()
                ledger.append(
                    coded(article, reports, published),
                    judgements=linked.judgements,
                    stories=linked.story_of,
                    copies=linked.origin_of,
                    versions=linked.version_of,
                    keys=linker.keys(article.id),
                )
                filing += time.process_time() - start
        n_reports = sum(len(reports) for _, reports, _ in batch)
        costs.append(linking / n_reports * 1000)
        totals.append((linking + filing) / n_reports * 1000)
        words = f"tenth {tenth + 1:2}: {costs[-1]:.2f} ms a report"
        print(words + (f", {totals[-1]:.2f} with filing" if ledger else ""), flush=True)
    print(f"last to first: {costs[-1] / costs[0]:.2f}", end="")
    print(f", {totals[-1] / totals[0]:.2f} with filing" if ledger else "")


if __name__ == "__main__":
    main()
