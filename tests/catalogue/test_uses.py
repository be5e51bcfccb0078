"""The registers of benefits and of refused uses."""

from pathlib import Path

import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.catalogue.uses import load_uses
from moyang_score.errors import CatalogueError

CITY = load_catalogue("moyang")
USES = load_uses("moyang")
WHOLE = """\
benefits:
  - code: B01
    title: {zh: 借书, en: books}
    provider: library
    families: [P]
    levels: [{grade: A, zh: 免押, en: no deposit}]
"""


@pytest.mark.parametrize("benefit", USES.benefits.values(), ids=USES.benefits)
def test_a_benefit_reads_families_and_grades_of_the_catalogue(benefit: object) -> None:
    grades = [one.grade for one in CITY.grades]
    opened = [grades.index(one.grade) for one in benefit.levels]  # type: ignore[attr-defined]

    assert set(benefit.families) <= {one.code for one in CITY.indicators}.union("PSFA")  # type: ignore[attr-defined]
    assert opened == sorted(opened, reverse=True)
    assert grades[-1] not in [one.grade for one in benefit.levels]  # type: ignore[attr-defined]


def test_both_registers_are_whole_and_in_both_languages() -> None:
    assert list(USES.benefits) == [f"B{at:02}" for at in range(1, 23)]
    assert list(USES.forbidden) == [f"N{at:02}" for at in range(1, 13)]
    for one in (*USES.benefits.values(), *USES.forbidden.values()):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in one.title["zh"])
        assert one.title["en"].isascii() or "海陵岛" in one.title["en"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (WHOLE.replace("B01", "X01"), "'X01'"),
        (WHOLE.replace("    provider: library\n", ""), "'provider'"),
        (WHOLE.replace("[P]", "[]"), "no family"),
        (WHOLE.replace(", en: books", ""), "'en'"),
        (WHOLE.replace("benefits:", "other:"), "'benefits'"),
        (
            WHOLE.replace("[{grade: A, zh: 免押, en: no deposit}]", "[{grade: A, zh: 免押, en: no deposit}, AA]"),
            "level",
        ),
        (WHOLE + WHOLE.removeprefix("benefits:\n"), "twice"),
        (WHOLE.replace("    provider: library\n", "    provider: library\n    provider: x\n"), "twice"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused(tmp_path: Path, changed: str, says: str) -> None:
    (tmp_path / "benefits.yaml").write_text(changed, encoding="utf-8")

    with pytest.raises(CatalogueError, match=says):
        load_uses(tmp_path)


def test_a_city_without_a_register_grants_nothing(tmp_path: Path) -> None:
    assert load_uses(tmp_path).benefits == {}
    assert load_uses(tmp_path).forbidden == USES.forbidden
