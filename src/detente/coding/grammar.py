"""A sentence's tree -> who does, to whom, with what: subjects, objects, prepositions.

Dependencies are ClearNLP's as spaCy writes them. Every function is about one trigger
and one tree, and knows nothing of politics.
"""

from collections.abc import Iterator

from detente.model.text import Sentence, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
OBJECTS = ("dobj", "obj")
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# Verbs whose object does what their complement says ("urged Iran to leave").
# Source: object control and raising-to-object verbs, Huddleston & Pullum 2002, ch. 14.
OBJECT_CONTROL = frozenset(
    "ask urge order tell force allow permit help press invite persuade convince compel "
    "require instruct advise encourage enable authorize authorise direct command pressure "
    "request beg implore call want expect let make see have get warn oblige lead push "
    "send accuse suspect prevent stop bar block ban keep deter dissuade prompt".split()
)
# "called him to apologise": who calls speaks; "called him to testify": he does.
CALLING = frozenset({"call", "get"})
UTTERING = frozenset(
    "apologise apologize express convey thank congratulate inform brief complain protest "
    "discuss reiterate reaffirm stress condole".split()
)
# Verbs and nouns whose object or goal did what their "for" says.
JUDGING = frozenset(
    "thank praise blame criticise criticize condemn reward punish applaud commend "
    "congratulate fault rebuke fine arrest detain jail express voice convey offer hail "
    "slam denounce sue protest attack chide scold berate censure assail castigate "
    "lambaste upbraid admonish decry deride".split()
)
THANKS = frozenset("thank thanks gratitude appreciation praise apology".split())
WHILE = frozenset({"while", "whereas", "whilst"})
# Verbs whose object is what is done something to: "had its envoy expelled".
SEEING = frozenset({"have", "see", "get", "watch", "find"})
# Verbs whose participle tells what its subject means to do.
STATIVE = frozenset("oppose commit prepare determine dedicate engage".split())
# Papers in which somebody speaks: "a letter demanding that ..." demands for its sender.
PAPERS = frozenset(
    "statement declaration letter note message communique communiqué resolution report "
    "document petition telegram motion speech article editorial decree tweet".split()
)
# What somebody has or makes who means to do something: "its bid to join", "a call to".
# Source: nouns with infinitival complements, Huddleston & Pullum 2002, ch. 14; curated.
MEANING = frozenset(
    "call attempt bid plan plot decision effort threat proposal offer pledge promise vow "
    "move push refusal intention readiness willingness campaign scheme conspiracy".split()
)
# "together with the accord": named beside, not part of what is told.
BESIDE = frozenset({"together", "along"})
# Places in which a verb, or an adjective before it, has its subject of another one:
# "was due to meet" hangs "meet" on "due" and that on "was".
LENT = frozenset({"conj", "advcl", "prep", "dep", "ROOT", "parataxis", "acomp"})
DATELINED = frozenset({"-", "--", "–", "—", ":"})
MOST_HOPS = 8  # deeper chains of complements are parser errors in our reading


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb's subject is what it is done to."""
    if verb.lemma in STATIVE and _is_state_of_mind(sentence, verb):
        return False
    if sentence.below(verb, "auxpass", "nsubjpass"):
        return True
    if _is_seen_done(sentence, verb):
        return True
    if verb.tag != "VBN":
        return False
    if sentence.below(verb, "agent"):
        return True
    if verb.dep in {"acl", "relcl", "amod"}:
        return not sentence.below(verb, "aux", "nsubj")
    if verb.dep == "conj":
        head = sentence.tokens[verb.head]
        return not sentence.below(verb, *SUBJECTS, "aux") and is_passive(sentence, head)
    return verb.dep in {"advcl", "xcomp", "oprd", "ccomp"} and not sentence.below(
        verb, "aux", *OBJECTS, "nsubj"
    )


def _is_seen_done(sentence: Sentence, verb: Token) -> bool:
    """Whether one has or sees it done: "had three envoys expelled", "saw it sunk"."""
    return (
        verb.dep == "ccomp"
        and sentence.tokens[verb.head].lemma in SEEING
        and verb.tag in {"VBN", "VBD"}
        and bool(sentence.below(verb, "nsubj"))
        and not sentence.below(verb, "aux", "mark", *OBJECTS)
    )


