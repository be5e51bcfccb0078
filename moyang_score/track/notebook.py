"""The laboratory notebook: what was fitted, compared and measured, one entry each."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from moyang_score.errors import FileError
from moyang_score.files import new_file
from moyang_score.track.library import asking, load_mlflow
from moyang_score.track.place import Place, find_place

if TYPE_CHECKING:
    from mlflow import MlflowClient

__all__ = ["Entry", "Notebook", "begin_database", "open_notebook"]

EXPERIMENT: Final = "moyang"

_PARAMETERS_AT_A_TIME: Final = 100
_LONGEST_VALUE: Final = 500


@dataclass(frozen=True)
class Entry:
    """Hold one finished entry of the notebook.

    Parameters
    ----------
    run : str
        The id of the MLflow run.
    kind : str
        ``fit``, ``comparison``, ``fairness`` or ``promotion``.
    digest : str
        The card that it is about; of a comparison all, joined by blanks.
    version : str or None
        The version of the registered model, for a fit that was registered.

    Examples
    --------
    >>> Entry("4f1c", "fairness", "ab").version is None
    True
    """

    run: str
    kind: str
    digest: str
    version: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the entry as plain JSON values."""
        return {"run": self.run, "kind": self.kind, "digest": self.digest, "version": self.version}


@dataclass(frozen=True)
class Notebook:
    """Hold an open notebook; `open_notebook` gives one.

    Parameters
    ----------
    place : Place
        Where it is.
    client : mlflow.MlflowClient
        What writes to it. It names its notebook in every call: nothing global is set.
    experiment : str
        The id of the experiment that holds our entries.

    Examples
    --------
    >>> Notebook(find_place("http://127.0.0.1:5000"), None, "1").place.shown
    'http://127.0.0.1:5000'
    """

    place: Place
    client: "MlflowClient" = field(repr=False)
    experiment: str

    @contextmanager
    def asking(self) -> Iterator["MlflowClient"]:
        """Give the client, and say in our own words what fails."""
        with asking(self.place.shown):
            yield self.client

    @contextmanager
    def entry(self, title: str, tags: Mapping[str, str]) -> Iterator[str]:
        """Begin an entry and give its run id; one that does not come to its end is taken out again."""
        with self.asking() as client:
            run = client.create_run(self.experiment, run_name=title, tags={f"moyang.{key}": tags[key] for key in tags})
            number = run.info.run_id
            try:
                yield number
                client.set_terminated(number)
            except BaseException:
                with suppress(Exception):
                    client.set_terminated(number, "FAILED")
                    client.delete_run(number)
                raise

    def write(self, run: str, parameters: Mapping[str, Any], metrics: Mapping[str, float]) -> None:
        """Write parameters and metrics of an entry; what is absent is left out, long texts are cut."""
        from mlflow.entities import Metric, Param

        known = [Param(key, _short(value)) for key, value in parameters.items() if value is not None]
        for first in range(0, len(known), _PARAMETERS_AT_A_TIME):
            self.client.log_batch(run, params=known[first : first + _PARAMETERS_AT_A_TIME])
        figures = [Metric(key, value, 0, 0) for key, value in metrics.items()]
        if figures:
            self.client.log_batch(run, metrics=figures)

    def attach(self, run: str, files: Mapping[str, bytes]) -> None:
        """Lay files beside an entry; a name may have folders in it."""
        with TemporaryDirectory(prefix="moyang-") as folder:
            for name, content in files.items():
                place = Path(folder) / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            self.client.log_artifacts(run, folder)


def open_notebook(place: str = "out/mlruns") -> Notebook:
    """Open a notebook; where nothing is yet, begin one.

    Parameters
    ----------
    place : str
        A folder, which then holds ``mlflow.db`` and ``artifacts/``; ``sqlite:///FILE``; or the http address of an
        MLflow server.

    Returns
    -------
    Notebook
        The notebook.

    Raises
    ------
    UsageError
        If the place is none of these.
    FileError
        If the server does not answer, or the place cannot be written to or holds something else.
    MissingExtraError
        If MLflow is not installed.

    Examples
    --------
    >>> open_notebook("file:mlruns")
    Traceback (most recent call last):
    moyang_score.errors.UsageError: 'file:mlruns' is no place for a notebook. Name a folder, sqlite:///FILE, or the \
http address of an MLflow server.
    """
    found = find_place(place)
    mlflow = load_mlflow()
    with asking(found.shown):
        if found.database is not None and not found.database.exists():
            begin_database(found.database, found.shown)
        client = mlflow.MlflowClient(tracking_uri=found.uri, registry_uri=found.uri)
        return Notebook(found, client, _experiment(client, found))


def begin_database(database: Path, shown: str) -> None:
    """Make the database aside and move it to its place whole: that takes seconds, and may be interrupted."""
    from mlflow import MlflowClient

    with new_file(database) as temporary:
        MlflowClient(tracking_uri=f"sqlite:///{temporary}").search_experiments(max_results=1)
        if not temporary.stat().st_size:
            raise FileError("the database could not be made", where=shown, fix="name another place")


def _experiment(client: "MlflowClient", place: Place) -> str:
    found = client.get_experiment_by_name(EXPERIMENT)
    if found is None:
        return str(client.create_experiment(EXPERIMENT, artifact_location=place.files))
    if found.lifecycle_stage != "active":
        client.restore_experiment(found.experiment_id)
    return str(found.experiment_id)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
