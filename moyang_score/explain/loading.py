"""Loading the texts that lie beside a card, from a card folder or a bundle."""

from pathlib import Path

from moyang_score.card import TEXTS_FILES, Texts, unpack_texts
from moyang_score.errors import CardError, FileError

__all__ = ["load_texts"]


def load_texts(path: str | Path) -> dict[str, Texts]:
    """Read the texts of a card from its folder, after the card itself was loaded and checked.

    Parameters
    ----------
    path : str or Path
        A card folder, or a bundle whose signatures were checked.

    Returns
    -------
    dict
        Language to `Texts`; empty for a card without texts, as research cards are.

    Raises
    ------
    CardFormatError
        If a file is not what this version writes.
    FileError
        If a file is there and cannot be read.

    Examples
    --------
    >>> load_texts("no/such/card")
    {}
    """
    folder = Path(path)
    files = {name: _content(folder / name) for name in TEXTS_FILES.values() if (folder / name).exists()}
    try:
        return unpack_texts(files)
    except CardError as error:
        raise type(error)(error.what, where=str(folder / error.where), fix=error.fix) from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileError(f"the file cannot be read ({reason})", where=str(path), fix="check its permissions") from None
