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
LIMBS = frozenset({"head", "figure"})
OWNERS_OF_LIMBS = frozenset({"his", "her", "my", "your", "our", "their"})


def as_title(reader: PhraseReader) -> Reading | None:
    """An office without a name: "his Turkish counterpart", "the then minister"."""
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


def as_person(reader: PhraseReader, *, known_only: bool) -> Reading | None:
    """A person's name with what stands before it."""
    phrase, hits = reader.phrase, reader.hits
    hit = hits.names.get(phrase.noun.i)
    is_known = hit is not None and hit.kind is NameKind.PERSON
    run = reader.name_run()
    if not is_known:
        if not run:
            return None
        if known_only and (
            hit is not None or not has_rank(phrase, run, hits) or _is_agent(reader, run)
        ):
            return None
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
    before = tuple(word for word in phrase.words if word.i < run[0].i)
    title = next((hits.titles[w.i] for w in before if w.i in hits.titles), None)
    name = reader.text[run[0].start : run[-1].end]
    sector = title.sector if title else None
    if sector is None and any(w.lower.rstrip(".") in RANKS for w in before):
        sector = "MIL"
    if sector is None and any(w.lower in LAWMAKING for w in before):
        sector = "LEG"
    if sector is None and any(w.lower in {"gov", "gov."} for w in before):
        sector = "GOV"
    if sector is None:
        jobs = (reader.table.agent(w.lemma) for w in reversed(before))
        sector = next((a.sector for a in jobs if a is not None), None)
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


def _is_agent(reader: PhraseReader, run: tuple[Token, ...]) -> bool:
    return reader.table.agent(run[-1].lemma.lower()) is not None


def _may_be_person(phrase: NounPhrase, run: tuple[Token, ...], *, ranked: bool) -> bool:
    """Whether a name that no table knows looks like a person's."""
    last = run[-1].lower
    months = run[1:] if run[0].lower in GIVEN_MONTHS else run
    if not (months or ranked) or any(word.lower in CALENDAR for word in months):
        return False
    if not re.fullmatch(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?", run[-1].text):
        return False
    if ranked:
        return last not in THINGS or len(run) > 1
    if run[0].lower in DIRECTIONS or any(word.lower in THINGS for word in run):
        return False
    if phrase.words[0].pos == "DET" or phrase.noun.tag == "NNPS":
        return False
    if run[-1].text.isupper() and len(run) == 1:
        return False
    return all(
        word.pos in {"PROPN", "PUNCT"} or word.lower in PARTICLES for word in run
    )
