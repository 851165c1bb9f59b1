"""A verb of saying or meaning -> whom its clause is aimed at."""

from detente.coding import grammar
from detente.coding.candidates import Candidate, countries
from detente.coding.parties import conflict_in
from detente.coding.roles import Cast, unique
from detente.model.actor import ActorKind
from detente.model.event import EventType
from detente.model.text import Token

# Verbs of turning to somebody, and what is said to them then.
# Source: curated 2026-11, after Levin 1993, classes 37.4 (phone verbs) and 36.3 (meet).
CONTACTING = frozenset(
    "phone telephone call ring write cable email text address approach meet visit receive "
    "host greet summon speak talk turn walk".split()
)
SAID = frozenset(
    {
        EventType.ACCUSE,
        EventType.AGREE,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.THREATEN,
    }
)
TOWARDS = frozenset(
    "to for from with against on in at over into upon toward towards".split()
)

# What several agree on or about, they do not do to it.
BETWEEN_THEM = frozenset({"on", "in", "at", "over", "into", "with"})


def reach_into_content(candidate: Candidate, cast: Cast) -> None:
    """Whom a verb of saying or meaning is aimed at by its clause, where nobody else is.

    "refused to hand over the base to X", "vowed to punish X": states and bodies only.
    """
    sentence = candidate.sentence
    theme = candidate.theme
    mediates = theme is not None and theme.lemma == "mediation"
    if mediates or "third-party" in (candidate.told_within or candidate).modes:
        # "offered to mediate in X's war on Y": both of them.
        candidate.recipients = conflict_in(candidate, cast) or candidate.recipients
    if candidate.recipients or not candidate.row.has("deep_recipient"):
        return
    chains = {mention.chain for mention in candidate.actors}
    ours = countries(candidate.actors)
    # "A and B agreed to share data on C" is between them, and not aimed at C.
    towards = TOWARDS - BETWEEN_THEM if len(ours) > 1 else TOWARDS
    for clause in sentence.below(candidate.token, "xcomp", "ccomp"):
        if not _is_own_act(candidate, clause, cast):
            continue
        things = grammar.objects(sentence, clause)
        after = [
            each
            for word in (clause, *things)
            for child in sentence.below(word, "prep", "dative")
            if child.lower in towards
            for each in sentence.below(child, "pobj")
        ]
        for each in (*after, *things):
            if any(own.pos == "PRON" for own in sentence.below(each, "poss")):
                continue  # "to withdraw its troops" is not aimed at them
            named = cast.named(sentence, each) or cast.placed(sentence, each)
            if len(ours) > 1 and each in things:
                named = cast.direct(sentence, each) or cast.owners(sentence, each)
            found = [
                m
                for m in named
                if m.chain not in chains
                and (m.countries or m.code)
                and (
                    m.is_place_like
                    or m.kind is not ActorKind.STATE
                    or not set(m.countries) <= ours
                )
            ]
            if found:
                candidate.recipients = found
                return


def _is_own_act(candidate: Candidate, clause: Token, cast: Cast) -> bool:
    """Whether who speaks acts in the clause: "vowed to", "hinted that it would"."""
    chains = {mention.chain for mention in candidate.actors}
    for subject in candidate.sentence.below(clause, *grammar.SUBJECTS):
        mention = cast.at(subject)
        if subject.pos != "PRON" or mention is None or mention.chain not in chains:
            return False
    return True


# What forces are moved to do to somebody, and how ground lies that is next to theirs.
# Source: curated 2026-11.
MEETING_FORCE = frozenset(
    "deter intercept counter confront face meet ward repel contain warn intimidate scare "
    "shadow challenge resist pressure threaten".split()
)
LYING_BY = frozenset("face border overlook adjoin abut".split())


def reach_to_purpose(candidate: Candidate, cast: Cast) -> None:
    """Whom forces are moved against by what it is for, or by where they are put.

    "scrambled jets to intercept X's bombers", "sent guns to an island facing X".
    """
    if candidate.type is not EventType.MOBILIZE or candidate.row.is_noun:
        return
    if candidate.recipients or not candidate.actors:
        return
    sentence = candidate.sentence
    ours = countries(candidate.actors)
    for word in sentence.subtree(candidate.token):
        is_aim = word.lemma in MEETING_FORCE and word.dep in {"advcl", "xcomp"}
        lies = word.lemma in LYING_BY and word.tag == "VBG" and word.dep == "acl"
        if word.i <= candidate.token.i or not (is_aim or lies):
            continue
        things = [*sentence.below(word, "dobj")]
        for particle in sentence.below(word, "prep", "prt"):
            things.extend(sentence.below(particle, "pobj"))
        found = [
            m
            for each in things
            for m in cast.named(sentence, each)
            if m.countries and not set(m.countries) & ours
        ]
        if found:
            candidate.recipients = unique(found)
            return


