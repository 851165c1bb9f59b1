"""A main verb read as a participle goes back to the head of its sentence."""

from detente.model.text import Token
from detente.reading.lost_verbs import verb_before_infinitive


def word(i: int, text: str, tag: str, dep: str, head: int) -> Token:
    pos = {"N": "PROPN", "V": "VERB", "T": "PART"}[tag[0]]
    return Token(i, 10 * i, 10 * i + len(text), text, text, pos, tag, dep, head)


def test_a_past_tense_read_as_a_participle_takes_its_infinitive() -> None:
    slip = (
        word(0, "Reyes", "NNP", "nsubj", 4),
        word(1, "called", "VBN", "acl", 0),
        word(2, "Diaz", "NNP", "oprd", 1),
        word(3, "to", "TO", "aux", 4),
        word(4, "apologise", "VB", "ROOT", 4),
    )
    mended = verb_before_infinitive(slip)
    assert [(t.dep, t.head) for t in mended] == [
        ("nsubj", 1), ("ROOT", 1), ("dobj", 1), ("aux", 4), ("xcomp", 1),
    ]  # fmt: skip


def test_an_infinitive_without_a_subject_stays_the_head() -> None:
    told = (word(0, "to", "TO", "aux", 1), word(1, "leave", "VB", "ROOT", 1))
    assert verb_before_infinitive(told) == told
