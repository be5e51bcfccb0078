"""The gate: what a catalogue must keep to, so that no command can use one that scores what may not be scored."""

from moyang_score.catalogue.finding import Finding
from moyang_score.catalogue.gate.place import Places
from moyang_score.catalogue.model import Catalogue

__all__ = ["Places", "gate"]


def gate(catalogue: Catalogue, places: Places) -> list[Finding]:
    """Return every finding on the meaning of a catalogue whose form has been read."""
    return []
