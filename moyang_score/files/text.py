"""A text file: its bytes, and the encoding they are proven to be in."""

import codecs
import io
import re
from dataclasses import dataclass, field

from moyang_score.errors import FileError

__all__ = ["Text", "proven_text"]

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GUESSES = ("utf-8", "gb18030")
_GB_MARK = "\ufeff".encode("gb18030")  # left by converters that take the mark of UTF-8 for a character
_AROUND = 65536
_THREE_BYTES = re.compile("[\u0800-\ufffc]")
_SAVE = "save the file as UTF-8"


@dataclass(frozen=True, slots=True)
class Text:
    r"""Hold bytes that decode without error, so that lines can be read from them again and again.

    Parameters
    ----------
    source : str
        The file, for messages.
    data : bytes
        The whole file.
    encoding : str
        The encoding that decodes ``data`` strictly.

    Examples
    --------
    >>> list(Text("a.csv", b"a\r1\r\n2", "utf-8").lines())
    ['a\r', '1\r\n', '2']
    """

    source: str
    data: bytes = field(repr=False)
    encoding: str

    def lines(self) -> io.TextIOWrapper:
        """Return the text from its start, line by line, with line ends (CR, LF or CRLF) as they are.

        Returns
        -------
        io.TextIOWrapper
            A fresh reader; nothing but bytes is held in memory as a whole.
        """
        return io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, newline="")


def proven_text(data: bytes, source: str) -> Text:
    """Find the encoding of a text file, strictly.

    A byte order mark decides (UTF-8, UTF-16); that of GB18030 is passed over. Without one the file is UTF-8 if all of
    it is, else GB18030 if all of it is, unless around the first fault it is UTF-8 more often than not. Nothing else is
    ever replaced or left out.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        The file, for messages.

    Returns
    -------
    Text
        The bytes with their encoding.

    Raises
    ------
    FileError
        Some byte fits no encoding, or a character is NUL; the message says at which byte and line.

    Examples
    --------
    >>> proven_text("年龄,住房".encode("gb18030"), "people.csv").encoding
    'gb18030'
    """
    data = data.removeprefix(_GB_MARK)
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    faults = []
    for encoding in (marked,) if marked else _GUESSES:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as fault:
            faults.append(_offset(fault, encoding))
        else:
            _refuse_nul(text, encoding, source)
            return Text(source, data, encoding)
        if encoding == "utf-8" and _is_mostly_utf8(data, faults[0]):
            break
    # The encoding that got furthest is the likeliest one, and its fault the one worth looking at.
    offset = max(faults)
    where = f"{source}, line {_line(data, offset, marked)}"
    raise FileError(f"byte {offset} (0x{data[offset]:02X}) {_claim(marked, len(faults))}", where=where, fix=_SAVE)


def _claim(marked: str | None, tried: int) -> str:
    if marked:
        return f"is not {'UTF-8' if marked == 'utf-8-sig' else 'UTF-16'}, which its first bytes announce"
    return "is not UTF-8, which the text around it is" if tried == 1 else "is neither UTF-8 nor GB18030 text"


def _is_mostly_utf8(data: bytes, offset: int) -> bool:
    """Tell UTF-8 with a damaged byte, which GB18030 would turn into other characters without complaint."""
    around = data[max(0, offset - _AROUND) : offset + _AROUND].decode("utf-8", errors="replace")
    # Pairs of GB18030 bytes often look like two-byte characters of UTF-8, rarely like those of three bytes.
    return len(_THREE_BYTES.findall(around)) > around.count("\ufffd")


def _offset(fault: UnicodeDecodeError, encoding: str) -> int:
    # The codec of UTF-8 with a mark counts from behind the mark.
    return fault.start + (len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)


def _line(data: bytes, offset: int, marked: str | None) -> int:
    # One byte per character keeps CR and LF where they are in UTF-8 and in GB18030.
    return _line_at(data[:offset].decode(marked if marked == "utf-16" else "latin-1", errors="ignore"))


def _line_at(before: str) -> int:
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")


def _refuse_nul(text: str, encoding: str, source: str) -> None:
    at = text.find("\0")
    if at < 0:
        return
    offset = len(text[:at].encode(encoding))
    what = f"byte {offset} is NUL, which no text holds"
    fix = f"{_SAVE}: it is binary, damaged, or UTF-16 without a byte order mark"
    raise FileError(what, where=f"{source}, line {_line_at(text[:at])}", fix=fix)
