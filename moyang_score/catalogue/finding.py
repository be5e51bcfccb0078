"""What the gate has to say against a catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass

from moyang_score.errors import CatalogueError, RejectedClassError

__all__ = ["Finding", "refusal"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Hold one fault of a catalogue: where it stands, what is wrong, and what to do.

    Parameters
    ----------
    file : str
        The file inside the catalogue folder.
    entry : str
        The table, indicator, rule or line in it; empty for the file as a whole.
    field : str
        The field of the entry; empty for the entry as a whole.
    what : str
        What is wrong, with the value, as a sentence without its full stop.
    fix : str
        What to do about it.
    article : str
        The law behind the rule; empty where the rule is one of form.
    rejected : str
        The code of the rejected class, X01 to X33; empty for other faults.

    Examples
    --------
    >>> finding = Finding(file="indicators/P.yaml", entry="P01", field="family", what="the family 'Q' is unknown",
    ...                   fix="use P")
    >>> print(finding)
    indicators/P.yaml, P01, family: the family 'Q' is unknown. Use P.
    """

    file: str
    entry: str
    field: str
    what: str
    fix: str
    article: str = ""
    rejected: str = ""

    def __str__(self) -> str:
        return str(self.error())

    @property
    def where(self) -> str:
        """File, entry and field in one phrase."""
        return ", ".join(part for part in (self.file, self.entry, self.field) if part)

    def error(self) -> CatalogueError:
        """Return the finding as the error that refuses the catalogue."""
        kind = RejectedClassError if self.rejected else CatalogueError
        law = f" ({self.article})" if self.article else ""
        return kind(f"{self.what}{law}", where=self.where, fix=self.fix)

    def to_json(self) -> dict[str, str]:
        """Return the form that `moyang catalogue check --json` writes."""
        return {
            "file": self.file,
            "entry": self.entry,
            "field": self.field,
            "what": self.what,
            "fix": self.fix,
            "article": self.article,
            "rejected": self.rejected,
        }


def refusal(findings: Sequence[Finding], place: str) -> CatalogueError:
    """Return the error that refuses a catalogue with findings: the gravest, and how many more there are.

    Parameters
    ----------
    findings : sequence of Finding
        At least one; a rejected class goes before a fault of form.
    place : str
        The catalogue folder, as its user named it.

    Returns
    -------
    CatalogueError
        A `RejectedClassError` where a class of the law's forbidden ones is among them.
    """
    first = min(findings, key=lambda finding: not finding.rejected)
    kind = RejectedClassError if first.rejected else CatalogueError
    error = first.error()
    more = len(findings) - 1
    others = "1 other finding" if more == 1 else f"{more} other findings"
    fix = f"{error.fix}; moyang catalogue check lists {others}" if more else error.fix
    return kind(error.what, where=f"{place}, {error.where}", fix=fix)
