"""Outcomes: what came of persons in the months after a day, by a definition that is data.

Events count by when they occurred, whatever became of them later: who repaired what he failed has failed it. Features
end before the day, outcomes begin after it; they share who was registered and agreed on the day, and nothing else.
"""

from collections.abc import Callable
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, Final, cast

from moyang_score.catalogue import Catalogue, Indicator
from moyang_score.errors import UsageError
from moyang_score.features.guards import GUARDS
from moyang_score.features.outcome_definition import Happening, OutcomeDefinition
from moyang_score.features.row import Row
from moyang_score.frame import Outcome, Spine
from moyang_score.registry.engine import open_engine
from moyang_score.registry.snapshot import PAIR, Counts, Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

    from moyang_score.registry import Store

__all__ = ["EVENT_GUARDS", "build_outcome"]

Progress = Callable[[str], None]


def where(row: Row) -> Any:
    """Let through the records that the definition is about."""
    return GUARDS["where"](row)


def after_the_gap(row: Row) -> Any:
    """Let through what occurred after the gap."""
    return row.occurred_on > row.table.first


def before_the_end(row: Row) -> Any:
    """Let through what occurred before the months are over, or on their last day."""
    return row.occurred_on <= row.table.last


def not_revoked(row: Row) -> Any:
    """Let through what its unit has not revoked: a decision that was quashed is no event."""
    return GUARDS["revocation"](row)


def not_upheld(row: Row) -> Any:
    """Let through what no objection has shown to be wrong."""
    return GUARDS["upheld"](row)


def agreed(row: Row) -> Any:
    """Let through tables that the general consent is enough for, and others by separate consent."""
    return GUARDS["separate_consent"](row)


# There is none for repair, for the end of a state, or for the end of its publication: see the head of the module.
EVENT_GUARDS: Final[dict[str, Callable[[Row], Any]]] = {
    "where": where,
    "after_the_gap": after_the_gap,
    "before_the_end": before_the_end,
    "not_revoked": not_revoked,
    "not_upheld": not_upheld,
    "agreed": agreed,
}
_STATE: Final = ("where", "repair", "revocation", "upheld")


def build_outcome(  # noqa: PLR0913 - what it reads, for whom, by which definition, and where it runs
    store: "Store",
    catalogue: Catalogue,
    spine: Spine,
    definition: OutcomeDefinition,
    received: date,
    *,
    engine: str = "duckdb",
    progress: Progress | None = None,
) -> tuple[Outcome, Counts]:
    """Build the outcome of everybody who was registered and agreed on the day.

    Bad goes before indeterminate, and excluded before both. An event in doubt, under an open objection or not yet told
    to the person, makes indeterminate and not bad.

    Parameters
    ----------
    store : Store
        The store.
    catalogue : Catalogue
        The catalogue it was taken in by.
    spine : Spine
        For whom, and after which days.
    definition : OutcomeDefinition
        What is bad.
    received : datetime.date
        The day of the last delivery: nothing later can be known.
    engine : {'duckdb', 'spark'}
        Where to run.
    progress : callable, optional
        Told the name of each source table before it is read.

    Returns
    -------
    outcome : Outcome
        ``token``, ``as_of``, ``outcome`` and ``bad``, sorted by day and token.
    counts : Counts
        Who has no row, and why.

    Raises
    ------
    UsageError
        If a day's months, with those in which events may become known, are not over: who is good is not known yet.
    RegistryError
        If the store belongs to another catalogue.

    Examples
    --------
    >>> import json, tempfile, pathlib
    >>> from moyang_score.catalogue import load_catalogue
    >>> from moyang_score.features import load_definition
    >>> from moyang_score.files import write_table
    >>> from moyang_score.registry import open_store
    >>> catalogue, day = load_catalogue("moyang"), date(2026, 10, 1)
    >>> label = {"name": catalogue.name, "version": catalogue.version, "hash": catalogue.hash}
    >>> given = {"scope": ["general"], "action": ["give"], "happened_on": [date(2025, 9, 30)]}
    >>> person = {"token": ["a1"], "known_on": [date(2025, 9, 30)], "seq": [1]}
    >>> spine, duty = Spine.one_date(["a1"], day), load_definition("duty", catalogue)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = pathlib.Path(folder)
    ...     _ = (place / "store.json").write_text(json.dumps({"format": 1, "catalogue": label, "key": "0f3c9a77"}))
    ...     write_table(place / "persons" / "000001.parquet", person)
    ...     write_table(place / "consents" / "000001.parquet", {**person, **given})
    ...     outcome, _ = build_outcome(open_store(place), catalogue, spine, duty, date(2029, 2, 1))
    >>> outcome.counts
    {'good': 1, 'bad': 0, 'indeterminate': 0, 'excluded': 0}
    """
    tell = progress or (lambda _: None)
    _refuse_unripe(spine, definition, received)
    with Snapshot(store, catalogue, spine, open_engine(engine)) as snapshot:
        tell("who was there on the day")
        people, counts = _people(snapshot, definition), snapshot.counts
    days = _days(definition, spine.dates)
    with Snapshot(store, catalogue, _at_the_cut(people, days), open_engine(engine)) as snapshot:
        found = _judged(snapshot, definition, people, days, tell)
    columns = {name: found[name] for name in ("token", "as_of", "outcome", "bad")}
    return Outcome(columns, definition.hash, spine.dates), counts


