"""Where the entries of a catalogue stand."""

from dataclasses import dataclass, field

__all__ = ["Places"]


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
