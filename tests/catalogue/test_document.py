"""The YAML of a catalogue: what words, numbers and doubled keys are read as."""

import pytest

from moyang_score.catalogue.document import read_document
from moyang_score.errors import CatalogueError


def read(folder, text):
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    (folder / "x.yaml").write_bytes(data)
    return read_document(folder, "x.yaml")


def test_words_that_yaml_would_take_for_truth_values_and_days_stay_texts(tmp_path):
    content, findings = read(tmp_path, 'on: yes\nno: off\nday: 2026-04-01\ncode: 007\nratio: 1.5\nquoted: "12"\n')

    assert content == {"on": "yes", "no": "off", "day": "2026-04-01", "code": "007", "ratio": "1.5", "quoted": "12"}
    assert findings == []


def test_numbers_truth_values_and_nothing_are_read(tmp_path):
    content, _ = read(tmp_path, "a: -12\nb: 0\nc: true\nd: false\ne: null\nf:\ng: ~\n")

    assert content == {"a": -12, "b": 0, "c": True, "d": False, "e": None, "f": None, "g": None}


def test_a_key_that_stands_twice_is_a_finding_with_its_line_and_the_first_is_kept(tmp_path):
    content, findings = read(tmp_path, "a: 1\nb: {c: 1, c: 2}\na: 3\n")

    assert content == {"a": 1, "b": {"c": 1}}
    assert [(one.entry, one.field) for one in findings] == [("line 2", "c"), ("line 3", "a")]
    assert "stands twice" in str(findings[0])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: [1", "not YAML (line"),
        ("a: b: c", "not YAML (line 1"),
        ("- 1", "not a mapping"),
        ("", "not a mapping"),
        ("a: !!python/object:os.system x", "not YAML"),
        ("? [a]\n: 1", "a key is a list"),
        ("a: 名".encode("gb18030"), "not UTF-8"),
        (b"a: \x00", "not YAML"),
    ],
)
def test_what_is_no_mapping_in_utf8_is_refused(tmp_path, text, reason):
    with pytest.raises(CatalogueError) as caught:
        read(tmp_path, text)

    assert reason in str(caught.value)
    assert "x.yaml" in str(caught.value)


def test_an_absent_file_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match=r"units\.yaml: no such file"):
        read_document(tmp_path, "units.yaml")
