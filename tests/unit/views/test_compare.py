from hypothesis import given
from hypothesis import strategies as st

from detente.views.compare import compare

texts = st.text(alphabet="ab ,.X", max_size=80)


@given(texts, texts)
def test_both_sides_come_out_whole(left: str, right: str) -> None:
    found = compare(left, right)
    assert "".join(one.text for one in found.left) == left
    assert "".join(one.text for one in found.right) == right


@given(texts)
def test_a_text_shares_all_with_itself(text: str) -> None:
    assert all(one.is_shared for one in compare(text, text).left)


def test_only_what_differs_is_marked() -> None:
    found = compare("He arrived on Monday.", "He arrived on Tuesday.")
    assert [one.text for one in found.left if not one.is_shared] == ["Monday"]
    assert [one.text for one in found.right if not one.is_shared] == ["Tuesday"]
