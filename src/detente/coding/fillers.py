"""A trigger in its tree -> who acts, and to whom it is done."""

from dataclasses import replace

from detente.coding import grammar
from detente.coding.candidates import (
    LIGHT,
    OFFICIAL,
    Candidate,
    countries,
    each_other,
    noun_lemma,
)
from detente.coding.roles import Cast, unique
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType
from detente.model.text import Token

# Prepositions whose phrase is looked for behind other phrases too.
# "spent the day in talks with X", "flew there for talks with X".
TAKES_PART = frozenset({"in", "for", "into", "to", "during", "after", "through"})
# "men suspected of the attack": who is suspected, is said to have acted.
SUSPECTING = frozenset("suspect accuse convict charge blame acquit".split())
FAR = frozenset({"with", "to", "against"})
VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
SAYING = frozenset("say announce declare promise confirm state pledge vow".split())
COMING = frozenset({"will", "would", "shall", "'ll"})
STRIKES = frozenset(
    "attack strike airstrike raid shelling bombing bombardment assault offensive fire "
    "gunfire ambush operation barrage".split()
)
AIMED = frozenset({EventType.MOBILIZE, EventType.THREATEN})
# What a government does to its own people, or they to it.
DOMESTIC = frozenset(
    {EventType.COERCE, EventType.CONCEDE, EventType.PROTEST, EventType.ASSAULT}
)
REFLEXIVE = frozenset("himself herself itself themselves ourselves myself".split())
TOWARDS = frozenset(
    "to for from with against on in at over into upon toward towards".split()
)
AROUND = ("in", "at", "throughout", "across", "outside", "near", "into")
CROWD = frozenset({"CVL", "OPP", "EDU", "LAB", "BUS"})
# What a crowd says it protests for: "marched to demand ...", "a rally calling for ...".
DISSENT = frozenset(
    "protest demand press call oppose denounce condemn seek urge push show voice express "
    "reject decry insist mark".split()
)


def cast_verb(candidate: Candidate, cast: Cast) -> None:
    """Fill the roles of a verb."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    if candidate.passive:
        by = grammar.agent(sentence, token)
        candidate.actors = cast.named(sentence, by) if by is not None else []
        if by is None:
            candidate.actors = _announcing(candidate, cast) or _in_charge(
                candidate, cast
            )
    else:
        subject = grammar.subject(sentence, token)
        if subject is not None:
            candidate.actors = _acting(candidate, subject, cast)
    if not candidate.actors and candidate.type is EventType.ASSAULT:
        candidate.actors = _striking(candidate, cast)
    if not candidate.actors and (row.has("own_object") or row.has("actor_of_subject")):
        candidate.actors = _owner_as_actor(candidate, cast)
    candidate.recipients = _first_slot(candidate, cast)
    if row.has("inverse"):
        # "Kabul took delivery of Russian aid": who gives, acts.
        swapped = candidate.recipients, candidate.actors
        candidate.actors, candidate.recipients = swapped
    if row.has("visitor"):
        _turn_to_visitor(candidate, cast)
    if each_other(candidate):
        candidate.recipients = []
    _settle(candidate)


def _in_charge(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whose police acted, where only the place is told: foreigners "arrested in X"."""
    if not candidate.row.has("by_state_of_place"):
        return []
    sentence = candidate.sentence
    for word in candidate.words:
        for each in grammar.prepositional(sentence, word, "in"):
            found = [
                m
                for m in (cast.direct(sentence, each) or cast.placed(sentence, each))
                if m.kind is ActorKind.STATE
            ]
            if found:
                return found
    return []


