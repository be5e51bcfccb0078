"""The charts of the app: each is given the numbers that it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import streamlit as st

__all__ = [
    "Bar",
    "Ratio",
    "Step",
    "bars",
    "interval_chart",
    "ladder_chart",
    "panels",
    "range_chart",
    "show",
    "waterfall",
]

_LOSS: Final = "#b4532a"
_GAIN: Final = "#2a6f97"
_GREY: Final = "#8a94a3"
_INK: Final = "#1c2430"
_FONT: Final = "Noto Sans, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
_COLOURS: Final = {"act": "#a3281d", "look": "#b3700c", "fine": "#2d7a45", "few": _GREY}
_ROW: Final = 22
_AXIS: Final = 46
_WIDTH: Final = 960  # of panels together, names left out


@dataclass(frozen=True)
class Step:
    """Hold one step of a waterfall: its name, where it begins and ends, and what is written beside it."""

    name: str
    before: float
    after: float
    text: str
    whole: bool = False


@dataclass(frozen=True)
class Bar:
    """Hold one bar, or one dot with its interval."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    text: str = ""


@dataclass(frozen=True)
class Ratio:
    """Hold one ratio with its interval, at one boundary."""

    boundary: str
    group: str
    value: float
    low: float
    high: float
    kind: str
    text: str


def show(chart: Any, alt_text: str) -> None:
    """Show a chart in the look of the app; panels have a width of their own."""
    dressed = chart.configure(font=_FONT).configure_view(stroke=None)
    dressed = dressed.configure_axis(
        labelFontSize=12, titleFontSize=12, labelColor=_INK, gridColor="#eceff3", labelOverlap=True
    )
    width: Any = "stretch"
    if isinstance(chart, alt.HConcatChart):
        width, dressed = "content", dressed.properties(autosize=alt.AutoSizeParams(type="pad"))
    st.altair_chart(dressed, width=width, theme=None, alt=alt_text)


def waterfall(steps: Sequence[Step], title: str) -> Any:
    """Draw steps below each other, from where each begins to where it ends."""
    ends = [end for one in steps for end in (one.before, one.after)]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    room = (high - low or 1.0) * 0.14
    scale = alt.Scale(domain=[low - room, high + room], zero=False, nice=False)
    rows = [
        {
            "name": one.name,
            "from": min(one.before, one.after),
            "to": max(one.before, one.after),
            "text": one.text,
            "kind": "whole" if one.whole else "loss" if one.after < one.before else "gain",
        }
        for one in steps
    ]
    names = alt.Y("name:N", sort=[one.name for one in steps], title=None, axis=_names_axis())
    base = _chart(rows)
    bar = base.mark_bar(height=13).encode(
        x=alt.X("from:Q", scale=scale, title=title, axis=alt.Axis(labelBound=True)),
        x2="to:Q",
        y=names,
        color=alt.Color(
            "kind:N", scale=alt.Scale(domain=["loss", "gain", "whole"], range=[_LOSS, _GAIN, _INK]), legend=None
        ),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=title)],
    )
    whole = base.mark_tick(thickness=3, size=16, color=_INK).encode(x=alt.X("to:Q", scale=scale), y=names)
    whole = whole.transform_filter("datum.kind == 'whole'")
    text = base.mark_text(align="left", dx=5, color=_INK, fontSize=12).encode(
        x=alt.X("to:Q", scale=scale), y=names, text="text:N"
    )
    return alt.layer(bar, whole, text).properties(height=_height(rows, _ROW))


def range_chart(rows: Sequence[Bar], title: str) -> Any:
    """Draw how far each goes, from its lowest to its highest, over the line of nil."""
    values = [{"name": one.name, "low": one.low, "high": one.high, "text": one.text} for one in rows]
    names = alt.Y("name:N", sort=[one.name for one in rows], title=None, axis=_names_axis())
    base = _chart(values)
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=title)]
    left = base.transform_calculate(end="min(0, datum.low)", start="min(0, datum.high)")
    right = base.transform_calculate(start="max(0, datum.low)", end="max(0, datum.high)")
    loss, gain = (
        side.mark_bar(height=13, color=colour).encode(x=alt.X("start:Q", title=title), x2="end:Q", y=names, tooltip=tip)
        for side, colour in ((left, _LOSS), (right, _GAIN))
    )
    nil = _chart([{"x": 0}]).mark_rule(color=_INK).encode(x="x:Q")
    return alt.layer(loss, gain, nil).properties(height=_height(values, 19))


