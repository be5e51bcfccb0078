"""Tables, badges and boxes as HTML, in one look; whatever is not marked as HTML is made safe."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from html import escape
from typing import Final

from moyang_score.terminal import printable

__all__ = ["ABSENT", "STYLE", "Html", "badge", "fact_boxes", "number", "percent", "safe", "shown_code", "table"]

ABSENT: Final = "–"

STYLE: Final = """<style>
.block-container { max-width: 1240px; padding: 2.2rem 2rem 4rem; }
[data-testid="InputInstructions"], [data-testid="stSkipToContent"],
[data-testid="stHeader"], [data-testid="stStatusWidget"] { display: none; }
[data-testid="stHeading"] h3 { font-size: 19px; padding: 14px 0 2px; letter-spacing: 0; }
.my-banner ul { margin: 2px 0 0; } .my-banner li { font-size: 13px; margin: 1px 0; }
.my-banner { background: #fff6e5; border-left: 4px solid #d99a2b; padding: 6px 14px; font-size: 13px; color: #1c2430; }
.my-table { border-collapse: collapse; width: 100%; font-size: 13.5px; color: #1c2430; }
.my-table th { text-align: left; font-weight: 600; color: #5b6675; font-size: 12px; padding: 5px 8px;
  border-bottom: 1px solid #1c2430; vertical-align: bottom; }
.my-table td { padding: 4px 8px; border-bottom: 1px solid #d9dee5; vertical-align: middle; overflow-wrap: anywhere; }
.my-table .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.my-table th.n { white-space: normal; }
.my-table small { color: #5b6675; display: block; font-size: 11px; font-weight: 400; }
.my-table tr.total td { font-weight: 700; border-top: 1px solid #1c2430; }
.my-table tr.head td { background: #f5f7fa; font-weight: 600; border-top: 8px solid #fff; }
.my-table tr.soft td { color: #5b6675; }
.my-badge { display: inline-block; padding: 0 9px; border-radius: 9px; color: #fff; font-size: 12px;
  white-space: nowrap; }
.my-badge.act { background: #a3281d; } .my-badge.look { background: #b3700c; } .my-badge.fine { background: #2d7a45; }
.my-badge.few { background: #fff; color: #5b6675; box-shadow: inset 0 0 0 1px #5b6675; }
.my-badge.plain { background: #2a6f97; }
.my-facts { display: flex; flex-wrap: wrap; gap: 10px; margin: 4px 0 6px; }
.my-facts div { background: #f5f7fa; border-radius: 6px; padding: 7px 14px; }
.my-facts div > span { display: block; color: #5b6675; font-size: 12px; }
.my-facts b { font-size: 16px; font-weight: 600; color: #1c2430; font-variant-numeric: tabular-nums; }
.my-facts .big b { font-size: 30px; line-height: 1.15; }
.my-facts code { font-size: 12px; background: none; padding: 0; color: #1c2430; }
.my-note { color: #5b6675; font-size: 13px; margin: 0; }
.my-reason { border-left: 3px solid #b4532a; padding: 1px 12px; margin: 0 0 12px; font-size: 14px; color: #1c2430; }
.my-reason.gain { border-color: #2a6f97; }
.my-reason p { margin: 2px 0 0; color: #5b6675; font-size: 13px; }
</style>"""


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


def safe(text: object) -> str:
    """Return a text as HTML; a day is never parted."""
    if isinstance(text, date):
        return Html(f'<span style="white-space:nowrap">{text}</span>')
    return text if isinstance(text, Html) else escape(printable(str(text)))


def table(
    heads: Sequence[str], rows: Iterable[Sequence[object]], numbers: Collection[int] = (), marks: Sequence[str] = ()
) -> str:
    """Lay out a table; ``numbers`` are the columns to the right, ``marks`` the class of each row."""
    cells = list(rows)
    lines = ['<table class="my-table"><thead><tr>']
    lines += [f'<th{_side(at, numbers)} scope="col">{safe(head)}</th>' for at, head in enumerate(heads)]
    lines.append("</tr></thead><tbody>")
    for place, row in enumerate(cells):
        mark = marks[place] if place < len(marks) else ""
        shown = "".join(f"<td{_side(at, numbers)}>{safe(cell)}</td>" for at, cell in enumerate(row))
        lines.append(f'<tr class="{mark}">{shown}</tr>')
    return "".join([*lines, "</tbody></table>"])


def _side(at: int, numbers: Collection[int]) -> str:
    return ' class="n"' if at in numbers else ""


def badge(text: str, kind: str) -> Html:
    """Return a word on a coloured ground."""
    return Html(f'<span class="my-badge {kind}">{safe(text)}</span>')


def number(text: str, title: str = "", small: str = "") -> Html:
    """Return a number, with what the pointer shows and what stands below it."""
    below = f"<small>{safe(small)}</small>" if small else ""
    return Html(f'<span title="{escape(title)}">{safe(text)}</span>{below}' if title else f"{safe(text)}{below}")


def shown_code(text: str) -> Html:
    """Return a digest or a command."""
    return Html(f"<code>{safe(text)}</code>")


def fact_boxes(facts: Iterable[tuple[str, object, str]]) -> str:
    """Lay out facts as boxes: label, value, class of the box."""
    boxes = (f'<div class="{kind}"><span>{safe(label)}</span><b>{safe(text)}</b></div>' for label, text, kind in facts)
    return f'<div class="my-facts">{"".join(boxes)}</div>'


def percent(share: float | None) -> str:
    """Write a share in per cent."""
    return ABSENT if share is None else f"{share:.1%}"
