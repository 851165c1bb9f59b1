"""The lexicon: what its rows say, and which files it refuses."""

import pytest

from detente.knowledge.lexicon import Lexicon, load_lexicon, read_lexicon
from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import DataError

HEAD = 'source = "made for this test"\n'
GROUP = """
[[group]]
id = "sign"
type = "SUPPORT"
modes = ["deal"]
verbs = ["sign", "call off"]
nouns = ["signing"]
object = ["@pact", "text"]
recipient = ["with", "dobj"]
of = "theme"
needs = "either"
status = "cancelled"
reciprocal_plural = true
object_for = { "call off" = ["@pact"] }
"""
CLASSES = '[classes]\npact = ["treaty", "accord"]\n'


def made(group: str = GROUP, *, head: str = HEAD, classes: str = CLASSES) -> Lexicon:
    return read_lexicon(head + classes + group)


def test_a_group_gives_a_row_for_each_of_its_words() -> None:
    lexicon = made()
    assert list(lexicon.rows) == ["sign/sign", "sign/call off", "sign/signing (noun)"]
    assert lexicon.words == {"sign", "call", "signing"}
    sign = lexicon.rows["sign/sign"]
    assert sign.type is EventType.SUPPORT
    assert sign.status is Status.CANCELLED
    assert sign.modes == ("deal",)
    assert sign.recipient == ("with", "dobj")
    assert sign.has("reciprocal_plural")
    assert not sign.has("content")


def test_a_class_stands_for_its_words() -> None:
    assert made().rows["sign/sign"].objects == {"treaty", "accord", "text"}


def test_a_verb_may_have_objects_of_its_own() -> None:
    row = made().rows["sign/call off"]
    assert row.objects == {"treaty", "accord"}
    assert (row.word, row.rest) == ("call", ("off",))


def test_a_noun_asks_for_no_object() -> None:
    row = made().rows["sign/signing (noun)"]
    assert row.is_noun
    assert row.objects == frozenset()


def test_the_row_that_asks_for_more_comes_first() -> None:
    lexicon = made(
        '[[group]]\nid = "a"\ntype = "AID"\nverbs = ["send"]\n'
        '[[group]]\nid = "b"\ntype = "CONSULT"\nverbs = ["send"]\nobject = ["envoy"]\n'
        '[[group]]\nid = "c"\ntype = "REJECT"\nverbs = ["send back"]\nobject = ["envoy"]\n'
    )
    assert [row.id for row in lexicon.verbs["send"]] == [
        "c/send back",
        "b/send",
        "a/send",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("SUPPORT", "SUPORT"), "unknown event type 'SUPORT'"),
        (("of =", "off ="), "unknown key 'off'"),
        (("@pact", "@pacts"), "unknown class '@pacts'"),
        (('"either"', '"neither"'), "needs must be one of"),
        (('modes = ["deal"]', 'modes = "deal"'), "modes must be a list"),
        (('"call off" = ', '"call of" = '), "object_for names 'call of'"),
        (('["sign", ', '["sign", "sign", '), "stands there twice"),
    ],
)
def test_a_fault_names_its_group_and_says_why(
    change: tuple[str, str], message: str
) -> None:
    with pytest.raises(DataError, match=r"lexicon\.toml") as raised:
        made(GROUP.replace(*change))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_lexicon_without_a_source_is_refused() -> None:
    with pytest.raises(DataError, match="no source"):
        made(head="")


def test_the_lexicon_that_ships_has_words_for_every_type() -> None:
    rows = load_lexicon().rows.values()
    assert {row.type for row in rows} == set(EventType)
    assert {row.is_noun for row in rows} == {True, False}


def test_every_row_that_ships_can_be_reached_by_its_word() -> None:
    lexicon = load_lexicon()
    for row in lexicon.rows.values():
        index = lexicon.nouns if row.is_noun else lexicon.verbs
        assert row in index[row.word]
        assert row.word == row.word.lower()
