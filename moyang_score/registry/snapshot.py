"""What was known of some persons on some days: registered, consented, the versions and states of their records.

Everything about *time* is decided here: a row is seen at ``as_of`` only if it was known before, a version only if no
later one was, an event only if it had happened and was known. What the rows then mean is the business of features.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from moyang_score.frame import Spine
from moyang_score.registry.consent import GENERAL, GIVE, WITHDRAW
from moyang_score.registry.engine import Engine
from moyang_score.registry.store import Store, check_store

if TYPE_CHECKING:
    import pyarrow as pa

    from moyang_score.catalogue import Catalogue

__all__ = ["STATES", "TIME_GUARDS", "Counts", "Snapshot", "everybody"]

STATES: Final = ("disputed", "upheld", "repaired", "revoked")
PAIR: Final = ("token", "as_of")
NOT_STORED: Final = ("person_id", "person_name", "record_key", "doc_no", "known_on")
_TYPES: Final = {"text": "string", "int": "int64", "decimal": "float64", "date": "date", "bool": "boolean"}


def known_on(rows: Any) -> Any:
    """Let through what was known before the day."""
    return rows.known_on < rows.as_of


def version(rows: Any) -> Any:
    """Let through a version that no later one had replaced before the day."""
    return rows.replaced_on.isnull() | (rows.replaced_on >= rows.as_of)


def happened(rows: Any) -> Any:
    """Let through an objection, repair, revocation or consent that had happened, and was known, before the day."""
    return (rows.happened_on < rows.as_of) & (rows.known_on < rows.as_of)


def consent(rows: Any) -> Any:
    """Let through persons with a live general consent: given, and not withdrawn since."""
    return _holds(rows, GENERAL)


TIME_GUARDS: Final[dict[str, Callable[[Any], Any]]] = {
    "known_on": known_on,
    "version": version,
    "happened": happened,
    "consent": consent,
}


@dataclass(frozen=True)
class Counts:
    """Hold how many rows of the spine there are, and why some give nothing.

    Parameters
    ----------
    asked : int
        Rows of the spine, each pair of person and day once.
    not_registered : int
        Those whose person is not in the registry on that day.
    without_consent : int
        Those whose person is, and does not agree to be scored on that day.

    Examples
    --------
    >>> Counts(asked=10, not_registered=1, without_consent=3).rows
    6
    """

    asked: int
    not_registered: int
    without_consent: int

    @property
    def rows(self) -> int:
        """Rows that are left."""
        return self.asked - self.not_registered - self.without_consent


class Snapshot:
    """See the registry as of the days of a spine, through an engine.

    Expressions are lazy: nothing of a table is read before somebody runs them.

    Parameters
    ----------
    store : Store
        The store.
    catalogue : Catalogue
        The catalogue it was taken in by.
    spine : Spine
        For whom, and as of which days.
    engine : Engine
        Where to run; closed with the snapshot.

    Raises
    ------
    RegistryError
        If the store belongs to another catalogue.

    Examples
    --------
    >>> from moyang_score.registry import Registry
    >>> Registry("no/such/store").snapshot(Spine.one_date(["a1"], date(2026, 10, 1)))
    Traceback (most recent call last):
    moyang_score.errors.RegistryError: no/such/store: there is no such store. Make one with: moyang intake --store DIR.
    """

    def __init__(self, store: Store, catalogue: "Catalogue", spine: Spine, engine: Engine) -> None:
        self.store = store
        self.catalogue = catalogue
        self.engine = engine
        self.dates = spine.dates
        self._separate = tuple(
            table.name for table in catalogue.tables.values() if table.kind == "records" and table.consent == "S"
        )
        self._kept: dict[str, Any] = {}
        try:
            check_store(store, catalogue)
            self._look(spine)
        except BaseException:
            engine.close()
            raise

    def _look(self, spine: Spine) -> None:
        """Find out who is there and agrees, and which states records are in."""
        engine = self.engine
        asked = engine.keep(engine.hold(_spine_rows(spine)).distinct())
        registered = engine.keep(self._registered(asked))
        #: (token, as_of, since, agrees_<table>) of everybody registered and consented: one row for each feature row.
        self.people = engine.keep(self._people(registered))
        n_asked, n_registered, n_people = (_count(engine, table) for table in (asked, registered, self.people))
        self.counts = Counts(n_asked, n_asked - n_registered, n_registered - n_people)
        self._days = engine.hold(_days(spine.dates))
        self._states = engine.keep(self._all_states())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the engine."""
        self.engine.close()

    def has(self, name: str) -> bool:
        """Tell whether anything was ever taken in for a table.

        Parameters
        ----------
        name : str
            The table.

        Returns
        -------
        bool
            False where the store has no file of it.
        """
        return bool(self.store.files(f"records/{name}"))

    def records(self, name: str) -> Any:
        """Return the records of a table that were known, in the version of the day, with the states they were in.

        Parameters
        ----------
        name : str
            The table.

        Returns
        -------
        ibis.expr.types.Table
            The columns of the store for each person and day of `people`, with ``as_of`` and the booleans ``disputed``,
            ``upheld``, ``repaired`` and ``revoked``.
        """
        if name in self._kept:
            return self._kept[name]
        rows = self._read(f"records/{name}", self._record_types(name))
        rows = rows.left_join(_replacements(rows), ["record", "seq"]).drop("record_right", "seq_right")
        rows = rows.inner_join(self.people.select(*PAIR), "token")
        rows = rows.filter(TIME_GUARDS["known_on"](rows), TIME_GUARDS["version"](rows))
        states = self._states.filter(self._states["table"] == name).drop("table")
        rows = rows.left_join(states, ["record", "as_of"]).drop("record_right", "as_of_right", "replaced_on")
        return rows.mutate(**{state: rows[state].fill_null(False) for state in STATES})  # noqa: FBT003

    def keep(self, name: str) -> None:
        """Let the engine keep the records of a table that will be asked for more than once.

        Parameters
        ----------
        name : str
            The table.
        """
        self._kept[name] = self.engine.keep(self.records(name))

    def _registered(self, asked: Any) -> Any:
        persons = self._read("persons", {"token": "string", "known_on": "date"})
        first = persons.group_by("token").aggregate(known_on=persons.known_on.min())
        rows = asked.inner_join(first, "token")
        return rows.filter(TIME_GUARDS["known_on"](rows)).select(*PAIR)

    def _people(self, registered: Any) -> Any:
        import ibis

        if self.catalogue.consent == "assumed":
            agreed = {_agrees(table): ibis.literal(True) for table in self._separate}  # noqa: FBT003
            return registered.mutate(since=ibis.null("date"), **agreed)
        entries = self.engine.keep(self._consents(registered))
        people = _beside(registered, _last_entries(entries, (GENERAL, *self._separate)))
        people = people.filter(TIME_GUARDS["consent"](people))
        people = _beside(people, _since(entries, people))
        return people.select(*PAIR, "since", **{_agrees(table): _holds(people, table) for table in self._separate})

    def _consents(self, registered: Any) -> Any:
        """Return the consents and withdrawals seen on each day; ``place`` orders those of one person.

        Where both fall on one day, the withdrawal holds, as at intake.
        """
        import ibis

        types = {"token": "string", "scope": "string", "action": "string", "seq": "int64"}
        rows = self._read("consents", {**types, "happened_on": "date", "known_on": "date"})
        order = [rows.happened_on, rows.action == WITHDRAW, rows.seq]
        rows = rows.mutate(place=ibis.row_number().over(group_by="token", order_by=order) + 1)
        rows = rows.inner_join(registered, "token")
        return rows.filter(TIME_GUARDS["happened"](rows)).select(*PAIR, "scope", "action", "happened_on", "place")

    def _all_states(self) -> Any:
        """Return the states of every record that has events, for each day.

        An objection is open from its filing until it is decided, and again if the same objection is filed anew. Once
        an objection was upheld, its record never counts again.
        """
        types = dict.fromkeys(("record", "table", "event", "objection"), "string")
        rows = self._read("events", {**types, "happened_on": "date", "known_on": "date"}).cross_join(self._days)
        rows = rows.filter(TIME_GUARDS["happened"](rows)).mutate(objection=lambda seen: seen.objection.fill_null(""))
        event = rows.event
        one = rows.group_by("record", "table", "as_of", "objection").aggregate(
            filed=rows.happened_on.max(where=event == "objected"),
            decided=rows.happened_on.max(where=event.isin(["upheld", "rejected"])),
            upheld=(event == "upheld").any(),
            repaired=(event == "repaired").any(),
            revoked=(event == "revoked").any(),
        )
        is_open = one.filed.notnull() & (one.decided.isnull() | (one.filed > one.decided)).fill_null(False)  # noqa: FBT003
        one = one.mutate(disputed=is_open)
        return one.group_by("record", "table", "as_of").aggregate(**{state: one[state].any() for state in STATES})

    def _record_types(self, name: str) -> dict[str, str]:
        """Return the columns of a table that features can read, with their types."""
        fixed = {"token": "string", "record": "string", "known_on": "date", "seq": "int64", "fact": "string"}
        columns = {column.name: _TYPES[column.type] for column in self.catalogue.table(name).columns}
        return {**{name: kind for name, kind in columns.items() if name not in NOT_STORED}, **fixed}

    def _read(self, part: str, types: Mapping[str, str]) -> Any:
        files = self.store.files(part)
        if files:
            return self.engine.read(files).select(*types)
        return self.engine.hold(_no_rows(types))


