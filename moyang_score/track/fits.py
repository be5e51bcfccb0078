"""A fit in the notebook: the card with all that it rests on, and the model that MLflow can load."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from moyang_score.card import Evidence
from moyang_score.score import LoadedCard, load_whole
from moyang_score.track.figures import card_metrics, card_parameters
from moyang_score.track.model_card import model_card
from moyang_score.track.notebook import Entry, Notebook
from moyang_score.track.pictures import grades_picture, points_picture
from moyang_score.track.pyfunc import save_card_model
from moyang_score.track.versions import MODEL, register
from moyang_score.track.words import LANGUAGES

if TYPE_CHECKING:
    from mlflow.entities import DatasetInput

__all__ = ["log_fit"]


def log_fit(notebook: Notebook, card: str | Path, trust: str | Path | None = None, *, model_name: str = MODEL) -> Entry:
    """Enter a card: parameters, metrics with intervals, pages and pictures, fingerprints, model card, and the model.

    The card becomes a version of the registered model; one that is there already, by its digest, is not doubled.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    card : str or Path
        A card folder, or a signed bundle.
    trust : str or Path, optional
        The folder of public keys that a bundle is checked against.
    model_name : str
        The registered model.

    Returns
    -------
    Entry
        The entry, with the version of the model.

    Raises
    ------
    FileError, CardError, BundleError, KeyFileError, UsageError
        As `moyang_score.score.load`, before anything is written; FileError also if the notebook fails.

    Examples
    --------
    >>> log_fit(None, "no/such/card")
    Traceback (most recent call last):
    moyang_score.errors.FileError: no/such/card: there is no such folder. Name a folder that `moyang fit --out` wrote.
    """
    contents = load_whole(card, trust)
    digest, learner = contents.card.digest, str(contents.evidence.get("learner"))
    files = dict(_files(contents))
    tags = {"kind": "fit", "digest": digest, "class": contents.card.card_class, "learner": learner}
    with notebook.entry(f"{learner} {digest[:12]}", tags) as run:
        parameters = card_parameters(contents.card, contents.evidence) | {"bundle": contents.release}
        notebook.write(run, parameters, card_metrics(contents.evidence))
        notebook.client.log_inputs(run, list(_data(contents.evidence)))
        notebook.attach(run, files)
        version = register(
            notebook,
            run,
            model_name,
            {**tags, "bundle": contents.release},
            lambda model: _log(notebook, contents, model),
        )
    return Entry(run, "fit", digest, version)


def _files(contents: LoadedCard) -> Iterator[tuple[str, bytes]]:
    """Yield what lies beside the entry: the card byte for byte, and how a reader sees it in each language."""
    from moyang_score.review import points_page, points_table

    yield from ((f"card/{name}", content) for name, content in contents.files.items())
    for language in LANGUAGES:
        table = points_table(contents.card, contents.evidence, contents.texts.get(language))
        pages = {
            f"model_card.{language}.md": model_card(contents, language),
            f"pictures/grades.{language}.svg": grades_picture(contents, language),
            f"pictures/points.{language}.svg": points_picture(contents, language),
            f"points.{language}.html": points_page(table),
        }
        yield from ((name, text.encode("utf-8")) for name, text in pages.items())


def _data(evidence: Evidence) -> Iterator["DatasetInput"]:
    """Name the rows fitted on by their fingerprint; the rows themselves are never entered."""
    from mlflow.entities import Dataset, DatasetInput, InputTag

    data = evidence.get("data", {})
    if not data.get("fingerprint"):
        return
    name = Path(data.get("source") or "rows").name
    source = '{"kept": "not in the notebook"}'
    dataset = Dataset(name[:500], data["fingerprint"][:36], "local", source)
    yield DatasetInput(dataset, [InputTag("mlflow.data.context", "training")])


def _log(notebook: Notebook, contents: LoadedCard, model: Any) -> None:
    """Write the files of a model that MLflow has an id for."""
    from mlflow.models import Model

    known = Model(
        artifact_path=model.artifact_location,
        run_id=model.source_run_id,
        model_uuid=model.model_id,
        model_id=model.model_id,
    )
    with TemporaryDirectory(prefix="moyang-") as temporary:
        folder = Path(temporary) / "model"
        save_card_model(folder, contents.files, contents.card, known)
        notebook.client.log_model_artifacts(model.model_id, str(folder))
