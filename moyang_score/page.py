"""Pages that need nothing else: the document around them, and the looks that all of them share (a leaf)."""

from collections.abc import Iterable
from typing import Final

__all__ = ["whole_page"]

# What a page adds comes after it, and may say otherwise.
_STYLE: Final = """
:root { --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --panel: #f5f7fa; --loss: #b4532a; --gain: #2a6f97;
  --rate: #8a94a3; --warn: #fff6e5; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff;
  font: 14px/1.45 system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei",
  sans-serif; }
main { max-width: 1200px; margin: 0 auto; padding: 28px 32px 48px; }
h1 { font-size: 26px; margin: 0 0 4px; }
code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 12px;
  overflow-wrap: anywhere; }
.class { display: inline-block; padding: 1px 9px; border-radius: 9px; background: var(--ink); color: #fff;
  font-size: 12px; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
svg { display: block; }
footer { margin-top: 30px; color: var(--soft); font-size: 12px; }
"""


def whole_page(title: str, language: str, style: str, lines: Iterable[str]) -> str:
    """Lay a document around what a page says.

    Parameters
    ----------
    title : str
        HTML, shown by the window.
    language : {'en', 'zh'}
        What the page is in.
    style : str
        The rules of the page itself.
    lines : iterable of str
        HTML; whoever writes it escapes it.

    Returns
    -------
    str
        HTML that its own policy forbids to load or run anything.

    Examples
    --------
    >>> whole_page("Points", "zh", "", ["<h1>分值</h1>"]).splitlines()[:2]
    ['<!doctype html>', '<html lang="zh-CN"><head><meta charset="utf-8">']
    """
    code = "zh-CN" if language == "zh" else "en"
    parts = [
        "<!doctype html>",
        f'<html lang="{code}"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}{style}</style></head><body><main>",
        *lines,
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"
