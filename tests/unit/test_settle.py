"""The tables are frozen once, after something was coded."""

import gc

from detente.settle import Settling


def test_what_is_alive_is_frozen_at_the_first_call_only() -> None:
    before = gc.get_freeze_count()
    settle = Settling()
    assert gc.get_freeze_count() == before
    try:
        settle()
        frozen = gc.get_freeze_count()
        assert frozen > before
        kept: list[list[int]] = [[] for _ in range(100)]
        settle()
        assert gc.get_freeze_count() <= frozen
        assert len(kept) == 100
    finally:
        gc.unfreeze()
