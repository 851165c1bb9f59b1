"""Accepted codings: what a change of code gains, loses and alters, without any words."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from evaluation.accepted import codings, compare


def line(
    article: str = "a1",
    *,
    start: int = 10,
    event: str = "CONSULT",
    actor: str = "FRA",
    status: str = "happened",
) -> dict[str, Any]:
    """A report line as the command writes it, as far as it matters here."""
    return {
        "article": {"id": article, "path": None},
        "event": event,
        "mode": [],
        "actor": [{"country_code": actor, "entity_code": None}],
        "recipient": [],
        "status": status,
        "date": None,
        "dead": None,
        "injured": None,
        "arrested": None,
        "attribution": [],
        "evidence": {
            "quote": "secret words",
            "trigger": {"text": "met", "start": start, "end": start + 3},
        },
    }


def test_the_same_codings_are_no_change() -> None:
    same = codings([line(), line(start=40)])
    found = compare(same, same)
    assert (found.gained, found.lost, found.changed, found.n_same) == ((), (), (), 2)


def test_a_new_coding_is_gained_and_a_missing_one_lost() -> None:
    found = compare(codings([line(start=10)]), codings([line(start=99)]))
    assert found.gained == ("a1 @99 CONSULT FRA>-",)
    assert found.lost == ("a1 @10 CONSULT FRA>-",)


def test_another_actor_or_status_of_one_coding_is_a_change() -> None:
    before = codings([line(), line(start=50)])
    now = codings([line(actor="DEU"), line(start=50, status="planned")])
    found = compare(before, now)
    assert not found.gained
    assert not found.lost
    assert found.changed == (
        "a1 @10 CONSULT FRA>- -> DEU>-",
        "a1 @50 CONSULT FRA>- -> FRA>-",
    )


def test_no_word_of_an_article_is_kept() -> None:
    kept = str(codings([line()]))
    assert "secret" not in kept
    assert "met" not in kept


def test_a_file_is_known_by_its_name_wherever_it_lies() -> None:
    one, other = line(), line()
    one["article"] = {"id": "x", "path": "here/story.txt"}
    other["article"] = {"id": "y", "path": "there/story.txt"}
    assert codings([one]) == codings([other])


starts = st.lists(st.integers(0, 30), max_size=6)


@given(starts, starts)
def test_every_coding_is_counted_once(before: list[int], now: list[int]) -> None:
    found = compare(
        codings(line(start=each) for each in before),
        codings(line(start=each) for each in now),
    )
    n_kept = found.n_same + len(found.changed)
    assert n_kept + len(found.gained) == len(now)
    assert n_kept + len(found.lost) == len(before)
