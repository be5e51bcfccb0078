"""Versions of the registered model: one for each card, told by its digest."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from moyang_score.errors import UsageError
from moyang_score.score import LoadedCard, load_whole
from moyang_score.track.notebook import Notebook
from moyang_score.track.pyfunc import CARD_FOLDER

if TYPE_CHECKING:
    from mlflow.entities import LoggedModel
    from mlflow.entities.model_registry import ModelVersion

__all__ = ["MODEL", "Version", "find_version", "list_versions", "read_version", "register"]

MODEL: Final = "moyang"

_MOST: Final = 10_000
_MODEL_NAME: Final = "scorer"  # not the name of a folder beside an entry: MLflow would look for both in one place


@dataclass(frozen=True)
class Version:
    """Hold one version of the registered model.

    Parameters
    ----------
    version : str
        Its number.
    digest : str
        The card.
    card_class : str
        ``official`` or ``research``.
    learner : str
        What made the card.
    aliases : tuple of str
        ``champion``, ``challenger``, both or none.
    run : str
        The entry of the fit.
    model : str
        The id of the logged model.
    model_name : str
        The registered model.

    Examples
    --------
    >>> Version("3", "ab", "official", "expert", ("champion",), "4f1c", "m-1").aliases
    ('champion',)
    """

    version: str
    digest: str
    card_class: str
    learner: str
    aliases: tuple[str, ...]
    run: str
    model: str
    model_name: str = MODEL

    def to_json(self) -> dict[str, Any]:
        """Return the version as plain JSON values."""
        return {**asdict(self), "aliases": list(self.aliases)}


def list_versions(notebook: Notebook, model_name: str = MODEL) -> tuple[Version, ...]:
    """List the versions of the registered model, the oldest first.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    model_name : str
        The registered model.

    Returns
    -------
    tuple of Version
        Empty where no fit was entered yet.

    Raises
    ------
    FileError
        If the notebook fails.

    Examples
    --------
    >>> list_versions.__name__
    'list_versions'
    """
    with notebook.asking() as client:
        models = client.search_registered_models(filter_string=f"name = '{model_name}'")
        if not models:
            return ()
        named: dict[str, list[str]] = {}
        for alias, version in sorted(models[0].aliases.items()):
            named.setdefault(str(version), []).append(alias)
        found = client.search_model_versions(f"name = '{model_name}'", max_results=_MOST)
        versions = (_version(one, tuple(named.get(str(one.version), ()))) for one in found)
        return tuple(sorted(versions, key=lambda one: int(one.version)))


def find_version(notebook: Notebook, wanted: str, model_name: str = MODEL) -> Version:
    """Find one version by its number, an alias, or the beginning of its digest.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    wanted : str
        ``3``, ``challenger``, or at least 8 digits of the digest.
    model_name : str
        The registered model.

    Returns
    -------
    Version
        The version.

    Raises
    ------
    UsageError
        If there is none, or several digests begin so.

    Examples
    --------
    >>> find_version.__name__
    'find_version'
    """
    versions = list_versions(notebook, model_name)
    exact = [one for one in versions if wanted == one.version or wanted in one.aliases]
    found = exact or [one for one in versions if len(wanted) >= 8 and one.digest.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    what = f"several versions begin with {wanted!r}" if found else f"there is no version {wanted!r} of {model_name}"
    raise UsageError(
        what, where=notebook.place.shown, fix="see moyang track list, or enter the card with moyang track log"
    )


def read_version(notebook: Notebook, version: Version) -> LoadedCard:
    """Read the card of a version from the model itself: what its tags say of it proves nothing.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    version : Version
        The version.

    Returns
    -------
    LoadedCard
        The card, found right.

    Raises
    ------
    FileError, CardError
        If the files are not there, or not what was written.

    Examples
    --------
    >>> read_version.__name__
    'read_version'
    """
    from mlflow.artifacts import download_artifacts

    with TemporaryDirectory(prefix="moyang-") as temporary:
        with notebook.asking() as client:
            place = client.get_model_version_download_uri(version.model_name, version.version)
            folder = download_artifacts(
                artifact_uri=f"{place}/artifacts/{CARD_FOLDER}",
                dst_path=temporary,
                tracking_uri=notebook.place.uri,
            )
        return load_whole(Path(folder))


def register(
    notebook: Notebook,
    run: str,
    model_name: str,
    tags: Mapping[str, str | None],
    write: Callable[["LoggedModel"], None],
) -> str:
    """Make a card a version of the registered model, and return its number; one that is there already is taken.

    Parameters
    ----------
    notebook : Notebook
        The notebook, in the midst of an entry.
    run : str
        The entry.
    model_name : str
        The registered model.
    tags : mapping
        What is told of the version; ``digest`` among them.
    write : callable
        Writes the files of the model, given what MLflow knows of it.

    Returns
    -------
    str
        The number of the version.
    """
    from mlflow.entities import LoggedModelOutput

    client = notebook.client
    known = {f"moyang.{key}": value for key, value in tags.items() if value is not None}
    found = [one for one in list_versions(notebook, model_name) if one.digest == tags["digest"]]
    if found:
        client.log_outputs(run, [LoggedModelOutput(found[0].model, 0)])
        return found[0].version
    model = client.create_logged_model(
        notebook.experiment, name=_MODEL_NAME, source_run_id=run, tags=known, model_type="card"
    )
    try:
        write(model)
    except BaseException:
        client.finalize_logged_model(model.model_id, "FAILED")
        raise
    client.finalize_logged_model(model.model_id, "READY")
    client.log_outputs(run, [LoggedModelOutput(model.model_id, 0)])
    if not client.search_registered_models(filter_string=f"name = '{model_name}'"):
        client.create_registered_model(model_name)
    made = client.create_model_version(
        model_name,
        # By its place, not as models:/ID, which MLflow would look up in whatever notebook the process has set globally.
        model.artifact_location,
        run_id=run,
        tags={**known, "moyang.model": model.model_id},
        model_id=model.model_id,  # without it a server does not let a version be made of this place
    )
    return str(made.version)


def _version(found: "ModelVersion", aliases: tuple[str, ...]) -> Version:
    tags = found.tags
    return Version(
        version=str(found.version),
        digest=tags.get("moyang.digest", ""),
        card_class=tags.get("moyang.class", ""),
        learner=tags.get("moyang.learner", ""),
        aliases=aliases,
        run=str(found.run_id or ""),
        model=tags.get("moyang.model", ""),
        model_name=found.name,
    )
