"""Texts beside a card: in two languages, canonical, and never needed."""

import pytest

from moyang_score.card import TEXTS_FILES, Evidence, Texts, pack_card, unpack_texts
from moyang_score.errors import CardError, CardFormatError
from tests.card.build import card_with

PARTS = {"name": "迟缴", "unit": "次", "reason": "有迟缴记录", "improve": None}


def texts(language, **more):
    return Texts({"language": language, "title": "例", "characteristics": {"late": PARTS}, **more})


def packed(**given):
    card = card_with()
    return pack_card(card, Evidence({"digest": card.digest}), given)


def test_a_card_without_texts_has_the_two_files_it_always_had():
    assert sorted(packed()) == ["evidence.json", "scorecard.json"]
    assert unpack_texts(packed()) == {}


def test_texts_survive_the_folder_and_lie_there_as_canonical_json():
    files = packed(en=texts("en"), zh=texts("zh"))
    assert sorted(files) == ["evidence.json", "scorecard.json", "texts.en.json", "texts.zh.json"]
    assert files["texts.zh.json"].startswith('{"characteristics":{"late":{"improve":null,"name":"迟缴"'.encode())
    assert unpack_texts(files) == {"en": texts("en"), "zh": texts("zh")}


def test_texts_in_one_language_alone_are_not_packed():
    with pytest.raises(CardError, match=r"texts in \['zh'\]"):
        packed(zh=texts("zh"))


def test_what_has_no_words_keeps_its_key():
    one = texts("zh", grades={"A": "良好"}, families={"P": "公共信用"}, groups={"P-": "公共信用扣分封顶"})
    assert (one.grade("A"), one.grade("B"), one.family("P"), one.family("S")) == ("良好", "B", "公共信用", "S")
    assert (one.group("P-"), one.group("S-"), one.name("late"), one.name("home")) == (
        "公共信用扣分封顶",
        "S-",
        "迟缴",
        "home",
    )
    assert (one.reason("late"), one.reason("home"), one.improve("late"), one.unit("late")) == (
        "有迟缴记录",
        None,
        None,
        "次",
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "texts.zh.json: not JSON"),
        (b"[]", "texts.zh.json: the texts are no JSON object"),
        (b'{"title":"x"}', "texts.zh.json: the texts have no language"),
        (b'{"language":"zh"}', "texts.zh.json: the texts have no title"),
        (b'{"grades":[],"language":"zh","title":"x"}', "texts.zh.json: 'grades' is no JSON object"),
        (b'{"grades":{"A":1},"language":"zh","title":"x"}', "texts.zh.json: 'grades' has a int for 'A'"),
        (b'{"characteristics":{"a":1},"language":"zh","title":"x"}', "'characteristics' has a int for 'a'"),
        (
            b'{"characteristics":{"a":{"name":[1]}},"language":"zh","title":"x"}',
            "'characteristics, a' has a list for 'name'",
        ),
        (b'{"language":"zh", "title":"x"}', "texts.zh.json: not in canonical form"),
        (b'{"language":"en","title":"x"}', "texts.zh.json: the texts are in 'en'"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(content, says):
    with pytest.raises(CardFormatError) as caught:
        unpack_texts({TEXTS_FILES["zh"]: content})
    assert says in str(caught.value)
