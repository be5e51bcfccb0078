"""Text laid out for a terminal: columns that line up when Chinese is among them, and bars (a leaf)."""

import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

__all__ = ["aligned", "bar", "counted", "display_width", "diverging_bar", "padded", "printable", "shortened"]

_WIDE: Final = frozenset("WF")
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BLOCKS: Final = " ▏▎▍▌▋▊▉█"


def display_width(text: str) -> int:
    """Return how many terminal columns a text takes: wide East Asian characters two, combining marks none.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    int
        Columns (Unicode Standard Annex 11; ambiguous width counts as one).

    Examples
    --------
    >>> display_width("abc"), display_width("漠阳分")
    (3, 6)
    """
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def printable(text: str) -> str:
    r"""Return a text on one line in which control and direction characters are visible escapes.

    Names and levels come from other people's files; an escape sequence in one of them must not reach the terminal.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text without control, format and surrogate characters.

    Examples
    --------
    >>> printable("a\x1b[31m")
    'a\\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(one) if unicodedata.category(one) in _HIDDEN else one for one in text)


def shortened(text: str, width: int) -> str:
    """Return a text cut to a display width, with an ellipsis where something was cut.

    Parameters
    ----------
    text : str
        One line.
    width : int
        The most columns, at least 1.

    Returns
    -------
    str
        At most ``width`` columns.

    Examples
    --------
    >>> shortened("payment_channel", 8)
    'payment…'
    """
    if display_width(text) <= width:
        return text
    kept, used = [], 0
    for character in text:
        used += _character_width(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept) + "…"


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return a text filled with blanks to a display width.

    Parameters
    ----------
    text : str
        One line.
    width : int
        Columns; a longer text stays as it is.
    right : bool
        Put the text to the right.

    Returns
    -------
    str
        The filled text.

    Examples
    --------
    >>> padded("分", 4, right=True)
    '  分'
    """
    blanks = " " * (width - display_width(text))
    return blanks + text if right else text + blanks


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = (), *, indent: str = "") -> list[str]:
    """Lay out rows of cells as lines whose columns line up, two blanks apart.

    Parameters
    ----------
    rows : sequence of sequence of str
        Cells; all rows have the same number of them.
    right : collection of int
        Positions of the columns to put to the right.
    indent : str
        What each line begins with.

    Returns
    -------
    list of str
        One line per row, without blanks at its end.

    Examples
    --------
    >>> aligned([["level", "n"], ["租房", "12"]], right={1})
    ['level   n', '租房   12']
    """
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return [
        (indent + "  ".join(padded(cell, widths[at], right=at in right) for at, cell in enumerate(row))).rstrip()
        for row in rows
    ]


def counted(count: int, noun: str) -> str:
    """Return a count with its noun, in English.

    Parameters
    ----------
    count : int
        How many.
    noun : str
        The noun in the singular; its plural must be regular.

    Returns
    -------
    str
        For example ``1 row`` or ``1,200 rows``.

    Examples
    --------
    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def bar(share: float, width: int) -> str:
    """Return a bar of block characters, in eighths of a column.

    Parameters
    ----------
    share : float
        Part of the whole width, held between 0 and 1.
    width : int
        Columns of a full bar.

    Returns
    -------
    str
        At most ``width`` columns.

    Examples
    --------
    >>> bar(0.5, 4)
    '██'
    """
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    return ("█" * (eighths // 8) + _BLOCKS[eighths % 8]).rstrip()


def diverging_bar(value: float, largest: float, width: int) -> str:
    """Return a bar that grows to the left for losses and to the right for gains, about a middle line.

    Parameters
    ----------
    value : float
        Signed length.
    largest : float
        The value that fills a side; at least ``abs(value)``.
    width : int
        Columns of each side.

    Returns
    -------
    str
        ``width`` columns, the line, and at most ``width`` columns.

    Examples
    --------
    >>> diverging_bar(-10, 20, 4), diverging_bar(20, 20, 4)
    ('  ██│', '    │████')
    """
    length = round(abs(value) / largest * width) if largest else 0
    if value and not length:
        length = 1
    return " " * (width - length) + "█" * length + "│" if value < 0 else " " * width + "│" + "█" * length


def _character_width(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
