"""The room as a whole: what it shows, what it needs, and real files."""

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

from moyang_score import files

REAL = {
    "taiwan_credit_card/UCI_Credit_Card.csv": (30_000, 25),
    "spain_credit/CreditScoring.csv": (4455, 14),
    "spain_credit/credit_data_modeldata.csv": (4454, 15),
    "german_credit/germancredit_readable.csv": (1000, 21),
    "german_credit/german_codes.csv": (1000, 21),
    "hmda_boston/HMDA_AER.csv": (2380, 15),
    "berka/loan.asc": (682, 7),
    "berka/district.asc": (77, 16),
    "berka/trans_first49102.asc": (49_102, 10),
}


@pytest.mark.parametrize("name", REAL)
def test_real_files_are_read_whole(real_data, name):
    table = files.read_table(real_data / name)
    assert (table.n_rows, len(table.names)) == REAL[name]


def test_quoted_delimiters_of_a_real_file_stay_in_their_cell(real_data):
    table = files.read_table(real_data / "german_credit" / "germancredit_readable.csv")
    assert any("," in cell for column in table.columns.values() for cell in column)


def test_the_public_names_are_sorted_and_exist():
    assert files.__all__ == sorted(files.__all__)
    for _, name, _ in pkgutil.iter_modules(files.__path__):
        module = import_module(f"moyang_score.files.{name}")
        assert module.__all__ == sorted(module.__all__)
        assert all(hasattr(module, public) for public in module.__all__)


def test_csv_needs_the_standard_library_alone():
    program = (
        "import sys, tempfile, pathlib, moyang_score.files as files\n"
        "path = pathlib.Path(tempfile.mkdtemp()) / 'a.csv'\n"
        "files.write_table(path, {'x': [1, None]})\n"
        "assert files.read_table(path)['x'] == ['1', '']\n"
        "wanted = {'numpy', 'pandas', 'pyarrow', 'openpyxl', 'polars'}\n"
        "sys.exit(', '.join(wanted & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
