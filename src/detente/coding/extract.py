"""Parsed article and actor mentions -> event mentions: triggers with their roles.

A trigger is a word of the lexicon whose conditions hold where it stands; the roles are
read from the tree around it. What governs a trigger may swallow it: "agreed to send
aid" is one event, "held talks" too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.coding import grammar
from detente.coding.counterpart import PENALTY, TARGETED, both_parties, counterpart
from detente.coding.counting import people_counted
from detente.coding.roles import Cast, unique
from detente.knowledge.lexicon import Lexicon, Row
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.text import Sentence, Span, Token

# Verbs that only carry an event noun ("hold talks", "carried out an attack").
# Source: light verb constructions in PropBank's guidelines (Hwang et al. 2010), widened.
# Prepositions whose phrase is looked for behind other phrases too.
# "spent the day in talks with X", "flew there for talks with X".
TAKES_PART = frozenset({"in", "for", "into", "to", "during", "after", "through"})
# "men suspected of the attack": who is suspected, is said to have acted.
SUSPECTING = frozenset("suspect accuse convict charge blame acquit".split())
FAR = frozenset({"with", "to", "against"})
LIGHT = frozenset(
    "hold have make pay conduct launch stage carry mount give take issue lodge file begin "
    "start open resume continue end conclude attend join host undertake do wage commit "
    "perpetrate suffer face convene engage participate enter complete renew plan schedule "
    "cancel postpone suspend delay announce confirm order call arrange organise organize "
    "expect set finish stop halt deliver express voice offer send".split()
)
OCCUR = frozenset(
    "take begin start end occur happen follow resume continue erupt break conclude "
    "produce lead result fail collapse open close last run kill wound injure destroy hit "
    "leave cause focus".split()
)
# Determiners that point back to an event already told.
POINTING = frozenset({"the", "this", "that", "his", "her", "its", "their"})
ANAPHORIC = frozenset({"this", "that", "these", "those", "such"})
# Containers that stand before what counts: "a round of talks", "tonnes of aid".
CONTAINERS = frozenset(
    "round series set number batch ton tonne load shipment consignment wave string dozen "
    "hundred thousand million billion piece plane truck part group team pair couple day "
    "hour week kind type form tranche delivery planeload package amount quantity lot "
    "kg kilogram state spate worth exchange range variety host stage phase unit member".split()
)
# Sectors that act for their state; None is the state itself.
PEOPLE = frozenset({ActorKind.PERSON, ActorKind.GROUP})
PRIVATE = frozenset({"CVL", "BUS", "MED", "EDU"})
# What may strike without its owner being named.
ARMED = frozenset(
    "attack strike airstrike raid bomb bombing bomber blast explosion missile rocket "
    "shell shelling mortar drone plane jet warplane aircraft helicopter gunfire bullet "
    "gunman attacker assailant militant rebel insurgent fighter soldier troop force "
    "army police sniper mine grenade fire crossfire clash fighting offensive operation "
    "invasion war violence car truck man woman mob crowd extremist terrorist settler "
    "militia gang unit brigade tank artillery barrage ambush shooting stabbing device "
    "explosive weapon knife machete poison stone torture hijacker pirate".split()
)
BODILY = frozenset("heart panic asthma shark dog bear crocodile bee allergic".split())
# One is not on a visit in a film about a movement.
NO_GOAL = frozenset({ActorKind.MOVEMENT, ActorKind.MEDIA})
FORCEFUL = frozenset({EventType.ASSAULT, EventType.COERCE})
PRESS = frozenset({"press", "news"})  # to meet the press is no consultation
VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
OFFICIAL = frozenset({None, "GOV", "MIL", "LEG", "JUD", "SPY", "COP"})


@dataclass(slots=True)
class Candidate:
    """A trigger that its row accepts, with the fillers found so far."""

    sentence: Sentence
    token: Token
    row: Row
    objects: list[Token] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    recipients: list[ActorMention] = field(default_factory=list)
    theme: Token | None = None
    passive: bool = False
    is_guessed: bool = False
    words: list[Token] = field(default_factory=list)


def extract(
    parsed: ParsedArticle, cast: Cast, lexicon: Lexicon
) -> tuple[EventMention, ...]:
    """Every event that the article's parsed sentences claim, in text order."""
    whole: list[Candidate] = []
    open_: list[Candidate] = []
    for sentence in parsed.sentences:
        if not sentence.tokens or sentence.tokens[-1].text == "?":
            continue  # a question claims nothing
        candidates = list(_candidates(sentence, cast, lexicon))
        for candidate in _survivors(candidates):
            (open_ if _lacks_target(candidate) else whole).append(candidate)
    pairs = [
        (frozenset(_countries(one.actors)), frozenset(_countries(one.recipients)))
        for one in whole
    ]
    for candidate in open_:
        if _calls_off(candidate):
            if _takes_up(candidate, whole):
                whole.append(candidate)
            continue
        if _lacks_parties(candidate):
            candidate.actors = both_parties(candidate.sentence, cast, pairs)
            candidate.is_guessed = True
            if candidate.actors:
                whole.append(candidate)
            continue
        ours = frozenset(_countries(candidate.actors))
        kind = [
            (frozenset(_countries(one.actors)), frozenset(_countries(one.recipients)))
            for one in whole
            if one.row.type is candidate.row.type and not one.is_guessed
        ]
        targets = counterpart(ours, candidate.sentence, cast, pairs, kind)
        if targets:
            candidate.recipients = targets
            candidate.is_guessed = True
        if targets or candidate.row.needs != "both":
            whole.append(candidate)
    found = [mention for candidate in whole for mention in _mentions(candidate, cast)]
    found.sort(
        key=lambda mention: (mention.trigger, mention.type.value, mention.actors)
    )
    return tuple(found)


