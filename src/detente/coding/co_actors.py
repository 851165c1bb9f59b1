"""Who acts together with the subject -> all of them as actors.

"Peru, together with Chile, closed the border", "joined by Togo, Benin ...", "like Peru,
Chile recalled its envoy": states and bodies named beside the one that the verb is said of.
"""

from collections.abc import Iterator

from detente.coding import grammar
from detente.coding.candidates import OFFICIAL, Candidate, countries
from detente.coding.roles import Cast, unique
from detente.model.actor import ActorKind, ActorMention
from detente.model.text import Sentence, Token

# Before "with" or "by". Source: curated 2026-11.
TOGETHER = frozenset({"together", "along", "jointly", "alongside"})
JOINING = frozenset({"join"})


def add_co_actors(candidate: Candidate, cast: Cast) -> None:
    """Add those who act beside the subject, if they act for a state or a body."""
    if candidate.passive or not candidate.actors:
        return
    if not all(m.sector in OFFICIAL or m.code for m in candidate.actors):
        return
    sentence = candidate.sentence
    subject = grammar.subject(sentence, candidate.token)
    if subject is None:
        return
    ours = countries(candidate.actors)
    found: list[ActorMention] = []
    for noun, is_likened in _beside(sentence, candidate.token, subject):
        for mention in cast.direct(sentence, noun):
            is_state = mention.kind is ActorKind.STATE
            if is_likened and not is_state:
                continue
            if not (mention.countries or mention.code):
                continue
            if mention.sector in OFFICIAL and not set(mention.countries) & ours:
                found.append(mention)
    candidate.actors = unique([*candidate.actors, *found])


def _beside(
    sentence: Sentence, verb: Token, subject: Token
) -> Iterator[tuple[Token, bool]]:
    """The nouns named beside the subject, and whether they are only likened to it."""
    for governor in (subject, verb):
        for preposition in sentence.below(governor, "prep"):
            likened = preposition.lower == "like" and preposition.i == 0
            if likened or _is_together(sentence, preposition):
                inner = [preposition, *sentence.below(preposition, "prep")]
                for word in inner:
                    for noun in sentence.below(word, "pobj"):
                        for each in grammar.coordinated(sentence, noun):
                            yield each, likened
    for governor, deps in ((subject, ("acl", "relcl")), (verb, ("advcl",))):
        for clause in sentence.below(governor, *deps):
            if clause.lemma in JOINING and clause.tag == "VBN":
                by = grammar.agent(sentence, clause)
                if by is not None:
                    for each in grammar.coordinated(sentence, by):
                        yield each, False


def _is_together(sentence: Sentence, preposition: Token) -> bool:
    """Whether it says "together with", "along with", "alongside"."""
    if preposition.lower in {"alongside", "together", "along"}:
        return True
    before = sentence.tokens[preposition.i - 1] if preposition.i else preposition
    return preposition.lower == "with" and before.lower in TOGETHER
