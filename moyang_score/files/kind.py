"""What a file really is, told by its first bytes, whatever its name says."""

from typing import NamedTuple

__all__ = ["Kind", "kind_of"]


class Kind(NamedTuple):
    """Name a kind of binary file, and what to do with one that came in the place of a table.

    Parameters
    ----------
    name : str
        The kind, with its article.
    fix : str
        What the reader can do.
    """

    name: str
    fix: str


_EXCEL = Kind("an Excel workbook", "give it a name that ends in .xlsx")
_OLD_EXCEL = Kind("an old Excel workbook (.xls) or one with a password", "save it as .xlsx without a password")
_SIGNATURES = (
    (b"PAR1", Kind("a Parquet file", "give it a name that ends in .parquet")),
    (b"PK\x03\x04", Kind("a zip archive", "unpack it and give the file inside")),
    (b"\x1f\x8b", Kind("a gzip archive", "unpack it and give the file inside")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_EXCEL),
    (b"%PDF-", Kind("a PDF document", "export the table as CSV")),
)


def kind_of(data: bytes) -> Kind | None:
    r"""Return the kind of binary file that the bytes are, None if they are none of those known here.

    Known are Parquet (marked at both ends), zip, Excel (a zip with a workbook in it), gzip, old Excel, PDF.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    Kind or None
        The kind, with what to do about it.

    Examples
    --------
    >>> kind_of(b"\x1f\x8b\x08\x00").name
    'a gzip archive'
    >>> kind_of(b"age,home") is None
    True
    """
    for signature, kind in _SIGNATURES:
        if not data.startswith(signature):
            continue
        if signature == b"PAR1" and not data.endswith(signature):  # four letters may well begin a header
            return None
        # Names inside a zip are not compressed.
        return _EXCEL if signature == b"PK\x03\x04" and b"xl/workbook.xml" in data else kind
    return None