def _calls_off(candidate: Candidate) -> bool:
    """Whether it cancels a meeting told before: "postponed the trip"."""
    theme = candidate.theme
    if candidate.row.status is not Status.CANCELLED or theme is None:
        return False
    points_back = any(
        child.lower in POINTING
        for child in candidate.sentence.below(theme, "det", "poss")
    )
    return points_back and not candidate.recipients


def _takes_up(candidate: Candidate, told: list[Candidate]) -> bool:
    """Give it the parties of the last meeting told before it; False if there is none."""
    ours = _countries(candidate.actors)
    earlier = [
        one
        for one in told
        if one.row.type is candidate.row.type
        and (one.sentence.index, one.token.i)
        < (candidate.sentence.index, candidate.token.i)
        and (not ours or ours & (_countries(one.actors) | _countries(one.recipients)))
    ]
    if not earlier:
        return False
    last = max(earlier, key=lambda one: (one.sentence.index, one.token.i))
    candidate.actors, candidate.recipients = list(last.actors), list(last.recipients)
    return True


def _lacks_parties(candidate: Candidate) -> bool:
    """Whether a mutual act is told without any party: "no deal was signed"."""
    return (
        candidate.row.has("reciprocal_plural")
        and candidate.theme is not None
        and not candidate.row.is_noun
        and candidate.passive
        and not candidate.actors
        and not candidate.recipients
    )


def _lacks_target(candidate: Candidate) -> bool:
    """Whether an act of one state on another is told without the other."""
    row = candidate.row
    if _lacks_parties(candidate) or _calls_off(candidate):
        return True
    if row.type not in TARGETED or candidate.recipients or not candidate.actors:
        return False
    if row.is_noun and candidate.theme is None:
        return False
    ours = _countries(candidate.actors)
    official = all(mention.sector in OFFICIAL for mention in candidate.actors)
    return len(ours) == 1 and official


# ------------------------------------------------------------------ triggers


