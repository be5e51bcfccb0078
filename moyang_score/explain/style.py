"""The looks of explanations, for screen and print."""

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
h2 { font-size: 17px; margin: 30px 0 10px; }
header p { margin: 0; color: var(--soft); }
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
thead th { color: var(--soft); font-size: 12px; border-bottom: 1px solid var(--ink); padding: 5px 8px;
  white-space: nowrap; }
td, tbody th { padding: 3px 8px; border-bottom: 1px solid var(--line); vertical-align: middle; }
tbody th { overflow-wrap: anywhere; max-width: 380px; }
td.cell { overflow-wrap: anywhere; max-width: 220px; }
.step { font-weight: 700; }
.family th { border-top: 14px solid #fff; padding: 6px 8px; background: var(--panel); font-size: 15px; }
.still td, .still th { color: var(--soft); font-weight: 400; }
.end td, .end th { border-top: 1px solid var(--ink); font-weight: 700; font-size: 15px; padding: 7px 8px; }
rect.loss { fill: var(--loss); } rect.gain { fill: var(--gain); } line { stroke: var(--line); stroke-width: 1; }
line.at { stroke: var(--ink); stroke-width: 2; }
@media (max-width: 900px), print { .waterfall svg { width: 110px; } td.cell { max-width: 150px; } }
@media print {
  @page { size: A4 portrait; margin: 12mm; }
  body { font-size: 11px; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  tr, .reasons li, .result div { break-inside: avoid; }
}
"""
