"""The card as an MLflow model: its JSON, and four lines of Python that read it. No pickle, nothing trained anew.

Whoever loads it needs this package and pandas. It scores as the card does, because the card scores.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from moyang_score import __version__
from moyang_score.card import Scorecard
from moyang_score.files import Table
from moyang_score.score import score_table
from moyang_score.track.library import unwarned

if TYPE_CHECKING:
    from mlflow.models import Model, ModelSignature

__all__ = ["CARD_FOLDER", "card_model", "save_card_model", "scored_columns"]

CARD_FOLDER: Final = "card"

_SCRIPT: Final = '''\
"""How MLflow gets at the card: the package reads its JSON, and scores."""

from mlflow.models import set_model

from moyang_score.track.pyfunc import card_model

set_model(card_model())
'''


def card_model() -> Any:
    """Make the object that MLflow asks for scores.

    Returns
    -------
    mlflow.pyfunc.PythonModel
        It reads the card folder among its artifacts when it is loaded.
    """
    import pandas as pd
    from mlflow.pyfunc import PythonModel

    class CardModel(PythonModel):  # type: ignore[misc]
        """Score rows with a card."""

        def load_context(self, context: Any) -> None:
            from moyang_score.score import load

            self.card = load(context.artifacts[CARD_FOLDER])

        def predict(self, context: Any, model_input: pd.DataFrame, params: Any = None) -> pd.DataFrame:  # noqa: ARG002
            return pd.DataFrame(scored_columns(self.card, model_input, points=bool((params or {}).get("points"))))

    return CardModel()


def scored_columns(card: Scorecard, frame: Any, *, points: bool = False) -> dict[str, Sequence[Any]]:
    """Return what `moyang score` writes of each row, without the row's number.

    Parameters
    ----------
    card : Scorecard
        The card.
    frame : pandas.DataFrame
        The inputs of the card.
    points : bool
        Whether the points of each characteristic and cap row are wanted.

    Returns
    -------
    dict
        ``score``, ``grade``, ``probability_bad``, ``digest``, ``flags``, points, ``reason_1`` and so on.
    """
    rows = frame.reset_index(drop=True)
    table = Table("the rows", {str(name): rows[name] for name in rows.columns})
    columns = score_table(card, table, points=points, reasons=True)
    return {name: cells for name, cells in columns.items() if name != "row"}


def save_card_model(folder: Path, files: Mapping[str, bytes], card: Scorecard, model: "Model") -> None:
    """Write the MLflow model of a card.

    Parameters
    ----------
    folder : Path
        The folder to make.
    files : mapping
        The files of the card folder.
    card : Scorecard
        The card among them.
    model : mlflow.models.Model
        What MLflow knows of the model already: its id and its run.
    """
    from mlflow.pyfunc import save_model

    with TemporaryDirectory(prefix="moyang-") as temporary:
        source = Path(temporary) / CARD_FOLDER
        source.mkdir()
        for name, content in files.items():
            (source / name).write_bytes(content)
        script = Path(temporary) / "card_model.py"
        script.write_text(_SCRIPT, encoding="utf-8")
        with unwarned():
            save_model(
                path=str(folder),
                python_model=str(script),
                artifacts={CARD_FOLDER: str(source)},
                signature=_signature(card),
                pip_requirements=[f"moyang-score[data]=={__version__}"],
                mlflow_model=model,
            )


def _signature(card: Scorecard) -> "ModelSignature":
    """Return what goes in and comes out; the card itself reads and flags cells, so that any cell may go in."""
    from mlflow.models import ModelSignature
    from mlflow.types.schema import AnyType, ColSpec, ParamSchema, ParamSpec, Schema

    texts = ["grade", "digest", "flags", *(f"reason_{at + 1}" for at in range(card.reason_policy.k))]
    return ModelSignature(
        inputs=Schema([ColSpec(AnyType(), one.key) for one in card.inputs]) if card.inputs else None,
        outputs=Schema(
            [
                ColSpec("long", "score"),
                ColSpec("double", "probability_bad", required=False),
                *(ColSpec("string", name, required=False) for name in texts),
            ]
        ),
        params=ParamSchema([ParamSpec("points", "boolean", default=False)]),
    )
