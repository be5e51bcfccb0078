"""The style sheet of explanations, in the colours of the pages that reviewers read; for screen and print."""

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
:root { --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --panel: #f5f7fa; --loss: #b4532a; --gain: #2a6f97;
  --rate: #8a94a3; --warn: #fff6e5; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff;
  font: 14px/1.45 system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei",
  sans-serif; }
main { max-width: 1200px; margin: 0 auto; padding: 28px 32px 48px; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 17px; margin: 30px 0 10px; }
header p { margin: 0; color: var(--soft); }
code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 12px;
  overflow-wrap: anywhere; }
.class { display: inline-block; padding: 1px 9px; border-radius: 9px; background: var(--ink); color: #fff;
  font-size: 12px; }
.result { display: flex; flex-wrap: wrap; gap: 10px; margin: 18px 0 0; }
.result div { background: var(--panel); border-radius: 6px; padding: 10px 18px; }
.result dt { color: var(--soft); font-size: 12px; }
.result dd { margin: 0; font-size: 26px; font-weight: 700; font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere; }
.result dd.sum { font-size: 17px; padding: 7px 0; font-weight: 600; }
.result .sum small { color: var(--soft); font-weight: 400; margin-right: 4px; }
.warning { background: var(--warn); border-left: 4px solid #d99a2b; padding: 8px 16px; margin: 18px 0 0; }
.warning ul { margin: 0; padding-left: 18px; }
.reasons { margin: 0; padding-left: 24px; }
.reasons li { margin: 0 0 8px; } .reasons b { display: block; font-weight: 600; overflow-wrap: anywhere; }
.note { color: var(--soft); margin: 0 0 10px; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; }
thead th { color: var(--soft); font-size: 12px; border-bottom: 1px solid var(--ink); padding: 5px 8px;
  white-space: nowrap; }
td, tbody th { padding: 3px 8px; border-bottom: 1px solid var(--line); vertical-align: middle; }
tbody th { overflow-wrap: anywhere; max-width: 380px; }
td.cell { overflow-wrap: anywhere; max-width: 220px; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.step { font-weight: 700; }
.family th { border-top: 14px solid #fff; padding: 6px 8px; background: var(--panel); font-size: 15px; }
.still td, .still th { color: var(--soft); font-weight: 400; }
.end td, .end th { border-top: 1px solid var(--ink); font-weight: 700; font-size: 15px; padding: 7px 8px; }
svg { display: block; }
rect.loss { fill: var(--loss); } rect.gain { fill: var(--gain); } line { stroke: var(--line); stroke-width: 1; }
line.at { stroke: var(--ink); stroke-width: 2; }
footer { margin-top: 30px; color: var(--soft); font-size: 12px; }
@media (max-width: 900px), print { .waterfall svg { width: 110px; } td.cell { max-width: 150px; } }
@media print {
  @page { size: A4 portrait; margin: 12mm; }
  body { font-size: 11px; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  tr, .reasons li, .result div { break-inside: avoid; }
}
"""