# What one says something in, and to whom: "in a call with X", "in a letter to X".
# Source: curated 2026-11, after the conversation frames of FrameNet (Chatting, Meeting).
OCCASIONS = frozenset(
    "conversation call talk meeting letter message note telegram cable audience phone "
    "telephone discussion negotiation consultation encounter exchange email e-mail".split()
)
ON_OCCASION = ("in", "during", "by")
FACING = ("with", "to")


def reach_to_partner(candidate: Candidate, cast: Cast) -> None:
    """Whom words are for that are said in talks with somebody, or in a letter to them.

    "In a telephone call with X, the minister demanded an inquiry": of X.
    """
    if candidate.type not in SAID or candidate.row.is_noun or candidate.passive:
        return
    if candidate.recipients or not candidate.actors:
        return
    sentence = candidate.sentence
    ours = countries(candidate.actors)
    chains = {mention.chain for mention in candidate.actors}
    verb = candidate.token
    while verb.dep == "conj" and not sentence.below(verb, *grammar.SUBJECTS):
        verb = sentence.tokens[verb.head]
    for preposition in ON_OCCASION:
        for occasion in grammar.prepositional(sentence, verb, preposition):
            if occasion.lemma.lower() not in OCCASIONS:
                continue
            found = [
                m
                for facing in FACING
                for each in grammar.prepositional(sentence, occasion, facing)
                for m in cast.direct(sentence, each)
                if m.chain not in chains
                and m.kind is not ActorKind.MEDIA
                and (m.countries or m.code)
                and not (m.countries and set(m.countries) <= ours)
            ]
            if found:
                candidate.recipients = unique(found)
                return


# Verbs whose subject words are said to, or of: "the plan drew a warning from X".
# Source: curated 2026-11.
DRAWING = frozenset(
    "draw bring trigger provoke prompt spark elicit earn win attract incur invite meet "
    "receive face get arouse".split()
)


def reach_from_drawing(candidate: Candidate, cast: Cast) -> None:
    """Who says what words a deed has drawn, and to whom: to those whose deed it is."""
    sentence, noun = candidate.sentence, candidate.token
    if candidate.type not in SAID or noun.dep != "dobj":
        return
    verb = sentence.tokens[noun.head]
    if verb.lemma not in DRAWING:
        return
    if not candidate.actors:
        for each in grammar.prepositional(sentence, verb, "from"):
            candidate.actors.extend(cast.named(sentence, each))
    subject = grammar.subject(sentence, verb)
    if subject is not None and candidate.actors and not candidate.recipients:
        chains = {mention.chain for mention in candidate.actors}
        found = cast.direct(sentence, subject) or cast.owners(sentence, subject)
        candidate.recipients = [m for m in found if m.chain not in chains]


def reach_to_contacted(candidate: Candidate, cast: Cast) -> None:
    """Whom words are for that are said on a call, in a letter, at a meeting.

    "phoned X to express his sympathy", "wrote to X, demanding the release of the crew":
    to X, unless somebody with a state is named in the clause itself.
    """
    if candidate.type not in SAID or candidate.row.is_noun or candidate.passive:
        return
    if countries(candidate.recipients):
        return
    sentence, verb = candidate.sentence, candidate.token
    while verb.dep == "conj" and not sentence.below(verb, *grammar.SUBJECTS):
        verb = sentence.tokens[verb.head]
    above = sentence.tokens[verb.head]
    if verb.dep not in {"xcomp", "advcl"} or above.lemma not in CONTACTING:
        return
    if verb.tag not in {"VB", "VBG"} or verb.i < above.i:
        return
    chains = {mention.chain for mention in candidate.actors}
    ours = countries(candidate.actors)
    whom = list(grammar.objects(sentence, above))
    for preposition in ("to", "with", "on"):
        whom.extend(grammar.prepositional(sentence, above, preposition))
    found = [
        m
        for each in whom
        for m in cast.direct(sentence, each)
        if m.chain not in chains and m.countries and not set(m.countries) <= ours
    ]
    if found and candidate.actors:
        candidate.recipients = unique(found)
