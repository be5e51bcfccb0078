"""What a fit gives back: the card, and the evidence beside it."""

from dataclasses import dataclass
from pathlib import Path

from moyang_score.card import Evidence, Scorecard, pack_card
from moyang_score.files import new_folder

__all__ = ["Fitted"]


@dataclass(frozen=True)
class Fitted:
    """Hold a card and its evidence.

    Parameters
    ----------
    card : Scorecard
        The points table.
    evidence : Evidence
        Counts, metrics, splits, dropped columns and warnings; it names the card's digest.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> Fitted(card, Evidence({"digest": card.digest})).card.base
    650
    """

    card: Scorecard
    evidence: Evidence

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write the card folder, whole or not at all.

        Parameters
        ----------
        path : str or Path
            The folder to make, with ``scorecard.json`` and ``evidence.json``.
        force : bool
            Replace a folder that is already there.

        Raises
        ------
        OutputExistsError
            If the folder is there and ``force`` was not given.
        """
        with new_folder(path, force=force) as folder:
            for name, content in pack_card(self.card, self.evidence).items():
                (folder / name).write_bytes(content)