def _is_state_of_mind(sentence: Sentence, verb: Token) -> bool:
    """As in "is opposed to talks": its subject is for or against something."""
    return (
        verb.tag == "VBN"
        and not sentence.below(verb, "agent", *OBJECTS)
        and bool(
            sentence.below(verb, "xcomp")
            or any(p.lower in {"to", "in"} for p in sentence.below(verb, "prep"))
        )
    )


def antecedent(sentence: Sentence, pronoun: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that its clause describes."""
    if pronoun.lower not in RELATIVE or pronoun.tag not in {
        "WDT",
        "WP",
        "WP$",
        "IN",
        "DT",
    }:
        return None
    for above in [pronoun, *sentence.above(pronoun)]:
        if above.dep == "relcl":
            noun = sentence.tokens[above.head]
            # "A and B, which is ...": a singular verb describes the last one only; so
            # does a past tense after two names: "X and Y, who sent a letter".
            is_past = (
                above.tag == "VBD" and noun.pos == "PROPN" and pronoun.lower == "who"
            )
            if (
                above.tag == "VBZ"
                or is_past
                or any(
                    child.tag == "VBZ"
                    for child in sentence.below(above, "aux", "auxpass")
                )
            ):
                nearer = [t for t in coordinated(sentence, noun) if t.i < pronoun.i]
                return nearer[-1] if nearer else noun
            return noun
    return None


def subject(sentence: Sentence, verb: Token) -> Token | None:
    """Who the verb is said of, also where another verb lends its subject.

    Follows coordination, control and raising ("agreed to send"), participles
    ("troops crossing the border"), and prepositions with a verb ("aimed at ending").
    In the passive it is the patient; see `is_passive`.
    """
    for _ in range(MOST_HOPS):
        own = _without_dateline(sentence, sentence.below(verb, *SUBJECTS))
        if own:
            found = own[0]
            inner = sentence.below(found, "nsubj") if found.pos == "VERB" else []
            if inner:
                # "The agency working in Mali said": its noun speaks, not its verb.
                found = inner[0]
            return antecedent(sentence, found) or _after_dateline(sentence, found)
        for helper in sentence.below(verb, "aux", "auxpass"):
            for found in sentence.below(helper, "nsubj", "nsubjpass"):
                return antecedent(sentence, found) or found
        head = sentence.tokens[verb.head]
        if head.i == verb.i:
            return _misread(sentence, verb)
        if verb.dep in {"relcl", "acl"}:
            return _of_noun_clause(sentence, verb, head)
        meant = _meant_before(sentence, verb)
        if meant is not None:
            return _of_noun_clause(sentence, verb, meant)
        if verb.dep in {"xcomp", "ccomp", "oprd"}:
            objects = sentence.below(head, *OBJECTS)
            speaks = head.lemma in CALLING and verb.lemma in UTTERING
            if objects and head.lemma in OBJECT_CONTROL and not speaks:
                return objects[0]
        elif verb.dep == "pcomp":
            above = sentence.tokens[head.head]
            if above.lemma in THANKS:
                return _judged(sentence, above, None)
            if above.pos in {"NOUN", "PROPN"}:
                return _possessor(sentence, above) or _verb_subject(sentence, above)
            objects = sentence.below(above, *OBJECTS)
            if not objects and above.lemma in JUDGING:
                objects = list(prepositional(sentence, above, "against"))
            if objects and (above.lemma in OBJECT_CONTROL or above.lemma in JUDGING):
                return _judged(sentence, above, objects[0])
            head = above
        elif verb.dep not in LENT:
            return None
        if head.pos not in {"VERB", "AUX", "ADJ"}:
            if head.dep in {"acomp", "attr"} or head.pos == "ADP":
                head = sentence.tokens[head.head]
            else:
                return None
        verb = head
    return None


def subjects_beside(sentence: Sentence, verb: Token) -> frozenset[int]:
    """Where the subjects begin of clauses that only stand beside the verb's own.

    "X protested, while Y was glad", "which X denounced and which was hailed by Y".
    """
    found: set[int] = set()
    for other in sentence.tokens:
        if other.pos not in {"VERB", "AUX"} or other.i == verb.i:
            continue
        if _is_beside(sentence, other, verb) or _is_beside(sentence, verb, other):
            doers = sentence.below(other, "nsubj", "nsubjpass")
            by = agent(sentence, other)
            for each in (*doers, *([by] if by is not None else [])):
                found.update(word.start for word in coordinated(sentence, each))
    return frozenset(found)


def _is_beside(sentence: Sentence, verb: Token, main: Token) -> bool:
    """Whether a verb with its own subject is joined to the main one as its equal."""
    if verb.head != main.i or not sentence.below(verb, "nsubj", "nsubjpass"):
        return False
    marks = {mark.lower for mark in sentence.below(verb, "mark", "advmod")}
    return verb.dep == "conj" or (verb.dep == "advcl" and not marks.isdisjoint(WHILE))


def _without_dateline(sentence: Sentence, subjects: list[Token]) -> list[Token]:
    """Subjects without a dateline read as one of two: "ROME, Italy: Three were hurt"."""
    if len(subjects) < 2 or subjects[0].i > 2:
        return subjects
    between = sentence.tokens[subjects[0].i : subjects[-1].i]
    return subjects[-1:] if any(t.text in DATELINED for t in between) else subjects


def _after_dateline(sentence: Sentence, noun: Token) -> Token:
    """The subject behind a dateline that was read as one with it: "ROME - France said"."""
    if noun.i > 2:
        return noun
    beside = sentence.below(noun, "appos", "conj")
    marks = [
        mark.i
        for word in (noun, *beside)
        for mark in sentence.below(word, "punct")
        if mark.text in DATELINED
    ]
    for child in beside:
        if marks and child.i > marks[-1]:
            return child
    return noun


def _misread(sentence: Sentence, verb: Token) -> Token | None:
    """A name right at the head of a clause that was not read as its subject."""
    if verb.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    for child in sentence.below(verb, "npadvmod", "dep"):
        if child.pos == "PROPN" and child.i < verb.i:
            return child
    return None


def _judged(sentence: Sentence, judging: Token, target: Token | None) -> Token | None:
    """Who did what somebody is thanked or blamed for ("thanked Oman for hosting")."""
    if target is not None and target.lemma not in THANKS:
        return target
    thanks = judging if target is None else target
    for word in (thanks, sentence.tokens[thanks.head]):
        for found in prepositional(sentence, word, "to"):
            return found
    return None


def _of_noun_clause(sentence: Sentence, verb: Token, noun: Token) -> Token | None:
    if any(child.lower == "to" for child in sentence.below(verb, "aux")):
        # "a decision to recall": whoever decides, recalls.
        owner = _possessor(sentence, noun) or _issuer(sentence, noun)
        if owner is None and _is_somebodys(sentence, noun):
            return noun
        return owner or _verb_subject(sentence, noun) or noun
    if noun.lemma in PAPERS and verb.tag == "VBG" and noun.dep != "nsubj":
        return _possessor(sentence, noun) or _verb_subject(sentence, noun) or noun
    return noun


def _meant_before(sentence: Sentence, verb: Token) -> Token | None:
    """The noun of meaning to act right before an infinitive that was hung on its verb.

    "decried X's calls to ban it", read as decrying in order to ban.
    """
    if verb.dep not in {"advcl", "xcomp"} or verb.i < 2:
        return None
    to, noun = sentence.tokens[verb.i - 1], sentence.tokens[verb.i - 2]
    if to.lower != "to" or noun.lemma not in MEANING or noun.pos != "NOUN":
        return None
    has_owner = _possessor(sentence, noun) or _is_somebodys(sentence, noun)
    return noun if has_owner and noun.head == verb.head else None


def _issuer(sentence: Sentence, noun: Token) -> Token | None:
    """Whose a plan or call is by its own phrase: "an attempt by X to", "a call from X"."""
    if noun.lemma not in MEANING:
        return None
    for preposition in ("by", "from"):
        for found in prepositional(sentence, noun, preposition):
            return found
    return None


def _is_somebodys(sentence: Sentence, noun: Token) -> bool:
    """Whether a plan or call carries a name before it: "a Malian bid to join"."""
    return noun.lemma in MEANING and any(
        child.text[0].isupper()
        for child in sentence.below(noun, "amod", "compound", "nmod")
    )


def _possessor(sentence: Sentence, noun: Token) -> Token | None:
    found = sentence.below(noun, "poss")
    return found[0] if found else None


def _verb_subject(sentence: Sentence, noun: Token) -> Token | None:
    """The subject of the verb that governs a noun, however many nouns lie between."""
    for above in sentence.above(noun):
        if above.pos in {"VERB", "AUX"}:
            found = subject(sentence, above)
            return None if found is None or found.i == noun.i else found
    return None


def objects(sentence: Sentence, verb: Token) -> list[Token]:
    """What the verb is done to: its object, passive subject, or relative antecedent."""
    if is_passive(sentence, verb):
        own = _without_dateline(sentence, sentence.below(verb, "nsubjpass"))
        if own:
            return [antecedent(sentence, own[0]) or own[0]]
        found = subject(sentence, verb) if verb.dep != "amod" else None
        if verb.dep == "amod":
            found = sentence.tokens[verb.head]
        extra = sentence.below(verb, *OBJECTS)
        return [*([found] if found else []), *extra]
    own = sentence.below(verb, *OBJECTS)
    if verb.dep == "relcl" and _is_counted_out(sentence, verb):
        return [sentence.tokens[verb.head]]
    if own:
        return [antecedent(sentence, token) or token for token in own]
    if verb.dep == "relcl":
        head = sentence.tokens[verb.head]
        subjects = sentence.below(verb, *SUBJECTS)
        if subjects and antecedent(sentence, subjects[0]) is None:
            return [head]
    counted = _up_to(sentence, verb)
    if counted is not None:
        return [counted]
    if sentence.below(verb, "xcomp", "ccomp"):
        return []
    if verb.dep == "conj":
        # "condemned and rejected the plan": the object stands after the last verb only.
        return [
            child
            for later in sentence.below(verb, "conj")
            for child in sentence.below(later, *OBJECTS)
        ]
    return [
        child
        for later in sentence.below(verb, "conj")
        if not sentence.below(later, *SUBJECTS)
        for child in sentence.below(later, *OBJECTS)
    ]


# Verbs by which a thing is called something, in "what the ministry called measures".
NAMING = frozenset(
    "call describe term label characterise characterize dub brand".split()
)


def so_called(sentence: Sentence, governor: Token) -> Token | None:
    """The thing that a free relative names: "announced what it called measures"."""
    for clause in sentence.below(governor, "ccomp", "pcomp", "dobj", "pobj"):
        if clause.lemma not in NAMING or clause.i < governor.i:
            continue
        if not any(w.lower == "what" for w in sentence.below(clause, "dobj", "dep")):
            continue
        for child in sentence.below(clause, "oprd", "dobj", "attr", "prep"):
            if child.lower == "as":
                for each in sentence.below(child, "pobj"):
                    return each
            elif child.dep != "prep" and child.i > clause.i:
                return child
    return None


def _is_counted_out(sentence: Sentence, verb: Token) -> bool:
    """Whether a part of what its clause describes is the object: "half of whom it jailed"."""
    return any(
        pronoun.lower in {"whom", "which"}
        for part in sentence.below(verb, *OBJECTS, "npadvmod", "dep")
        if part.i < verb.i
        for of in sentence.below(part, "prep")
        if of.lower == "of"
        for pronoun in sentence.below(of, "pobj")
    )


def _up_to(sentence: Sentence, verb: Token) -> Token | None:
    """The object behind a rough number that is read as a phrase: "killed up to 16 men"."""
    for child in sentence.below(verb, "prt", "prep", "advmod"):
        if child.lower not in {"up", "close", "near"}:
            continue
        for to in (
            *sentence.below(child, "prep", "pcomp"),
            *sentence.below(verb, "prep"),
        ):
            if to.lower != "to" or to.i != child.i + 1:
                continue
            for each in sentence.below(to, "pobj"):
                if sentence.below(each, "nummod") or each.pos == "NUM":
                    return each
    return None


def agent(sentence: Sentence, verb: Token) -> Token | None:
    """The by-phrase of a passive."""
    for by in sentence.below(verb, "agent"):
        for child in sentence.below(by, "pobj"):
            return child
    for by in sentence.below(verb, "prep"):
        if by.lower == "by":
            for child in sentence.below(by, "pobj"):
                return child
    return _shared_agent(sentence, verb)


def _shared_agent(sentence: Sentence, verb: Token) -> Token | None:
    """The by-phrase of passives joined by "and": "was hit and sunk by X" has one."""
    if verb.tag != "VBN":
        return None
    for later in sentence.below(verb, "conj"):
        if later.tag != "VBN" or sentence.below(later, *SUBJECTS, "aux", "auxpass"):
            continue
        for by in sentence.below(later, "agent"):
            for child in sentence.below(by, "pobj"):
                return child
        found = _shared_agent(sentence, later)
        if found is not None:
            return found
    return None


# With, for or of whom one takes sides: not to whom the act is done.
SIDING = frozenset("solidarity sympathy support favour favor behalf".split())


def prepositional(sentence: Sentence, word: Token, preposition: str) -> Iterator[Token]:
    """What stands after that preposition where it depends on `word`.

    "out of" and the like are asked for by both their words.
    """
    first, _, second = preposition.rpartition(" ")
    for child in sentence.below(word, "prep", "agent", "dative", "prt", "advmod"):
        if any(t.lower in BESIDE for t in sentence.below(child, "advmod")):
            continue
        before = sentence.tokens[child.i - 1] if child.i else child
        if before.lower in SIDING and before.dep == "pobj" and before.i != word.i:
            continue  # "out of solidarity with X" tells with whom, not what is done
        if not first and child.lower == preposition:
            yield from _after(sentence, child)
            for again in sentence.below(child, "conj"):  # "with A and with B"
                if again.lower == preposition:
                    yield from _after(sentence, again)
        elif child.dep in {"prt", "advmod"} or child.pos == "ADP":
            # "out of Syria", "away from the deal": the second preposition counts.
            if first and child.lower != first:
                continue
            for inner in sentence.below(child, "prep"):
                if inner.lower == second:
                    yield from _after(sentence, inner)


def _after(sentence: Sentence, preposition: Token) -> Iterator[Token]:
    if preposition.dep == "prep" and not sentence.children[preposition.i]:
        yield from _stranded(sentence, preposition)
    for child in sentence.below(preposition, "pobj"):
        # "with China mediating" says what goes on beside, not who takes part.
        if not any(t.tag == "VBG" for t in sentence.below(child, "acl")):
            yield child
    for inner in sentence.below(preposition, "prep", "pcomp"):
        yield from sentence.below(inner, "pobj")


def _stranded(sentence: Sentence, preposition: Token) -> Iterator[Token]:
    """The noun right after a preposition that a parser gave to a later verb.

    "handed the goods to Consul Dana Roy, the ministry said", read as Roy saying it.
    """
    if preposition.i + 1 >= len(sentence.tokens):
        return
    word = sentence.tokens[preposition.i + 1]
    while word.dep in {"compound", "amod", "det", "poss", "nmod", "nummod"}:
        word = sentence.tokens[word.head]
    if word.dep == "nsubj" and word.pos in {"NOUN", "PROPN"} and word.i > preposition.i:
        yield word


def nested(sentence: Sentence, word: Token) -> Iterator[Token]:
    """Nouns after the prepositions of `word`, on which a parser may hang the next one.

    "talked on the telephone with X", "met on Monday with X".
    """
    for child in sentence.below(word, "prep", "npadvmod", "advmod"):
        if child.pos in {"NOUN", "PROPN"}:
            yield child
        yield from sentence.below(child, "pobj")


def complement_subject(sentence: Sentence, verb: Token) -> list[Token]:
    """Who is to do what the verb's clause says ("demanded that Iran leave")."""
    found = []
    for clause in sentence.below(verb, "ccomp", "xcomp", "acl"):
        own = sentence.below(clause, "nsubj", "nsubjpass")
        found.extend(own[:1])
    return found


def _is_left_out(sentence: Sentence, token: Token) -> bool:
    """Whether the grammar joins it and the sense does not: "Togo, but not Benin"."""
    before = sentence.tokens[token.i - 1] if token.i else token
    return before.lower in {"not", "never"} or bool(sentence.below(token, "neg"))


def coordinated(sentence: Sentence, token: Token) -> list[Token]:
    """`token` and all that is joined to it by "and"."""
    found, waiting = [token], [token]
    while waiting:
        for child in sentence.below(waiting.pop(), "conj"):
            if _is_left_out(sentence, child):
                continue
            found.append(child)
            waiting.append(child)
    if sentence.is_title and token.i >= 2 and token.dep in {"nsubj", "nsubjpass"}:
        # "Egypt, Sudan sign pact": headlines join two with a comma.
        comma, before = sentence.tokens[token.i - 1], sentence.tokens[token.i - 2]
        if comma.text == "," and before.pos == "PROPN" and before not in found:
            found.append(before)
    return sorted(found, key=lambda each: each.i)
