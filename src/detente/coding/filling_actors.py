"""A trigger in its tree -> who acts, where the subject alone does not tell."""

from detente.coding import grammar
from detente.coding.candidates import LIGHT, OFFICIAL, Candidate, countries
from detente.coding.roles import Cast
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType
from detente.model.text import Sentence, Token

# Prepositions whose phrase is looked for behind other phrases too.
# "spent the day in talks with X", "flew there for talks with X".
TAKES_PART = frozenset({"in", "for", "into", "to", "during", "after", "through"})
# "men suspected of the attack": who is suspected, is said to have acted.
SUSPECTING = frozenset("suspect accuse convict charge blame acquit".split())
SAYING = frozenset("say announce declare promise confirm state pledge vow".split())
COMING = frozenset({"will", "would", "shall", "'ll", "may", "might", "could", "to"})
TELLING = SAYING | frozenset({"tell", "reveal", "disclose", "inform", "add"})
QUOTING = SAYING | frozenset({"tell", "add", "write", "warn", "insist"})
OURS = frozenset({"we", "our"})
SPOKEN_FOR = frozenset({"GOV", "MIL"})
# What is done by a state's decision, and told in the passive without it.
STATELY = frozenset({EventType.SANCTION, EventType.AID, EventType.CONCEDE})
# What is said or written of a deed, in one capital or another.
SPOKEN = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT})
PRISONS = frozenset("prison jail custody detention captivity cell camp".split())
STRIKES = frozenset(
    "attack strike airstrike raid shelling bombing bombardment assault offensive fire "
    "gunfire ambush operation barrage".split()
)


DEVISING = frozenset(
    "claim plant stage mount carry conduct launch perpetrate set".split()
)
FIGHTS = frozenset(
    "clash fighting battle firefight shootout shoot-out gunbattle gunfight skirmish "
    "combat confrontation exchange".split()
)
STRIKING = frozenset(
    "attack raid bomb strike storm shell ambush assault fire shoot open blow detonate hit "
    "overrun invade".split()
)


