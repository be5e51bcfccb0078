"""Evidence: what lies beside a card and never decides a score."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moyang_score.errors import CardFormatError

__all__ = ["Evidence"]


@dataclass(frozen=True)
class Evidence:
    """Hold the counts, metrics, splits, seeds and reasons that a card was made with.

    Re-computing a statistic changes the evidence and never the card, whose digest it names.

    Parameters
    ----------
    document : mapping
        Nested dicts, lists, texts and numbers; ``document["digest"]`` names the card. The form is written down in
        ``docs/format.md``.

    Raises
    ------
    CardFormatError
        If there is no digest.

    Examples
    --------
    >>> Evidence({"digest": "ab", "rows": 3})["rows"]
    3
    """

    document: Mapping[str, Any]

    def __post_init__(self) -> None:
        if not isinstance(self.document.get("digest"), str):
            raise CardFormatError("the evidence names no digest", fix="use the evidence.json of a card folder")

    def __getitem__(self, name: str) -> Any:
        return self.document[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return one part of the document, or the default where it is absent."""
        return self.document.get(name, default)

    def to_bytes(self) -> bytes:
        """Write the document as JSON that reads well and depends on nothing but its content."""
        text = json.dumps(self.document, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
        return (text + "\n").encode("utf-8")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Evidence":
        """Read what `to_bytes` wrote.

        Parameters
        ----------
        data : bytes
            The content of ``evidence.json``.

        Returns
        -------
        Evidence
            The evidence.

        Raises
        ------
        CardFormatError
            If the bytes are not a JSON object that names a digest.
        """
        try:
            document = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, or an integer of 4,300 digits
            raise CardFormatError(f"the evidence is not JSON in UTF-8 ({error})") from error
        if not isinstance(document, dict):
            raise CardFormatError("the evidence is no JSON object", fix="use the evidence.json of a card folder")
        return cls(document)