def _candidates(
    sentence: Sentence, cast: Cast, lexicon: Lexicon
) -> Iterator[Candidate]:
    for token in sentence.tokens:
        if _is_verb(sentence, token):
            rows = lexicon.verbs.get(token.lemma, ())
            for row in rows:
                candidate = _verb(sentence, token, row, cast)
                if candidate is not None:
                    yield candidate
                    break
        elif token.pos in {"NOUN", "PROPN", "VERB"}:
            for row in lexicon.nouns.get(_noun_lemma(token), ()):
                candidate = _noun(sentence, token, row, cast)
                if candidate is not None:
                    yield candidate
                    break


def _is_verb(sentence: Sentence, token: Token) -> bool:
    if token.dep in {"aux", "auxpass", "compound"}:
        return False
    if token.pos == "AUX":
        return token.lemma == "be"
    if token.tag == "NNS" and token.dep == "ROOT" and sentence.below(token, "nsubj"):
        return True  # headlines: "Minister heads to Chad" read as a plural
    if token.pos != "VERB":
        return False
    # "the signing of the accords": a participle with an article is a noun.
    return not (
        token.tag == "VBG"
        and sentence.below(token, "det", "poss")
        and not sentence.below(token, "dobj", "aux")
    )


def _noun_lemma(token: Token) -> str:
    if token.pos == "NOUN":
        return token.lemma
    word = token.lower
    if word.endswith("ings"):
        return word[:-1]
    if token.pos == "PROPN" and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _verb(sentence: Sentence, token: Token, row: Row, cast: Cast) -> Candidate | None:
    words = _rest(sentence, token, row.rest)
    if words is None:
        return None
    candidate = Candidate(sentence, token, row, words=[token, *words])
    candidate.passive = grammar.is_passive(sentence, token)
    candidate.objects = grammar.objects(sentence, token)
    if not _objects_fit(candidate, cast) or not _complement_fits(candidate):
        return None
    if (row.subjects or row.not_subjects) and not _subject_fits(candidate):
        return None
    if row.verdict and not any(
        word.lemma in row.verdict or word.lower in row.verdict
        for word in sentence.subtree(token)
        if word.i > token.i
    ):
        return None
    if row.has("intransitive") and candidate.objects and not candidate.passive:
        return None
    if row.has("not_xcomp") and sentence.below(token, "xcomp", "ccomp"):
        return None
    _cast_verb(candidate, cast)
    return candidate if _complete(candidate, cast) else None


def _rest(
    sentence: Sentence, token: Token, rest: tuple[str, ...]
) -> list[Token] | None:
    """The words that must follow the verb, each governed by it or by the one before."""
    found: list[Token] = []
    for word in rest:
        above = [token, *found]
        near = [
            child
            for governor in above
            for child in sentence.below(governor)
            if child.lower == word and child.i > token.i and child.i - token.i < 12
        ]
        if not near:
            return None
        found.append(near[0])
    return found


def _theme_lemmas(sentence: Sentence, token: Token) -> list[tuple[str, Token]]:
    """The lemmas under which an object counts: its own, its coordinates', its content's.

    "two rounds of talks" counts as rounds and as talks.
    """
    found = []
    for each in grammar.coordinated(sentence, token):
        found.append((_noun_lemma(each), each))
        # "Omar Haddadi, the ambassador to Mali, was recalled".
        found.extend((_noun_lemma(a), a) for a in sentence.below(each, "appos"))
        if _noun_lemma(each) in CONTAINERS or each.pos == "NUM":
            for preposition in sentence.below(each, "prep"):
                if preposition.lower == "of":
                    for child in sentence.below(preposition, "pobj"):
                        found.extend(_theme_lemmas(sentence, child))
    return found


