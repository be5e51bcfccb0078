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
    return (rows.given > rows.withdrawn.fill_null(0)).fill_null(False)  # noqa: FBT003 - Ibis takes it by position


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
    """

    def __init__(self, store: Store, catalogue: "Catalogue", spine: Spine, engine: Engine) -> None:
        check_store(store, catalogue)
        self.store = store
        self.catalogue = catalogue
        self.engine = engine
        self.dates = spine.dates
        self._separate = tuple(
            table.name for table in catalogue.tables.values() if table.kind == "records" and table.consent == "S"
        )
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
        rows = self._read(f"records/{name}", self._record_types(name))
        rows = rows.left_join(_replacements(rows), ["record", "seq"]).drop("record_right", "seq_right")
        rows = rows.inner_join(self.people.select(*PAIR), "token")
        rows = rows.filter(TIME_GUARDS["known_on"](rows), TIME_GUARDS["version"](rows))
        states = self._states.filter(self._states["table"] == name).drop("table")
        rows = rows.left_join(states, ["record", "as_of"]).drop("record_right", "as_of_right", "replaced_on")
        return rows.mutate(**{state: rows[state].fill_null(False) for state in STATES})  # noqa: FBT003

    def _registered(self, asked: Any) -> Any:
        persons = self._read("persons", {"token": "string", "known_on": "date"})
        first = persons.group_by("token").aggregate(known_on=persons.known_on.min())
        rows = asked.inner_join(first, "token")
        return rows.filter(TIME_GUARDS["known_on"](rows)).select(*PAIR)

    def _people(self, registered: Any) -> Any:
        import ibis

        if self.catalogue.consent == "assumed":
            agreed = {f"agrees_{table}": ibis.literal(True) for table in self._separate}  # noqa: FBT003
            return registered.mutate(since=ibis.null("date"), **agreed)
        entries = self.engine.keep(self._consents(registered))
        general = entries.scope == GENERAL
        ends = (
            entries.filter(general)
            .group_by(*PAIR)
            .aggregate(given=_last(entries, GIVE), withdrawn=_last(entries, WITHDRAW))
        )
        people = ends.filter(TIME_GUARDS["consent"](ends))
        people = _beside(people, _since(entries, people))
        for table in self._separate:
            people = _beside(people, _agreement(entries, table)).mutate(
                **{f"agrees_{table}": _.fill_null(False) for _ in ()}
            )
        return people
