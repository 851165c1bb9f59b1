"""A verb's objects -> whether they are what a row asks for, wherever they stand."""

from detente.coding import grammar
from detente.coding.acceptance import PEOPLE
from detente.coding.candidates import (
    Candidate,
    has_modifier,
    noun_lemma,
    theme_lemmas,
)
from detente.coding.filling_slots import slot_fillers
from detente.coding.roles import Cast
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType
from detente.model.text import Sentence, Token

PRESS = frozenset({"press", "news"})  # to meet the press is no consultation


def objects_fit(candidate: Candidate, cast: Cast) -> bool:
    """Whether its objects are what the row takes; the one that counts is its theme."""
    row, sentence = candidate.row, candidate.sentence
    lemmas = [
        pair for token in candidate.objects for pair in theme_lemmas(sentence, token)
    ]
    # What has a name and is a place counts as a town: "captured Sari".
    lemmas += [
        ("town", token)
        for token in candidate.objects
        if _is_place(sentence, token, cast)
    ]
    if row.not_objects and any(lemma in row.not_objects for lemma, _ in lemmas):
        return False
    if row.objects:
        match = next((token for lemma, token in lemmas if lemma in row.objects), None)
        if match is None:
            match = _object_elsewhere(candidate, cast) or _meant_by_it(candidate)
        if match is None:
            return False
        if row.object_mods and not (
            has_modifier(sentence, match, row.object_mods)
            or has_modifier(sentence, candidate.token, row.object_mods)
        ):
            return False
        if candidate.type is EventType.CONSULT and has_modifier(sentence, match, PRESS):
            return False
        candidate.theme = match
    if row.has("direct_object") and not candidate.passive:
        # "met the deadline of the EU": what is met is the deadline.
        return (
            not candidate.objects
            or any(
                True for _ in grammar.prepositional(sentence, candidate.token, "with")
            )
            or any(
                cast.direct(sentence, token) or cast.place(token)
                for token in candidate.objects
            )
        )
    if row.has("object_actor") or row.has("object_person") or row.has("object_body"):
        mentions = [
            m for token in candidate.objects for m in cast.direct(sentence, token)
        ]
        if row.has("object_person"):
            return any(m.kind in PEOPLE for m in mentions)
        if row.has("object_body"):
            return _leads_to_body(candidate, cast, mentions)
        return bool(mentions) or bool(row.objects)
    return True


def _is_place(sentence: Sentence, token: Token, cast: Cast) -> bool:
    """Whether it is a place's name, and not the last word of somebody's."""
    place = cast.place(token)
    if place is None or token.pos != "PROPN":
        return False
    return not any(
        word.text[0].isupper() and word.start < place.span.start
        for word in sentence.below(token, "compound", "nmod")
    )


def _meant_by_it(candidate: Candidate) -> Token | None:
    """What "it" or "them" stands for: "imposed an embargo and lifted it last year".

    The nearest noun before in the sentence, if it is one that the row takes and agrees
    in number, and no other noun that a verb is done to stands between.
    """
    row, sentence = candidate.row, candidate.sentence
    for pronoun in candidate.objects:
        if pronoun.lower not in {"it", "them"}:
            continue
        number = {"NN", "NNP"} if pronoun.lower == "it" else {"NNS", "NNPS"}
        done_to = [
            token
            for token in sentence.tokens[: pronoun.i]
            if token.dep in {"dobj", "nsubjpass"} and token.tag in number
        ]
        if done_to and noun_lemma(done_to[-1]) in row.objects:
            return done_to[-1]
    return None


def _object_elsewhere(candidate: Candidate, cast: Cast) -> Token | None:
    """Objects that hide: "engage in talks", "named her as ambassador", "on alert"."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    for word in candidate.words:
        for child in sentence.below(word, "pobj"):
            for lemma, each in theme_lemmas(sentence, child):
                if lemma in row.objects:
                    return each
    if candidate.row.rest:
        # "summoned home for talks its envoys": a late object is read as apposition.
        for child in grammar.nested(sentence, token):
            for late in sentence.below(child, "appos", "dobj"):
                if noun_lemma(late) in row.objects and sentence.below(late, "poss"):
                    return late
    if row.has("object_or_as") or row.has("object_anywhere"):
        for child in sentence.subtree(token):
            if child.i > token.i and noun_lemma(child) in row.objects:
                return child
    if row.has("object_or_person"):
        for each in candidate.objects:
            for mention in cast.direct(sentence, each):
                if mention.kind in PEOPLE:
                    return each
            if each.pos == "NUM" and candidate.type is EventType.SANCTION:
                return each  # "Peru sent away 13": of those told of before
    return None


def _leads_to_body(
    candidate: Candidate, cast: Cast, objects: list[ActorMention]
) -> bool:
    """Whether it is done to, or towards, a body of states ("joined NATO")."""
    if any(mention.kind is ActorKind.BODY for mention in objects):
        return True
    for slot in candidate.row.recipient:
        for mention in slot_fillers(candidate, slot, cast):
            if mention.kind is ActorKind.BODY or (
                mention.kind is ActorKind.INSTITUTION and mention.sector == "MIL"
            ):
                return True
    return False
