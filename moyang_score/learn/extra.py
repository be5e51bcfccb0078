"""The extra ``learn``: the libraries that fitting needs and scoring does not."""

from importlib.util import find_spec
from typing import Final

from moyang_score.errors import MissingExtraError

__all__ = ["require_learn_extra"]

_LIBRARIES: Final = ("optbinning", "scipy", "sklearn", "threadpoolctl")


def require_learn_extra() -> None:
    """Refuse to go on where a library of the extra is not installed.

    Raises
    ------
    MissingExtraError
        Naming the libraries and the command that installs them.

    Examples
    --------
    >>> require_learn_extra()
    """
    absent = [name for name in _LIBRARIES if find_spec(name) is None]
    if absent:
        what = f"fitting needs {', '.join(absent)}, which {'is' if len(absent) == 1 else 'are'} not installed"
        raise MissingExtraError(what, fix="run pip install 'moyang-score[learn]'")
