"""The library that keeps the notebook, imported late, and told to be quiet and to send nothing anywhere."""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Final

from moyang_score.errors import FileError, MissingExtraError

__all__ = ["asking", "load_mlflow", "unwarned"]

# What stands in the environment already holds; these are the words of MLflow for what we want without being asked.
_SETTINGS: Final = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_ALLOW_PICKLE_DESERIALIZATION": "false",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MLFLOW_DISABLE_AGENT_HINT": "1",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "2",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "60",
}
_TALKATIVE: Final = ("alembic", "mlflow.store", "mlflow.models", "mlflow.pyfunc", "mlflow.tracking")


def load_mlflow() -> ModuleType:
    """Import MLflow with telemetry, progress bars and the reading of pickles switched off.

    Returns
    -------
    module
        ``mlflow``.

    Raises
    ------
    MissingExtraError
        If it is not installed.
    """
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    try:
        with unwarned():
            module = import_module("mlflow")
    except ImportError:
        raise MissingExtraError(
            "keeping a notebook of experiments needs the library mlflow", fix="install moyang-score[track]"
        ) from None
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
    return module


@contextmanager
def unwarned() -> Iterator[None]:
    """Keep what a library says to its programmers from the readers of a command."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def asking(shown: str) -> Iterator[None]:
    """Say in our own words what the notebook refused or could not do.

    Parameters
    ----------
    shown : str
        The notebook, as messages may show it.

    Raises
    ------
    FileError
        If MLflow, its database or the way to its server failed.
    """
    load_mlflow()
    from mlflow.exceptions import MlflowException
    from requests.exceptions import RequestException
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with unwarned():
            yield
    except RequestException as fault:
        raise FileError(
            f"the notebook does not answer ({type(fault).__name__})",
            where=shown,
            fix="start its server, or name another",
        ) from fault
    except (MlflowException, SQLAlchemyError) as fault:
        raise _refusal(fault, shown) from fault


def _refusal(fault: Exception, shown: str) -> FileError:
    text = (str(fault).splitlines() or [type(fault).__name__])[0]
    if "Max retries exceeded" in text or "failed with exception" in text:
        what, fix = "the notebook does not answer", "start its server, or name another"
        return FileError(what, where=shown, fix=fix)
    if "not a database" in text:
        return FileError("this file is no SQLite database", where=shown, fix="name another place for the notebook")
    if "out-of-date database schema" in text:
        return FileError(
            "the notebook was kept by another version of MLflow",
            where=shown,
            fix="save a copy of it and run mlflow db upgrade, or name another place",
        )
    return FileError(f"the notebook refused: {text.rstrip('.')}", where=shown, fix="look at it with mlflow server")
