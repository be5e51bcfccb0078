"""The texts of the app, in the language that is switched to."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from moyang_score.wording import check_language

__all__ = ["Words", "all_words"]


@cache
def all_words() -> Mapping[str, Mapping[str, str]]:
    """Read the texts that are packed with the app.

    Returns
    -------
    mapping
        Key to language to text.
    """
    import yaml

    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(
        files("moyang_score.app").joinpath("words.yaml").read_text(encoding="utf-8")
    )
    return found


class Words:
    """Say the texts of the app in one language.

    Parameters
    ----------
    language : {'en', 'zh'}
        The language.

    Raises
    ------
    UsageError
        If the language is unknown.

    Examples
    --------
    >>> Words("zh")["grade"], Words("en").say("gain", gain="+40")
    ('等级', '+40 at most')
    """

    def __init__(self, language: str) -> None:
        check_language(language)
        self.language = language

    def __getitem__(self, key: str) -> str:
        """Return a text."""
        return all_words()[key][self.language]

    def say(self, key: str, /, **parts: Any) -> str:
        """Return a text with its blanks filled."""
        return self[key].format(**parts)

    def named(self, kind: str, key: str | None) -> str:
        """Return the name of a thing of some kind, or its key where the app has no name for it."""
        found = all_words().get(f"{kind}_{key}")
        return str(key) if found is None else found[self.language]
