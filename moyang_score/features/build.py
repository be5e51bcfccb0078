"""Features: the aggregations of the catalogue, compiled to expressions and run on the engine of a snapshot.

One pipeline for each source table: its records as of each day, judged by the guards, aggregated to (token, as_of). The
results are joined to everybody registered and consented.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from moyang_score.catalogue import Catalogue, Indicator
from moyang_score.features.calendar import calendar, earliest
from moyang_score.features.facts import RECORD_OF_DAY, siblings
from moyang_score.features.guards import GUARDS
from moyang_score.features.kind import INTEGER, Kind
from moyang_score.features.ratio import RATIO
from moyang_score.features.row import Row
from moyang_score.features.tally import TALLIES
from moyang_score.features.years import YEARS, breaks, clean_years, measure_breaks, quarters_since_consent
from moyang_score.frame import FeatureFrame
from moyang_score.registry.snapshot import PAIR, Snapshot

__all__ = ["KINDS", "build_features"]

KINDS: Final[Mapping[str, Kind]] = {**TALLIES, "ratio": RATIO, "years": YEARS}
Progress = Callable[[str], None]


def build_features(snapshot: Snapshot, catalogue: Catalogue, progress: Progress | None = None) -> FeatureFrame:
    """Build every indicator of the catalogue that is on, for everybody registered and consented.

    Parameters
    ----------
    snapshot : Snapshot
        The registry as of the days of a spine.
    catalogue : Catalogue
        The catalogue that the snapshot was taken by.
    progress : callable, optional
        Told the name of each source table before it is read.

    Returns
    -------
    FeatureFrame
        ``token``, ``as_of`` and the indicators in card order, sorted by day and token; who has no row is counted in
        ``snapshot.counts``.

    Examples
    --------
    >>> import datetime, json, tempfile, pathlib, pyarrow
    >>> from moyang_score.catalogue import load_catalogue
    >>> from moyang_score.files import write_table
    >>> from moyang_score.frame import Spine
    >>> from moyang_score.registry import Registry
    >>> catalogue, day = load_catalogue("moyang"), datetime.date(2026, 10, 1)
    >>> label = {"name": catalogue.name, "version": catalogue.version, "hash": catalogue.hash}
    >>> given = {"scope": ["general"], "action": ["give"], "happened_on": [datetime.date(2025, 9, 30)]}
    >>> person = {"token": ["a1"], "known_on": [datetime.date(2025, 9, 30)], "seq": [1]}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = pathlib.Path(folder)
    ...     _ = (store / "store.json").write_text(json.dumps({"format": 1, "catalogue": label, "key": "0f3c9a77"}))
    ...     write_table(store / "persons" / "000001.parquet", person)
    ...     write_table(store / "consents" / "000001.parquet", {**person, **given})
    ...     with Registry(store, catalogue).snapshot(Spine.one_date(["a1"], day)) as snapshot:
    ...         frame = build_features(snapshot, catalogue)
    >>> [frame[code].to_pylist() for code in ("P01", "P13", "A08", "F01")]
    [[0], [1], [4], [None]]
    """
    tell = progress or (lambda _: None)
    indicators = [one for one in catalogue.indicators if one.on]
    days = snapshot.engine.hold(calendar(catalogue, [one.code for one in indicators], snapshot.dates))
    tell("facts")
    lost = siblings(snapshot)
    rows = snapshot.people
    for table in dict.fromkeys(one.records or "" for one in indicators if _has_rows(snapshot, one)):
        tell(table)
        rows = _beside(rows, snapshot.engine.keep(_aggregated(snapshot, days, lost, table)))
    tell("every person")
    rows = rows.inner_join(_bounds(days, [one for one in indicators if not one.records]), "as_of")
    features = {one.code: _value(rows, snapshot, one) for one in indicators}
    found = snapshot.engine.fetch(rows.select(*PAIR, **features).order_by("as_of", "token"))
    columns = {name: found[name] for name in (*PAIR, *features)}
    return FeatureFrame(columns, catalogue.hash, snapshot.dates)


def _aggregated(snapshot: Snapshot, days: Any, lost: Any, table: str) -> Any:
    """Return the measures of all indicators that read a table, for each person and day that has records."""
    catalogue = snapshot.catalogue
    readers = [one for one in catalogue.indicators if one.on and one.records == table]
    rows = _in_reach(snapshot.records(table), snapshot, readers)
    rows = rows.inner_join(_bounds(days, readers), "as_of")
    lost = lost.filter(lost["table"] == table).select(*RECORD_OF_DAY, sibling=True)
    rows = rows.left_join(lost, list(RECORD_OF_DAY)).drop(*(f"{name}_right" for name in RECORD_OF_DAY))
    rows = rows.mutate(sibling=rows.sibling.fill_null(False))  # noqa: FBT003 - Ibis takes it by position
    measures: dict[str, Any] = {}
    ending = {one.code for other in catalogue.indicators for one in breaks(catalogue, other)}
    for one in readers:
        row = Row(rows, catalogue.table(table), one)
        measures |= KINDS[one.aggregation.kind].measure(row)
        measures |= measure_breaks(row) if one.code in ending else {}
    return rows.group_by(*PAIR).aggregate(**measures)


def _in_reach(rows: Any, snapshot: Snapshot, readers: list[Indicator]) -> Any:
    """Leave out early what no window reaches, so that it is never joined."""
    first = earliest(snapshot.catalogue, [one.code for one in readers], snapshot.dates)
    if first is None:
        return rows
    reached = rows[readers[0].event_date] >= first
    for one in readers[1:]:
        reached = reached | (rows[one.event_date] >= first)
    return rows.filter(reached)


def _bounds(days: Any, indicators: list[Indicator]) -> Any:
    codes = {one.code for one in indicators}
    return days.select("as_of", *(name for name in days.columns if name.partition("_")[0] in codes))


def _value(rows: Any, snapshot: Snapshot, indicator: Indicator) -> Any:
    import ibis

    kind = indicator.aggregation.kind
    if kind == "clean_years":
        ends = [one for one in breaks(snapshot.catalogue, indicator) if _has_rows(snapshot, one)]
        lasts = [(one, _agreed(rows, snapshot, one, rows[f"{one.code}_last"])) for one in ends]
        return clean_years(rows, indicator, lasts)
    if kind == "quarters_since_consent":
        return quarters_since_consent(rows, indicator)
    found = KINDS[kind]
    value = found.value(rows, indicator) if _has_rows(snapshot, indicator) else ibis.literal(found.absent, INTEGER)
    return _agreed(rows, snapshot, indicator, value)


def _agreed(rows: Any, snapshot: Snapshot, indicator: Indicator, value: Any) -> Any:
    """Return the value; null, which is neutral, where the person did not agree to the table."""
    import ibis

    agreed = GUARDS["separate_consent"](Row(rows, snapshot.catalogue.table(indicator.records or ""), indicator))
    return agreed.ifelse(value, ibis.null(value.type()))


def _has_rows(snapshot: Snapshot, indicator: Indicator) -> bool:
    return indicator.records is not None and snapshot.has(indicator.records)


def _beside(rows: Any, more: Any) -> Any:
    return rows.left_join(more, list(PAIR)).drop(*(f"{name}_right" for name in PAIR))
