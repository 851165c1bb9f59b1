"""Parties of a mutual act -> the same without those who only bring it about.

A mediator, host or witness is no party to what others agree: "a truce brokered by
Qatar", "under the auspices of the UN", "with Brazil as host". Two parties must be left;
where only one is, who brokered the deal is all that is known of the other side.
"""

from detente.coding import grammar
from detente.coding.candidates import Candidate, countries
from detente.model.actor import ActorMention
from detente.model.text import Sentence, Token

# Source of the lists: curated 2026-11, after the mediation roles of PLOVER 1.3 CONSULT.
BRINGING_ABOUT = frozenset(
    "broker mediate host facilitate sponsor witness arrange arbitrate oversee supervise "
    "chair convene moderate guarantee".split()
)
# "with China mediating", read as a noun.
DOING = frozenset(f"{verb.removesuffix('e')}ing" for verb in BRINGING_ABOUT)
GOOD_OFFICES = frozenset(
    "auspices auspex aegis patronage supervision mediation facilitation brokerage "
    "sponsorship help assistance presence office chairmanship guarantee umbrella "
    "intercession backing arbitration oversight".split()
)
THROUGH = frozenset(
    "under through via with by in to after following amid for at thanks".split()
)
GO_BETWEENS = frozenset(
    "mediator broker host guarantor witness intermediary facilitator arbiter go-between "
    "moderator".split()
)
BEARING = frozenset({"act", "serve"})


def without_mediators(candidate: Candidate) -> None:
    """Leave mediators out of both sides, if two states or bodies remain."""
    row = candidate.row
    if not (row.has("reciprocal_plural") or row.has("reciprocal")):
        return
    if "third-party" in candidate.modes:
        return
    sentence = candidate.sentence
    actors = [m for m in candidate.actors if not _mediates(sentence, m)]
    recipients = [m for m in candidate.recipients if not _mediates(sentence, m)]
    if len(_parties(actors) | _parties(recipients)) > 1:
        candidate.actors, candidate.recipients = actors, recipients


def is_brokering_aside(candidate: Candidate) -> bool:
    """Whether it is a participle that says who brokered: "talks hosted by Egypt"."""
    token = candidate.token
    return (
        "third-party" in candidate.modes
        and candidate.passive
        and token.tag == "VBN"
        and token.dep in {"acl", "advcl", "amod"}
    )


def _parties(mentions: list[ActorMention]) -> set[str]:
    return countries(mentions) | {m.name for m in mentions if not m.countries}


def _mediates(sentence: Sentence, mention: ActorMention) -> bool:
    token = sentence.head_of(mention.head)
    return token is not None and is_mediator(sentence, token)


def is_mediator(sentence: Sentence, token: Token) -> bool:
    """Whether a noun stands where one who brings others together does."""
    while token.dep == "conj" and token.head != token.i:
        token = sentence.tokens[token.head]
    above = sentence.tokens[token.head]
    if token.dep in {"poss", "amod", "compound", "nmod"}:
        # "under EU auspices"; "hosted by Brazil's president"
        return (
            _is_good_offices(sentence, above)
            or (above.lower in DOING and above.dep == "pobj")
            or (above.i != token.i and is_mediator(sentence, above))
        )
    if token.dep in grammar.SUBJECTS:
        # "with Brazil acting as mediator", "as Egypt hosted the talks"
        return above.dep in {"acl", "pcomp", "advcl"} and _brings(sentence, above)
    if token.dep != "pobj" or above.pos not in {"ADP", "SCONJ"}:
        return False
    governor = sentence.tokens[above.head]
    if above.lower == "by":
        return _brings(sentence, governor) or _is_good_offices(sentence, governor)
    if above.lower in {"of", "from"}:
        return _is_good_offices(sentence, governor)
    if above.lower == "with":
        clauses = [*sentence.below(token, "acl", "relcl"), *_next(sentence, token)]
        return any(_brings(sentence, clause) for clause in clauses) or _is_as(
            sentence, (token, governor), after=token
        )
    return False


def _next(sentence: Sentence, token: Token) -> list[Token]:
    """The participle right after it, whatever the parser hung it on."""
    return [t for t in sentence.tokens[token.i + 1 : token.i + 2] if t.tag == "VBG"]


def _brings(sentence: Sentence, verb: Token) -> bool:
    if verb.lemma in BRINGING_ABOUT:
        return verb.pos == "VERB" or verb.tag == "VBN"
    return verb.lemma in BEARING and _is_as(sentence, (verb,), after=verb)


def _is_as(sentence: Sentence, words: tuple[Token, ...], *, after: Token) -> bool:
    """Whether "as mediator", "as host" is said right after it."""
    return any(
        noun.lemma in GO_BETWEENS
        for word in words
        for preposition in sentence.below(word, "prep")
        if preposition.lower == "as" and 0 < preposition.i - after.i <= 2
        for noun in sentence.below(preposition, "pobj")
    )


def _is_good_offices(sentence: Sentence, noun: Token) -> bool:
    """Whether it is help through which others act: "under the auspices"."""
    if noun.lemma not in GOOD_OFFICES or noun.dep != "pobj":
        return False
    return sentence.tokens[noun.head].lower in THROUGH
