"""The looks of points tables and comparisons, for screen and print."""

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
h2 { font-size: 17px; margin: 30px 0 10px; }
header p { margin: 0; color: var(--soft); }
.warnings { background: var(--warn); border-left: 4px solid #d99a2b; padding: 8px 16px; margin-top: 18px; }
.warnings h2 { margin: 0 0 4px; font-size: 15px; }
.warnings ul { margin: 0; padding-left: 18px; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(270px, 1fr)); gap: 10px; margin: 18px 0 0; }
.facts div { background: var(--panel); border-radius: 6px; padding: 8px 12px; }
.facts dt { color: var(--soft); font-size: 12px; }
.facts dd { margin: 1px 0 0; font-weight: 600; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
thead th { color: var(--soft); font-size: 12px; border-bottom: 1px solid var(--ink); padding: 5px 8px;
  white-space: nowrap; background: #fff; }
.points thead th { position: sticky; top: 0; }
td, tbody th { padding: 4px 8px; border-bottom: 1px solid var(--line); vertical-align: middle; }
td.points { font-weight: 700; }
.key th { background: var(--panel); border-top: 10px solid #fff; padding: 7px 8px; }
.key span { font-size: 15px; overflow-wrap: anywhere; }
.family th { border-top: 18px solid #fff; padding: 8px; background: var(--ink); color: #fff; }
.family span { font-size: 16px; }
.family small { font-weight: 400; margin-left: 8px; opacity: .85; }
.key small { color: var(--soft); font-weight: 400; margin-left: 8px; }
.attribute { width: 30%; overflow-wrap: anywhere; }
.empty td { color: var(--soft); }
.ceiling { color: var(--loss); white-space: nowrap; }
.dropped th { width: 30%; font-weight: 400; overflow-wrap: anywhere; }
.note { color: var(--soft); margin: 0 0 10px; }
rect.loss { fill: var(--loss); } rect.gain { fill: var(--gain); } rect.rate { fill: var(--rate); }
svg line { stroke: var(--ink); stroke-width: 1; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { font-size: 11px; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  .points thead th { position: static; }
  .points tbody, .facts div, .grades, .warnings { break-inside: avoid; }
}
"""
