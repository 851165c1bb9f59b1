"""Matrix products on one thread."""

from types import SimpleNamespace

import pytest
from thinc.api import NumpyOps

from detente.reading.backends import products


def test_inside_products_run_on_one_thread_and_then_as_before() -> None:
    threads = products._threads()
    if threads is None:  # NumPy with another library: nothing is touched
        with products.one_thread():
            return
    ask, _ = threads
    before = ask()
    with products.one_thread():
        assert ask() == 1
    assert ask() == before


def test_the_number_of_threads_comes_back_after_an_error() -> None:
    threads = products._threads()
    before = threads[0]() if threads else None
    with pytest.raises(KeyError), products.one_thread():
        raise KeyError
    assert (threads[0]() if threads else None) == before


def test_without_openblas_the_model_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(products, "_threads", lambda: None)
    node = SimpleNamespace(ops=NumpyOps())
    before = node.ops
    products.use_openblas(SimpleNamespace(walk=lambda: [node]))
    assert node.ops is before
    monkeypatch.undo()
    if products._threads() is not None:
        products.use_openblas(SimpleNamespace(walk=lambda: [node]))
        assert node.ops is not before
