"""Made-up names: common family and given names drawn together, and a few with the dot between their parts."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from moyang_score.synthetic.draw import Draw

__all__ = ["DOT", "other_dot", "person_names"]

DOT: Final = "·"
_DOTS: Final = ("・", "•", "‧")
_FAMILY: Final = tuple(
    "陈梁林黄李张冯谢关曾许莫王刘杨吴何周郑罗邓叶苏卢蔡蒋余杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
)
_GIVEN: Final = tuple(
    "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂英华玉兰梅红建国文辉志海燕春秀珍婷慧欣宇浩然子轩梓涵诗琪佳怡俊毅"
    "荣昌永福仁义德才良安顺和瑞祥云飞鹏龙凤莲菊月清雪冰晨光朗天泽润松柏青山河水波源"
)
_PARTS: Final = ("阿依", "古丽", "艾山", "买合", "帕提", "努尔", "热娜", "吐逊", "迪丽", "木拉", "塔吉", "萨木")


def person_names(draw: Draw, n: int) -> NDArray[np.str_]:
    """Return ``n`` made-up names; 1 in 100 has a dot between its parts.

    Examples
    --------
    >>> len(person_names(Draw(1, "names"), 5))
    5
    """
    weights = 1.0 / np.arange(4, 4 + len(_FAMILY))
    family = np.array(_FAMILY)[draw.level(n, weights.tolist())]
    first = np.array(_GIVEN)[draw.whole(n, 0, len(_GIVEN) - 1)]
    second = np.array(_GIVEN)[draw.whole(n, 0, len(_GIVEN) - 1)]
    names = np.char.add(np.char.add(family, first), np.where(draw.chance(n, 0.8), second, ""))
    parts = np.array(_PARTS)
    left, right, third = (parts[draw.whole(n, 0, len(parts) - 1)] for _ in range(3))
    dotted = np.char.add(np.char.add(np.char.add(left, right), DOT), third)
    return np.where(draw.chance(n, 0.01), dotted, names)


def other_dot(name: str, variant: int) -> str:
    """Return a name with another of the dots that offices type, or with blanks between its characters.

    Examples
    --------
    >>> other_dot("古丽·艾山", 1), other_dot("梁明", 0)
    ('古丽•艾山', '梁 明')
    """
    if DOT in name:
        return name.replace(DOT, _DOTS[variant % len(_DOTS)])
    return f"{name[0]} {name[1:]}"
