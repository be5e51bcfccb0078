"""Names of persons, in one spelling: only ever compared, by token, and never stored."""

import re
import unicodedata
from typing import Final

__all__ = ["canonical_name"]

# Unicode has many dots that stand between the parts of a name; a full stop does so only between letters.
_DOTS: Final = re.compile("[\u00b7\u30fb\uff65\u2022\u2027\u2219\u22c5\u2e31\u0387\u25cf\u16eb]")
_STOP: Final = re.compile(r"(?<=[^\W\d_])[.．。](?=[^\W\d_])")


def canonical_name(value: str | None) -> str:
    """Return a name in the spelling that names are compared in.

    Width and compatibility forms (NFKC), blanks, capital letters and the many middle dots make no difference.

    Parameters
    ----------
    value : str or None
        The name as a file has it.

    Returns
    -------
    str
        The name; empty where there is none.

    Examples
    --------
    >>> canonical_name("买买提・ 艾力") == canonical_name("买买提•艾力") == "买买提·艾力"
    True
    >>> canonical_name("Ｊohn  Smith"), canonical_name(None)
    ('JOHNSMITH', '')
    """
    if not value:
        return ""
    text = "".join(unicodedata.normalize("NFKC", value).split()).upper()
    return _STOP.sub("·", _DOTS.sub("·", text))