def everybody(store: Store, as_of: date) -> Spine:
    """Return the spine of everybody registered before a day.

    Parameters
    ----------
    store : Store
        The store.
    as_of : datetime.date
        The day.

    Returns
    -------
    Spine
        One row for each person.
    """
    import pyarrow as pa
    from pyarrow import compute, parquet

    tokens = [
        parquet.read_table(path, columns=["token"], filters=[("known_on", "<", as_of)])["token"]
        for path in store.files("persons")
    ]
    joined = pa.chunked_array([chunk for column in tokens for chunk in column.chunks], pa.string())
    return Spine.one_date(compute.unique(joined), as_of)


def _replacements(rows: Any) -> Any:
    """Return (record, seq, replaced_on) of the versions that have a later one: it replaces them once it is known.

    Few records have versions, so they are found by counting before anything is sorted.
    """
    import ibis

    narrow = rows.select("record", "known_on", "seq")
    counted = narrow.group_by("record").aggregate(versions=narrow.count())
    again = narrow.semi_join(counted.filter(counted.versions > 1), "record")
    order = ibis.window(group_by="record", order_by=["known_on", "seq"])
    chain = again.select("record", "seq", replaced_on=again.known_on.lead().over(order))
    return chain.filter(chain.replaced_on.notnull())


