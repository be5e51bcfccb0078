"""What a fit gives back: the card, and the evidence beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from moyang_score.card import Evidence, Scorecard, Texts, pack_card
from moyang_score.files import new_folder

__all__ = ["Fitted"]


@dataclass(frozen=True)
class Fitted:
    """Hold a card, its evidence and, where it has a catalogue, its texts.

    Parameters
    ----------
    card : Scorecard
        The points table.
    evidence : Evidence
        Counts, metrics, splits, dropped columns and warnings; it names the card's digest.
    texts : mapping
        Language to `Texts`; empty for a card fitted without a catalogue.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> Fitted(card, Evidence({"digest": card.digest})).card.base
    650
    """

    card: Scorecard
    evidence: Evidence
    texts: Mapping[str, Texts] = field(default_factory=dict)

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write the card folder, whole or not at all.

        Parameters
        ----------
        path : str or Path
            The folder to make, with ``scorecard.json`` and ``evidence.json``, and with texts a file for each language.
        force : bool
            Replace a folder that is already there.

        Raises
        ------
        OutputExistsError
            If the folder is there and ``force`` was not given.
        """
        with new_folder(path, force=force) as folder:
            for name, content in pack_card(self.card, self.evidence, self.texts).items():
                (folder / name).write_bytes(content)
