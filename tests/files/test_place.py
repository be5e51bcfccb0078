"""Places: whole or not at all, whatever happens."""

import os
import stat

import pytest

from moyang_score.errors import FileError, OutputExistsError
from moyang_score.files import new_file, new_folder, write_text

INTERRUPTIONS = [KeyboardInterrupt, SystemExit, ValueError]


def everything(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def fail_in(context, interruption, fill):
    def work():
        with context as temporary:
            fill(temporary)
            raise interruption

    with pytest.raises(interruption):
        work()


def put_file(temporary):
    temporary.write_text("half")


def put_folder(temporary):
    (temporary / "inner").mkdir()
    (temporary / "inner" / "a.txt").write_text("half")


@pytest.mark.parametrize("interruption", INTERRUPTIONS)
def test_an_interrupted_file_leaves_nothing(tmp_path, interruption):
    fail_in(new_file(tmp_path / "new" / "deep" / "a.csv"), interruption, put_file)
    assert everything(tmp_path) == []


@pytest.mark.parametrize("interruption", INTERRUPTIONS)
def test_an_interrupted_folder_leaves_nothing(tmp_path, interruption):
    fail_in(new_folder(tmp_path / "new" / "deep" / "card"), interruption, put_folder)
    assert everything(tmp_path) == []


@pytest.mark.parametrize("interruption", INTERRUPTIONS)
def test_an_interrupted_replacement_leaves_the_old(tmp_path, interruption):
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "card").mkdir()
    (tmp_path / "card" / "old.json").write_text("old")
    fail_in(new_file(tmp_path / "a.csv", force=True), interruption, put_file)
    fail_in(new_folder(tmp_path / "card", force=True), interruption, put_folder)
    assert everything(tmp_path) == ["a.csv", "card", "card/old.json"]
    assert (tmp_path / "a.csv").read_text() == "old"


def test_the_temporary_file_lies_beside_hidden_and_ends_alike(tmp_path):
    with new_file(tmp_path / "a.parquet") as temporary:
        assert temporary.parent == tmp_path
        assert temporary.name.startswith(".")
        assert temporary.suffix == ".parquet"
        assert not (tmp_path / "a.parquet").exists()
    assert everything(tmp_path) == ["a.parquet"]


def test_a_file_gets_the_usual_permissions(tmp_path):
    (tmp_path / "usual").touch()
    write_text(tmp_path / "a.txt", "x")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_a_taken_place_is_refused_before_any_work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "card").mkdir()
    for context, name in [(new_file("a.csv"), "a.csv"), (new_folder("card"), "card")]:
        with pytest.raises(OutputExistsError) as caught, context:
            pytest.fail("the block must not run")
        assert str(caught.value) == f"{name}: this exists already. Name another place, or replace it with --force."


def test_force_replaces_a_file_and_a_folder_whole(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "card").mkdir()
    (tmp_path / "card" / "old.json").write_text("old")
    with new_file(tmp_path / "a.csv", force=True) as temporary:
        temporary.write_text("new")
        assert (tmp_path / "a.csv").read_text() == "old"
    with new_folder(tmp_path / "card", force=True) as temporary:
        (temporary / "new.json").write_text("new")
        assert (tmp_path / "card" / "old.json").exists()
    assert everything(tmp_path) == ["a.csv", "card", "card/new.json"]
    assert (tmp_path / "a.csv").read_text() == "new"


def test_a_folder_that_cannot_be_moved_gives_the_old_one_back(tmp_path, monkeypatch):
    (tmp_path / "card").mkdir()
    (tmp_path / "card" / "old.json").write_text("old")
    calls = []

    def refuse_second(path, target):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        os.rename(path, target)  # noqa: PTH104

    monkeypatch.setattr("pathlib.Path.rename", refuse_second)
    with pytest.raises(FileError, match="input/output error"), new_folder(tmp_path / "card", force=True):
        pass
    assert everything(tmp_path) == ["card", "card/old.json"]


@pytest.mark.parametrize("new", [new_file, new_folder])
def test_somebody_faster_is_not_overwritten(tmp_path, new):
    with pytest.raises(OutputExistsError), new(tmp_path / "a.csv"):
        (tmp_path / "a.csv").write_text("theirs")
    assert everything(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "theirs"


def test_a_file_does_not_replace_a_folder_nor_the_other_way_round(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").touch()
    (tmp_path / "card").mkdir()
    for context, message in [
        (new_file("card", force=True), "card: this is not a file, and is not replaced by one. Name another place."),
        (
            new_folder("a.csv", force=True),
            "a.csv: this is not a folder, and is not replaced by one. Name another place.",
        ),
    ]:
        with pytest.raises(FileError) as caught, context:
            pytest.fail("the block must not run")
        assert str(caught.value) == message


def test_a_device_is_not_replaced():
    with pytest.raises(FileError, match="this is not a file"), new_file(os.devnull, force=True):
        pytest.fail("the block must not run")


@pytest.mark.parametrize("name", [".", "..", "/"])
def test_the_working_folder_and_those_above_are_never_replaced(tmp_path, monkeypatch, name):
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    with pytest.raises(FileError) as caught, new_folder(name, force=True):
        pytest.fail("the block must not run")
    assert str(caught.value) == f"{name}: this folder is never replaced. Name a folder of its own."


def test_a_place_inside_a_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").touch()
    with pytest.raises(FileError) as caught, new_file("out/a.csv"):
        pytest.fail("the block must not run")
    assert str(caught.value) == "out/a.csv: a part of this path is a file, not a folder. Name another place."


def test_a_name_too_long_is_refused_before_any_work(tmp_path):
    with pytest.raises(FileError, match="file name too long"), new_file(tmp_path / ("x" * 300)):
        pytest.fail("the block must not run")
    assert everything(tmp_path) == []


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_text(tmp_path / "link.csv", "new", force=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def test_a_text_is_written_as_utf_8_with_its_own_line_ends(tmp_path):
    write_text(tmp_path / "out" / "a.txt", "漠阳\n\r\n")
    assert (tmp_path / "out" / "a.txt").read_bytes() == "漠阳\n\r\n".encode()
