"""Phrases of one person: a name with what stands before it, or an office without a name."""

import re

from detente.coding.actor_words import (
    CALENDAR,
    DIRECTIONS,
    GIVEN_MONTHS,
    LAWMAKING,
    PARTICLES,
    RANKS,
    THINGS,
)
from detente.coding.noun_phrases import NounPhrase
from detente.coding.phrase_reader import PhraseReader
from detente.coding.readings import (
    Form,
    Reading,
    gender_of,
    has_rank,
    in_core,
    is_place_like,
)
from detente.knowledge.actors import AgentKind, NameKind
from detente.model.actor import ActorKind
from detente.model.text import Token

# Whom an office tells by another who holds or held it.
RELATIONS = frozenset({"counterpart", "successor", "predecessor"})
NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
AGED = "year-old"
LIMBS = frozenset({"head", "figure"})
OWNERS_OF_LIMBS = frozenset({"his", "her", "my", "your", "our", "their"})


def as_title(reader: PhraseReader) -> Reading | None:
    """An office without a name: "his Turkish counterpart", "the then minister"."""
    if reader.word == "old":
        return _as_aged(reader)
    title = reader.hits.titles.get(reader.phrase.noun.i)
    if title is None and reader.extension:
        first = reader.extension[0]
        title = reader.hits.titles.get(first.i)
        if title is not None and title.core.start > reader.phrase.noun.start:
            title = None
    if title is None or not in_core(title, reader.phrase.noun):
        if not _is_counterpart(reader):
            return None
        title = None
    if reader.is_bare() or is_limb(reader):
        return None
    if reader.word == "speaker" and _is_any_speaker(reader):
        return None
    is_counterpart = title is None
    body = reader.body()
    served = body.sector if body and body.kind is ActorKind.MOVEMENT else None
    return reader.make(
        Form.TITLE,
        word=_relation(reader) if is_counterpart else None,
        title=title,
        sector=served or (title.sector if title else "GOV"),
        kind=ActorKind.PERSON,
        is_former=bool(title and title.is_former),
        is_then=bool(title and title.is_then),
    )


def _is_any_speaker(reader: PhraseReader) -> bool:
    """Whether it is one who speaks and not who presides: "every speaker", "speakers"."""
    if reader.countries() or reader.extension or reader.phrase.noun.text[0].isupper():
        return False
    return reader.phrase.is_plural or reader.phrase.determiner not in {"the", None}


def is_limb(reader: PhraseReader) -> bool:
    """Whether it is a part of somebody's body: "shook their heads", "her figure"."""
    words = reader.phrase.words
    if reader.word not in LIMBS or len(words) < 2 or reader.extension:
        return False
    owner = words[0]
    return owner.lower in OWNERS_OF_LIMBS or (
        owner.dep == "poss"
        and (agent := reader.table.agent(owner.lemma.lower())) is not None
        and agent.kind in {AgentKind.PERSON, AgentKind.GROUP}
        and len(words) < 4
    )


def _as_aged(reader: PhraseReader) -> Reading | None:
    """Somebody by his age: "the 82-year-old"."""
    words = reader.phrase.words
    if reader.phrase.determiner != "the" or len(words) < 5 or words[-3].lower != "year":
        return None
    return reader.make(Form.TITLE, word=AGED, kind=ActorKind.PERSON, sector="CVL")


def _relation(reader: PhraseReader) -> str:
    """By what the holder of an office is told from another: "counterpart"."""
    return reader.word if reader.word in RELATIONS else "counterpart"


def _is_counterpart(reader: PhraseReader) -> bool:
    """Whether it is who holds the same office elsewhere: "his Ghanaian colleague"."""
    if reader.word in RELATIONS:
        return True
    if reader.word == "number":
        return any(word.lower == "opposite" for word in reader.phrase.words)
    return reader.word == "colleague" and bool(reader.countries())


def is_sure_person(reader: PhraseReader) -> bool:
    """Whether the table or what stands before a name tells that it is a person's."""
    hit = reader.hits.names.get(reader.phrase.noun.i)
    if hit is not None:
        return hit.kind is NameKind.PERSON
    run = reader.name_run()
    return (
        bool(run)
        and has_rank(reader.phrase, run, reader.hits)
        and reader.table.agent(run[-1].lemma) is None
    )


def as_person(reader: PhraseReader) -> Reading | None:
    """A person's name with what stands before it."""
    phrase, hits = reader.phrase, reader.hits
    hit = hits.names.get(phrase.noun.i)
    is_known = hit is not None and hit.kind is NameKind.PERSON
    run = reader.name_run()
    if is_known and hit is not None:
        inside = [w for w in phrase.words if hit.span.start <= w.start < hit.span.end]
        if not run or run[0].i > inside[0].i:
            run = tuple(w for w in phrase.words if w.i >= inside[0].i)
    if not run:
        return None
    if not is_known and hits.is_capitalised:
        # "ALAN GARCIA MET REPORTERS": the table tells where the name ends.
        hit = next((h for w in run if (h := hits.names.get(w.i)) is not None), None)
        is_known = hit is not None and hit.kind is NameKind.PERSON
        if is_known and hit is not None:
            run = tuple(w for w in run if hit.span.start <= w.start < hit.span.end)
    ranked = has_rank(phrase, run, hits)
    if not is_known and not _may_be_person(phrase, run, ranked=ranked):
        return None
    before = phrase.words[: run[0].i - phrase.words[0].i]
    title = next((hits.titles[w.i] for w in before if w.i in hits.titles), None)
    name = reader.text[run[0].start : run[-1].end]
    sector = title.sector if title else None
    if sector is None and before:
        sector = _sector_told(reader, before)
    return reader.make(
        Form.PERSON,
        name=name,
        hit=hit if is_known else None,
        title=title,
        sector=sector,
        kind=ActorKind.PERSON,
        gender=gender_of(before),
        countries=reader.countries(skip=frozenset(w.i for w in run)),
        extend=False,
        is_former=bool(title and title.is_former),
        is_then=bool(title and title.is_then),
        is_doubtful=not (is_known or ranked) and is_place_like(phrase),
    )


def _sector_told(reader: PhraseReader, before: tuple[Token, ...]) -> str | None:
    """The sector that a rank or a job before a name tells."""
    lowers = [word.lower for word in before]
    if any(lower.rstrip(".") in RANKS for lower in lowers):
        return "MIL"
    if not LAWMAKING.isdisjoint(lowers):
        return "LEG"
    if "gov" in lowers or "gov." in lowers:
        return "GOV"
    jobs = (reader.table.agent(word.lemma) for word in reversed(before))
    return next((job.sector for job in jobs if job is not None), None)


def _may_be_person(phrase: NounPhrase, run: tuple[Token, ...], *, ranked: bool) -> bool:
    """Whether a name that no table knows looks like a person's."""
    lowers = [word.lower for word in run]
    months = lowers[1:] if lowers[0] in GIVEN_MONTHS else lowers
    if not (months or ranked) or not CALENDAR.isdisjoint(months):
        return False
    if NAME_WORD.fullmatch(run[-1].text) is None:
        return False
    if ranked:
        return lowers[-1] not in THINGS or len(run) > 1
    if lowers[0] in DIRECTIONS or not THINGS.isdisjoint(lowers):
        return False
    if phrase.words[0].pos == "DET" or phrase.noun.tag == "NNPS":
        return False
    if run[-1].text.isupper() and len(run) == 1:
        return False
    return all(
        word.pos in {"PROPN", "PUNCT"} or word.lower in PARTICLES for word in run
    )
