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
    r"""Quote a text; what cannot be printed is written by its number, so that the SQL itself stays printable.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        An expression of constants.

    Examples
    --------
    >>> print(literal("o'neil"), literal("x\ny"))
    'o''neil' 'x' || chr(10) || 'y'
    """
    parts = ["'" + part.replace("'", "''") + "'" if part.isprintable() else f"chr({ord(part)})" for part in _runs(text)]
    return " || ".join(parts)


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


def _runs(text: str) -> list[str]:
    """Cut a text into runs of what can be printed, and single signs that cannot."""
    runs = [""]
    for sign in text:
        if not sign.isprintable():
            runs += [sign, ""]
        else:
            runs[-1] += sign
    return [run for run in runs if run] or [""]
