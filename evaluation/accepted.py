"""Codings of the development sets that somebody has looked at, to see what changes.

`accepted.json` keeps, for each set and article, a line for each coding: where its
trigger stands, its type, the states on both sides, and a digest of all its fields. No
word of an article is in it, so it may lie in the repository where the sets may not.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("accepted.json")
DIGEST_CHARS = 8  # of 16 hex: one chance in 4e9 that a change goes unseen
Codings = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one run codes otherwise than the accepted one, a line for each coding.

    `changed` are those whose place and type stay while some field differs.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    changed: tuple[str, ...]
    n_same: int


def codings(lines: Iterable[Mapping[str, Any]]) -> Codings:
    """The codings of report lines (REPORT.md), by article, without their words."""
    found: Codings = {}
    for line in lines:
        found.setdefault(_article(line), []).append(_coding(line))
    return {
        article: sorted(each, key=_place) for article, each in sorted(found.items())
    }


def compare(before: Codings, now: Codings) -> Changes:
    """Which codings are new, gone, or changed in a field."""
    gained, lost, changed, n_same = [], [], [], 0
    for article in sorted(before.keys() | now.keys()):
        old, new = Counter(before.get(article, ())), Counter(now.get(article, ()))
        n_same += (old & new).total()
        gone = sorted((old - new).elements(), key=_place)
        come = sorted((new - old).elements(), key=_place)
        for line in list(come):
            twin = next((o for o in gone if o.split()[:2] == line.split()[:2]), None)
            if twin is not None:
                gone.remove(twin)
                come.remove(line)
                changed.append(f"{article} {_told(twin)} -> {line.split()[2]}")
        gained += [f"{article} {_told(line)}" for line in come]
        lost += [f"{article} {_told(line)}" for line in gone]
    return Changes(
        gained=tuple(gained), lost=tuple(lost), changed=tuple(changed), n_same=n_same
    )


def load() -> dict[str, Codings]:
    """The accepted codings by set; empty before the first `--update`."""
    if not FILE.exists():
        return {}
    found: dict[str, Codings] = json.loads(FILE.read_text("utf-8"))
    return found


def save(accepted: Mapping[str, Codings]) -> None:
    """Write them, one article a line."""
    sets = []
    for name, articles in sorted(accepted.items()):
        rows = ",\n".join(
            f"  {json.dumps(article)}: {json.dumps(each)}"
            for article, each in sorted(articles.items())
        )
        sets.append(f" {json.dumps(name)}: {{\n{rows}\n }}")
    FILE.write_text("{\n" + ",\n".join(sets) + "\n}\n", "utf-8")


def _article(line: Mapping[str, Any]) -> str:
    """The article's id; of a file its name, so that folders do not matter."""
    article = line["article"]
    return Path(article["path"]).name if article.get("path") else str(article["id"])


def _coding(line: Mapping[str, Any]) -> str:
    """As in "1204 SANCTION FRA>AUS,USA 5f0c1a9b"."""
    sides = ">".join(_side(line[role]) for role in ("actor", "recipient"))
    fields = {
        key: line.get(key)
        for key in (
            "mode", "status", "date", "dead", "injured", "arrested", "attribution"
        )
    }  # fmt: skip
    told = json.dumps([sides, fields], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(told.encode()).hexdigest()[:DIGEST_CHARS]
    start = line["evidence"]["trigger"]["start"]
    return f"{start} {line['event']} {sides} {digest}"


def _side(participants: Sequence[Mapping[str, Any]]) -> str:
    codes = {p.get("country_code") or p.get("entity_code") or "?" for p in participants}
    return ",".join(sorted(codes)) or "-"


def _told(coding: str) -> str:
    """The coding for a reader: its place, type and sides."""
    start, type_, sides, _ = coding.split()
    return f"@{start} {type_} {sides}"


def _place(coding: str) -> tuple[int, str]:
    return int(coding.split()[0]), coding
