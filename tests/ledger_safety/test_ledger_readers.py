"""Twenty readers at once, while the one writer works: none waits, none errs."""

from pathlib import Path
from threading import Event, Thread

from detente.ledger.read import Wanted
from detente.ledger.store import Ledger
from evaluation import made_press
from evaluation.ledger_safety import in_child, write_inputs


def test_twenty_readers_see_whole_articles_during_an_ingest(tmp_path: Path) -> None:
    path = tmp_path / "read.ledger"
    inputs = write_inputs(tmp_path, 25)
    with Ledger.open(path, "w") as ledger:
        ledger.append(made_press.coded(0))
    child = in_child(path, inputs)
    done, faults = Event(), []

    def read() -> None:
        try:
            with Ledger.open(path) as reader:
                last = 0
                while True:
                    ended = done.is_set()
                    articles = list(reader.articles(texts=False))
                    n = len(articles)
                    if n < last or any(
                        len(reader.reports_in(one.id)) != made_press.PER_ARTICLE
                        for one in articles[-2:]
                    ):
                        faults.append(f"{n} articles after {last}")
                    last = n
                    reader.events(Wanted(country="USA"), limit=20)
                    reader.stories(limit=5)
                    if ended:
                        break
                if last != 25:
                    faults.append(f"{last} articles at the end")
        except Exception as error:
            faults.append(repr(error))

    readers = [Thread(target=read) for _ in range(20)]
    for reader in readers:
        reader.start()
    child.join()
    done.set()
    for reader in readers:
        reader.join()
    assert child.exitcode == 0
    assert faults == []
