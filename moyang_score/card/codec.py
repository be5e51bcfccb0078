"""The codec: a scorecard as the bytes of ``scorecard.json``, and back.

``FORMAT`` rises when a reader of the last format would misread the new one; this version reads format 1 alone.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from moyang_score.card.canonical import canonical_json, parse_canonical_json
from moyang_score.card.characteristic import Attribute, Characteristic
from moyang_score.card.condition import condition_from_json
from moyang_score.card.grades import Grade
from moyang_score.card.group import Group
from moyang_score.card.input import Input
from moyang_score.card.reasons import ReasonPolicy
from moyang_score.card.scaling import Scaling
from moyang_score.card.scorecard import FORMAT, KIND, Scorecard
from moyang_score.errors import CardError, CardFormatError

__all__ = ["LARGEST_BYTES", "dump_card", "parse_card"]

LARGEST_BYTES: Final = 64 * 2**20

_T = TypeVar("_T")


def dump_card(card: Scorecard) -> bytes:
    """Write a card as the canonical JSON of format 1.

    Parameters
    ----------
    card : Scorecard
        The card.

    Returns
    -------
    bytes
        Equal for equal cards, whatever the process; their SHA-256 is ``card.digest``.

    Examples
    --------
    >>> dump_card(Scorecard(card_class="research", base=650, inputs=(), characteristics=()))[:50]
    b'{"base":650,"calibration":null,"characteristics":['
    """
    return canonical_json(card.to_json())


def parse_card(data: bytes) -> Scorecard:
    """Read a card that `dump_card` wrote.

    Parameters
    ----------
    data : bytes
        The content of ``scorecard.json``.

    Returns
    -------
    Scorecard
        A card whose `dump_card` is ``data``, byte for byte.

    Raises
    ------
    CardFormatError
        If the bytes are not canonical JSON, the format or kind is unknown, or a key is unknown or absent.
    CardError
        If the content breaks a rule of the points table.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> parse_card(dump_card(card)) == card
    True
    """
    if len(data) > LARGEST_BYTES:
        raise CardFormatError(f"{len(data)} bytes are more than a card can have ({LARGEST_BYTES})")
    document = parse_canonical_json(data)
    if not isinstance(document, dict) or "format" not in document:
        raise CardFormatError("the document has no 'format'", fix="use the scorecard.json of a card folder")
    if document["format"] != FORMAT or document["format"] is True:
        raise CardFormatError(
            f"format {document['format']!r} is not one this version reads ({FORMAT})",
            fix="use a newer version of the package",
        )
    if document.get("kind") != KIND:
        raise CardFormatError(
            f"kind {document.get('kind')!r} is not one this version reads ({KIND!r})",
            fix="use a newer version of the package",
        )
    return _card(document)


def _card(document: Mapping[str, Any]) -> Scorecard:
    names = "format kind class base inputs characteristics groups scaling calibration grades reasons"
    field = _Fields(document, names, "the card")
    if field["calibration"] is not None:
        raise CardFormatError("a calibration is not one this version reads", fix="use a newer version of the package")
    return Scorecard(
        card_class=field.text("class"),
        base=field.integer("base"),
        inputs=field.each("inputs", _input),
        characteristics=field.each("characteristics", _characteristic),
        groups=field.each("groups", _group),
        scaling=None if field["scaling"] is None else _scaling(field["scaling"]),
        grades=field.each("grades", _grade),
        reason_policy=_reasons(field["reasons"]),
    )


def _input(value: Any) -> Input:
    field = _Fields(value, "key type unit missing special", "an input")
    return Input(
        field.text("key"),
        field.text("type"),
        field.text_or_none("unit"),
        field.texts("missing"),
        field.texts("special"),
    )


def _characteristic(value: Any) -> Characteristic:
    field = _Fields(value, "key family inputs neutral reason attributes", "a characteristic")
    if not field.text("reason"):
        raise CardFormatError("'reason' is empty", fix="name the reason code")
    return Characteristic(
        key=field.text("key"),
        inputs=field.texts("inputs"),
        attributes=field.each("attributes", _attribute),
        neutral=field.integer("neutral"),
        reason=field.text("reason"),
        family=field.text_or_none("family"),
    )


def _attribute(value: Any) -> Attribute:
    field = _Fields(value, "when points ceiling", "an attribute")
    return Attribute(field.each("when", condition_from_json), field.integer("points"), field.text_or_none("ceiling"))


def _group(value: Any) -> Group:
    field = _Fields(value, "key members sign limit", "a group")
    return Group(field.text("key"), field.texts("members"), field.text("sign"), field.integer("limit"))


def _scaling(value: Any) -> Scaling:
    field = _Fields(value, "base_score base_odds pdo", "the scaling")
    return Scaling(field.integer("base_score"), field.text("base_odds"), field.integer("pdo"))


def _grade(value: Any) -> Grade:
    field = _Fields(value, "grade min", "a grade")
    return Grade(field.text("grade"), None if field["min"] is None else field.integer("min"))


def _reasons(value: Any) -> ReasonPolicy:
    field = _Fields(value, "policy k min_points", "the reasons")
    return ReasonPolicy(field.text("policy"), field.integer("k"), field.integer("min_points"))


class _Fields:
    """Read the fields of one JSON object, each with its type, and refuse unknown and absent ones."""

    def __init__(self, value: Any, names: str, what: str) -> None:
        if not isinstance(value, dict):
            raise CardFormatError(f"{what} is {value!r} and no object")
        expected = set(names.split())
        for name in sorted(set(value) - expected):
            raise CardFormatError(f"{what} has the unknown key {name!r}", fix="use a newer version of the package")
        for name in sorted(expected - set(value)):
            raise CardFormatError(f"{what} lacks the key {name!r}", fix="use the file as the package wrote it")
        self._value = value

    def __getitem__(self, name: str) -> Any:
        return self._value[name]

    def text(self, name: str) -> str:
        return self._typed(name, str, "text")

    def text_or_none(self, name: str) -> str | None:
        return None if self._value[name] is None else self.text(name)

    def integer(self, name: str) -> int:
        if isinstance(self._value[name], bool):
            raise CardFormatError(f"{name!r} is {self._value[name]!r} and no integer")
        return self._typed(name, int, "integer")

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._typed(name, list, "list")
        if not all(isinstance(one, str) for one in found):
            raise CardFormatError(f"{name!r} holds something else than texts: {found!r}")
        return tuple(found)

    def each(self, name: str, read: Callable[[Any], _T]) -> tuple[_T, ...]:
        return tuple(_at(f"{name}[{at}]", read, one) for at, one in enumerate(self._typed(name, list, "list")))

    def _typed(self, name: str, kind: type[_T], called: str) -> _T:
        value = self._value[name]
        if not isinstance(value, kind):
            raise CardFormatError(f"{name!r} is {value!r} and no {called}")
        return value


def _at(place: str, read: Callable[[Any], _T], value: Any) -> _T:
    """Read one element, and let an error say where it was."""
    try:
        return read(value)
    except CardError as error:
        raise error.inside(place) from None
