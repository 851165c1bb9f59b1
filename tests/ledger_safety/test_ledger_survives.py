"""Killed writers, torn logs, full disks, flipped bytes: a ledger loses nothing.

The same trials as `python -m evaluation.ledger_safety`, which runs more rounds.
"""

from pathlib import Path

from evaluation.ledger_safety import fill_disk, flip_bytes, kill_writers, tear_log


def test_killed_at_fifty_random_moments_an_ingest_loses_nothing(
    tmp_path: Path,
) -> None:
    found = kill_writers(tmp_path, 50, n_articles=6, seed=2)
    assert found.n_rounds == 50
    assert found.is_clean, found


def test_a_log_torn_anywhere_leaves_a_sound_ledger(tmp_path: Path) -> None:
    found = tear_log(tmp_path, 20, n_articles=3, seed=3)
    assert found.is_clean, found


def test_a_disk_that_fills_up_anywhere_is_told_and_loses_nothing(
    tmp_path: Path,
) -> None:
    found = fill_disk(tmp_path, 8, n_articles=3, seed=4)
    assert found.is_clean, found


def test_a_flipped_byte_is_found(tmp_path: Path) -> None:
    found = flip_bytes(tmp_path, 25, n_articles=2, seed=5)
    assert found.n_rounds == 25
    assert found.is_clean, found
