"""What a reader of a card should know before trusting it: written in English as evidence, read in either language."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from moyang_score.wording import check_language

__all__ = ["CAUTIONS", "caution", "caution_in"]

CAUTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "too_good": {
        "en": "the {sample} AUC is {auc}, above {most}: does some column know the outcome, or was it written after it?",
        "zh": "{sample}的 AUC 为 {auc}，高于 {most}：是否有某一列已知结果，或在结果产生之后才写入？",
    },
    "too_good_of_stated_points": {
        "en": "the AUC is {auc}, above {most}: does some column know the outcome, or was it written after it?",
        "zh": "AUC 为 {auc}，高于 {most}：是否有某一列已知结果，或在结果产生之后才写入？",
    },
    "few_bads": {
        "en": "there are few bads ({bads}): the intervals are wide and the points uncertain",
        "zh": "坏样本只有 {bads} 个：置信区间较宽，分值不确定",
    },
    "few_bads_of_stated_points": {
        "en": "there are few bads ({bads}): the intervals are wide",
        "zh": "坏样本只有 {bads} 个：置信区间较宽",
    },
    "fewer_bads_than_needed": {
        "en": "there are fewer bads ({bads}) than {fewest}: no change of the published points may rest on this card",
        "zh": "坏样本 {bads} 个，少于 {fewest} 个：不得以此卡为依据改动已公布的分值",
    },
    "nothing_tells": {
        "en": "no column tells goods from bads: the card gives everybody its base",
        "zh": "没有任何一列能区分好坏样本：此卡给所有人基础分",
    },
    "protected": {
        "en": "the card uses {names}, by name a protected attribute: such a card is for research alone",
        "zh": "此卡使用 {names}，从名称看属于受保护属性：此类卡仅供研究",
    },
    "outside": {
        "en": "scores from {low} to {high} are attainable, outside {lowest} to {highest}: this {kind} card cannot be "
        "released",
        "zh": "可得分数为 {low} 至 {high}，超出 {lowest} 至 {highest}：此{kind}卡不能发布",
    },
    "research_data": {
        "en": "the catalogue holds data of legal class R (research): this card cannot be released",
        "zh": "目录含有法律类别 R（研究）的数据：此卡不能发布",
    },
    "judgments": {
        "en": "the judgments of {matrix} do not hold together (CR of 0.10 or more)",
        "zh": "{matrix} 的判断不一致（CR 不低于 0.10）",
    },
    "no_rows": {"en": "the table has no rows, so nothing was counted", "zh": "表中没有数据行，因此没有任何统计"},
    "no_values": {"en": "no row has a value of {names}", "zh": "没有任何一行具有 {names} 的值"},
    "no_rate": {
        "en": "no bad rate is stated, so that probabilities are those of the sample, not of the city",
        "zh": "未说明坏样本率，因此概率是样本的概率，而不是全市的概率",
    },
    "dropped": {"en": "column {column} was dropped: {reason}", "zh": "列 {column} 已剔除：{reason}"},
    # What stands in the blanks above.
    "like_an_id": {
        "en": "it looks like an id: {distinct} values in {rows} rows",
        "zh": "看似标识号：{rows} 行中有 {distinct} 个不同的值",
    },
    "and_more": {"en": "{names} and {count} more", "zh": "{names} 等另外 {count} 项"},
    "sample_folds": {"en": "cross-validation", "zh": "交叉验证"},
    "sample_later": {"en": "held out", "zh": "留出样本"},
    "kind_official": {"en": "official", "zh": "正式"},
    "kind_research": {"en": "research", "zh": "研究"},
}


def caution(code: str, **parts: Any) -> str:
    """Write a caution as evidence keeps it, in English.

    Parameters
    ----------
    code : str
        A key of `CAUTIONS`.
    **parts
        What stands in its blanks.

    Returns
    -------
    str
        A clause, without a full stop.

    Examples
    --------
    >>> caution("no_values", names="S01, S02")
    'no row has a value of S01, S02'
    """
    return CAUTIONS[code]["en"].format(**parts)


def caution_in(language: str, text: str) -> str:
    """Say a caution of the evidence in a language.

    Parameters
    ----------
    language : {'en', 'zh'}
        The language.
    text : str
        The caution, as `caution` wrote it.

    Returns
    -------
    str
        The same in the language; a text that is none of `CAUTIONS`, as another version may have written it, as it is.

    Raises
    ------
    UsageError
        If the language is unknown.

    Examples
    --------
    >>> caution_in("zh", "no row has a value of S01, S02 and 3 more")
    '没有任何一行具有 S01, S02 等另外 3 项 的值'
    >>> caution_in("en", "no row has a value of S01"), caution_in("zh", "of another version")
    ('no row has a value of S01', 'of another version')
    """
    check_language(language)
    if language == "en":
        return text
    for code, form in _forms():
        if found := form.fullmatch(text):
            parts = {name: caution_in(language, part) for name, part in found.groupdict().items()}
            return CAUTIONS[code][language].format(**parts)
    return text


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the form of each caution in English, its blanks as named groups."""
    return tuple((code, _form(words["en"])) for code, words in CAUTIONS.items())


def _form(text: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", text)
    named = (f"(?P<{one}>.+)" if at % 2 else re.escape(one) for at, one in enumerate(pieces))
    return re.compile("".join(named), re.DOTALL)