def _last_entries(entries: Any, scopes: tuple[str, ...]) -> Any:
    """Return, for each scope, the place of the last entry that gives and of the last that withdraws.

    Who withdraws the general consent withdraws the separate ones with it, as at intake.
    """
    ends = {}
    for scope in scopes:
        given = (entries.scope == scope) & (entries.action == GIVE)
        withdrawn = entries.scope.isin([scope, GENERAL]) & (entries.action == WITHDRAW)
        ends[f"given_{scope}"] = entries.place.max(where=given)
        ends[f"withdrawn_{scope}"] = entries.place.max(where=withdrawn)
    return entries.group_by(*PAIR).aggregate(**ends)


def _since(entries: Any, people: Any) -> Any:
    """Return the first day of the general consent that is live: a renewal does not begin it anew."""
    rows = entries.inner_join(people.select(*PAIR, f"withdrawn_{GENERAL}"), list(PAIR))
    rows = rows.filter(rows.scope == GENERAL, rows.action == GIVE, rows.place > _place(rows, f"withdrawn_{GENERAL}"))
    return rows.group_by(*PAIR).aggregate(since=rows.happened_on.min())


def _holds(rows: Any, scope: str) -> Any:
    return _place(rows, f"given_{scope}") > _place(rows, f"withdrawn_{scope}")


def _place(rows: Any, name: str) -> Any:
    return rows[name].fill_null(0)


def _agrees(table: str) -> str:
    return f"agrees_{table}"


def _beside(rows: Any, more: Any) -> Any:
    """Join further columns of the same persons and days; null where there are none."""
    return rows.left_join(more, list(PAIR)).drop(*(f"{name}_right" for name in PAIR))


def _count(engine: Engine, table: Any) -> int:
    rows = engine.fetch(table.aggregate(rows=table.count()))
    return int(rows["rows"][0].as_py())


def _spine_rows(spine: Spine) -> "pa.Table":
    import pyarrow as pa

    token = spine.token if isinstance(spine.token, pa.Array | pa.ChunkedArray) else pa.array(spine.token, pa.string())
    return pa.table({"token": token, "as_of": pa.array(spine.as_of, pa.date32())})


def _days(dates: tuple[date, ...]) -> "pa.Table":
    import pyarrow as pa

    return pa.table({"as_of": pa.array(dates, pa.date32())})


def _no_rows(types: Mapping[str, str]) -> "pa.Table":
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    return pa.schema([(name, kinds[kind]) for name, kind in types.items()]).empty_table()
