"""How many of the disagreements that readers listed the ledger shows.

    python -m evaluation.disagreements ../shared [--all]

Reads dev/events: `stories.jsonl` lists, a story at a time, facts on which outlets
differ, in free words that begin with event ids ("SI11: date ..."). The sides of a
listing are cut apart ("A vs B", "A; B", "A, B"). It counts as found when the record
shows versions of both sides under one field: two versions, one that has a number, date,
name or word of the one side alone, one that has such of the other. Where the listing
says that only some tell, a version of it and one that says that others are silent.

The record is that of the listed events (matched to the gold reports by place in the
text): disputed fields, fields that only some tell, the history of the status; and what
is shown beside the ledger's own stories of those articles, not the gold ones. `--all`
prints every difference that the record shows, listed or not, for a reader to judge.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from detente.api import Ledger, ingest, make_coder
from detente.ledger.story_differences import story_differences
from detente.model.edtf import from_edtf
from detente.model.happening import Event
from detente.model.words import COMMON, stem

Row = dict[str, Any]
# A field of the record with its versions.
Shown = tuple[str, tuple[str, ...]]
EVENT_ID = re.compile(r"\b[A-Z]{2}\d\d\b")
WORD = re.compile(r"\d+(?:\.\d+)?|[a-z]+")
EDTF = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d(?:-\d\d)?)?")
# How a listing says that some are silent, and how a record does.
SILENT = re.compile(r"\bonly\b|\bno\b|\bundated\b|\bnames\b")
SILENCES = ("not named", "not given", "no date", "no comment")
MONTHS = (
    "January February March April May June July August September October November "
    "December"
).split()
# Words of a listing that are about telling, not about what is told.
TELLING = frozenset(
    "date dates differs differ start nature names named report reports reported says "
    "outlet outlets version versions search gave piece reprint citing correct wrongly "
    "days month months earlier".split()
)


def rows(path: Path) -> list[Row]:
    """One JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def sides_of(listing: str, outlets: Iterable[str]) -> list[set[str]]:
    """What each side of a listing says: its numbers and words, stemmed.

    Words that several sides have tell none apart and are left out.
    """
    body = EVENT_ID.sub("", listing).partition(":")[2] or listing
    for outlet in outlets:
        body = body.replace(outlet, "")
    sign = next((s for s in (r"\bvs\b", ";", ",") if re.search(s, body)), None)
    parts = re.split(sign, body) if sign else [body]
    sides = [_words(re.sub(r"\([^)]*\)", "", part)) or _words(part) for part in parts]
    if len(sides) > 1 and SILENT.search(listing):
        sides = [_words(part) for part in parts]  # names may stand in brackets
    return [
        side - {w for other in sides if other is not side for w in other}
        for side in sides
    ]


def _words(text: str) -> set[str]:
    plain = text.replace(",", "").casefold()
    words = {w.lstrip("0") or w for w in WORD.findall(plain)}
    months = {name.casefold() for name in MONTHS}
    kept = {w for w in words if w not in months | COMMON | TELLING}
    return {stem(w) for w in kept if w[0].isdigit() or len(w) > 1}


def _version(value: str) -> set[str]:
    """The words of a version; of days also their weekdays, or that it is a weekend."""
    found = _words(value)
    for match in EDTF.finditer(value):
        days = from_edtf(match.group())
        if days.n_days > 7:
            continue
        each = [days.start + timedelta(days=n) for n in range(days.n_days)]
        found |= {stem(f"{day:%A}".casefold()) for day in each}
        if [day.weekday() for day in each] == [5, 6]:
            found.add("weekend")
    return found


def shown(event: Event) -> Iterator[Shown]:
    """What the record of an event shows: each field with its versions."""
    for one in (*event.disagreements, *event.told_by_some):
        yield str(one.field), tuple(claim.value for claim in one.claims)
    statuses = tuple(sorted({str(step.status) for step in event.history}))
    if len(statuses) > 1:
        yield "history", statuses


def holds(listing: str, told: Iterable[Shown], outlets: Sequence[str]) -> str | None:
    """The field that shows a listed disagreement; None if none does."""
    sides = sides_of(listing, outlets)
    for field, versions in told:
        words = [_version(value) for value in versions]
        hits = [{n for n, side in enumerate(sides) if side & said} for said in words]
        silent = [any(s in value for s in SILENCES) for value in versions]
        both = any(
            a != b and i != j
            for i, mine in enumerate(hits)
            for j, others in enumerate(hits)
            for a in mine
            for b in others
        )
        some = SILENT.search(listing) and any(silent)
        named = any(hit for hit, mute in zip(hits, silent, strict=True) if not mute)
        undated = "undated" in listing and field == "date"
        if both or (some and (named or undated)):
            return f"{field}: {' | '.join(versions)}"
    return None


def overlap(one: str, other: str) -> bool:
    """Whether one quote lies in the other, white space apart."""
    a, b = (" ".join(text.split()).casefold() for text in (one, other))
    return bool(a) and bool(b) and (a in b or b in a)


def main() -> None:
    """Print each listed disagreement, then the share found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", type=Path)
    options.add_argument("--all", action="store_true")
    given = options.parse_args()
    folder = given.shared / "dev" / "events"
    gold = defaultdict(list)
    for row in rows(folder / "gold.jsonl"):
        gold[row["event_id"]].append(row)
    with Ledger.in_memory() as ledger:
        ingest(ledger, [str(folder / "articles.jsonl")], make_coder())
        listed = [
            (story, text)
            for story in rows(folder / "stories.jsonl")
            for text in story["disagreements"]
        ]
        n_found = sum(_is_found(text, story, gold, ledger) for story, text in listed)
        print(f"{n_found} of {len(listed)} listed disagreements found")
        if given.all:
            _print_all(ledger)


def _is_found(
    listing: str, story: Row, gold: dict[str, list[Row]], ledger: Ledger
) -> bool:
    """Whether the record shows a listing; prints it with what shows it."""
    ids = EVENT_ID.findall(listing)
    events = [
        event
        for event in ledger.events()
        if any(
            report.article_id == row["file"] and overlap(report.quote, row["quote"])
            for one in ids
            for row in gold[one]
            for report in ledger.reports_of(event)
        )
    ]
    files = {
        row["file"] for event in story["events"] for row in gold[event["event_id"]]
    }
    told = [*(field for event in events for field in shown(event))]
    told += _of_stories(ledger, files)
    outlets = sorted(
        {one.outlet for one in ledger.articles() if one.id in files and one.outlet}
    )
    answer = holds(listing, told, outlets)
    print(f"{'found ' if answer else 'missed'} {listing[:70]}")
    if answer:
        print(f"         {answer[:100]}")
    return answer is not None


def _of_stories(ledger: Ledger, files: Iterable[str]) -> Iterator[Shown]:
    """What stands beside the ledger's stories of these articles."""
    copies, story_of = ledger.groups(files)
    for story in sorted(set(story_of.values())):
        ids = {one for one, name in story_of.items() if name == story}
        articles = [one for one in ledger.articles() if one.id in ids]
        for found in story_differences(articles, copies):
            yield f"story, {found.what}", tuple(words for words, _ in found.versions)


def _print_all(ledger: Ledger) -> None:
    for event in ledger.events():
        for field, versions in shown(event):
            print(f"  {event.type} {event.act}: {field}: {' | '.join(versions)}")
    for field, versions in _of_stories(ledger, [one.id for one in ledger.articles()]):
        print(f"  {field}: {' | '.join(versions)}")


if __name__ == "__main__":
    main()
