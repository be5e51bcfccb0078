"""Which card may be released."""

from dataclasses import replace

import pytest

from moyang_score.card import Grade, Scorecard, Texts
from moyang_score.errors import ReleaseError
from moyang_score.export import check_release, check_texts, plain_texts
from tests.bundle.released import official_card, texts_of
from tests.cli.cards import small_card


def test_an_official_card_on_the_scale_with_its_words_is_released() -> None:
    check_release(official_card())
    check_texts(official_card(), texts_of(official_card()))


def with_grades(*grades: Grade) -> Scorecard:
    return replace(
        official_card(),
        grades=grades,
        characteristics=tuple(
            replace(one, attributes=tuple(replace(own, ceiling=None) for own in one.attributes))
            for one in official_card().characteristics
        ),
    )


@pytest.mark.parametrize(
    ("card", "says"),
    [
        (small_card(), "research card"),
        (replace(official_card(), base=549), r"from 299 to .* scale is 300 to 1000"),
        (replace(official_card(), base=796), r"to 1001 can be reached"),
        (with_grades(), "The grades are none"),
        (with_grades(Grade("AAA", 850), Grade("AA", 750), Grade("A", 651), Grade("base", None)), "A from 651"),
        (with_grades(Grade("AAA", 850), Grade("AA", 750), Grade("A", 650), Grade("B", None)), "A from 650, B, and"),
    ],
)
def test_a_card_that_may_not_be_released_is_told_why(card: Scorecard, says: str) -> None:
    with pytest.raises(ReleaseError, match=says) as caught:
        check_release(card)
    assert caught.value.fix


def test_the_ends_of_the_scale_belong_to_it() -> None:
    check_release(replace(official_card(), base=550))
    check_release(replace(official_card(), base=795))


def without_words(language: str, part: str) -> dict[str, Texts]:
    found = {name: dict(one.document) for name, one in texts_of(official_card()).items()}
    words = {key: dict(own) for key, own in found[language]["characteristics"].items()}
    words["P04"][part] = ""
    found[language]["characteristics"] = words
    return {name: Texts(one) for name, one in found.items()}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("part", ["name", "reason"])
def test_a_characteristic_without_words_is_named(language: str, part: str) -> None:
    with pytest.raises(ReleaseError, match=rf"texts\.{language}\.json: characteristic 'P04' has no name or reason"):
        check_texts(official_card(), without_words(language, part))


def test_both_languages_must_be_there() -> None:
    texts = texts_of(official_card())
    with pytest.raises(ReleaseError, match=r"no texts\.zh\.json"):
        check_texts(official_card(), {"en": texts["en"]})
    assert {one.language for one in plain_texts("a study").values()} == {"en", "zh"}