def _announcing(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Who says what is to be done, does it: "X said that an envoy would be sent"."""
    sentence, token = candidate.sentence, candidate.token
    head = sentence.tokens[token.head]
    to_come = any(aux.lower in COMING for aux in sentence.below(token, "aux"))
    if token.dep != "ccomp" or head.lemma not in SAYING or not to_come:
        return []
    speaker = grammar.subject(sentence, head)
    said = cast.direct(sentence, speaker) if speaker is not None else []
    done_to = {
        m.chain for each in candidate.objects for m in cast.direct(sentence, each)
    }
    return [m for m in said if m.chain not in done_to]


def _striking(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Who struck, where only the strike is named: "killed in an X air raid"."""
    sentence, token = candidate.sentence, candidate.token
    if not candidate.passive and not candidate.row.has("inverse"):
        return []
    strikes = [
        each
        for preposition in ("in", "by", "during", "from")
        for each in grammar.prepositional(sentence, token, preposition)
        if each.lemma.lower() in STRIKES
    ]
    for strike in strikes:
        by = grammar.agent(sentence, strike)
        found = cast.named(sentence, by) if by is not None else []
        found = found or cast.modifiers(sentence, strike)
        found = [m for m in found if not m.is_place_like or m.countries]
        if found:
            return found
    return []


def _turn_to_visitor(candidate: Candidate, cast: Cast) -> None:
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


def _acting(candidate: Candidate, subject: Token, cast: Cast) -> list[ActorMention]:
    row, sentence = candidate.row, candidate.sentence
    if row.has("actor_of_subject"):
        return cast.owners(sentence, subject)
    found = cast.direct(sentence, subject)
    if found or row.has("actor_person"):
        return found
    if subject.pos == "PRON":
        return []
    # "The decision of the ministry angered ...": things act for whom they belong to.
    return cast.owners(sentence, subject)


def _owner_as_actor(candidate: Candidate, cast: Cast) -> list[ActorMention]:
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


def _first_slot(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    actors = {mention.chain for mention in candidate.actors}
    for slot in candidate.row.recipient:
        found = [
            m
            for m in slot_fillers(candidate, slot, cast)
            if m.chain not in actors or (m.is_place_like and candidate.type in DOMESTIC)
        ]
        if found and slot == "between" and not candidate.actors:
            candidate.actors = found
            return []
        if found:
            return found
    return []


def slot_fillers(candidate: Candidate, slot: str, cast: Cast) -> list[ActorMention]:
    """The actors in one slot: dobj, owner, comp, a preposition, or dobj/preposition."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    found: list[ActorMention] = []
    without = frozenset(mention.chain for mention in candidate.actors)
    if slot == "dobj":
        for each in candidate.objects:
            found.extend(cast.named(sentence, each, without=without))
        return unique(found)
    if slot == "owner":
        for each in [
            *candidate.objects,
            *([candidate.theme] if candidate.theme else []),
        ]:
            found.extend(cast.owners(sentence, each))
        return unique(found)
    if slot == "comp":
        said = [token]
        if candidate.theme is not None:
            said.append(candidate.theme)  # "its demand that X leave"
        for word in said:
            for each in grammar.complement_subject(sentence, word):
                found.extend(cast.named(sentence, each))
        return unique(found)
    if slot == "purpose":
        return _protested(candidate, cast)
    if slot == "home":
        return _at_home(candidate, cast)
    if slot == "dative":
        for child in sentence.below(token, "dative"):
            targets = sentence.below(child, "pobj") or [child]
            for each in targets:
                found.extend(cast.named(sentence, each))
        return unique(found)
    base, _, preposition = slot.rpartition("/")
    governors = _governors(candidate) if not base else _things(candidate)
    if not base and preposition in FAR:
        governors.extend(grammar.nested(sentence, token))
    for governor in governors:
        for each in grammar.prepositional(sentence, governor, preposition):
            if noun_lemma(each) in row.not_recipients:
                continue
            found.extend(
                cast.named(sentence, each, without=without)
                or _placed(candidate, each, cast)
                or (cast.somewhere(sentence, each) if candidate.type in VIOLENT else [])
            )
        if found:
            break
    if not found and slot == "against" and candidate.type in AIMED:
        # "trained men fit for war against X": however deep it stands.
        for word in sentence.subtree(token):
            if word.lower == slot and word.i > token.i:
                for each in sentence.below(word, "pobj"):
                    found.extend(cast.named(sentence, each, without=without))
    return unique(found)


def _protested(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whom a protest is aimed at by what it demands: "rallied to demand that X quit"."""
    sentence = candidate.sentence
    chains = {mention.chain for mention in candidate.actors}
    starts = [candidate.token, *candidate.objects]
    if candidate.token.head != candidate.token.i:
        starts.append(sentence.tokens[candidate.token.head])
    for start in starts:
        for clause in sentence.below(
            start, "advcl", "xcomp", "acl", "conj", "prep", "relcl"
        ):
            if clause.lemma not in DISSENT or clause.i < candidate.token.i:
                continue
            for word in sentence.subtree(clause):
                mention = cast.at(word)
                if (
                    mention is not None
                    and mention.chain not in chains
                    and not mention.is_pronoun
                    and mention.sector not in CROWD
                    and word.i != clause.i
                ):
                    return [mention]
    return []


def _placed(candidate: Candidate, token: Token, cast: Cast) -> list[ActorMention]:
    """The state of a place; where an act may be on one's own people, marked as a place."""
    found = cast.placed(candidate.sentence, token)
    if not found and candidate.type in DOMESTIC and cast.place(token) is not None:
        found = cast.named(candidate.sentence, token)
    if candidate.type in DOMESTIC:
        return [replace(m, is_place_like=True) for m in found]
    return found


def _at_home(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """The place of a protest by people of that state: it is aimed at those who rule it.

    Source: CAMEO 1.1b3 manual, ch. 2, on targets of domestic protest.
    """
    sentence = candidate.sentence
    ours = countries(candidate.actors)
    for governor in _governors(candidate):
        for preposition in AROUND:
            for each in grammar.prepositional(sentence, governor, preposition):
                for mention in (
                    *cast.named(sentence, each),
                    *cast.placed(sentence, each),
                ):
                    if mention.countries and set(mention.countries) <= ours:
                        return [replace(mention, is_place_like=True)]
    return []


def reach_into_content(candidate: Candidate, cast: Cast) -> None:
    """Whom a verb of saying or meaning is aimed at by its clause, where nobody else is.

    "refused to hand over the base to X", "vowed to punish X": states and bodies only.
    """
    sentence = candidate.sentence
    if candidate.recipients or not candidate.row.has("deep_recipient"):
        return
    chains = {mention.chain for mention in candidate.actors}
    ours = countries(candidate.actors)
    for clause in sentence.below(candidate.token, "xcomp", "ccomp"):
        if sentence.below(clause, *grammar.SUBJECTS):
            continue
        things = grammar.objects(sentence, clause)
        after = [
            each
            for word in (clause, *things)
            for child in sentence.below(word, "prep", "dative")
            if child.lower in TOWARDS
            for each in sentence.below(child, "pobj")
        ]
        for each in (*after, *things):
            if any(own.pos == "PRON" for own in sentence.below(each, "poss")):
                continue  # "to withdraw its troops" is not aimed at them
            named = cast.named(sentence, each) or cast.placed(sentence, each)
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


def _things(candidate: Candidate) -> list[Token]:
    found = [candidate.theme] if candidate.theme is not None else []
    for token in candidate.objects:
        found.extend(grammar.coordinated(candidate.sentence, token))
    return found


def _governors(candidate: Candidate) -> list[Token]:
    """Words on which a preposition of this event may hang, nearest first."""
    found = list(candidate.words) + _things(candidate)
    for word in candidate.words[1:]:
        found.extend(candidate.sentence.below(word, "pobj"))
    for token in candidate.objects:
        found.extend(
            child
            for preposition in candidate.sentence.below(token, "prep")
            if preposition.lower == "of"
            for child in candidate.sentence.below(preposition, "pobj")
        )
    # Of coordinated verbs the last carries what belongs to all.
    found.extend(
        child
        for child in candidate.sentence.below(candidate.token, "conj")
        if child.pos == "VERB"
    )
    return found


def cast_noun(candidate: Candidate, cast: Cast) -> None:
    """Fill the roles of an event noun."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    for child in sentence.below(token, "poss"):
        candidate.actors.extend(cast.named(sentence, child))
    of_what = list(grammar.prepositional(sentence, token, "of"))
    for governor in (token, *of_what):
        # "the expulsion of two envoys by X": the phrase hangs on either noun.
        by = grammar.agent(sentence, governor)
        if by is not None and not candidate.actors:
            candidate.actors = cast.named(sentence, by)
    if not candidate.actors:
        candidate.actors = unique(cast.modifiers(sentence, token))
    if row.of == "actor":
        for each in of_what:
            if not candidate.actors:
                candidate.actors = cast.named(sentence, each)
    elif row.of == "recipient":
        for each in of_what:
            candidate.recipients.extend(cast.named(sentence, each))
    elif candidate.theme is not None:
        if not candidate.actors:
            candidate.actors = cast.owners(sentence, candidate.theme)
        for slot in row.recipient:
            if candidate.recipients:
                break
            preposition = slot.rpartition("/")[2]
            side = candidate.recipients
            if preposition == "between" and not candidate.actors:
                side = candidate.actors
            for each in grammar.prepositional(sentence, candidate.theme, preposition):
                side.extend(cast.named(sentence, each))
    elif row.has("keep_theme"):
        for each in of_what:
            for between in grammar.prepositional(sentence, each, "between"):
                candidate.actors.extend(cast.named(sentence, between))
            if not candidate.actors:
                candidate.actors = cast.owners(sentence, each)
    if not candidate.recipients:
        candidate.recipients = _noun_slots(candidate, cast)
    if not candidate.actors:
        candidate.actors = _actor_of_light_verb(candidate, cast)
    _settle(candidate)


def _noun_slots(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    sentence, token, row = candidate.sentence, candidate.token, candidate.row
    actors = {mention.chain for mention in candidate.actors}
    for slot in row.recipient:
        if slot in {"dobj", "owner", "comp", "dative"} or "/" in slot:
            continue
        found: list[ActorMention] = []
        for each in grammar.prepositional(sentence, token, slot):
            found.extend(cast.named(sentence, each) or cast.placed(sentence, each))
        found = [mention for mention in unique(found) if mention.chain not in actors]
        if found and slot == "between" and not candidate.actors:
            candidate.actors = found
            return []
        if found:
            return found
    return []


def _actor_of_light_verb(candidate: Candidate, cast: Cast) -> list[ActorMention]:
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


def _settle(candidate: Candidate) -> None:
    """No one acts on themselves; who is named on both sides stays the actor."""
    candidate.actors = unique(candidate.actors)
    candidate.recipients = [
        m for m in candidate.recipients if m.name.lower() not in REFLEXIVE
    ]
    chains = {mention.chain for mention in candidate.actors}
    for mention in candidate.actors:
        chains.update(mention.members)
    ours = countries([m for m in candidate.actors if m.sector in OFFICIAL])
    candidate.recipients = [
        mention
        for mention in unique(candidate.recipients)
        if (
            mention.chain not in chains
            or (mention.is_place_like and candidate.type in DOMESTIC)
        )
        and not (set(mention.members) & chains)
        # Nobody acts on the state that they act for; on a place in it they may.
        and not (
            mention.kind is ActorKind.STATE
            and set(mention.countries) <= ours
            and not (mention.is_place_like and candidate.type in DOMESTIC)
            and candidate.type is not EventType.PROTEST
        )
    ]
