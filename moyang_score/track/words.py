"""The words of a model card and its pictures, in both languages."""

from collections.abc import Mapping
from typing import Final

__all__ = ["LANGUAGES", "words_of"]

LANGUAGES: Final = ("en", "zh")

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("Model card", "模型卡"),
    "digest": ("Digest", "摘要值"),
    "class": ("Class", "类别"),
    "official": ("official: made under a catalogue", "正式：依目录建立"),
    "research": ("research: may not be released or promoted", "研究：不得发布或启用"),
    "learner": ("Learner", "建模方法"),
    "expert": ("expert: the points table that the catalogue publishes", "专家：目录公布的积分表"),
    "logistic": ("logistic regression on optimal bins", "最优分箱逻辑回归"),
    "additive": ("additive boosting, read out as points", "加性提升，读出为积分"),
    "catalogue": ("Catalogue", "目录"),
    "range": ("Attainable scores", "可达分数"),
    "use": ("What it is for", "用途"),
    "use_text": (
        "Incentives for people who opted in, nothing else. Nobody is worse off for a low score or for not taking part.",
        "仅用于对自愿参加者的激励。任何人不因分数低或未参加而受到不利对待。",
    ),
    "not_for": (
        "Not for refusing, pricing or limiting anything, not for joint punishment, not for lending or hiring.",
        "不得用于拒绝、定价或限制任何事项，不得用于联合惩戒，不得用于信贷或招聘。",
    ),
    "data": ("Data and judgement", "数据与检验"),
    "rows": ("Rows", "行数"),
    "bads": ("Bads", "坏样本数"),
    "source": ("Data", "数据"),
    "data_fingerprint": ("Fingerprint of the data", "数据指纹"),
    "code_fingerprint": ("Fingerprint of the code", "代码指纹"),
    "package": ("Package", "软件包"),
    "measure": ("Measure", "指标"),
    "sample": ("Sample", "样本"),
    "value": ("Value", "数值"),
    "interval": ("95 % interval", "95% 区间"),
    "not_judged": (
        "Nobody measured how it orders outcomes: the evidence has no outcome.",
        "未检验其对结果的排序能力：依据中没有结果变量。",
    ),
    "grades": ("Grades", "等级"),
    "grade": ("Grade", "等级"),
    "from": ("From", "起始分"),
    "people": ("People", "人数"),
    "share": ("Share", "占比"),
    "bad_rate": ("Bad rate", "坏样本率"),
    "characteristics": ("Characteristics", "指标项"),
    "characteristic": ("Characteristic", "指标项"),
    "points": ("Points", "积分"),
    "neutral": ("Neutral", "中性分"),
    "groups": ("Limits on points together", "合计积分上下限"),
    "group": ("Limit on", "合计项"),
    "limit": ("Limit", "限额"),
    "members": ("Members", "所含指标"),
    "cautions": ("Before you trust it", "使用前须知"),
    "fairness": (
        "Gaps between groups stand in a report of their own; without one for this digest the card is not promoted.",
        "群体差异另见公平性报告；没有同一摘要值的公平性报告，不得启用。",
    ),
    "dropped": ("Columns left out", "未采用的列"),
    "none": ("none", "无"),
    "hidden": (
        "– stands where nobody counted, or fewer than {least} people would show.",
        "“–”表示未统计，或会显露不足 {least} 人的情况。",
    ),
    "load": ("To score with it", "如何评分"),
    "grades_picture": ("People and bad rate by grade", "各等级人数占比与坏样本率"),
    "points_picture": ("Points, from lowest to highest", "各指标积分范围"),
}


def words_of(language: str) -> dict[str, str]:
    """Return the words of one language.

    Parameters
    ----------
    language : {'en', 'zh'}
        The language.

    Returns
    -------
    dict
        Key to words.
    """
    at = LANGUAGES.index(language)
    return {key: both[at] for key, both in _WORDS.items()}
