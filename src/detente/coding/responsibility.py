"""An event noun below "responsibility" or "part" -> who bears it, or denies to.

"The group claimed responsibility for the attack", "Peru denied any part in the raid",
"Chile's role in the coup": the deed is theirs, said so or denied.
"""

from detente.coding import grammar
from detente.coding.candidates import Candidate
from detente.coding.roles import Cast
from detente.model.actor import ActorMention

PARTS = frozenset(
    "responsibility involvement role part complicity participation hand blame credit "
    "culpability guilt connection".split()
)
TOWARDS = frozenset({"for", "in", "behind", "to", "with"})
# Verbs whose subject speaks of its own part.
OWNING = frozenset(
    "claim admit acknowledge accept deny disclaim reject disavow dismiss take assume "
    "have play bear confess concede own repudiate refuse confirm share".split()
)


def who_is_responsible(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whose deed the event is by a noun of responsibility above it; none without one."""
    sentence, token = candidate.sentence, candidate.token
    by = sentence.tokens[token.head]
    part = sentence.tokens[by.head]
    if token.dep != "pobj" or by.lower not in TOWARDS or part.lemma not in PARTS:
        return []
    for owner in sentence.below(part, "poss"):
        found = cast.named(sentence, owner)
        if found:
            return found
    verb = sentence.tokens[part.head]
    if part.dep == "pobj":  # "admitted to a role", "accused of involvement"
        verb = sentence.tokens[verb.head]
    if verb.pos not in {"VERB", "AUX"}:
        return []
    if verb.lemma in {"accuse", "suspect"}:
        done = grammar.objects(sentence, verb)
        return [m for each in done for m in cast.direct(sentence, each)]
    if verb.lemma not in OWNING or grammar.is_passive(sentence, verb):
        return []
    subject = grammar.subject(sentence, verb)
    return cast.direct(sentence, subject) if subject is not None else []
