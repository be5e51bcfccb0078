"""Source files: found by their names, and read the same by the quick reader as by the careful one."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.errors import MoyangError, RegistryError
from moyang_score.files import read_table
from moyang_score.registry.sources import SourceFile, digest_of, find_sources, read_source
from tests.registry import deliveries as d

TEXTS = {
    "plain": b"a,b\n1,2\n",
    "no end": b"a,b\n1,2",
    "carriage return and line feed": b"a,b\r\n1,2\r\n",
    "carriage return alone": b"a,b\r1,2\r3,4\r",
    "blank lines that end in carriage returns": b"\r\ra,b\r1,2\r",
    "mixed ends": b"a,b\n1,2\r3,4\r\n",
    "blank lines": b"\n\na,b\n\n1,2\n\n\n3,4\n",
    "quoted comma": b'a,b\n"1,1",2\n',
    "quoted line end": b'a,b\n"1\n1",2\n',
    "doubled quotes": b'a,b\n"say ""x""",2\n',
    "a quote inside": b'a,b\n1"1,2\n',
    "semicolons": b"a;b\n1,5;2\n",
    "tabs": b"a\tb\n1\t2\n",
    "one column": b"a\n1\n2\n",
    "header alone": b"a,b\n",
    "mark": b"\xef\xbb\xbfa,b\n1,2\n",
    "utf-16": "a,b\n1,2\n".encode("utf-16"),
    "gb18030": "姓名,单位\n张三,市局\n".encode("gb18030"),
    "blanks": b"a,b\n 1 ,\n",
    "words that mean nothing": b"a,b\nNULL,NA\n\\N,nan\n",
}

# In a process of its own: a signal belongs to a whole process, and a test runner's worker would die of it.
SIGNALLED = """
import os, signal, sys, threading, time
from pathlib import Path
from tests.registry.test_sources import read_source, source_file

heard, lost = [], []
signal.signal(signal.SIGINT, lambda *_: heard.append(1))

def send():
    for number in range(300):
        os.kill(os.getpid(), signal.SIGINT)
        until = time.monotonic() + 10
        while len(heard) == number:
            if time.monotonic() > until:
                return lost.append(number)
            time.sleep(0.0001)

sender = threading.Thread(target=send)
sender.start()
while sender.is_alive():
    read_source(source_file(Path(sys.argv[1])))
print(len(heard), lost)
"""


def source_file(path):
    return SourceFile(path, d.catalogue().table("honour"))


def columns_of(path):
    return {name: list(map(str, cells)) for name, cells in read_source(source_file(path)).items()}


def careful(path):
    return {name: list(map(str, cells)) for name, cells in read_table(path).columns.items()}


@pytest.mark.parametrize("name", TEXTS)
def test_both_readers_read_the_same(tmp_path, name):
    path = tmp_path / "honour.csv"
    path.write_bytes(TEXTS[name])
    assert columns_of(path) == careful(path)


cells = st.text(st.sampled_from('ab1 ,;\t"\n\r张　.-'), max_size=4)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=4))
def test_both_readers_read_the_same_whatever_the_text(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("source") / "honour.csv"
    path.write_text("a,b\n" + "\n".join(",".join(row) for row in rows), encoding="utf-8", newline="")
    assert outcome(columns_of, path) == outcome(careful, path)


def outcome(read, path):
    """Return what a reader gives, or in which words it refuses."""
    try:
        return read(path)
    except MoyangError as fault:
        return str(fault)


def test_files_belong_to_the_table_with_the_longest_fitting_pattern(tmp_path):
    for name in ("honour_2026.csv", "HONOUR.XLSX", "app_library.parquet", "app.csv", "persons.doc", ".persons.csv"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "archive").mkdir()
    found, others = find_sources(d.catalogue(), tmp_path)
    assert [(file.path.name, file.table.name) for file in found] == [
        ("HONOUR.XLSX", "honour"),
        ("app_library.parquet", "app_library"),
        ("honour_2026.csv", "honour"),
    ]
    assert others == ["app.csv", "archive/", "persons.doc"]


def test_a_folder_without_files_of_tables_says_how_to_name_them(tmp_path):
    with pytest.raises(RegistryError, match=r"consents\*, persons\*"):
        find_sources(d.catalogue(), tmp_path)


def test_a_digest_tells_contents_and_not_names(tmp_path):
    files = []
    for name, text in (("honour.csv", "a"), ("honour_again.csv", "a"), ("honour_more.csv", "b")):
        (tmp_path / name).write_text(text)
        files.append(source_file(tmp_path / name))
    assert digest_of(files[:1]) == digest_of(files[1:2]) != digest_of(files[2:])
    assert digest_of(files) == digest_of(files[::-1])
    assert digest_of(files[:1]) != digest_of(files[:2])


def test_no_signal_is_lost_while_a_text_is_read(tmp_path):
    path = tmp_path / "honour.csv"
    path.write_text("person_token,date\n" + "11010119900101123X,2026-01-01\n" * 2000)
    command = [sys.executable, "-c", SIGNALLED, str(path)]
    root = Path(__file__).parents[2]
    ran = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True, timeout=120)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "300 []\n", "")
