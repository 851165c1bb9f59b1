"""Wikidata's facts on office holders -> src/detente/data/generated/holders.csv.

    python -m tools.make_actors FOLDER

FOLDER holds `holders.csv` and `positions.csv` as read from the repositories of the GitHub
organisation every-politician-scrapers (facts of Wikidata, CC0; see data/SOURCES.toml).
Labels of its positions are short or full, and offices of provinces carry a name: only
those of the state as a whole stay, told by what follows the title. What else is done to
the terms is `detente.knowledge.held`'s.

Beside it stand person_ids.csv, the Wikidata ids of people in curated rows, and
positions.csv, which office each of Wikidata's positions is (for `detente knowledge sync`).
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from detente.knowledge.actors import ActorTable, NameKind, load_countries
from detente.knowledge.held import Held, clean_name, closed, joined, without
from detente.knowledge.names import name_key
from detente.knowledge.office_rows import (
    GENERATED,
    POSITIONS,
    read_aliases,
    read_curated,
    read_not_held,
    read_offices,
)
from detente.knowledge.offices import OfficeTable

TARGET = Path("src/detente/data/generated/holders.csv")
POSTS = re.compile(
    r"^(ambassador|permanent representative|high commissioner|apostolic nuncio|"
    r"representative)(?: and \w+ \w+)? (?:to|of|in) (?:the )?(.+)$",
    re.IGNORECASE,
)
# Of provinces and cities, of courts; people beside an office; members without a name.
LEFT_OUT = re.compile(
    r"\((?!acting)|\b(flemish|walloon|brussels-capital|junior lord|whip|mayor|prefect|"
    r"(?<!chief )justice of|judge|administrator|intendant|lieutenant governor|chief minister|"
    r"vice governor|paymaster|duchy|private secretary|member|province|captain regent|"
    r"region|canton|municipality|(?:regional|provincial) (?:minister|government|council|"
    r"executive)|ladies|lady-in)\b",
    re.IGNORECASE,
)
# Offices whose title must stand alone or be followed by the state's own name: "Premier
# of New South Wales" is none.
ALONE = frozenset(
    {"president", "prime minister", "head of government", "king", "queen", "emperor",
     "sultan", "emir",
     "vice president", "deputy prime minister", "chancellor", "crown prince",
     "governor-general", "attorney general", "minister", "police chief",
     "speaker of parliament", "chief justice", "leader", "governor", "secretary general"}
)  # fmt: skip
LEFT_OUT_OFFICES = frozenset(
    {"governor", "mayor", "judge", "leader", "candidate", "official", "diplomat", "aide",
     "chief executive officer", "party leader", "commander", "patriarch", "secretary general",
     "undersecretary", "lawmaker", "consul", "head of delegation", "police chief"}
)  # fmt: skip


def make(folder: Path, target: Path = TARGET) -> int:
    """Write the terms to `target`; how many there are."""
    offices = OfficeTable(read_offices(), ())
    names = ActorTable(countries=load_countries())
    ended = {
        (row["country_iso3"], row["position_qid"]): row["end"]
        for row in _read(folder / "positions.csv")
    }
    aliases = {(name_key(a), country): p for a, p, country in read_aliases()}
    rows_in = list(_read(folder / "holders.csv"))
    for row in rows_in:
        name = clean_name(row["person_name"])
        row["person_name"] = aliases.get((name_key(name), row["country_iso3"]), name)
    terms = joined(_terms(rows_in, offices, names))
    curated = list(read_curated())
    ids = {
        (name_key(row["person_name"]), row["country_iso3"]): row["person_qid"]
        for row in reversed(rows_in)
        if row["person_name"] and re.fullmatch(r"Q\d+", row["person_qid"])
    }
    everywhere: dict[str, set[str]] = defaultdict(set)
    for (key, _), qid in ids.items():
        everywhere[key].add(qid)
    known = set()
    for term in curated:
        key = name_key(term.person)
        qid = ids.get((key, term.country), "")
        if not qid and " " in key and len(everywhere[key]) == 1:
            qid = next(iter(everywhere[key]))  # of a body, by the name at home
        if qid:
            known.add((term.country, term.person, qid))
    _write(target.with_name("person_ids.csv"), ("country", "person", "qid"), known)
    single = offices.single_offices()
    wrong = read_not_held()
    kept = without(closed(terms, curated, single, ended), curated, wrong)
    rows = sorted(
        {(t.qid, t.person, t.office, t.country, t.start, t.end) for t in kept},
        key=lambda row: (int(row[0][1:]), *row[1:]),
    )
    _write(target, GENERATED, rows)
    positions = {
        (term.position, term.country, term.office)
        for term in terms
        if re.fullmatch(r"Q\d+", term.position)
    }
    _write(target.with_name("positions.csv"), POSITIONS, positions)
    return len(rows)


def _write(path: Path, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows if isinstance(rows, list) else sorted(rows))


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _terms(
    rows: Iterable[dict[str, str]], offices: OfficeTable, names: ActorTable
) -> Iterator[Held]:
    known: dict[tuple[str, str], str | None] = {}
    for row in rows:
        country, label = row["country_iso3"], row["position_label"]
        qid, person = row["person_qid"], row["person_name"]
        start, end = row["start"], row["end"]
        if row["position_qid"] in WRONG_LABELS:
            continue
        if not (country and re.fullmatch(r"Q\d+", qid) and person and start):
            continue
        if end and end < start[: len(end)]:
            continue
        key = country, label
        if key not in known:
            known[key] = office_named(label, country, offices, names)
        office = known[key]
        if office is not None:
            yield Held(
                qid=qid, person=person, office=office, country=country, start=start,
                end=end, position=row["position_qid"].split(";")[0],
            )  # fmt: skip


def office_named(
    label: str, country: str, offices: OfficeTable, names: ActorTable
) -> str | None:
    """The office that a position's label names, of the state; None for all others."""
    if match := POSTS.match(label):
        if match.group(1).lower() in {"representative"}:
            return None
        hits = names.find_names(match.group(2))
        states = [
            h.actor.name for h in hits if h.kind in (NameKind.NAME, NameKind.BODY)
        ]
        if match.group(2).startswith("United Nations"):
            states = ["United Nations"]
        where = states[0] if states else match.group(2)
        return f"ambassador to {where}"
    label = label.removesuffix(" (Prime Minister)")
    if office_of_crown(label, country):
        return None
    if label.startswith("Member of the Federal Council"):
        return "minister"
    if re.fullmatch(r"(First )?Secretary of State(?! for).*", label) and (
        country != "USA" or label != "Secretary of State"
    ):
        return None
    if country in PERMANENT and re.match(
        r"(Foreign|Defence|Home|Finance|Commerce) Secretary|Secretary of ", label
    ):
        return None
    if LEFT_OUT.search(label):
        return None
    if re.match(r"[A-Z]\w+ (?:Minister|Ambassador)", label):
        first = names.find_names(label.split(" ")[0])
        if first and first[0].actor.country == country:
            label = label.split(" ", 1)[1]  # "Italian Minister of Foreign Affairs"
    hit = offices.office_of(label)
    if hit is None:
        hit = offices.office_of(
            re.sub(r"^(?:Federal|Union|State|First|National) ", "", label)
        )
    if hit is None or hit.office in LEFT_OUT_OFFICES:
        return None
    text = label if offices.office_of(label) else label.split(" ", 1)[1]
    rest = text[hit.span.end :].strip()
    if rest and not _is_of_state(rest, hit.office, country, names):
        return (
            "minister"
            if label.startswith(("Minister", "Secretary of State for"))
            else None
        )
    if hit.is_deputy:
        return f"deputy {hit.office}" if hit.office.startswith("minister of") else None
    if hit.office == "head of government":
        return "prime minister"
    return offices.office_in(hit.office, country)


