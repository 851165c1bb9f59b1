"""The encoder that ships: the same answer in any company, and sane ones."""

import pickle

import pytest

from detente.coding.encoder import PairEncoder
from detente.model.event import EventType
from detente.model.pair import PairQuery
from detente.model.text import Span

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def encoder() -> PairEncoder:
    return PairEncoder()


def query(sentence: str, actor: str | None, recipient: str | None) -> PairQuery:
    def where(words: str | None) -> Span | None:
        if words is None:
            return None
        start = sentence.index(words)
        return Span(start, start + len(words))

    return PairQuery(sentence=sentence, actor=where(actor), recipient=where(recipient))


ARREST = query("Police in Lusaka arrested two Angolan traders.", "Police", "traders")
LONG = query(
    "After weeks of rain and of rumours about the harvest, the ministers of Ghana and "
    "Togo met on the bridge and talked for an hour about the price of cocoa.",
    "Ghana",
    "Togo",
)


def test_the_same_pair_gets_the_same_answer_in_any_company(
    encoder: PairEncoder,
) -> None:
    alone = encoder.read([ARREST])[0]
    together = encoder.read([LONG, ARREST, LONG])[1]
    assert alone.types[0][0] is together.types[0][0] is EventType.COERCE
    assert alone.types[0][1] == pytest.approx(together.types[0][1], abs=0.02)


def test_probabilities_sum_to_one_and_are_sorted(encoder: PairEncoder) -> None:
    chances = [chance for _, chance in encoder.read([LONG])[0].types]
    assert sum(chances) == pytest.approx(1, abs=0.01)
    assert chances == sorted(chances, reverse=True)


def test_a_pair_without_parties_is_read_too(encoder: PairEncoder) -> None:
    (reading,) = encoder.read([query("Thousands marched in Lima.", None, None)])
    assert reading.best[0] in set(EventType)


def test_who_is_asked_about_decides(encoder: PairEncoder) -> None:
    text = "Kenya expelled a Somali envoy after gunmen kidnapped two nurses in Garissa."
    expelled, kidnapped = encoder.read(
        [query(text, "Kenya", "a Somali envoy"), query(text, "gunmen", "two nurses")]
    )
    assert expelled.best[0] is EventType.SANCTION
    assert kidnapped.best[0] is EventType.ASSAULT


def test_a_worker_gets_its_own(encoder: PairEncoder) -> None:
    other = pickle.loads(pickle.dumps(encoder))
    assert other.read([ARREST]) == encoder.read([ARREST])


def test_nothing_asked_gives_nothing(encoder: PairEncoder) -> None:
    assert encoder.read([]) == []