def in_charge(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whose police acted, where only the place is told: "arrested in X", "expelled from".

    Prisons lead to where they are: "freed from a jail in X".
    """
    if not candidate.row.has("by_state_of_place"):
        return []
    sentence = candidate.sentence
    for word in candidate.words:
        for preposition in ("in", "from"):
            for each in grammar.prepositional(sentence, word, preposition):
                places = [each]
                if each.lemma in PRISONS:
                    places.extend(grammar.prepositional(sentence, each, "in"))
                for place in places:
                    found = [
                        m
                        for m in (
                            cast.direct(sentence, place) or cast.placed(sentence, place)
                        )
                        if m.kind is ActorKind.STATE
                    ]
                    if found:
                        return found
    return []


def barring_body(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """The body that shut a state out: "was suspended from the union"."""
    if candidate.type not in {EventType.SANCTION, EventType.COERCE}:
        return []
    sentence = candidate.sentence
    done_to = [m for each in candidate.objects for m in cast.direct(sentence, each)]
    if not any(m.kind is ActorKind.STATE for m in done_to):
        return []
    found = [
        m
        for each in grammar.prepositional(sentence, candidate.token, "from")
        for m in cast.direct(sentence, each)
    ]
    return [m for m in found if m.kind is ActorKind.BODY]


# Where somebody is called to be told something.
OFFICES = frozenset("ministry department office chancellery palace".split())


def calling_in(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whose ministry one is called to: "was summoned to the ministry in Riga".

    Where no ministry tells, the state that one is sent to: "the envoy to Riga".
    """
    if candidate.type is not EventType.ACCUSE:
        return []
    sentence = candidate.sentence
    hit = countries(
        [m for each in candidate.objects for m in cast.named(sentence, each)]
    )
    offices = [
        each
        for word in candidate.words
        for each in grammar.prepositional(sentence, word, "to")
        if each.lemma.lower() in OFFICES
    ]
    posts = [
        each
        for sent in candidate.objects
        for preposition in ("to", "in")
        for each in grammar.prepositional(sentence, sent, preposition)
    ]
    for each in (*offices, *posts):
        named = cast.named(sentence, each) or cast.placed(sentence, each)
        for found in (named, cast.somewhere(sentence, each)):
            abroad = [m for m in found if m.countries and not set(m.countries) & hit]
            if abroad:
                return abroad
    return []


def announcing(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Who says what is to be done, does it: "X said that an envoy would be sent".

    What a state does to others it also announces as done: "X said that three of Y's
    diplomats had been expelled".
    """
    sentence, token = candidate.sentence, candidate.token
    clause = token
    while (clause.dep == "conj" and sentence.below(clause, *grammar.SUBJECTS)) or (
        # "relations are to be restored, X told parliament"
        clause.dep == "xcomp" and sentence.tokens[clause.head].lemma == "be"
    ):
        clause = sentence.tokens[clause.head]
    head = sentence.tokens[clause.head]
    if clause.dep != "ccomp" or head.lemma not in TELLING:
        return _speaking_there(candidate, cast)
    speaker = grammar.subject(sentence, head)
    said = cast.direct(sentence, speaker) if speaker is not None else []
    done_to = [m for each in candidate.objects for m in cast.direct(sentence, each)]
    chains = {m.chain for m in done_to}
    found = [m for m in said if m.chain not in chains]
    if any(aux.lower in COMING for aux in sentence.below(token, "aux")):
        return found
    if candidate.type not in STATELY or _is_elsewhere(candidate, cast):
        return []
    hit = countries([*done_to, *_behind(candidate, cast)])
    return [
        m
        for m in found
        if m.sector in OFFICIAL and m.countries and hit and not set(m.countries) & hit
    ]


def _speaking_there(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whose capital it is where a deed or word was judged: "was welcomed in Lima"."""
    sentence, token = candidate.sentence, candidate.token
    if candidate.type not in SPOKEN or candidate.row.objects:
        return []
    if not sentence.below(token, "auxpass"):
        return []
    for each in grammar.prepositional(sentence, token, "in"):
        found = [
            m
            for m in cast.direct(sentence, each)
            # A capital stands for its state; the state's own name tells only where.
            if m.kind is ActorKind.STATE and m.countries and m.name != each.text
        ]
        if found:
            return found
    return []


def _behind(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whom the thing that it is done to belongs to or is aimed at."""
    sentence = candidate.sentence
    return [m for each in candidate.objects for m in cast.named(sentence, each)] + [
        m
        for word in (candidate.token, *candidate.objects)
        for preposition in ("on", "against", "to", "with")
        for each in grammar.prepositional(sentence, word, preposition)
        for m in cast.named(sentence, each)
    ]


def _is_elsewhere(candidate: Candidate, cast: Cast) -> bool:
    """Whether it was done in or from a state that is named: "expelled from Moscow"."""
    return any(
        True
        for preposition in ("from", "in", "out of")
        for each in grammar.prepositional(
            candidate.sentence, candidate.token, preposition
        )
        if cast.direct(candidate.sentence, each)
        or cast.placed(candidate.sentence, each)
    )


def striking(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Who struck, where only the strike is named: "killed in an X air raid"."""
    sentence, token = candidate.sentence, candidate.token
    if not candidate.passive and not candidate.row.has("inverse"):
        return []
    strikes = [
        each
        for preposition in ("in", "by", "during", "from")
        for each in grammar.prepositional(sentence, token, preposition)
        if each.lemma.lower() in STRIKES or _is_before_strike(sentence, each)
    ]
    for strike in strikes:
        by = grammar.agent(sentence, strike)
        found = cast.named(sentence, by) if by is not None else []
        found = found or cast.modifiers(sentence, strike)
        found = [m for m in found if not m.is_place_like or m.countries]
        if found:
            return found
    return _fighting(candidate, cast)


def _is_before_strike(sentence: Sentence, noun: Token) -> bool:
    """Whether a strike right after it was read as a verb: "in Turkish tank shelling"."""
    after = sentence.tokens[noun.i + 1 : noun.i + 2]
    return any(word.tag == "VBG" and word.lower in STRIKES for word in after)


def _fighting(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Against whom those fell who fell fighting, or were there when others struck.

    "killed in clashes with Chadian troops", "killed when gunmen raided their camp".
    """
    sentence, token = candidate.sentence, candidate.token
    theirs = {m.chain for each in candidate.objects for m in cast.named(sentence, each)}
    theirs |= {m.chain for m in candidate.recipients}
    found: list[ActorMention] = []
    for preposition in ("in", "during", "after"):
        for fight in grammar.prepositional(sentence, token, preposition):
            if fight.lemma.lower() in FIGHTS:
                for between in ("with", "against", "between"):
                    for each in grammar.prepositional(sentence, fight, between):
                        found.extend(cast.named(sentence, each))
    for clause in sentence.below(token, "advcl"):
        if clause.lemma in STRIKING and not grammar.is_passive(sentence, clause):
            for own in sentence.below(clause, "nsubj"):
                found.extend(cast.direct(sentence, own))
    return [m for m in found if m.chain not in theirs]


def turn_to_visitor(candidate: Candidate, cast: Cast) -> None:
    """Who calls off somebody else's visit is its host: the visitor acts."""
    theme = candidate.theme
    if theme is None:
        return
    sentence = candidate.sentence
    hosts = candidate.actors
    by = [*sentence.below(theme, "poss"), *grammar.prepositional(sentence, theme, "by")]
    by.extend(grammar.prepositional(sentence, theme, "of"))
    visitors = [m for each in by for m in cast.named(sentence, each)]
    visitors = visitors or cast.modifiers(sentence, theme)
    visiting = countries(visitors)
    if visiting and not visiting & countries(hosts):
        goal = [m for m in candidate.recipients if not set(m.countries) & visiting]
        candidate.actors = visitors
        candidate.recipients = hosts or goal


def acting(candidate: Candidate, subject: Token, cast: Cast) -> list[ActorMention]:
    """Who acts as the subject: an actor, or whose thing or deed it is."""
    row, sentence = candidate.row, candidate.sentence
    if row.has("actor_of_subject"):
        return cast.owners(sentence, subject)
    found = cast.direct(sentence, subject)
    if found or row.has("actor_person"):
        return found
    if subject.lower in OURS or any(
        child.lower in OURS for child in sentence.below(subject, "poss")
    ):
        return _quoted(candidate, cast)
    if subject.pos == "PRON":
        return []
    # "The decision of the ministry angered ...": things act for whom they belong to.
    return cast.owners(sentence, subject) or _blamed(candidate, subject, cast)


def _blamed(candidate: Candidate, subject: Token, cast: Cast) -> list[ActorMention]:
    """Who is said to have struck: "an attack blamed on X", "a bomb planted by X"."""
    sentence = candidate.sentence
    if candidate.type is not EventType.ASSAULT:
        return []
    for clause in sentence.below(subject, "acl", "relcl"):
        if clause.lemma == "blame":
            on = grammar.prepositional(sentence, clause, "on")
            return [m for each in on for m in cast.named(sentence, each)]
        if clause.lemma in DEVISING:
            by = grammar.agent(sentence, clause)
            return cast.named(sentence, by) if by is not None else []
    return []


def _quoted(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Who "we" are in a quote: those for whom its speaker speaks, if for a state.

    '"We have closed the border," the minister told reporters.'
    """
    sentence = candidate.sentence
    below = candidate.token
    for above in sentence.above(candidate.token):
        if below.dep == "ccomp" and above.lemma in QUOTING:
            speaker = grammar.subject(sentence, above)
            said = cast.direct(sentence, speaker) if speaker is not None else []
            return [m for m in said if m.sector in SPOKEN_FOR and m.countries]
        if below.dep not in {"ccomp", "conj", "advcl", "xcomp", "relcl"}:
            return []
        below = above
    return []


def owner_as_actor(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whose things they are, acts: "ambassadors of France have been ordered back"."""
    sentence = candidate.sentence
    things = list(candidate.objects)
    if candidate.row.has("actor_of_subject"):
        subject = grammar.subject(sentence, candidate.token)
        things = [subject] if subject is not None else []
    if candidate.theme is not None:
        things.append(candidate.theme)
    for thing in things:
        found = cast.owners(sentence, thing)
        if found:
            return found
    return []


def actor_of_light_verb(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """The subject of the noun's light verb: "Iran launched the attack"."""
    sentence, token = candidate.sentence, candidate.token
    head = sentence.tokens[token.head]
    if token.dep == "pobj" and head.pos == "ADP":
        head = sentence.tokens[head.head]
    elif token.dep not in {"dobj", "attr", "nsubjpass"}:
        return []
    if head.pos not in {"VERB", "AUX"}:
        return []
    if head.lemma in SUSPECTING and grammar.is_passive(sentence, head):
        subject = grammar.subject(sentence, head)
        return cast.direct(sentence, subject) if subject is not None else []
    takes_part = (
        token.dep == "pobj"
        and candidate.row.has("reciprocal_plural")
        and candidate.recipients
    )
    if head.lemma not in LIGHT and not (
        takes_part and sentence.tokens[token.head].lower in TAKES_PART
    ):
        return []
    if grammar.is_passive(sentence, head):
        by = grammar.agent(sentence, head)
        return cast.named(sentence, by) if by is not None else []
    subject = grammar.subject(sentence, head)
    return cast.direct(sentence, subject) if subject is not None else []
