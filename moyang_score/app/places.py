"""Where the app finds what it shows: files and folders that other commands wrote."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

__all__ = ["VARIABLE", "Places", "find_places", "read_places"]

VARIABLE: Final = "MOYANG_APP"

_CARD: Final = "scorecard.json"
_MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, kw_only=True)
class Places:
    """Hold where everything lies; what is absent is shown as such.

    Parameters
    ----------
    cards : tuple of str
        Card folders and bundles; the first scores the person.
    trust : str or None
        The public keys that bundles are checked against.
    data : str or None
        The table that a person is looked up in.
    id : str
        Its column of tokens.
    store : str or None
        The registry.
    catalogue : str
        The catalogue of the registry.
    tracking : str or None
        The notebook.
    fairness : tuple of str
        Folders of fairness reports.
    example : str or None
        The token of a made-up person.
    language : str
        The language to begin with.

    Examples
    --------
    >>> Places(cards=("out/card",)).data is None
    True
    """

    cards: tuple[str, ...] = ()
    trust: str | None = None
    data: str | None = None
    id: str = "token"
    store: str | None = None
    catalogue: str = "moyang"
    tracking: str | None = None
    fairness: tuple[str, ...] = ()
    example: str | None = None
    language: str = "en"

    def to_text(self) -> str:
        """Return the places as one text, for the environment of the server."""
        return json.dumps({one.name: getattr(self, one.name) for one in fields(self)}, ensure_ascii=False)


def find_places(demo: str | Path, **named: Any) -> Places:
    """Find what a folder of `moyang demo` holds, and let what is named go first.

    Parameters
    ----------
    demo : str or Path
        The folder; it need not be there.
    **named : str or tuple of str or None
        Places by the name of a field; None and empty ones are looked for in the folder.

    Returns
    -------
    Places
        With absolute paths.

    Examples
    --------
    >>> find_places("no/such/demo").cards
    ()
    """
    found = _in_demo(Path(demo).absolute())
    return Places(**{**found, **{name: place for name, place in named.items() if place}})


def _in_demo(folder: Path) -> dict[str, Any]:
    return {
        "cards": tuple(_cards(folder)),
        "trust": _there(folder / "trust"),
        "data": _there(folder / "features.parquet"),
        "store": _there(folder / "store"),
        "tracking": _there(folder / "tracking"),
        "fairness": tuple(str(one.parent) for one in sorted(folder.glob("fairness*/report.json"))),
        "example": _example(folder),
    }


def read_places(environment: Mapping[str, str] = os.environ) -> Places:
    """Read the places that the command left for the server.

    Parameters
    ----------
    environment : mapping
        The environment.

    Returns
    -------
    Places
        Those of ``out/demo`` where nothing was left.
    """
    if VARIABLE not in environment:
        return find_places("out/demo")
    document: dict[str, Any] = json.loads(environment[VARIABLE])
    for name in ("cards", "fairness"):
        document[name] = tuple(document[name])
    return Places(**document)


def _cards(folder: Path) -> list[str]:
    """Return bundles first; the folder that a bundle was made from has the same card, and is left out."""
    bundles = [one.parent for one in sorted(folder.glob(f"*/{_MANIFEST}"))]
    released = {(one / _CARD).read_bytes() for one in bundles if (one / _CARD).is_file()}
    others = [one.parent for one in sorted(folder.glob(f"*/{_CARD}")) if one.parent not in bundles]
    return [str(one) for one in (*bundles, *(one for one in others if (one / _CARD).read_bytes() not in released))]


def _example(folder: Path) -> str | None:
    """Return whom the demo explained."""
    path = folder / "explain.txt"
    first = path.read_text(encoding="utf-8").partition("\n")[0] if path.is_file() else ""
    return first.removeprefix("token ").strip() or None if first.startswith("token ") else None


def _there(path: Path) -> str | None:
    return str(path) if path.exists() else None
