"""Real data: fitted, saved, scored, and scored again by a script that shares no code with the package."""

import subprocess
import sys
from pathlib import Path

import pytest

from moyang_score.files import read_table
from moyang_score.learn import LEARNERS, fit
from tests.cli.running import run
from tests.learn.tables import unpacked

SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "score_card.py"
SETS = {
    "german_credit/germancredit_readable.csv": {"target": "creditability", "bad": "bad"},
    "spain_credit/credit_data_modeldata.csv": {"target": "Status", "bad": "bad"},
    "taiwan_credit_card/UCI_Credit_Card.csv": {
        "target": "default.payment.next.month",
        "exclude": ("ID", "SEX", "EDUCATION", "MARRIAGE", "AGE"),
    },
}
LEAST_AUC = {"german": 0.70, "spain": 0.75, "taiwan": 0.72}


def check(fitted, table, name, folder):
    fitted.save(folder / "card")
    card = unpacked(folder / "card")
    assert card.digest == fitted.evidence["digest"]
    judged = fitted.evidence["metrics"][0]
    assert judged["auc"][0] > LEAST_AUC[name.split("_")[0]]
    assert judged["rows"] == fitted.evidence["data"]["rows"] == len(card.score(table))
    rounding = fitted.evidence["rounding"]
    assert rounding["largest_error"] <= rounding["bound"]
    assert rounding["inversions"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("learner", sorted(LEARNERS))
@pytest.mark.parametrize("name", SETS)
def test_the_command_and_the_script_of_the_standard_library_agree_byte_for_byte(real_data, name, learner, tmp_path):
    data = real_data / name
    table = read_table(data)
    check(fit(table, **SETS[name], learner=learner, seed=7), table, name, tmp_path)
    done = run(
        tmp_path, "score", "card", "--data", str(data), "--points", "--reasons", "--out", "package.csv", "--quiet"
    )
    assert (done.returncode, done.stderr) == (0, "")
    command = [sys.executable, "-I", "-S", str(SCRIPT), "card", str(data), "script.csv"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=120)
    assert (tmp_path / "script.csv").read_bytes() == (tmp_path / "package.csv").read_bytes()
    assert len((tmp_path / "script.csv").read_bytes().splitlines()) == table.n_rows + 1
