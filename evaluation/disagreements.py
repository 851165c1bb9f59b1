"""How many of the disagreements that readers listed the ledger shows.

    python -m evaluation.disagreements ../shared

Reads dev/events: `stories.jsonl` lists, a story at a time, facts on which outlets
differ, in free words that begin with event ids ("SI11: date ..."). A listed one counts
as found when the record of such an event (matched to the gold reports by place in the
text), or the figures of its story, show it: a disputed field, a field that only some
tell, or a status history, with at least two of the numbers, dates or names of the
listing in its versions (one, where it lists but one, or where it says that only some
tell it and the record shows who is silent). Prints each with what was found.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from detente.api import Ledger, ingest, make_coder
from detente.ledger.story_figures import story_figures
from detente.model.happening import Event

Row = dict[str, Any]
EVENT_ID = re.compile(r"\b[A-Z]{2}\d\d\b")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*\b")
# How a listing says that some are silent, and how a record does.
SILENT = re.compile(r"\bonly\b|\bno\b|\bundated\b|\bnames\b")
SILENCES = ("not named", "not given", "no date")
STATUSES = "happened planned hypothetical denied cancelled ongoing demanded".split()
MONTHS = (
    "January February March April May June July August September October November "
    "December"
).split()


def rows(path: Path) -> list[Row]:
    """One JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def values_of(listing: str, outlets: set[str]) -> set[str]:
    """What distinguishes the versions: numbers, status words, names in small letters.

    Names of outlets (and their short forms, in brackets) only say who holds which.
    """
    body = EVENT_ID.sub("", listing)
    for outlet in outlets:
        body = body.replace(outlet, "")
    if len(NAME.findall(re.sub(r"\([^)]*\)", "", body))) > 1:
        body = re.sub(r"\([^)]*\)", "", body)
    found = {number.replace(",", "") for number in NUMBER.findall(body)}
    found |= {word for word in STATUSES if re.search(rf"\b{word}\b", body)}
    found |= {
        part
        for n in NAME.findall(body)
        if n not in MONTHS
        for part in n.casefold().replace("-", " ").split()
        if part not in {"the", "al"}
    }
    return found


def shown(event: Event) -> Iterator[tuple[str, str]]:
    """What the record of an event shows: each field with the text of its versions."""
    fields: dict[str, list[str]] = defaultdict(list)
    for one in (*event.disagreements, *event.told_by_some):
        fields[str(one.field)].extend(claim.value for claim in one.claims)
    for field, values in fields.items():
        yield field, ", ".join(values)
    statuses = {str(step.status) for step in event.history}
    if len(statuses) > 1:
        yield "history", " ".join(sorted(statuses))


def holds(
    listing: str, told: Iterable[tuple[str, str]], outlets: set[str]
) -> str | None:
    """The field that shows a listed disagreement; None if none does."""
    wanted = values_of(listing, outlets)
    best = None
    for field, text in told:
        plain = text.replace(",", "").casefold()
        words = set(re.findall(r"\d+(?:\.\d+)?|[a-z]+", plain))
        hits = {v for v in wanted if set(v.split()) <= words or v.lstrip("0") in words}
        hits |= {v for v in wanted if v.isdigit() and v.zfill(2) in words}
        is_silence = any(word in plain for word in SILENCES) and SILENT.search(listing)
        if hits and len(hits) >= (1 if is_silence else min(2, len(wanted))):
            best = f"{field}: {text}"
            break
    return best


def overlap(one: str, other: str) -> bool:
    """Whether one quote lies in the other, white space apart."""
    a, b = (" ".join(text.split()).casefold() for text in (one, other))
    return bool(a) and bool(b) and (a in b or b in a)


def main() -> None:
    """Print each listed disagreement, then the share found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", type=Path)
    folder = options.parse_args().shared / "dev" / "events"
    gold = defaultdict(list)
    for row in rows(folder / "gold.jsonl"):
        gold[row["event_id"]].append(row)
    n_found = n_listed = 0
    with Ledger.in_memory() as ledger:
        ingest(ledger, [str(folder / "articles.jsonl")], make_coder())
        events = ledger.events()
        said = {one.id: ledger.reports_of(one) for one in events}
        texts = {one.id: one for one in ledger.articles()}
        for story in rows(folder / "stories.jsonl"):
            files = {
                row["file"]
                for event in story["events"]
                for row in gold[event["event_id"]]
            }
            articles = [texts[one] for one in sorted(files) if one in texts]
            figures = [
                (f"story, {one.measure}", " ".join(v for v, _ in one.versions))
                for one in story_figures(articles, {})
            ]
            for listing in story["disagreements"]:
                ids = EVENT_ID.findall(listing)
                mine = [
                    event
                    for event in events
                    if any(
                        report.article_id == row["file"]
                        and overlap(report.quote, row["quote"])
                        for one in ids
                        for row in gold[one]
                        for report in said[event.id]
                    )
                ]
                told = [*(t for event in mine for t in shown(event)), *figures]
                outlets = {one.outlet for one in articles if one.outlet}
                answer = holds(listing, told, outlets)
                n_listed += 1
                n_found += answer is not None
                print(f"{'found ' if answer else 'missed'} {listing[:70]}")
                if answer:
                    print(f"         {answer[:100]}")
    print(f"{n_found} of {n_listed} listed disagreements found")


if __name__ == "__main__":
    main()
