"""What importing costs, counted in modules and not in seconds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {
    "duckdb",
    "ibis",
    "mlflow",
    "openpyxl",
    "optbinning",
    "pandas",
    "polars",
    "pyarrow",
    "scipy",
    "sklearn",
    "yaml",
}
PICKLES = {"cloudpickle", "joblib", "pickle"}


def loaded(statement, before=""):
    """Return the modules that a statement loads in a fresh interpreter, on top of those that ``before`` loads."""
    report = "print(json.dumps(sorted(set(sys.modules) - old)))"
    code = "\n".join(["import json, sys", before, "old = set(sys.modules)", statement, report])
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(done.stdout))


def foreign(modules):
    """Return the libraries among modules that are neither ours nor Python's."""
    tops = {name.partition(".")[0] for name in modules}
    return {
        name
        for name in tops
        if name not in sys.stdlib_module_names and name != "moyang_score" and not name.startswith("_")
    }


def test_the_package_itself_costs_nothing():
    found = loaded("import moyang_score")
    assert foreign(found) == set()
    assert {name for name in found if name.startswith("moyang_score")} == {"moyang_score"}
    assert len(found) <= 12, sorted(found)


def test_the_facade_is_lazy_but_lists_its_names():
    found = loaded("import moyang_score; assert {'fit', 'load', 'Scorecard'} <= set(dir(moyang_score))")
    assert "numpy" not in found


def test_a_name_of_the_facade_loads_its_own_room_alone():
    found = loaded("from moyang_score import Scorecard")
    rooms = {name.split(".")[1] for name in found if name.startswith("moyang_score.")}
    assert rooms == {"card", "errors"}


@pytest.mark.parametrize("room", ["card", "measure"])
def test_a_room_of_numbers_loads_numpy_and_nothing_else(room):
    assert foreign(loaded(f"import moyang_score.{room}")) == {"numpy"}


def test_the_room_of_files_loads_nothing():
    assert foreign(loaded("import moyang_score.files")) == set()


@pytest.mark.parametrize("room", ["card", "explain", "score"])
def test_a_reader_of_cards_loads_no_pickle_and_no_training_stack(room):
    found = loaded(f"import moyang_score.{room}", before="import numpy")  # numpy itself loads pickle
    assert found.isdisjoint(PICKLES)
    assert foreign(found).isdisjoint(HEAVY)


def test_scoring_a_record_loads_nothing_more():
    statement = (
        "from tests.property.strategies import seeded_cards\n"
        "card = seeded_cards(1)[0]; import moyang_score.card.naive\n"
        "old = set(sys.modules)\n"
        "card.apply({one.key: ['1', None, 'x'] for one in card.inputs}).reasons"
    )
    assert foreign(loaded(statement)) == set()
