"""The pair encoder's files hold together."""

import pytest

from detente.knowledge.pair_model import load_pair_labels, load_pair_model
from detente.knowledge.tables import read_text
from detente.model.event import EventType
from detente.problems import ModelMismatch


def test_the_labels_cover_every_type_of_plover() -> None:
    assert {label.plover for label in load_pair_labels()} == {None, *EventType}


def test_only_the_first_code_means_that_nothing_passed() -> None:
    labels = load_pair_labels()
    assert [label.code for label in labels if label.plover is None] == ["000"]
    assert labels[0].code == "000"


def test_an_intended_act_names_the_act_itself() -> None:
    meet = next(label for label in load_pair_labels() if label.code == "036")
    assert (meet.plover, meet.type) == (EventType.AGREE, EventType.CONSULT)


def test_another_graph_than_the_measured_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def other_hash(name: str) -> str:
        text = read_text(name)
        return text.replace('sha256 = "', 'sha256 = "0') if name.endswith("l") else text

    monkeypatch.setattr("detente.knowledge.pair_model.read_text", other_hash)
    with pytest.raises(ModelMismatch, match=r"pair\.onnx"):
        load_pair_model.__wrapped__()
