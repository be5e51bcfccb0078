"""What truly moves the odds of the flat table: one effect per column, and the model they add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from moyang_score.errors import ColumnError


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Hold how one column moves the log-odds of bad, the other columns being equal.

    A number moves them by ``slope * (min(value, cap) - centre)``; missing, special codes, levels, and true or false
    by what ``named`` says of them, and by nothing if it does not.

    Parameters
    ----------
    slope : float
        Log-odds of bad per unit of the column; positive is riskier.
    centre : float
        Value with no effect, in the unit of the column.
    cap : float
        Greatest value that still moves anything, in the unit of the column; infinite = none.
    named : mapping of str to float
        Log-odds of bad of ``"missing"``, a special code, a level, ``"true"`` or ``"false"``.

    Examples
    --------
    >>> effect = Effect(slope=-0.5, centre=2.0, cap=4.0, named={"-999": 0.1})
    >>> effect.of(3), effect.of(10), effect.of(-999), effect.of(None)
    (-0.5, -1.0, 0.1, 0.0)
    """

    slope: float = 0.0
    centre: float = 0.0
    cap: float = float("inf")
    named: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, value: float | str | None) -> float:
        """Return the log-odds of bad that one value adds.

        Parameters
        ----------
        value : int, float, bool, str or None
            One cell; None = missing.

        Returns
        -------
        float
            Log-odds, 0 for what has no effect.

        Examples
        --------
        >>> Effect(named={"true": -0.4}).of(True)
        -0.4
        """
        name = "missing" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        if name in self.named:
            return self.named[name]
        if value is None or isinstance(value, (bool, str)):
            return 0.0
        return self.slope * (min(float(value), self.cap) - self.centre)


# Log-odds of bad when every effect is nil; with the effects it makes about 6 in 100 bad.
INTERCEPT = -2.77

# Nobody is worse off for not taking part: absent utility and loan records, counters and village agents add nothing.
TRUE_EFFECTS: Mapping[str, Effect] = MappingProxyType(
    {
        "broken_commitments_12m": Effect(slope=0.9, cap=3.0),
        "commitments_kept_ratio": Effect(slope=-3.2, centre=0.85, named=MappingProxyType({"missing": 0.4})),
        "utility_on_time_ratio_12m": Effect(slope=-2.2, centre=0.85),
        "library_overdue_days": Effect(slope=0.012, cap=120.0),
        "volunteer_hours_24m": Effect(slope=-0.025, cap=80.0),
        "years_since_opt_in": Effect(slope=-0.22, cap=5.0),
        "housing_loan_on_time_months_24m": Effect(slope=-0.09, centre=21.0, named=MappingProxyType({"-999": 0.0})),
        "payment_channel": Effect(named=MappingProxyType({"银行代扣": -0.7, "公积金委托扣款": -0.7})),
        "course_done": Effect(named=MappingProxyType({"true": -0.5})),
        "last_contact_on": Effect(slope=0.0015, cap=720.0),
        "district_service": Effect(),
        "is_app_user": Effect(),
        "noise_amount": Effect(),
        "noise_count": Effect(),
        "city_code": Effect(),
    }
)


def log_odds_bad(table: Mapping[str, Sequence[Any]]) -> list[float]:
    """Return the true log-odds of bad of every row of a flat table.

    Parameters
    ----------
    table : mapping of str to sequence
        Columns as ``flat_table`` returns them; ``last_contact_on`` is read as days before ``as_of``.

    Returns
    -------
    list of float
        ``INTERCEPT`` plus the effects of the row, log of bad:good (not good:bad).

    Raises
    ------
    ColumnError
        A column with an effect, or ``as_of``, is absent.

    Examples
    --------
    >>> from moyang_score.synthetic import flat_table
    >>> len(log_odds_bad(flat_table(3, seed=1)))
    3
    """
    absent = sorted({"as_of", *TRUE_EFFECTS} - set(table))
    if absent:
        raise ColumnError(f"the column {absent[0]!r} is absent", fix="give the table as flat_table returns it")
    columns = {key: table[key] for key in TRUE_EFFECTS}
    columns["last_contact_on"] = [
        None if contact is None else (as_of - contact).days
        for as_of, contact in zip(table["as_of"], table["last_contact_on"], strict=True)
    ]
    added = [[effect.of(value) for value in columns[key]] for key, effect in TRUE_EFFECTS.items()]
    return [INTERCEPT + sum(row) for row in zip(*added, strict=True)]
