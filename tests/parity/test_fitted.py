"""Cards fitted to real data: the naive reference, the command and the script of the standard library say the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from moyang_score.card import parse_card
from moyang_score.files import read_table
from tests.parity.sides import case_of, differences

SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "score_card.py"
REAL = {
    "german_credit/germancredit_readable.csv": ["--target", "creditability", "--bad", "bad"],
    "spain_credit/credit_data_modeldata.csv": ["--target", "Status", "--bad", "bad"],
    "taiwan_credit_card/UCI_Credit_Card.csv": [
        *("--target", "default.payment.next.month"),
        *("--exclude", "ID,SEX,EDUCATION,MARRIAGE,AGE"),
    ],
}


def moyang(*arguments):
    command = [sys.executable, "-m", "moyang_score", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=SCRIPT.parents[2])
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_a_fitted_card_scores_the_same_everywhere(real_data, tmp_path, name):
    data, card, scores, again = real_data / name, tmp_path / "card", tmp_path / "scores.csv", tmp_path / "again.csv"
    moyang("fit", "--data", data, *REAL[name], "--seed", 7, "--out", card)
    moyang("score", card, "--data", data, "--points", "--reasons", "--out", scores)
    subprocess.run([sys.executable, "-I", "-S", SCRIPT, card, data, again], check=True)
    assert again.read_bytes() == scores.read_bytes()

    fitted = parse_card((card / "scorecard.json").read_bytes())
    table = read_table(data)
    case = case_of(0, fitted, {one.key: table[one.key] for one in fitted.inputs})
    assert differences(case, fitted.apply(table)) == []
