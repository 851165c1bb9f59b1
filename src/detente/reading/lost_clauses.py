"""A clause whose subject was read as part of a phrase -> the clause with its subject.

"They met after Russia, under pressure, had dropped its objections": small parsers read
"after Russia" as a phrase and join "dropped" to "met". "Kenya handed over to Uganda 14
men" has no "Uganda 14 men" in it.
"""

from dataclasses import replace

from detente.model.text import Token

NOMINAL = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENING = frozenset({"after", "before", "since", "until"})
HELPING = frozenset({"aux", "auxpass", "neg", "advmod"})
INSIDE = frozenset({"nmod", "compound", "amod"})


def clauses_found(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words with both slips mended."""
    return object_behind_name(clause_after_preposition(words))


def clause_after_preposition(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A verb joined without "and" is that of the clause whose subject stands before.

    The subject is followed by a comma, and the verb is preceded by one.
    """
    for verb in words:
        if verb.dep != "conj" or verb.pos not in {"VERB", "AUX"}:
            continue
        above = words[verb.head]
        own = [w for w in words if w.head == verb.i and w.i != verb.i]
        if above.i > verb.i or any(w.dep in SUBJECTS for w in own):
            continue
        begins = min([w.i for w in own if w.dep in HELPING and w.i < verb.i] + [verb.i])
        if words[begins].tag not in FINITE or words[begins - 1].text != ",":
            continue
        if any(w.dep == "cc" and w.head == above.i for w in words[above.i : verb.i]):
            continue
        found = _phrase_before(words, above, begins)
        if found is None:
            continue
        opening, subject = found
        passive = any(w.dep == "auxpass" for w in own)
        mended = list(words)
        mended[opening.i] = replace(opening, dep="mark", head=verb.i, pos="SCONJ")
        mended[subject.i] = replace(
            subject, dep="nsubjpass" if passive else "nsubj", head=verb.i
        )
        mended[verb.i] = replace(verb, dep="advcl")
        for word in words[subject.i + 1 : begins]:
            if word.head == above.i:
                mended[word.i] = replace(word, head=verb.i)
        return tuple(mended)
    return words


def _phrase_before(
    words: tuple[Token, ...], above: Token, begins: int
) -> tuple[Token, Token] | None:
    """The last "after X" of the verb above with a comma right behind X."""
    for word in reversed(words[above.i : begins]):
        if word.lower not in OPENING or word.dep != "prep" or word.head != above.i:
            continue
        nouns = [w for w in words[word.i : begins] if w.head == word.i]
        if len(nouns) != 1 or nouns[0].pos not in NOMINAL:
            return None
        noun = nouns[0]
        return (word, noun) if words[noun.i + 1].text == "," else None
    return None


def object_behind_name(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A name read as part of a counted noun behind it: "to Uganda 14 men"."""
    for name in words:
        if name.pos != "PROPN" or name.dep not in INSIDE:
            continue
        noun = words[name.head]
        if noun.dep != "pobj" or noun.pos != "NOUN" or noun.i < name.i + 2:
            continue
        if words[name.i + 1].dep != "nummod" or words[name.i + 1].head != noun.i:
            continue
        preposition = words[noun.head]
        verb = words[preposition.head]
        if preposition.i != name.i - 1 or verb.pos != "VERB":
            continue
        if any(w.head == verb.i and w.dep == "dobj" for w in words):
            continue
        mended = list(words)
        mended[name.i] = replace(name, dep="pobj", head=preposition.i)
        mended[noun.i] = replace(noun, dep="dobj", head=verb.i)
        return tuple(mended)
    return words