def _refuse_unripe(spine: Spine, definition: OutcomeDefinition, received: date) -> None:
    for day in spine.dates:
        period = definition.period(day)
        if received < period.cut:
            what = (
                f"what came of people after {day} is known from {period.cut} on, and the last delivery is of {received}"
            )
            fix = "take in the later deliveries first, or ask for an earlier day"
            raise UsageError(what, where=f"outcome {definition.name}", fix=fix)


def _people(snapshot: Snapshot, definition: OutcomeDefinition) -> "pa.Table":
    """Return who was registered and agreed on each day, and whether he was in a state that takes him out."""
    import ibis

    people = snapshot.people.select(*PAIR)
    outs = [_in_state(snapshot, one) for one in definition.exclude if snapshot.has(one.table)]
    if outs:
        out = (ibis.union(*outs, distinct=True) if len(outs) > 1 else outs[0].distinct()).mutate(out=True)
        people = people.left_join(out, list(PAIR)).drop(*(f"{name}_right" for name in PAIR))
        people = people.mutate(out=people.out.fill_null(False))  # noqa: FBT003 - Ibis takes it by position
    else:
        people = people.mutate(out=ibis.literal(False))  # noqa: FBT003
    return snapshot.engine.fetch(people)


def _in_state(snapshot: Snapshot, happening: Happening) -> Any:
    """Return the persons and days on which a state held; an objection or a missing notice does not end a listing."""
    row = _row(snapshot.records(happening.table), snapshot.catalogue, happening)
    held = [GUARDS[name](row) for name in _STATE] + [row.occurred_on < row.as_of]
    for end in ("ended_on", "publish_to"):
        if row.has(end):
            held.append(row[end].isnull() | (row[end] >= row.as_of))
    return row.table.filter(reduce(and_, held).fill_null(False)).select(*PAIR)  # noqa: FBT003


def _days(definition: OutcomeDefinition, dates: tuple[date, ...]) -> "pa.Table":
    """Return the days that decide, for each day of the spine: plain dates, no engine counts months."""
    import pyarrow as pa

    periods = [definition.period(day) for day in dates]
    names = {"day": "as_of", "first": "first", "last": "last", "as_of": "cut"}
    return pa.table(
        {name: pa.array([getattr(one, own) for one in periods], pa.date32()) for name, own in names.items()}
    )


def _at_the_cut(people: "pa.Table", days: "pa.Table") -> Spine:
    cut = dict(zip(days["day"].to_pylist(), days["as_of"].to_pylist(), strict=True))
    return Spine(people["token"], [cut[day] for day in people["as_of"].to_pylist()])


def _judged(
    snapshot: Snapshot, definition: OutcomeDefinition, people: "pa.Table", days: "pa.Table", tell: Progress
) -> "pa.Table":
    """Return the outcome of everybody who still agrees on the cut: of others nothing more may be known."""
    import ibis

    held = snapshot.engine.hold(people).rename(day="as_of")
    asked = held.inner_join(snapshot.engine.hold(days), "day")
    asked = asked.inner_join(snapshot.people.drop("since"), list(PAIR))
    asked = snapshot.engine.keep(asked)
    events = []
    for one in definition.events:
        if snapshot.has(one.table):
            tell(one.table)
            events.append(_events(snapshot, one, asked))
    rows = asked
    flags: dict[str, Any] = {name: ibis.literal(False) for name in ("is_bad", "is_unclear")}  # noqa: FBT003
    if events:
        every = ibis.union(*events) if len(events) > 1 else events[0]
        some = every.group_by("token", "day").aggregate(is_bad=every.bad.any(), is_unclear=(~every.bad).any())
        rows = rows.left_join(some, ["token", "day"])
        flags = {name: rows[name].fill_null(False) for name in flags}  # noqa: FBT003
    out = reduce(or_, [~rows[f"agrees_{scope}"] for scope in definition.requires_consent], rows.out)
    outcome = ibis.cases(
        (out, "excluded"), (flags["is_bad"], "bad"), (flags["is_unclear"], "indeterminate"), else_="good"
    )
    rows = rows.select("token", as_of=rows.day, outcome=outcome)
    bad = ibis.cases((rows.outcome == "bad", 1), (rows.outcome == "good", 0), else_=ibis.null("int8")).cast("int8")
    return snapshot.engine.fetch(rows.mutate(bad=bad).order_by("as_of", "token"))


def _events(snapshot: Snapshot, happening: Happening, asked: Any) -> Any:
    """Return (token, day, bad) of the events of one kind; one in doubt is not bad."""
    import ibis

    rows = snapshot.records(happening.table).inner_join(asked.drop("out"), list(PAIR))
    row = _row(rows, snapshot.catalogue, happening)
    counting = reduce(and_, (guard(row) for guard in EVENT_GUARDS.values())).fill_null(False)  # noqa: FBT003
    sure = ibis.literal(happening.becomes == "bad") & ~row["disputed"]
    if row.has("notified_on") and happening.becomes == "bad":
        sure = sure & (row["notified_on"] < row.as_of).fill_null(False)  # noqa: FBT003
    return rows.filter(counting).select("token", "day", bad=sure)


def _row(rows: Any, catalogue: Catalogue, happening: Happening) -> Row:
    """See records as the guards of features do; they ask for nothing that a happening has not."""
    return Row(rows, catalogue.table(happening.table), cast("Indicator", happening))
