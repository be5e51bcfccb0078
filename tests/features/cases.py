"""Small cases with a name: a few rows of one person, and what an indicator must then say.

All of them lie in one store, each as a person of its own, so that they are built at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from moyang_score.catalogue import Catalogue
from moyang_score.frame import Spine
from tests.features.build import History, as_dicts, features_of, name_of, write_store

AS_OF = date(2026, 10, 1)
EARLY = date(2016, 1, 1)
Rows = Callable[["Person"], None]


@dataclass
class Person:
    """Add rows to one person of a history."""

    history: History
    token: str
    added: int = 0

    def add(self, table: str, *, known_on: date = date(2026, 9, 1), record: str | None = None, **values: Any) -> str:
        """Add a record; return its name."""
        self.added += 1
        record = record or name_of(self.token, table, self.added)
        return self.history.add(table, self.token, record, known_on, **values)

    def event(self, table: str, record: str, event: str, day: date, **more: Any) -> None:
        """Let something happen to a record."""
        self.history.event(table, record, event, day, **more)

    def penalty(self, **changes: Any) -> str:
        """Add a serious penalty that counts: two half units of P04."""
        good = {"severity": "serious", "decided_on": date(2026, 1, 10), "notified_on": date(2026, 1, 12)}
        return self.add("admin_penalty", **{**good, **changes})

    def listing(self, **changes: Any) -> str:
        """Add a listing that counts for P02."""
        good = {"listed_on": date(2026, 1, 10), "notified_on": date(2026, 1, 12)}
        return self.add("serious_list", **{**good, **changes})

    def arrears(self, **changes: Any) -> str:
        """Add tax arrears that count for P06."""
        good = {"published_on": date(2026, 1, 10), "notified_on": date(2026, 1, 12)}
        return self.add("tax_arrears", **{**good, **changes})

    def instalment(self, status: str = "on_time", **changes: Any) -> str:
        """Add an instalment of a housing loan."""
        good = {"due_on": date(2026, 8, 10), "status": status, "notified_on": date(2026, 8, 20)}
        return self.add("hpf_loan", **{**good, **changes})

    def service(self, *, on_time: bool, **changes: Any) -> str:
        """Add a promise to supply documents, kept in time or not."""
        return self.add("gov_service", **{"due_on": date(2026, 8, 10), "on_time": on_time, **changes})


@dataclass
class Cases:
    """Gather cases: a name, the rows of the person, the indicator and what it must say."""

    found: dict[str, tuple[Rows, str, int | None]] = field(default_factory=dict)

    def __call__(self, name: str, code: str, expected: int | None, rows: Rows) -> None:
        """Add a case."""
        assert name not in self.found
        self.found[name] = (rows, code, expected)

    def said(self, folder: Any, catalogue: Catalogue, as_of: date = AS_OF) -> dict[str, int | None]:
        """Build all cases in one store, and return what was said by name."""
        return {name: answers[as_of] for name, answers in self.said_on(folder, catalogue, [as_of]).items()}

    def said_on(self, folder: Any, catalogue: Catalogue, dates: list[date]) -> dict[str, dict[date, int | None]]:
        """Build all cases in one store, and return what was said by name and day."""
        history, tokens = History(), {}
        separate = [table.name for table in catalogue.tables.values() if table.consent == "S"]
        for name, (rows, _, _) in self.found.items():
            tokens[name] = token = history.person(name_of("person", name), EARLY, EARLY)
            if not name.startswith("no separate consent"):
                for table in separate:
                    history.consent(token, table, "give", EARLY)
            rows(Person(history, token))
        store = write_store(folder / "store", catalogue, history, batches=1)
        spine = Spine([token for token in tokens.values() for _ in dates], dates * len(tokens))
        found = as_dicts(features_of(store, catalogue, spine))
        return {name: {day: found[token, day][self.found[name][1]] for day in dates} for name, token in tokens.items()}