def _objects_fit(candidate: Candidate, cast: Cast) -> bool:
    row, sentence = candidate.row, candidate.sentence
    lemmas = [
        pair for token in candidate.objects for pair in _theme_lemmas(sentence, token)
    ]
    if row.not_objects and any(lemma in row.not_objects for lemma, _ in lemmas):
        return False
    if row.objects:
        match = next((token for lemma, token in lemmas if lemma in row.objects), None)
        if match is None:
            match = _object_elsewhere(candidate, cast)
        if match is None:
            return False
        if row.object_mods and not (
            _has_modifier(sentence, match, row.object_mods)
            or _has_modifier(sentence, candidate.token, row.object_mods)
        ):
            return False
        if row.type is EventType.CONSULT and _has_modifier(sentence, match, PRESS):
            return False
        candidate.theme = match
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


def _object_elsewhere(candidate: Candidate, cast: Cast) -> Token | None:
    """Objects that hide: "engage in talks", "named her as ambassador", "on alert"."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    for word in candidate.words:
        for child in sentence.below(word, "pobj"):
            for lemma, each in _theme_lemmas(sentence, child):
                if lemma in row.objects:
                    return each
    if candidate.row.rest:
        # "summoned home for talks its envoys": a late object is read as apposition.
        for child in grammar.nested(sentence, token):
            for late in sentence.below(child, "appos", "dobj"):
                if _noun_lemma(late) in row.objects and sentence.below(late, "poss"):
                    return late
    if row.has("object_or_as") or row.has("object_anywhere"):
        for child in sentence.subtree(token):
            if child.i > token.i and _noun_lemma(child) in row.objects:
                return child
    if row.has("object_or_person"):
        for each in candidate.objects:
            for mention in cast.direct(sentence, each):
                if mention.kind in PEOPLE:
                    return each
    return None


def _leads_to_body(
    candidate: Candidate, cast: Cast, objects: list[ActorMention]
) -> bool:
    """Whether it is done to, or towards, a body of states ("joined NATO")."""
    if any(mention.kind is ActorKind.BODY for mention in objects):
        return True
    for slot in candidate.row.recipient:
        for mention in _slot(candidate, slot, cast):
            if mention.kind is ActorKind.BODY or (
                mention.kind is ActorKind.INSTITUTION and mention.sector == "MIL"
            ):
                return True
    return False


def _has_modifier(sentence: Sentence, token: Token, words: frozenset[str]) -> bool:
    return any(
        child.lower in words or child.lemma in words
        for child in sentence.below(
            token, "amod", "compound", "nmod", "advmod", "nummod"
        )
    )


def _complement_fits(candidate: Candidate) -> bool:
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    if not (row.comps or row.not_comps or row.comp_aux):
        return True
    clauses = sentence.below(token, "xcomp", "ccomp")
    lemmas = {clause.lemma for clause in clauses}
    if row.comps and not lemmas & row.comps:
        return False
    if lemmas & row.not_comps:
        return False
    if row.comp_aux:
        return any(
            aux.lower in row.comp_aux
            for clause in clauses
            for aux in sentence.below(clause, "aux")
        )
    return True


def _subject_fits(candidate: Candidate) -> bool:
    subject = grammar.subject(candidate.sentence, candidate.token)
    row = candidate.row
    if subject is None:
        return not row.subjects
    lemmas = {lemma for lemma, _ in _theme_lemmas(candidate.sentence, subject)}
    by = grammar.agent(candidate.sentence, candidate.token)
    if by is not None:
        # "people hit by the floods": nobody attacked.
        lemmas |= {lemma for lemma, _ in _theme_lemmas(candidate.sentence, by)}
    if lemmas & row.not_subjects:
        return False
    return not row.subjects or bool(lemmas & row.subjects)


def _noun(sentence: Sentence, token: Token, row: Row, cast: Cast) -> Candidate | None:
    if token.dep in {"compound", "nmod", "amod", "npadvmod"}:
        return None
    if any(child.lower in ANAPHORIC for child in sentence.below(token, "det")):
        return None
    if _is_topic(sentence, token):
        return None
    if row.noun_with and not _has_modifier(sentence, token, row.noun_with):
        return None
    candidate = Candidate(sentence, token, row, words=[token])
    if row.noun_of and not _noun_of_fits(candidate):
        return None
    _cast_noun(candidate, cast)
    return candidate if _complete(candidate, cast) else None


def _is_topic(sentence: Sentence, token: Token) -> bool:
    """Whether a definite event noun only says what the clause is about.

    "The visit by X comes as ..." takes the visit as told; "the talks took place" tells.
    """
    if token.dep != "nsubj" or not any(
        child.lower in {"the", "its", "his", "her", "their"}
        for child in sentence.below(token, "det", "poss")
    ):
        return False
    told_whole = sentence.below(token, "prep") and any(
        child.lower == "by" for child in sentence.below(token, "prep", "agent")
    )
    return not told_whole and sentence.tokens[token.head].lemma not in OCCUR


def _noun_of_fits(candidate: Candidate) -> bool:
    """The noun after "of", or before the event noun in a compound, is what it asks for."""
    sentence, token, row = candidate.sentence, candidate.token, candidate.row
    for child in sentence.below(token, "compound", "nmod"):
        if _noun_lemma(child) in row.noun_of:
            candidate.theme = child
            return True
    for after in grammar.prepositional(sentence, token, "of"):
        for lemma, each in _theme_lemmas(sentence, after):
            if lemma in row.noun_of:
                candidate.theme = each
                return True
    return False


# ------------------------------------------------------------------ casting


def _cast_verb(candidate: Candidate, cast: Cast) -> None:
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    if candidate.passive:
        by = grammar.agent(sentence, token)
        candidate.actors = cast.named(sentence, by) if by is not None else []
    else:
        subject = grammar.subject(sentence, token)
        if subject is not None:
            candidate.actors = _acting(candidate, subject, cast)
    if not candidate.actors and (row.has("own_object") or row.has("actor_of_subject")):
        candidate.actors = _owner_as_actor(candidate, cast)
    candidate.recipients = _first_slot(candidate, cast)
    if row.has("inverse"):
        # "Kabul took delivery of Russian aid": who gives, acts.
        swapped = candidate.recipients, candidate.actors
        candidate.actors, candidate.recipients = swapped
    if row.has("visitor"):
        _turn_to_visitor(candidate, cast)
    _settle(candidate)


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
    visiting = _countries(visitors)
    if visiting and not visiting & _countries(hosts):
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
        found = [m for m in _slot(candidate, slot, cast) if m.chain not in actors]
        if found and slot == "between" and not candidate.actors:
            candidate.actors = found
            return []
        if found:
            return found
    return []


def _slot(candidate: Candidate, slot: str, cast: Cast) -> list[ActorMention]:
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
        for each in grammar.complement_subject(sentence, token):
            found.extend(cast.named(sentence, each))
        if not found and row.has("deep_recipient"):
            for clause in sentence.below(token, "xcomp", "ccomp"):
                for each in grammar.objects(sentence, clause):
                    found.extend(cast.named(sentence, each))
                for child in sentence.below(clause, "prep"):
                    for each in sentence.below(child, "pobj"):
                        found.extend(cast.named(sentence, each))
        return unique(found)
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
            if _noun_lemma(each) in row.not_recipients:
                continue
            found.extend(
                cast.named(sentence, each, without=without)
                or cast.placed(sentence, each)
                or (cast.somewhere(sentence, each) if row.type in VIOLENT else [])
            )
        if found:
            break
    return unique(found)


def _things(candidate: Candidate) -> list[Token]:
    found = [candidate.theme] if candidate.theme is not None else []
    for token in candidate.objects:
        found.extend(grammar.coordinated(candidate.sentence, token))
    return found


def _governors(candidate: Candidate) -> list[Token]:
    """Words on which a preposition of this event may hang, nearest first."""
    found = list(candidate.words) + _things(candidate)
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


def _cast_noun(candidate: Candidate, cast: Cast) -> None:
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    for child in sentence.below(token, "poss"):
        candidate.actors.extend(cast.named(sentence, child))
    by = grammar.agent(sentence, token)
    if by is not None and not candidate.actors:
        candidate.actors = cast.named(sentence, by)
    if not candidate.actors:
        candidate.actors = unique(cast.modifiers(sentence, token))
    of_what = list(grammar.prepositional(sentence, token, "of"))
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
            for each in grammar.prepositional(sentence, candidate.theme, preposition):
                candidate.recipients.extend(cast.named(sentence, each))
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
    chains = {mention.chain for mention in candidate.actors}
    for mention in candidate.actors:
        chains.update(mention.members)
    ours = _countries([m for m in candidate.actors if m.sector in OFFICIAL])
    candidate.recipients = [
        mention
        for mention in unique(candidate.recipients)
        if mention.chain not in chains
        and not (set(mention.members) & chains)
        # Nobody acts on the state that they act for.
        and not (mention.kind is ActorKind.STATE and set(mention.countries) <= ours)
    ]


# ------------------------------------------------------------------ acceptance


def _countries(mentions: list[ActorMention]) -> set[str]:
    return {country for mention in mentions for country in mention.countries}


def _complete(candidate: Candidate, cast: Cast) -> bool:
    """Whether enough of who and to whom is known for the row."""
    row = candidate.row
    actors, recipients = candidate.actors, candidate.recipients
    if _lacks_parties(candidate) or _calls_off(candidate):
        return True
    if row.has("both_persons") or row.has("foreign_only"):
        ours, theirs = _countries(actors), _countries(recipients)
        if not ours or not theirs or ours & theirs:
            return False
    official = any(
        mention.sector in OFFICIAL and mention.kind is not ActorKind.GROUP
        for mention in actors
    )
    if row.has("actor_official") and not official:
        return False
    if row.has("actor_crowd") and official:
        return False
    if row.has("actor_person") and not any(m.kind in PEOPLE for m in actors):
        return False
    if row.type is EventType.CONSULT and actors and all(map(_is_private, actors)):
        return False  # tourists visit, players meet
    told_as_act = row.type in FORCEFUL and not row.is_noun
    if told_as_act and not actors and not _may_be_violence(candidate):
        return False
    if "visit" in row.modes and recipients:
        recipients = [m for m in recipients if m.kind not in NO_GOAL]
        if not recipients:
            return False
    if row.type is EventType.CONSULT and recipients:
        # Going home, or about one's own country, is no visit.
        ours = _countries(actors)
        theirs = _countries(recipients)
        if "visit" in row.modes and ours and theirs and theirs <= ours:
            return False
    if _each_other(candidate) and not recipients:
        return any(_is_known(mention) for mention in actors)
    together = len(actors) > 1 or any(len(m.countries) > 1 for m in actors)
    mutual = (row.has("reciprocal_plural") or row.has("reciprocal")) and together
    known_actor = any(_is_known(mention) for mention in actors)
    known_recipient = any(_is_known(mention) for mention in recipients)
    if row.needs == "actor":
        return known_actor or (bool(actors) and known_recipient)
    if row.needs == "recipient":
        return known_recipient
    if row.needs == "either":
        if candidate.row.is_noun and not (row.has("noun_bare") or known_recipient):
            return known_actor and (mutual or bool(candidate.theme))
        return known_actor or known_recipient
    if mutual and known_actor and not recipients:
        return True
    if _lacks_target(candidate):
        return True
    # One side known by state or body; the other may be people without one ("rebels").
    return bool(actors and recipients) and (known_actor or known_recipient)


def _each_other(candidate: Candidate) -> bool:
    """Whether they do it to one another."""
    return any(
        token.lower in {"other", "another"}
        and any(
            child.lower in {"each", "one"}
            for child in candidate.sentence.below(token, "det", "nummod", "amod")
        )
        for token in candidate.objects
    )


def _is_private(mention: ActorMention) -> bool:
    """Whether these are people who act for nobody but themselves."""
    return mention.kind is ActorKind.GROUP and mention.sector in PRIVATE


def _may_be_violence(candidate: Candidate) -> bool:
    """Whether a violent act by nobody known is one: rain and crows do not attack."""
    sentence = candidate.sentence
    if candidate.passive:
        by = grammar.agent(sentence, candidate.token)
        return by is None or _is_weapon(sentence, by)
    subject = grammar.subject(sentence, candidate.token)
    return subject is None or _is_weapon(sentence, subject)


def _is_weapon(sentence: Sentence, token: Token) -> bool:
    if any(
        child.lower in BODILY for child in sentence.below(token, "compound", "amod")
    ):
        return False
    lemmas = {lemma for lemma, _ in _theme_lemmas(sentence, token)}
    return bool(lemmas & ARMED) or token.pos == "PRON"


def _is_known(mention: ActorMention) -> bool:
    return bool(mention.countries) or mention.code is not None or bool(mention.actor_id)


# ------------------------------------------------------------------ who swallows whom


def _survivors(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what another trigger already tells."""
    themes = {
        token.i
        for c in candidates
        if not c.row.is_noun
        for token in ([c.theme, *c.words] if c.theme is not None else c.words)
    }
    kept: list[Candidate] = []
    for candidate in candidates:
        if candidate.row.is_noun and candidate.token.i in themes:
            continue
        if _inside_content(candidate, candidates):
            continue
        if _only_frames(candidate, candidates):
            continue
        if any(_retells(candidate, other) for other in kept):
            continue
        kept.append(candidate)
    return kept


