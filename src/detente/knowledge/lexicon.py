"""data/curated/lexicon.toml as rows that `extract` can look up by a word's lemma.

A group of the file is one act with all the words for it; a row is one of these words.
What the keys of a group mean is written at the head of the file.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import DataError

FILE = "data/curated/lexicon.toml"
NEEDS = frozenset({"actor", "recipient", "both", "either"})
FLAGS = frozenset(
    "actor_crowd actor_of_subject actor_official actor_person armed both_persons "
    "as_before by_state_of_place content deep_recipient direct_object foreign_only "
    "intransitive inverse keep_theme not_xcomp noun_bare object_actor "
    "object_anywhere object_body object_or_as object_or_person object_person "
    "own_object reciprocal reciprocal_plural resolved transitive unarmed visitor with_act "
    "with_clause with_goal".split()
)
LISTS = frozenset(
    "comp comp_aux modes near not_comp not_near not_object not_recipient noun_of "
    "noun_with nouns not_subject object object_mod recipient subject verbs "
    "verdict".split()
)
WORDS = LISTS - {"modes", "nouns", "recipient", "verbs"}  # a class may stand in them
PLAIN = frozenset("id type of each needs status count object_for source weight".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One word of one group, with all that must hold for it to claim the event.

    `rest` are the words that must follow the first one ("off" in "call off").
    Empty sets ask for nothing. `source` is the group's own, or the file's. `weight`
    counts like conditions when rows are ordered; of equals the earlier row is tried first.
    """

    id: str
    word: str
    rest: tuple[str, ...]
    is_noun: bool
    type: EventType
    modes: tuple[str, ...]
    recipient: tuple[str, ...]
    of: str
    each: str
    needs: str
    status: Status | None
    count: str
    flags: frozenset[str]
    objects: frozenset[str]
    not_objects: frozenset[str]
    object_mods: frozenset[str]
    not_recipients: frozenset[str]
    noun_of: frozenset[str]
    noun_with: frozenset[str]
    subjects: frozenset[str]
    not_subjects: frozenset[str]
    verdict: frozenset[str]
    comps: frozenset[str]
    not_comps: frozenset[str]
    comp_aux: frozenset[str]
    near: frozenset[str]
    not_near: frozenset[str]
    rank: int
    source: str = ""
    weight: int = 0

    def has(self, flag: str) -> bool:
        """Whether the group sets that flag."""
        return flag in self.flags

    @property
    def n_conditions(self) -> int:
        """How much it asks for: the more, the more it is preferred."""
        asked = (self.objects, self.object_mods, self.noun_of, self.noun_with)
        more = (self.subjects, self.comps, self.comp_aux, self.verdict, self.near)
        return 2 * len(self.rest) + 3 * sum(map(bool, (*asked, *more)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rows by lemma; `words` are all first words, for the gate.

    `manners` are, for a type, words beside a trigger that tell its mode, in the order
    in which they are tried.
    """

    verbs: dict[str, tuple[Row, ...]]
    nouns: dict[str, tuple[Row, ...]]
    rows: dict[str, Row]
    manners: dict[EventType, tuple[tuple[str, frozenset[str]], ...]] = field(
        default_factory=dict
    )

    @property
    def words(self) -> frozenset[str]:
        """Every lemma that can start a trigger."""
        return frozenset(self.verbs) | frozenset(self.nouns)


@cache
def load_lexicon() -> Lexicon:
    """Read and check the lexicon that ships.

    Raises:
        DataError: a group does not hold together; names it and says why.
    """
    text = (files("detente") / FILE).read_text(encoding="utf-8")
    return read_lexicon(text)


def read_lexicon(text: str) -> Lexicon:
    """The lexicon that a TOML text describes (see `load_lexicon`)."""
    table = tomllib.loads(text)
    if not table.get("source"):
        raise DataError(FILE, "no source given at its head")
    classes: dict[str, list[str]] = table.get("classes", {})
    rows: dict[str, Row] = {}
    verbs: dict[str, list[Row]] = {}
    nouns: dict[str, list[Row]] = {}
    for group in table["group"]:
        for row in _rows(group, classes, len(rows), str(table["source"])):
            if row.id in rows:
                raise DataError(FILE, f"row {row.id!r} stands there twice")
            rows[row.id] = row
            (nouns if row.is_noun else verbs).setdefault(row.word, []).append(row)
    return Lexicon(
        _by_weight(verbs), _by_weight(nouns), rows, _manners(table.get("manner", ()))
    )


def _manners(
    rows: Iterable[dict[str, object]],
) -> dict[EventType, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[EventType, list[tuple[str, frozenset[str]]]] = {}
    for row in rows:
        where = f"{FILE}: manner {row.get('mode')!r}"
        words = row.get("words")
        if not isinstance(words, list) or not words:
            raise DataError(where, "words must be a list of at least one")
        try:
            type_ = EventType(str(row["type"]))
        except (KeyError, ValueError):
            raise DataError(where, f"unknown event type {row.get('type')!r}") from None
        mode = str(row.get("mode", ""))
        found.setdefault(type_, []).append((mode, frozenset(map(str, words))))
    return {type_: tuple(modes) for type_, modes in found.items()}


def _by_weight(index: dict[str, list[Row]]) -> dict[str, tuple[Row, ...]]:
    return {
        word: tuple(
            sorted(rows, key=lambda row: (-row.n_conditions - row.weight, row.rank))
        )
        for word, rows in index.items()
    }


def _rows(
    group: dict[str, object], classes: dict[str, list[str]], rank: int, source: str
) -> Iterator[Row]:
    where = f"{FILE}: group {group.get('id')!r}"
    if unknown := sorted(set(group) - FLAGS - LISTS - PLAIN):
        raise DataError(where, f"unknown key {unknown[0]!r}")
    try:
        type_ = EventType(str(group["type"]))
    except (KeyError, ValueError):
        raise DataError(where, f"unknown event type {group.get('type')!r}") from None
    needs = str(group.get("needs", "both"))
    if needs not in NEEDS:
        raise DataError(where, f"needs must be one of {sorted(NEEDS)}, got {needs!r}")

    def words(key: str) -> tuple[str, ...]:
        value = group.get(key, [])
        if not isinstance(value, list):
            raise DataError(where, f"{key} must be a list")
        return tuple(str(item) for item in value)

    def members(items: tuple[str, ...]) -> frozenset[str]:
        found: set[str] = set()
        for item in items:
            if not item.startswith("@"):
                found.add(item)
            elif item[1:] in classes:
                found.update(classes[item[1:]])
            else:
                raise DataError(where, f"unknown class {item!r}")
        return frozenset(found)

    object_for = group.get("object_for", {})
    if not isinstance(object_for, dict):
        raise DataError(where, "object_for must be a table")
    status = group.get("status")
    phrases = [(phrase, False) for phrase in words("verbs")]
    phrases += [(phrase, True) for phrase in words("nouns")]
    if stray := sorted(set(object_for) - {phrase for phrase, _ in phrases}):
        raise DataError(where, f"object_for names {stray[0]!r}, not a verb of it")
    modes, recipient = words("modes"), words("recipient")
    told = {key: members(words(key)) for key in WORDS}
    flags = frozenset(flag for flag in FLAGS if group.get(flag))
    for phrase, is_noun in phrases:
        first, *rest = phrase.split()
        own = object_for.get(phrase)
        objects = members(tuple(own)) if own else told["object"]
        yield Row(
            id=f"{group['id']}/{phrase}{' (noun)' if is_noun else ''}",
            word=first,
            rest=tuple(rest),
            is_noun=is_noun,
            type=type_,
            modes=modes,
            recipient=recipient,
            of=str(group.get("of", "recipient")),
            each=str(group.get("each", "")),
            needs=needs,
            status=Status(str(status)) if status else None,
            count=str(group.get("count", "")),
            flags=flags,
            objects=frozenset() if is_noun else objects,
            not_objects=told["not_object"],
            object_mods=frozenset() if is_noun else told["object_mod"],
            not_recipients=told["not_recipient"],
            noun_of=told["noun_of"] if is_noun else frozenset(),
            noun_with=told["noun_with"] if is_noun else frozenset(),
            subjects=told["subject"],
            not_subjects=told["not_subject"],
            verdict=told["verdict"],
            comps=told["comp"],
            not_comps=told["not_comp"],
            comp_aux=told["comp_aux"],
            near=told["near"],
            not_near=told["not_near"],
            rank=rank,
            source=str(group.get("source", source)),
            weight=_weight(group, where),
        )
        rank += 1


def _weight(group: dict[str, object], where: str) -> int:
    weight = group.get("weight", 0)
    if not isinstance(weight, int):
        raise DataError(where, f"weight must be an integer, got {weight!r}")
    return weight
