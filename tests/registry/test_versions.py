"""Versions follow each other by the day from which they are known, then by the order in which they came."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from moyang_score.registry.versions import settle


def rows(*entries):
    keys, known, seqs, levels = zip(*entries, strict=True)
    return pa.table({"key": keys, "known_on": known, "seq": seqs, "level": pa.array(levels, pa.string())})


def settled(tmp_path, fresh, past=()):
    files = []
    if past:
        files = [tmp_path / "000001.parquet"]
        parquet.write_table(rows(*past).rename_columns({"key": "record"}), files[0])
    return tuple(found.tolist() for found in settle(rows(*fresh), files, ["level"]))


@pytest.mark.parametrize(
    ("fresh", "past", "expected"),
    [
        ([("a", 1, 1, "x"), ("b", 1, 2, "x")], [], ([], [])),
        ([("a", 2, 1, "x"), ("a", 1, 2, "y"), ("a", 3, 3, "x")], [], ([2], [])),
        ([("a", 1, 1, "x"), ("a", 2, 2, "y"), ("a", 3, 3, "x")], [], ([], [])),
        ([("a", 1, 1, None), ("a", 2, 2, None)], [], ([1], [])),
        ([("a", 1, 1, None), ("a", 1, 2, "x")], [], ([], [0, 1])),
        ([("a", 1, 1, "x"), ("a", 1, 2, "y"), ("a", 2, 3, "y")], [], ([], [0, 1])),
        ([("a", 2, 9, "x")], [("a", 1, 1, "x")], ([0], [])),
        ([("a", 2, 9, "x")], [("a", 1, 1, "y")], ([], [])),
        ([("a", 2, 9, "x")], [("a", 1, 1, "x"), ("a", 2, 2, "y")], ([], [])),
        ([("a", 1, 9, "x")], [("a", 1, 1, "x"), ("a", 5, 2, "y")], ([0], [])),
        ([("a", 1, 9, "x")], [("a", 5, 1, "x")], ([], [])),
        ([("a", 1, 9, "x")], [("b", 1, 1, "x")], ([], [])),
        ([("a", 1, 9, "x")], [("a", 1, 1, "y")], ([], [])),
    ],
)
def test_repetitions_and_contradictions(tmp_path, fresh, past, expected):
    assert settled(tmp_path, fresh, past) == expected


def test_nothing_is_settled_at_once():
    empty = rows(("a", 1, 1, "x")).slice(0, 0)
    assert [found.tolist() for found in settle(empty, [], ["level"])] == [[], []]
