"""Source tables: which files are delivered, what their columns mean, and which rows are negative facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["COLUMN_TYPES", "EVENT_KINDS", "TABLE_KINDS", "Column", "SourceTable", "Unit"]

COLUMN_TYPES: Final = ("text", "int", "decimal", "date", "bool")
TABLE_KINDS: Final = ("persons", "consents", "records", "objections", "repairs", "revocations", "protected")
EVENT_KINDS: Final = ("objections", "repairs", "revocations")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """Hold one source unit: the office or company that delivers, and answers for, records.

    Parameters
    ----------
    code : str
        Its short name in this catalogue.
    title : mapping
        Its name in ``zh`` and ``en``.
    uscc : str
        Its unified social credit code (GB 32100-2015), 18 characters with the check character.

    Examples
    --------
    >>> Unit(code="court", title={"zh": "法院", "en": "court"}, uscc="91350100M000100Y43").code
    'court'
    """

    code: str
    title: Mapping[str, str]
    uscc: str


@dataclass(frozen=True, kw_only=True)
class Column:
    """Hold one column of a source table.

    Parameters
    ----------
    header : str
        Its name in the file.
    name : str
        Its name in the registry; a reserved name (``person_id``, ``record_key``, ``known_on`` …) gives it its role.
    type : {'text', 'int', 'decimal', 'date', 'bool'}
        How its cells are read.
    required : bool
        Whether a row without it is quarantined.
    values : mapping or None
        Value in the file → value stored; None where any value may stand.
    also : str or None
        A second name under which the same cell is read, as where a document number is the key of the record.

    Examples
    --------
    >>> Column(header="案号", name="doc_no", type="text", required=True, also="record_key").names
    ('doc_no', 'record_key')
    """

    header: str
    name: str
    type: str = "text"
    required: bool = False
    values: Mapping[str, str] | None = None
    also: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which its cells are read."""
        return (self.name,) if self.also is None else (self.name, self.also)

    @property
    def stored_values(self) -> tuple[str, ...] | None:
        """The values that can be stored, each once; None where any may."""
        return None if self.values is None else tuple(dict.fromkeys(self.values.values()))


@dataclass(frozen=True, kw_only=True)
class SourceTable:
    """Hold one source table.

    Parameters
    ----------
    name : str
        Its name, and the scope of a separate consent to it.
    title : mapping
        Its title in ``zh`` and ``en``.
    kind : {'persons', 'consents', 'records', 'objections', 'repairs', 'revocations', 'protected'}
        What its rows are.
    legal_class : str
        N1 to N13, M, F, U, L, R, or I for the tables of persons and of protected attributes.
    unit : str or None
        The unit that delivers it; None where a column names the unit of each row.
    files : tuple of str
        Patterns of the file names without their endings.
    consent : {'O', 'S'}
        Whether the general consent is enough, or a separate one with the table's name as its scope is needed.
    negative : bool or mapping
        Which rows are negative facts: none, all, or those with one of the values in the column.
    document : bool
        Whether a negative row needs document type, number and organ.
    doc_type : str or None
        The document type of every row, where no column names it.
    fact : tuple of str
        The names of the columns that together tell one fact from another; empty where facts are not shared.
    columns : tuple of Column
        The columns, in the order of the data dictionary.
    drop : tuple of str
        Columns of the file that are known and never stored.

    Examples
    --------
    >>> key = Column(header="course_no", name="record_key", required=True)
    >>> table = SourceTable(name="course", title={"zh": "诚信课堂", "en": "courses"}, kind="records", legal_class="U",
    ...                     unit="credit_office", columns=(key,))
    >>> table.files, table.column("record_key").header, table.column("organ")
    (('course*',), 'course_no', None)
    """

    name: str
    title: Mapping[str, str]
    kind: str
    legal_class: str
    unit: str | None
    files: tuple[str, ...] = ()
    consent: str = "O"
    negative: bool | Mapping[str, tuple[str, ...]] = False
    document: bool = False
    doc_type: str | None = None
    fact: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    drop: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.files:
            object.__setattr__(self, "files", (f"{self.name}*",))

    def column(self, name: str) -> Column | None:
        """Return the column that is read under a name, or None."""
        return next((column for column in self.columns if name in column.names), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a column is read."""
        return tuple(name for column in self.columns for name in column.names)
