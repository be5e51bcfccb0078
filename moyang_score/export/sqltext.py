"""How names, texts and numbers are written into DuckDB SQL, so that no level or column name can end a literal."""

from moyang_score.card import number_text

__all__ = ["double", "identifier", "literal", "remark"]


def identifier(name: str) -> str:
    """Quote a column name.

    Parameters
    ----------
    name : str
        Any name.

    Returns
    -------
    str
        The name in double quotes.

    Examples
    --------
    >>> print(identifier('a "b" c'))
    "a ""b"" c"
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    r"""Quote a text; what cannot be printed is written as an escape, so that the SQL itself stays printable.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        A literal of DuckDB, with escapes where it needs any.

    Examples
    --------
    >>> print(literal("o'neil"), literal("x\ny"))
    'o''neil' E'x\ny'
    """
    if all(sign.isprintable() and sign != "\\" for sign in text):
        return "'" + text.replace("'", "''") + "'"
    return " || ".join("chr(0)" if part == "\0" else f"E'{part}'" for part in _escaped_parts(text))


def double(number: str) -> str:
    """Write the decimal string of a cut as a float64; a bare literal would be a DECIMAL.

    Parameters
    ----------
    number : str
        A decimal string of a card.

    Returns
    -------
    str
        An expression of type DOUBLE.

    Examples
    --------
    >>> print(double("0.1"))
    '0.1'::DOUBLE
    """
    return f"'{number_text(float(number))}'::DOUBLE"


def remark(text: str) -> str:
    r"""Write a remark for the end of a line, on which nothing of the text can end the remark.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The remark, with what cannot be printed as escapes, and cut to 60 characters.

    Examples
    --------
    >>> print(remark("x\n; DROP TABLE people"))
    -- x\n; DROP TABLE people
    """
    shown = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)
    return f"-- {shown[:60]}".rstrip()


def _escaped_parts(text: str) -> list[str]:
    """Return the pieces of a text around NUL, which no escape of DuckDB names."""
    pieces = [["\0", "".join(map(_escaped, piece))] for piece in text.split("\0")]
    return [part for pair in pieces for part in pair][1:]


def _escaped(sign: str) -> str:
    if sign in "'\\":
        return {"'": "''", "\\": "\\\\"}[sign]
    if sign.isprintable():
        return sign
    short = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}.get(sign)
    return short or (f"\\u{ord(sign):04x}" if ord(sign) < 65_536 else f"\\U{ord(sign):08x}")