def _only_frames(candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether "agreed that ..." only introduces what another trigger tells whole."""
    if candidate.row.type is not EventType.AGREE or candidate.row.is_noun:
        return False
    clauses = {
        clause.i
        for clause in candidate.sentence.below(candidate.token, "ccomp")
        if candidate.sentence.below(clause, *grammar.SUBJECTS)
    }
    return any(other.token.i in clauses for other in candidates)


def _inside_content(candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether a content verb ("agreed to", "threatened to") governs this trigger."""
    sentence = candidate.sentence
    governing = {
        other.token.i: other
        for other in candidates
        if other.row.has("content") and other is not candidate
    }
    below = candidate.token
    for above in sentence.above(candidate.token):
        other = governing.get(above.i)
        if other is not None and below.dep in {
            "xcomp", "ccomp", "dobj", "prep", "pobj", "pcomp", "acl", "oprd", "acomp", "nsubjpass", "dative"
        }:  # fmt: skip
            return not _own_act(candidate, other, below)
        if below.dep in {"relcl", "advcl", "nsubj", "conj", "parataxis", "appos"} and (
            below.dep != "conj" or sentence.below(below, *grammar.SUBJECTS)
        ):
            return False
        below = above
    return False


def _own_act(candidate: Candidate, other: Candidate, clause: Token) -> bool:
    """A clause with a subject of its own under "agreed" tells an event of its own."""
    sentence = candidate.sentence
    if other.row.type is EventType.AGREE:
        return clause.dep == "ccomp" and bool(sentence.below(clause, *grammar.SUBJECTS))
    # "condemned the attack", "rejected": what is reacted to did happen.
    if other.row.type is EventType.REQUEST and clause.dep == "prep":
        return clause.lower not in {"for", "to", "on"}
    if other.row.type is EventType.ACCUSE:
        return clause.dep in {"dobj"}
    return False


def _retells(candidate: Candidate, other: Candidate) -> bool:
    """Same type, same parties, one sentence: one report, the first trigger's."""
    if candidate.row.type is not other.row.type:
        return False
    if candidate.token.i == other.token.i:
        return True
    if (
        candidate.row.modes != other.row.modes
        and candidate.row.modes
        and other.row.modes
    ):
        return False

    def key(each: Candidate) -> tuple[list[int], list[int]]:
        return (
            sorted(mention.chain for mention in each.actors),
            sorted(mention.chain for mention in each.recipients),
        )

    if key(candidate) == key(other):
        return not _far_apart(candidate, other)
    sides = (_countries(candidate.actors), _countries(candidate.recipients))
    others = (_countries(other.actors), _countries(other.recipients))
    return (
        sides == others
        and candidate.row.is_noun
        and candidate.sentence.tokens[candidate.token.head].lemma in LIGHT
    )


def _far_apart(candidate: Candidate, other: Candidate) -> bool:
    """Whether the two stand in clauses of their own, and so may tell two events."""
    sentence = candidate.sentence
    for token in [candidate.token, *sentence.above(candidate.token)]:
        if token.i == other.token.i:
            return False
        is_purpose = token.tag == "VB" and not sentence.below(token, *grammar.SUBJECTS)
        if token.dep in {"advcl", "relcl"} and not is_purpose:
            return True
        if token.dep == "conj" and sentence.below(token, *grammar.SUBJECTS):
            return True
    return False


# ------------------------------------------------------------------ results


def _mentions(candidate: Candidate, cast: Cast) -> Iterator[EventMention]:
    row = candidate.row
    actors, recipients = candidate.actors, candidate.recipients
    if row.each == "actor":
        actors = _visitors(candidate, cast)
    sides: list[tuple[list[ActorMention], list[ActorMention]]] = [(actors, recipients)]
    if row.each == "recipient" and len(recipients) > 1:
        sides = [(actors, [one]) for one in recipients]
    elif row.each == "actor" and len(actors) > 1 and len(_countries(actors)) > 1:
        sides = [([one], recipients) for one in actors]
    counted = people_counted(candidate.sentence, candidate.token, candidate.objects)
    kills = row.count == "dead"
    wounds = kills and row.word in {"wound", "injure", "maim"}
    for who, whom in sides:
        yield EventMention(
            sentence=candidate.sentence.index,
            trigger=_trigger(candidate),
            clause=candidate.sentence.span,
            type=row.type,
            row=row.id,
            modes=row.modes,
            actors=tuple(mention.head for mention in who),
            recipients=tuple(mention.head for mention in whom),
            is_reciprocal=not whom
            and (
                row.has("reciprocal_plural")
                or row.has("reciprocal")
                or _each_other(candidate)
            ),
            is_nominal=row.is_noun,
            status_hint=row.status.value if row.status else None,
            dead=counted if kills and not wounds else None,
            injured=counted if wounds else None,
            arrested=counted if row.count == "arrested" else None,
            score=_score(candidate),
        )


def _visitors(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Those who travel, one by one: "the two flew to Rome" leaves the Italian out."""
    goal = _countries(candidate.recipients)
    single = [
        cast.chain(number)[0] if cast.chain(number) else mention
        for mention in candidate.actors
        for number in (mention.members or (mention.chain,))
    ]
    abroad = [
        m for m in unique(single) if not (m.countries and set(m.countries) <= goal)
    ]
    return abroad or candidate.actors


def _trigger(candidate: Candidate) -> Span:
    words = [word for word in candidate.words if word.i - candidate.token.i <= 2]
    return Span(candidate.token.start, max(word.end for word in words))


def _score(candidate: Candidate) -> float:
    """How sure the row and its casting are; calibrated in evaluation."""
    score = 0.55 + 0.1 * min(2, candidate.row.n_conditions // 3)
    if candidate.actors and candidate.recipients:
        score += 0.15
    if candidate.row.is_noun:
        score -= 0.1
    if candidate.sentence.is_title:
        score -= 0.05
    if candidate.is_guessed:
        score -= PENALTY
    return round(score, 3)
