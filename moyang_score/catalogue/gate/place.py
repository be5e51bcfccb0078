"""Where the entries of a catalogue stand, and what is noted on one of them."""

from dataclasses import dataclass, field

from moyang_score.catalogue.finding import Finding
from moyang_score.catalogue.rejected import Rejected, scan_name, scan_values

__all__ = ["Notes", "Places"]


@dataclass
class Places:
    """Hold the file of each entry, and which entries could not be read in full.

    Parameters
    ----------
    tables, indicators : dict
        Name or code → file.
    broken : set of str
        Names and codes with faults of form; what they mean is not judged.
    """

    tables: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)


@dataclass
class Notes:
    """Take notes on one entry.

    Parameters
    ----------
    file, entry : str
        Where it stands.
    findings : list of Finding
        Where the notes go.
    """

    file: str
    entry: str
    findings: list[Finding]

    def add(self, field: str, what: str, fix: str, article: str = "") -> None:
        """Note a fault."""
        self.findings.append(
            Finding(file=self.file, entry=self.entry, field=field, what=what, fix=fix, article=article)
        )

    def refuse(self, field: str, shown: str, found: Rejected) -> None:
        """Note that something is of a class that is never scored."""
        self.findings.append(
            Finding(
                file=self.file,
                entry=self.entry,
                field=field,
                what=f"{shown} is of the rejected class {found.code}, {found.title['en']} ({found.title['zh']})",
                fix="take it out of the catalogue: data of this class is never scored",
                article=found.article,
                rejected=found.code,
            )
        )

    def scan(self, field: str, text: str, exempt: frozenset[str] = frozenset()) -> None:
        """Refuse a name that speaks of a class that is never scored, except of some."""
        found = scan_name(text)
        if found is not None and found.code not in exempt:
            self.refuse(field, repr(text), found)

    def scan_values(self, field: str, values: object) -> None:
        """Refuse values that are those of a class that is never scored."""
        listed = [one for one in values if isinstance(one, str)] if isinstance(values, (list, tuple, dict)) else []
        found = scan_values(listed)
        if found is not None:
            self.refuse(field, f"what stands there ({', '.join(listed[:4])})", found)
