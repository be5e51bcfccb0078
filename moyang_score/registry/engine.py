"""Engines: where expressions over the store's Parquet are run."""

import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Protocol

from moyang_score.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ENGINES", "Engine", "open_engine"]

ENGINES: Final = ("duckdb", "spark")
_DATA_LIBRARIES: Final = ("duckdb", "ibis", "pyarrow")
# A city fits into few partitions; the default of 200 spends its time on starting tasks.
_SPARK_PARTITIONS: Final = 4


class Engine(Protocol):
    """Run Ibis expressions; the expressions are the same for every engine."""

    name: str

    def read(self, files: Sequence[Path]) -> Any:
        """Return Parquet files of one schema as one table."""

    def hold(self, rows: "pa.Table") -> Any:
        """Return rows of Arrow as a table of the engine."""

    def keep(self, expression: Any) -> Any:
        """Run an expression once and return its result as a table that is read many times."""

    def fetch(self, expression: Any) -> "pa.Table":
        """Run an expression and return its rows."""

    def close(self) -> None:
        """Let go of everything that was held or kept."""


def open_engine(name: str, *, threads: int | None = None) -> Engine:
    """Open an engine by name.

    Parameters
    ----------
    name : {'duckdb', 'spark'}
        The embedded default, or a local Spark session.
    threads : int, optional
        How many threads it may use; by default all there are. The result does not depend on it.

    Returns
    -------
    Engine
        The engine, to be closed.

    Raises
    ------
    UsageError
        If there is no such engine.
    MissingExtraError
        If a library, or Java for Spark, is absent.

    Examples
    --------
    >>> engine = open_engine("duckdb")
    >>> engine.name
    'duckdb'
    >>> engine.close()
    """
    if name not in ENGINES:
        raise UsageError(f"there is no engine {name!r}", fix=f"use one of {', '.join(ENGINES)}")
    _require(_DATA_LIBRARIES, "data")
    if name == "duckdb":
        return _DuckDB(threads)
    _require(("pyspark",), "spark")
    if not _java_there():
        what = "Spark needs Java, which is not found"
        raise MissingExtraError(what, fix="install Java 17 or set JAVA_HOME, or use --engine duckdb")
    return _Spark(threads)


class _DuckDB:
    name = "duckdb"

    def __init__(self, threads: int | None) -> None:
        import ibis

        # Without a place of its own, what does not fit into memory would be spilt into the working directory.
        self._folder = TemporaryDirectory(prefix="moyang-")
        settings = {} if threads is None else {"threads": threads}
        self._connection = ibis.duckdb.connect(temp_directory=self._folder.name, **settings)
        self._made = 0

    def read(self, files: Sequence[Path]) -> Any:
        with _calm():
            return self._connection.read_parquet([os.fspath(path) for path in files])

    def hold(self, rows: "pa.Table") -> Any:
        return self._create(rows)

    def keep(self, expression: Any) -> Any:
        return self._create(expression)

    def fetch(self, expression: Any) -> "pa.Table":
        with _calm():
            return self._connection.to_pyarrow(expression)

    def close(self) -> None:
        self._connection.disconnect()
        self._folder.cleanup()

    def _create(self, content: Any) -> Any:
        self._made += 1
        with _calm():
            return self._connection.create_table(f"kept_{self._made}", content, temp=True)


class _Spark:
    name = "spark"

    def __init__(self, threads: int | None) -> None:
        import ibis
        from pyspark.sql import SparkSession

        self._folder = TemporaryDirectory(prefix="moyang-")
        settings = {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.shuffle.partitions": str(_SPARK_PARTITIONS),
            "spark.sql.warehouse.dir": self._folder.name,
        }
        builder = SparkSession.builder.master(f"local[{'*' if threads is None else threads}]").appName("moyang")
        for key, value in settings.items():
            builder = builder.config(key, value)
        self._session = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")
        self._connection = ibis.pyspark.connect(self._session)
        self._made = 0

    def read(self, files: Sequence[Path]) -> Any:
        return self._named(self._session.read.parquet(*(os.fspath(path) for path in files)))

    def hold(self, rows: "pa.Table") -> Any:
        from pyarrow import parquet

        path = self._place()
        parquet.write_table(rows, path)
        return self.read([path])

    def keep(self, expression: Any) -> Any:
        # Written down, not only cached: Spark plans a cached frame anew, with all its history, wherever it is used.
        path = self._place()
        self._session.sql(self._connection.compile(expression)).write.parquet(os.fspath(path))
        return self.read([path])

    def fetch(self, expression: Any) -> "pa.Table":
        return self._session.sql(self._connection.compile(expression)).toArrow()

    def close(self) -> None:
        self._session.stop()
        self._folder.cleanup()

    def _place(self) -> Path:
        return Path(self._folder.name) / f"{self._made}.parquet"

    def _named(self, frame: Any) -> Any:
        self._made += 1
        frame.createOrReplaceTempView(f"kept_{self._made}")
        return self._connection.table(f"kept_{self._made}")


@contextmanager
def _calm() -> Iterator[None]:
    """Keep to ourselves that Ibis still calls DuckDB by an old name."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
        yield


def _require(libraries: Sequence[str], extra: str) -> None:
    absent = [name for name in libraries if find_spec(name) is None]
    if absent:
        what = (
            f"reading the registry needs {', '.join(absent)}, which {'is' if len(absent) == 1 else 'are'} not installed"
        )
        raise MissingExtraError(what, fix=f"run pip install 'moyang-score[{extra}]'")


def _java_there() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java") or (home and shutil.which("java", path=os.fspath(Path(home) / "bin"))))
