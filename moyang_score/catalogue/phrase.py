"""Names as words: how Chinese letters, English words and pinyin are found in the name of a column."""

import re
import unicodedata
from functools import cached_property
from typing import Final

__all__ = ["Words", "hint_of", "letters_of"]

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BETWEEN: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"[a-z]+|\d+|[^\W_]|[,;:()、，；（）]")
_BREAK: Final = "|"
_LONG: Final = 7
# letters of the traditional script, and those in use on the mainland
_SIMPLER: Final = str.maketrans(
    "狀無償獻黨籍貫齡別婚姻戶証證傳病殘療診斷歷醫紋臉蹤軌記錄訴訟報議會員職業學歷單位債務產資險險額稅費話電氣離異養",
    "状无偿献党籍贯龄别婚姻户证证传病残疗诊断历医纹脸踪轨记录诉讼报议会员职业学历单位债务产资险险额税费话电气离异养",
)


def letters_of(text: str) -> str:
    """Return a name without blanks and signs, in simplified letters, for the search of Chinese words.

    Parameters
    ----------
    text : str
        A name.

    Returns
    -------
    str
        Its letters and digits, folded.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLER)
    return _BETWEEN.sub("", folded)


def hint_of(pattern: str) -> str:
    """Return letters that stand in every name in which a pattern is found, for a quick first look.

    Parameters
    ----------
    pattern : str
        An English phrase.

    Returns
    -------
    str
        The letters, to be searched in `Words.joined`.
    """
    first = pattern.split(maxsplit=1)[0]
    return first[1:] if first[0] in "~=" else _singular(first.rstrip("*")).rstrip("y")


class Words:
    """Look for English phrases and pinyin in a name, at the borders of its words.

    Parameters
    ----------
    words : list of str
        The words of the name, see `Words.of`.
    """

    def __init__(self, words: list[str]) -> None:
        self._words = words

    @classmethod
    def of(cls, text: str) -> "Words":
        """Part a name into its words.

        ``bloodType``, ``blood_type`` and ``BLOOD TYPE`` are two words each; ``bloodtype`` is found as well. A comma or
        bracket parts words: what stands on both sides of it is no phrase.
        """
        return cls(_words_of(text))

    @cached_property
    def _singulars(self) -> list[str]:
        return [_singular(word) for word in self._words]

    @cached_property
    def joined(self) -> str:
        """The words without blanks and digits."""
        return "".join(word if word.isalpha() else _BREAK for word in self._words if not word.isdigit())

    def without(self, phrase: str) -> "Words":
        """Return the name without a phrase, with a break in its place."""
        taken = _words_of(phrase)
        words = list(self._words)
        for start in range(len(words) - len(taken), -1, -1):
            if taken and words[start : start + len(taken)] == taken:
                words[start : start + len(taken)] = [_BREAK]
        return Words(words)

    def english(self, pattern: str) -> int:
        """Return the letters of a phrase if it is in the name, else 0."""
        if pattern.startswith("~"):
            return len(pattern) - 1 if pattern[1:] in self.joined else 0
        wanted = pattern.split()
        size = len(wanted)
        for start in range(len(self._words) - size + 1):
            if all(self._is(start + place, word) for place, word in enumerate(wanted)):
                return sum(map(len, wanted))
        whole = pattern.replace(" ", "").rstrip("*")
        return len(whole) if size > 1 and len(whole) >= _LONG and whole in self.joined else 0

    def pinyin(self, pattern: str) -> int:
        """Return the letters of a pinyin word if it is in the name, else 0."""
        whole = pattern.replace(" ", "")
        found = whole in self.joined if len(whole) >= _LONG else self._is_run(whole)
        return len(whole) if found else 0

    def _is(self, place: int, wanted: str) -> bool:
        word = self._words[place]
        if wanted.startswith("="):
            return word == wanted[1:]
        if wanted.endswith("*"):
            return word.startswith(wanted[:-1])
        return _singular(wanted) == self._singulars[place]

    def _is_run(self, whole: str) -> bool:
        """Tell whether some words that stand together spell it, as ``min_zu`` does ``minzu``."""
        for start in range(len(self._words)):
            spelt = ""
            for word in self._words[start:]:
                spelt += word
                if spelt == whole:
                    return True
                if not whole.startswith(spelt):
                    break
        return False


def _words_of(text: str) -> list[str]:
    return _WORD.findall(_HUMP.sub(" ", unicodedata.normalize("NFKC", text)).casefold())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
