"""Cue words as data: which verbs, nouns and adjectives say that somebody says.

Verbs are looked up by any of their forms and not by lemma: a lemmatiser that has not
seen a word guesses ("hoping" as "hop"), a list of forms does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from detente.knowledge.tables import Row, read_toml
from detente.model.status import Status


class CueKind(StrEnum):
    """What a cue does with its content; see data/curated/cues.toml."""

    ASSERT = "assert"
    QUESTION = "question"
    DEMAND = "demand"
    COMMIT = "commit"
    ATTITUDE = "attitude"
    SHOW = "show"
    SEEM = "seem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One word's way of taking content: `row` is the data row that says so."""

    row: str
    kind: CueKind
    frames: frozenset[str]

    def takes(self, frame: str) -> bool:
        """Whether content may stand in that frame."""
        return frame in self.frames


@dataclass(frozen=True, slots=True)
class Governor:
    """A word that decides the status of the event under it (cues_status.toml)."""

    row: str
    effect: Status
    negated: Status
    frames: frozenset[str]


# Verbs whose past forms no rule gives. Source: curated 2026-11, any English grammar.
IRREGULAR = {
    "bear": ("bore", "borne"),
    "begin": ("began", "begun"),
    "break": ("broke", "broken"),
    "become": ("became",),
    "bind": ("bound",),
    "bring": ("brought",),
    "choose": ("chose", "chosen"),
    "come": ("came",),
    "do": ("did", "done"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "fight": ("fought",),
    "forbid": ("forbade", "forbidden"),
    "forget": ("forgot", "forgotten"),
    "forgo": ("forwent", "forgone"),
    "get": ("got", "gotten"),
    "give": ("gave", "given"),
    "have": ("has", "had"),
    "keep": ("kept",),
    "lead": ("led",),
    "leave": ("left",),
    "lose": ("lost",),
    "make": ("made",),
    "pay": ("paid",),
    "set": ("set",),
    "send": ("sent",),
    "spend": ("spent",),
    "spring": ("sprang", "sprung"),
    "stand": ("stood",),
    "strike": ("struck",),
    "strive": ("strove", "striven"),
    "take": ("took", "taken"),
    "undertake": ("undertook", "undertaken"),
    "win": ("won",),
    "withdraw": ("withdrew", "withdrawn"),
    "withhold": ("withheld",),
    "wind": ("wound",),
    "beseech": ("besought",),
    "cast": ("cast",),
    "feel": ("felt",),
    "find": ("found",),
    "foresee": ("foresaw", "foreseen"),
    "forecast": ("forecast",),
    "go": ("went", "gone"),
    "hear": ("heard",),
    "hold": ("held",),
    "know": ("knew", "known"),
    "mean": ("meant",),
    "put": ("put",),
    "read": ("read",),
    "say": ("said",),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "show": ("shown",),
    "sing": ("sang", "sung"),
    "speak": ("spoke", "spoken"),
    "swear": ("swore", "sworn"),
    "tell": ("told",),
    "think": ("thought",),
    "understand": ("understood",),
    "write": ("wrote", "written"),
}
VOWELS = frozenset("aeiou")
# Verbs of more than one syllable that double their last letter all the same.
DOUBLES = frozenset(
    "admit submit concur infer refer commit permit rebut defer omit regret deter forget "
    "prefer occur begin quit equip abet emit acquit".split()
)
# British English doubles these as well.
BRITISH = frozenset("cancel label signal quarrel counsel compel rebel travel".split())


def verb_forms(lemma: str) -> frozenset[str]:
    """Every form of an English verb: "plan" -> plan, plans, planned, planning."""
    if lemma in BRITISH:
        return _regular(lemma) | {lemma + "ling", lemma + "led"}
    return _regular(lemma)


def _regular(lemma: str) -> frozenset[str]:
    forms = {lemma}
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        forms.add(lemma + "es")
    elif lemma.endswith("y") and lemma[-2] not in VOWELS:
        forms.add(lemma[:-1] + "ies")
    else:
        forms.add(lemma + "s")
    stem = lemma + lemma[-1] if _doubles(lemma) else lemma
    if lemma.endswith("ie"):
        forms.add(lemma[:-2] + "ying")
    else:
        forms.add(lemma[:-1] + "ing" if _drops_e(lemma) else stem + "ing")
    if lemma in IRREGULAR:
        forms.update(IRREGULAR[lemma])
        if lemma != "show":
            return frozenset(forms)
    if lemma.endswith("e"):
        forms.add(lemma + "d")
    elif lemma.endswith("y") and lemma[-2] not in VOWELS:
        forms.add(lemma[:-1] + "ied")
    else:
        forms.add(stem + "ed")
    return frozenset(forms)


def _drops_e(lemma: str) -> bool:
    return lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye"))


def _doubles(lemma: str) -> bool:
    if lemma in DOUBLES:
        return True
    short = sum(letter in VOWELS for letter in lemma) == 1 and len(lemma) > 2
    return short and lemma[-1] not in VOWELS | set("wxy") and lemma[-2] in VOWELS


def noun_forms(lemma: str) -> frozenset[str]:
    """A noun and its plural."""
    if lemma.endswith(("s", "sh", "ch", "x")):
        return frozenset({lemma, lemma + "es"})
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return frozenset({lemma, lemma[:-1] + "ies"})
    return frozenset({lemma, lemma + "s"})


FORMS = {"verb": verb_forms, "noun": noun_forms}
KEYS = ("id", "pos", "kind", "frames", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Everything that tells of speech, thought and reality, by lower-case form."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    people: frozenset[str]
    papers: Mapping[str, str]
    media: frozenset[str]
    labels: frozenset[str]
    governors: Mapping[tuple[str, str], tuple[Governor, ...]]

    @classmethod
    def load(cls) -> Self:
        """Read the tables under data/curated.

        Raises:
            DataError: a row does not hold together.
        """
        rows = list(read_toml("curated/cues.toml", "cue", required=KEYS))
        sources = _source_nouns()
        return cls(
            verbs=_index(rows, "verb"),
            nouns=_index(rows, "noun"),
            adjectives=_index(rows, "adjective"),
            people=frozenset(w for w, group in sources.items() if group == "people"),
            papers={w: g for w, g in sources.items() if g in PAPERS},
            media=frozenset(w for w, group in sources.items() if group == "media"),
            labels=frozenset(w for w, group in sources.items() if group == "label"),
            governors=_governors(),
        )


PAPERS = ("statement", "document")
GROUPS = ("people", *PAPERS, "media", "label")


def _source_nouns() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_toml(
        "curated/cues_sources.toml", "source_noun", required=("id", "group", "words")
    ):
        group = row.one_of("group", GROUPS)
        for word in row.texts("words"):
            for form in noun_forms(word):
                if found.setdefault(form, group) != group:
                    row.fail(f"{form!r} is {found[form]!r} already")
    return found


def _index(rows: Iterable[Row], pos: str) -> Mapping[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for row in rows:
        if row.one_of("pos", ("verb", "noun", "adjective")) != pos:
            continue
        cue = Cue(
            row=row.text("id"),
            kind=CueKind(row.one_of("kind", tuple(CueKind))),
            frames=frozenset(row.texts("frames")),
        )
        for form in _forms(row, pos):
            if cue not in found.setdefault(form, []):
                found[form].append(cue)
    return {form: tuple(cues) for form, cues in found.items()}


def _forms(row: Row, pos: str) -> Iterator[str]:
    for word in row.texts("words"):
        if word != word.lower() or " " in word:
            row.fail(f"expected one word in small letters, got {word!r}")
        yield from sorted(FORMS[pos](word)) if pos in FORMS else (word,)


def _governors() -> dict[tuple[str, str], tuple[Governor, ...]]:
    found: dict[tuple[str, str], list[Governor]] = {}
    for row in read_toml(
        "curated/cues_status.toml",
        "governor",
        required=("id", "pos", "frames", "effect", "negated", "words"),
    ):
        pos = row.one_of("pos", STATUS_POS)
        governor = Governor(
            row.text("id"),
            Status(row.one_of("effect", tuple(Status))),
            Status(row.one_of("negated", tuple(Status))),
            frozenset(row.texts("frames")),
        )
        for word in row.texts("words"):
            for form in FORMS[pos](word) if pos in FORMS else (word,):
                rows = found.setdefault((pos, form), [])
                if governor not in rows:
                    rows.append(governor)
    return {key: tuple(rows) for key, rows in found.items()}


STATUS_POS = ("verb", "noun", "adjective", "adverb", "preposition", "predicate")
