"""Every error the package raises, as one tree.

    MoyangError
    ├── UsageError        an option or argument cannot be used as given
    ├── FileError         a file is absent, of the wrong kind, or cannot be read as a table
    │   └── OutputExistsError   the place to write to is taken
    ├── ColumnError       a column is absent, doubled, or of a type that cannot be used
    ├── TargetError       the target is not a usable two-valued outcome
    ├── SampleError       rows or columns are too few, or too poor, to learn from
    ├── CardError         a points table breaks a rule of the points table
    │   ├── CardFormatError     the document is not a card of a format this version reads
    │   └── CardChangedError    the document is not the one its digest names
    ├── CatalogueError    a catalogue cannot be read, or breaks a rule of catalogues
    │   └── RejectedClassError  the catalogue or the data hold what the law forbids to score
    ├── RegistryError     a store is not one, is of another catalogue or key, or has no such person or record
    ├── KeyFileError      a key file is absent, not a key, or of another role
    ├── BundleError       a bundle is not whole, not as it was signed, or not signed by whom we trust
    ├── ReleaseError      a card may not be released
    │   └── ParityError         two scorers of the same card disagree, so nothing is written
    ├── MissingExtraError a part of the package needs a library that is not installed
    └── NotBuiltError     the command or option belongs to a later version

Messages are public API: where (file, row, column), what is wrong with which value, and what to do about it.
They never carry the value of a field that identifies a person.
"""

__all__ = [
    "BundleError",
    "CardChangedError",
    "CardError",
    "CardFormatError",
    "CatalogueError",
    "ColumnError",
    "FileError",
    "KeyFileError",
    "MissingExtraError",
    "MoyangError",
    "NotBuiltError",
    "OutputExistsError",
    "ParityError",
    "RegistryError",
    "RejectedClassError",
    "ReleaseError",
    "SampleError",
    "TargetError",
    "UsageError",
]


class MoyangError(Exception):
    """Say what is wrong, where, and what to do about it, in one paragraph.

    Parameters
    ----------
    what : str
        What is wrong, with the offending value, as a sentence without its full stop.
    where : str
        File, row, column or path inside a document; empty when ``what`` already says it.
    fix : str
        What the reader can do, as a sentence without its full stop; empty when nothing can be done.

    Examples
    --------
    >>> print(MoyangError("the target has 3 values", where="people.csv, column 'bad'", fix="name the bad one"))
    people.csv, column 'bad': the target has 3 values. Name the bad one.
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what = what
        self.where = where
        self.fix = fix
        super().__init__(what)  # the rest travels in the attributes, so that errors can be pickled

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}." if self.where else f"{_sentence(self.what)}."
        return f"{head} {_sentence(self.fix)}." if self.fix else head

    def inside(self, place: str) -> "MoyangError":
        """Return the same error with ``place`` put before its ``where``, as it travels outwards."""
        return type(self)(self.what, where=f"{place}, {self.where}" if self.where else place, fix=self.fix)


class UsageError(MoyangError):
    """Refuse an option or argument that cannot be used as given."""


class FileError(MoyangError):
    """Refuse a file that is absent, of the wrong kind, or cannot be read as a table."""


class OutputExistsError(FileError):
    """Refuse to write over something that is already there."""


class ColumnError(MoyangError):
    """Refuse a column that is absent, doubled, or of a type that cannot be used."""


class TargetError(MoyangError):
    """Refuse a target that is not a usable two-valued outcome."""


class SampleError(MoyangError):
    """Refuse a sample whose rows or columns are too few, or too poor, to learn from."""


class CardError(MoyangError):
    """Refuse a points table that breaks a rule of the points table."""


class CardFormatError(CardError):
    """Refuse a document that is not a card of a format this version reads."""


class CardChangedError(CardError):
    """Refuse a document that is not the one its digest names."""


class CatalogueError(MoyangError):
    """Refuse a catalogue that cannot be read, or breaks a rule of catalogues."""


class RejectedClassError(CatalogueError):
    """Refuse what the law forbids to score; the message names the class and the article."""


class RegistryError(MoyangError):
    """Refuse a store that is none, belongs to another catalogue or key, or lacks the person or record asked for."""


class KeyFileError(MoyangError):
    """Refuse a key file that is absent, no key, or of another role."""


class BundleError(MoyangError):
    """Refuse a bundle that is not whole, not as it was signed, or not signed by somebody trusted."""


class ReleaseError(MoyangError):
    """Refuse to release a card: of class research, outside the scale, or without its texts."""


class ParityError(ReleaseError):
    """Refuse to write a bundle whose scorers disagree; the message names the first row and scorer."""


class MissingExtraError(MoyangError):
    """Refuse to go on without a library that an optional part of the package needs."""


class NotBuiltError(MoyangError):
    """Refuse a command or option that belongs to a later version."""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
