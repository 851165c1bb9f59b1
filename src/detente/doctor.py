"""Whether this installation works, step by step, each told in a line."""

import sys
from collections.abc import Iterator
from pathlib import Path

from detente import __version__
from detente.problems import DetenteError


def check_data() -> Iterator[tuple[str, str]]:
    """Load every table; each with what it holds.

    Raises:
        DataError: a row does not hold together; the message points to it.
    """
    from detente.coding.contexts import load_contexts
    from detente.knowledge.everything import data_digest, load_knowledge
    from detente.knowledge.members import load_members
    from detente.knowledge.outlets import load_outlets
    from detente.knowledge.pair_model import load_pair_model
    from detente.knowledge.sources import check_generated
    from detente.knowledge.validity import load_validity

    knowledge = load_knowledge()
    yield "lexicon", f"{len(knowledge.lexicon.rows)} rows"
    yield "countries", f"{len(knowledge.actors.countries)}"
    yield "role nouns", f"{len(knowledge.actors.agents)}"
    yield "terms of office", f"{len(knowledge.offices.terms.cells)}"
    yield "dated world events", f"{len(knowledge.world.events)}"
    places = "ready" if knowledge.gazetteer.knows("ankara") else "not readable"
    yield "gazetteer", places
    yield "contexts", f"{len(load_contexts())}"
    load_outlets()
    yield "outlets", "loaded"
    yield "members of bodies", f"{len(load_members().bodies)} bodies"
    yield "pair encoder", f"{len(load_pair_model().labels)} codes"
    load_validity()
    yield "generated files", f"{check_generated()} as they were made"
    yield "data digest", data_digest()


def checkup(ledger: str | Path | None = None) -> Iterator[tuple[str, bool, str]]:
    """Name, whether it is well, and what was found, for each part in turn."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield "detente", True, f"{__version__} on Python {version}"
    try:
        for name, said in check_data():
            yield name, True, said
    except DetenteError as problem:
        yield "data", False, str(problem)
        return
    try:
        from detente.api import make_coder
        from detente.model.article import RawDocument

        coder = make_coder()
        text = "ANKARA, May 3 - Turkey recalled its ambassador to Norway on Tuesday."
        coded = coder.code(RawDocument(text=text, format="txt"))
        types = [str(report.type) for report in coded.reports]
        yield "parser and coder", types == ["SANCTION"], f"{coder.name}; coded {types}"
    except (DetenteError, ImportError, OSError) as problem:
        yield "parser and coder", False, str(problem)
    if ledger is not None:
        from detente.ledger.address import shown
        from detente.ledger.store import Ledger

        name = shown(ledger)
        try:
            with Ledger.open(ledger, "r") as store:
                found = store.verify()
            said = f"{found.n_entries} entries, head {found.head[:12]}"
            yield name, found.is_sound, "; ".join((said, *found.faults[:3]))
        except DetenteError as problem:
            yield name, False, str(problem).removeprefix(f"{name}: ")