# India's foreign secretaries, civil servants, are labelled foreign ministers; Switzerland's
# chancellor heads an office, not the government.
WRONG_LABELS = frozenset({"Q5468326", "Q687810"})
# Where a secretary is a ministry's first civil servant, not its minister.
PERMANENT = frozenset({"IND", "PAK", "BGD", "NPL", "LKA", "MYS", "SGP"})
AUTHORITIES = ("of the Republic", "of the Palestinian National Authority")
REALMS = frozenset(
    "ATG AUS BHS BLZ BRB CAN GRD JAM KNA LCA NZL PNG SLB TUV VCT".split()
)


def office_of_crown(label: str, country: str) -> bool:
    """Whether it is the British monarch's crown of another realm."""
    return country in REALMS and label.lower().startswith("monarch")


def _is_of_state(rest: str, office: str, country: str, names: ActorTable) -> bool:
    """Whether what follows a title still leaves it the state's own."""
    hits = names.find_names(rest)
    if office in ALONE and office != "minister":
        whole = re.sub(r"^of (?:the )?", "", rest)
        return rest.startswith(AUTHORITIES) or any(
            hit.span.of(rest) == whole and hit.actor.country == country for hit in hits
        )
    if any(hit.actor.country == country for hit in hits):
        return len(rest.split()) < 8
    if hits:
        return False
    if office == "minister":
        return rest.startswith(("of ", "for ", "in charge", "without", "to ", "-"))
    return rest.startswith((",", "and ", "&", "/", "of the "))


if __name__ == "__main__":
    print(make(Path(sys.argv[1])), "terms")
