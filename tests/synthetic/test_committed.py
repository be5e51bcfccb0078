"""The committed data are what the generator makes."""

from pathlib import Path

import pytest

from moyang_score.files import read_table, write_table
from moyang_score.synthetic import flat_dictionary, flat_table
from tests.synthetic.cities import written

DATA = Path(__file__).parents[2] / "data" / "synthetic"
MOST_OF_A_FILE, MOST = 2_000_000, 12_000_000


def files(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def made_by(path):
    from pyarrow import parquet

    return parquet.read_metadata(path).created_by


def plain(path):
    columns = read_table(path).columns
    return {name: cells.to_pylist() if hasattr(cells, "to_pylist") else list(cells) for name, cells in columns.items()}


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return written(5000, 7, tmp_path_factory.mktemp("committed") / "city")


def test_the_committed_city_is_made_again_byte_for_byte(city):
    again, committed = files(city), files(DATA / "city")
    assert sorted(again) == sorted(committed)
    for name, path in again.items():
        if path.suffix == ".parquet" and made_by(path) != made_by(committed[name]):
            # Another version of the Parquet library writes the same table in other bytes.
            assert plain(path) == plain(committed[name]), name
        elif path.suffix == ".xlsx":
            assert plain(path) == plain(committed[name]), name
        else:
            assert path.read_bytes() == committed[name].read_bytes(), name


def test_the_committed_workbook_is_made_again_byte_for_byte_by_the_same_library(city):
    name = "source/honour.xlsx"
    again, committed = (city / name).read_bytes(), (DATA / "city" / name).read_bytes()
    assert again == committed, "written by another version of openpyxl? then make the data anew"


def test_the_committed_flat_table_is_made_again_byte_for_byte(tmp_path):
    write_table(tmp_path / "people.csv", flat_table(5000, 7))
    assert (tmp_path / "people.csv").read_bytes() == (DATA / "people.csv").read_bytes()


def test_the_dictionary_of_the_flat_table_is_the_one_in_the_folder():
    text = (DATA / "README.md").read_text("utf-8")
    assert "NOBODY IN THIS FOLDER EXISTS" in text
    assert flat_dictionary(5000, 7).partition("\n")[2] in text
    assert all(f"`{name}`" in text for name in flat_table(1, 1))


def test_the_committed_data_stay_small():
    sizes = {name: path.stat().st_size for name, path in files(DATA).items()}
    assert max(sizes.values()) < MOST_OF_A_FILE
    assert sum(sizes.values()) < MOST