def panels(names: Sequence[str], parts: Sequence[tuple[str, Sequence[float | None], str, str]]) -> Any:
    """Draw several figures of the same rows beside each other: title, values, format, colour by sign or none."""
    charts = []
    for at, (title, values, form, colour) in enumerate(parts):
        rows = [
            {"name": name, "value": value, "kind": "loss" if (value or 0) < 0 else "gain"}
            for name, value in zip(names, values, strict=True)
        ]
        axis = _names_axis() if at == 0 else None
        shade: Any = alt.value(_GREY)
        if colour == "sign":
            shade = alt.Color("kind:N", scale=alt.Scale(domain=["loss", "gain"], range=[_LOSS, _GAIN]), legend=None)
        base = _chart(rows).encode(y=alt.Y("name:N", sort=list(names), title=None, axis=axis))
        bar = base.mark_bar(height=13).encode(
            x=alt.X("value:Q", title=title, axis=alt.Axis(format=form, tickCount=4)), color=shade
        )
        charts.append(bar.properties(width=_WIDTH // len(parts) - 24, height=len(rows) * _ROW))
    return alt.hconcat(*charts, spacing=24)


def interval_chart(rows: Sequence[Bar], title: str) -> Any:
    """Draw values as dots with their intervals."""
    values = [
        {"name": one.name, "value": one.value, "low": one.low, "high": one.high, "text": one.text} for one in rows
    ]
    names = alt.Y("name:N", sort=[one.name for one in rows], title=None, axis=_names_axis())
    base = _chart(values)
    line = base.mark_rule(strokeWidth=2, color=_GAIN).encode(
        x=alt.X("low:Q", title=title, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=8)), x2="high:Q", y=names
    )
    dot = base.mark_point(filled=True, size=70, color=_GAIN, opacity=1).encode(
        x=alt.X("value:Q", scale=alt.Scale(zero=False)), y=names, tooltip=[alt.Tooltip("text:N", title=title)]
    )
    return alt.layer(line, dot).properties(height=_height(values, 30))


def bars(rows: Sequence[Bar], title: str) -> Any:
    """Draw values as bars with their intervals."""
    values = [
        {"name": one.name, "value": one.value, "low": one.low, "high": one.high, "text": one.text} for one in rows
    ]
    names = alt.Y("name:N", sort=[one.name for one in rows], title=None, axis=_names_axis())
    base = _chart(values)
    bar = base.mark_bar(height=13, color=_GREY).encode(
        x=alt.X("value:Q", title=title),
        y=names,
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=title)],
    )
    line = base.mark_rule(color=_INK).encode(x="low:Q", x2="high:Q", y=names)
    return alt.layer(bar, line).properties(height=_height(values, _ROW))


def ladder_chart(rows: Sequence[Ratio], lowest: float, title: str) -> Any:
    """Draw ratios with their intervals at each boundary, over the band without concern."""
    ends = [end for one in rows for end in (one.low, one.high)] or [1.0]
    domain = [max(min([*ends, lowest * 0.9]), 0.2), min(max([*ends, 1.1 / lowest]), 5.0)]
    values = [
        {
            "name": f"{one.boundary}  {one.group}",
            "value": one.value,
            "low": max(one.low, domain[0]),
            "high": min(one.high, domain[1]),
            "kind": one.kind,
            "text": one.text,
        }
        for one in rows
    ]
    scale = alt.Scale(type="log", domain=domain, nice=False)
    axis = alt.Axis(format=".2~f", values=[0.25, 0.4, 0.6, 0.8, 1, 1.25, 1.6, 2.5, 4])
    names = alt.Y("name:N", sort=[str(one["name"]) for one in values], title=None, axis=_names_axis())
    band = _chart([{"from": lowest, "to": 1 / lowest}]).mark_rect(color="#dcefe2")
    band = band.encode(x=alt.X("from:Q", scale=scale, axis=axis, title=title), x2="to:Q")
    one = _chart([{"x": 1}]).mark_rule(color="#9aa5b1").encode(x=alt.X("x:Q", scale=scale))
    base = _chart(values)
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())), legend=None)
    line = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=names, color=colour)
    dot = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=alt.X("value:Q", scale=scale),
        y=names,
        color=colour,
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=title)],
    )
    return alt.layer(band, one, line, dot).properties(height=_height(values, 26))


def _height(rows: Sequence[Any], each: int) -> int:
    """Return the height of a chart with so many rows, its axis below included."""
    return max(len(rows), 1) * each + _AXIS


def _chart(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def _names_axis() -> alt.Axis:
    return alt.Axis(labelOverlap=False, labelLimit=300, labelPadding=8, ticks=False, domain=False, labelFontSize=12)
