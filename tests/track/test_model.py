"""The registered model: made of JSON, loaded by MLflow alone, and scoring as the card does."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from moyang_score.files import read_table
from moyang_score.score import score_table
from moyang_score.track import Notebook, log_fit
from moyang_score.track.library import unwarned
from tests.bundle.released import official_card
from tests.cli.cards import small_card, write_card
from tests.track.kept import write_rows

ROOT = Path(__file__).parents[2]

FRESH = """\
import json, sys
import mlflow, pandas
mlflow.set_tracking_uri(sys.argv[1])
frame = pandas.read_csv(sys.argv[2], dtype=str, keep_default_na=False)
model = mlflow.pyfunc.load_model(sys.argv[3])
found = model.predict(frame[[one.name for one in model.metadata.get_input_schema()]], params={"points": True})
print(json.dumps({name: found[name].tolist() for name in found.columns}))
"""


def scored_by_a_fresh_process(uri: str, data: Path, model: str) -> dict[str, list[Any]]:
    """Score a file in a process that knows MLflow, and the card from the notebook alone."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MLFLOW_DISABLE_TELEMETRY": "true"}
    command = [sys.executable, "-W", "ignore", "-c", FRESH, uri, str(data), model]
    done = subprocess.run(command, env=environment, cwd=data.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def expected(data: Path) -> dict[str, list[Any]]:
    """Return what `moyang score` writes of the official card."""
    found = score_table(official_card(), read_table(data), points=True, reasons=True)
    return {name: list(cells) for name, cells in found.items() if name != "row"}


def as_plain(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {
        name: [None if isinstance(one, float) and math.isnan(one) else one for one in cells]
        for name, cells in columns.items()
    }


def test_a_fresh_process_scores_as_the_card_and_the_command(filled: Notebook, tmp_path: Path) -> None:
    data = write_rows(tmp_path / "rows.csv")

    found = scored_by_a_fresh_process(filled.place.uri, data, "models:/moyang/1")

    assert as_plain(found) == expected(data)
    assert not (tmp_path / "mlruns").exists()


@pytest.fixture(scope="module")
def small(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The small card as MLflow loads it."""
    with unwarned():
        from mlflow.pyfunc import load_model

    from tests.track.conftest import opened

    folder = tmp_path_factory.mktemp("small")
    notebook = opened(empty, folder / "notebook")
    log_fit(notebook, write_card(folder / "card"))
    place = next((folder / "notebook").rglob("MLmodel")).parent
    with unwarned():
        return load_model(str(place))


FRAMES = {
    "texts": {
        "late": ["0", " 3", "-999", ""],
        "home": ["own", "家", "castle", ""],
        "since": ["2020-01-01", "", "x", ""],
    },
    "numbers": {"late": [0.0, 3.0, -999.0, math.nan], "home": ["own", None, "x", "rent"], "since": [None] * 4},
    "integers": {"late": [0, 3, -999, 2], "home": ["own"] * 4, "since": pd.to_datetime(["2020-01-01"] * 4)},
    "odd": {"late": [math.inf, "1,5", True, 2**60], "home": [1, 2.5, None, "own"], "since": ["2021-02-30"] * 4},
}


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("shift", [0, 17])
def test_cells_of_every_kind_reach_the_card_unchanged(small: Any, kind: str, shift: int) -> None:
    frame = pd.DataFrame(FRAMES[kind])
    frame.index = frame.index + shift

    with unwarned():
        found = small.predict(frame)

    applied = small_card().apply(frame.reset_index(drop=True))
    assert found["score"].tolist() == applied.score.tolist()
    assert found["grade"].tolist() == applied.grade.tolist()
    assert found["flags"].tolist() == [";".join(flags) for flags in applied.flags]
    assert _codes(found["reason_1"]) == [codes[0] if codes else None for codes in applied.reasons]


def test_what_is_wanted_besides_scores_is_asked_for(small: Any) -> None:
    frame = pd.DataFrame(FRAMES["texts"])

    plain, whole = small.predict(frame), small.predict(frame, params={"points": True})

    names = ["score", "grade", "probability_bad", "digest", "flags", "reason_1", "reason_2", "reason_3", "reason_4"]
    assert list(plain.columns) == names
    assert [name for name in whole.columns if name not in names] == [f"points_{key}" for key in small_card().rows]
    assert (640 + whole.filter(like="points_").sum(axis=1)).tolist() == whole["score"].tolist()


def test_a_frame_without_a_column_of_the_card_is_refused(small: Any) -> None:
    from mlflow.exceptions import MlflowException

    with pytest.raises(MlflowException, match=r"missing inputs.*since"):
        small.predict(pd.DataFrame({"late": [1], "home": ["own"]}))


def test_no_rows_are_no_scores(small: Any) -> None:
    assert len(small.predict(pd.DataFrame({"late": [], "home": [], "since": []}))) == 0


def test_one_record_as_a_server_is_sent_it_is_scored(small: Any) -> None:
    found = small.predict([{"late": "3", "home": "own", "since": "2020-01-01"}])

    assert found["score"].tolist() == [640 - 80 + 15 + 12]


def _codes(column: pd.Series) -> list[str | None]:
    return [None if pd.isna(one) else one for one in column]
