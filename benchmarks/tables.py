"""The tables that learners are compared on: real sets where they are found, generated ones always."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from moyang_score.synthetic import flat_table

__all__ = ["Labelled", "folder_tables", "generated_table", "real_tables"]

# file, target, bad value, columns that name rows
_REAL = (
    ("german_credit/germancredit_readable.csv", "creditability", "bad", ()),
    ("spain_credit/credit_data_modeldata.csv", "Status", "bad", ("rownames",)),
    ("taiwan_credit_card/UCI_Credit_Card.csv", "default.payment.next.month", 1, ("ID",)),
)


@dataclass(frozen=True, eq=False)
class Labelled:
    """Hold a table of inputs and its outcomes, 1 = bad."""

    name: str
    inputs: pd.DataFrame
    bad: np.ndarray


def real_tables(data: Path) -> Iterator[Labelled]:
    """Yield the real sets of the data folder, all columns but ids."""
    for file, target, bad, ids in _REAL:
        frame = pd.read_csv(data / file)
        yield Labelled(
            Path(file).stem, frame.drop(columns=[target, *ids]), (frame[target] == bad).to_numpy().astype(int)
        )


def folder_tables(folder: Path) -> Iterator[Labelled]:
    """Yield every CSV of a folder that has a column ``target``, 1 = bad."""
    for file in sorted(folder.glob("*.csv")):
        frame = pd.read_csv(file)
        if "target" in frame:
            yield Labelled(file.stem, frame.drop(columns="target"), frame["target"].to_numpy().astype(int))


def generated_table(rows: int, seed: int) -> Labelled:
    """Return the synthetic flat table, without ids and dates."""
    frame = pd.DataFrame(flat_table(rows, seed))
    dates = [name for name in frame if name.endswith("_on") or name == "as_of"]
    return Labelled(f"synthetic {rows}", frame.drop(columns=["bad", "person_id", *dates]), frame["bad"].to_numpy())
