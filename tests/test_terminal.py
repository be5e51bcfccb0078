"""Text laid out for a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from moyang_score.terminal import aligned, bar, display_width, diverging_bar, padded, printable, shortened


@given(st.text(), st.integers(1, 40))
def test_a_shortened_text_fits_and_a_text_that_fits_is_left_alone(text: str, width: int) -> None:
    cut = shortened(text, width)

    assert display_width(cut) <= width
    assert cut == text or cut.endswith("…")


@given(st.lists(st.tuples(st.text("ab漠阳é ", max_size=6), st.text("12分", max_size=4)), min_size=1))
def test_columns_line_up_whatever_script_the_cells_are_in(rows: list[tuple[str, str]]) -> None:
    widest = max(display_width(first) for first, _ in rows)

    lines = aligned([[*row, "|"] for row in rows], right={1})

    assert len({display_width(line) for line in lines}) == 1
    assert all(
        padded(row[0], widest) == line[: len(padded(row[0], widest))] for row, line in zip(rows, lines, strict=True)
    )


@given(st.text())
def test_nothing_that_moves_the_cursor_or_turns_the_text_survives(text: str) -> None:
    shown = printable(text + "\x1b[31m\u202e\n\x00\ud800")

    assert len(shown.splitlines()) <= 1
    assert not set(shown) & {"\x1b", "\u202e", "\n", "\r", "\x00", "\ud800"}
    shown.encode("utf-8")


@given(st.floats(-1, 2), st.integers(1, 30))
def test_a_bar_never_leaves_its_width(share: float, width: int) -> None:
    assert len(bar(share, width)) <= width


@given(st.integers(-50, 50), st.integers(50, 90))
def test_a_step_of_any_size_is_seen_on_its_side(step: int, largest: int) -> None:
    left, right = diverging_bar(step, largest, 10).split("│")

    assert ("█" in left) == (step < 0)
    assert ("█" in right) == (step > 0)
    assert len(left) == 10 or (step < 0 and display_width(left) == 10)
