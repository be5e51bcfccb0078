"""A small official card, and the bundle it is released in, signed by demo keys."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from moyang_score.bundle import SigningKey, demo_signing_key, write_bundle
from moyang_score.card import (
    MISSING,
    TEXTS_FILES,
    UNSEEN,
    Attribute,
    Characteristic,
    Evidence,
    Grade,
    Group,
    Input,
    Interval,
    Scorecard,
    Special,
    Texts,
    pack_card,
)
from moyang_score.export import bundle_files

MODELLER, REVIEWER = demo_signing_key(1, "modeller"), demo_signing_key(1, "reviewer")
STRANGER = demo_signing_key(2, "modeller")
GRADES = (Grade("AAA", 850), Grade("AA", 750), Grade("A", 650), Grade("base", None))


def official_card(best: int = 120) -> Scorecard:
    """Return a card with the grades of the scale, a group of each sign, a special code and two ceilings."""
    return Scorecard(
        card_class="official",
        base=650,
        inputs=(
            Input("P01", "int", "listed"),
            Input("P04", "int", "half_units", special=("-999",)),
            Input("P13", "int", "years"),
            Input("F01", "int", "percent"),
        ),
        characteristics=(
            _asked("P01", ["1"], [0, -180], {1: "base"}, family="P"),
            _asked("P04", ["1", "2", "3"], [0, -40, -80, -120], {3: "AA"}, family="P"),
            _asked("P13", ["1", "3", "5"], [0, 30, 60, best], {}, family="P"),
            _asked("F01", ["80", "90", "95", "100"], [0, 20, 40, 60, 90], {}, family="F"),
        ),
        groups=(Group("P-", ("P01", "P04"), "neg", -250), Group("+", ("P13", "F01"), "pos", 205)),
        grades=GRADES,
    )


def texts_of(card: Scorecard) -> dict[str, Texts]:
    """Return words for each characteristic of a card."""
    return {
        language: Texts({"language": language, "title": "例", **_words(card, language)}) for language in TEXTS_FILES
    }


def write_official_card(folder: Path, card: Scorecard | None = None) -> Path:
    """Write a card folder with texts, and return it."""
    card = card or official_card()
    folder.mkdir(parents=True)
    for name, content in pack_card(card, Evidence({"digest": card.digest}), texts_of(card)).items():
        (folder / name).write_bytes(content)
    return folder


@lru_cache
def official_files() -> dict[str, bytes]:
    """Return the files of a bundle of the official card; they are made once."""
    card = official_card()
    return bundle_files(card, Evidence({"digest": card.digest}), texts_of(card))


def write_official_bundle(folder: Path, *keys: SigningKey) -> Path:
    """Write a bundle signed by a modeller and a reviewer, or by those named, and return it."""
    write_bundle(folder, official_files(), "moyang", "2026.1", keys or (MODELLER, REVIEWER))
    return folder


def write_trust(folder: Path, *keys: SigningKey) -> Path:
    """Write a trust folder of a modeller and a reviewer, or of those named, and return it."""
    folder.mkdir()
    for at, key in enumerate(keys or (MODELLER, REVIEWER)):
        (folder / f"{at}.pub.json").write_bytes(key.public_key.to_bytes())
    return folder


def _asked(key: str, cuts: list[str], points: list[int], ceilings: dict[int, str], *, family: str) -> Characteristic:
    ends = pairwise([None, *cuts, None])
    rows = [
        Attribute((Interval(*end),), own, ceilings.get(at))
        for at, (end, own) in enumerate(zip(ends, points, strict=True))
    ]
    rows += [Attribute((Special("-999"),), -5)] * (key == "P04")
    return Characteristic(key, (key,), (*rows, Attribute((MISSING,), 0), Attribute((UNSEEN,), 0)), family=family)


def _words(card: Scorecard, language: str) -> dict[str, object]:
    words = {"en": "item {}", "zh": "项目{}"}[language]
    return {
        "characteristics": {
            one.key: {"name": words.format(one.key), "unit": "", "reason": words.format(one.key), "improve": ""}
            for one in card.characteristics
        }
    }
