"""The looks of fairness reports, for screen and print."""

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
:root { --act: #a3281d; --look: #b3700c; --few: #5b6675; --fine: #2d7a45; }
main { max-width: 1240px; }
h2 { font-size: 19px; margin: 36px 0 6px; padding-top: 14px; border-top: 2px solid var(--ink); }
h3 { font-size: 15px; margin: 24px 0 6px; }
header p { margin: 4px 0 0; color: var(--soft); }
.warning { background: var(--warn); border-left: 4px solid #d99a2b; padding: 8px 16px; margin: 18px 0 0; }
.note { color: var(--soft); margin: 0 0 8px; max-width: 980px; }
thead th { color: var(--soft); font-size: 12px; border-bottom: 1px solid var(--ink); padding: 5px 8px;
  vertical-align: bottom; }
td, tbody th { padding: 4px 8px; border-bottom: 1px solid var(--line); vertical-align: middle; }
tbody th { overflow-wrap: anywhere; }
thead .n { white-space: normal; }
small { color: var(--soft); font-weight: 400; }
.n small { display: block; font-size: 11px; }
.badge { display: inline-block; padding: 0 8px; border-radius: 9px; color: #fff; font-size: 12px; white-space: nowrap; }
.badge.act { background: var(--act); } .badge.look { background: var(--look); }
.badge.few { background: #fff; color: var(--few); box-shadow: inset 0 0 0 1px var(--few); }
.badge.fine { background: var(--fine); }
.cell { min-width: 132px; } .cell svg { margin: 2px 0; }
.cell .badge { font-size: 11px; padding: 0 7px; }
.group th { background: var(--panel); border-top: 8px solid #fff; padding: 7px 8px; font-size: 15px; }
.group th .badge { margin-left: 8px; }
.own th { border-top: 8px solid #fff; background: var(--panel); }
.total td, .total th { font-weight: 700; border-top: 1px solid var(--ink); }
.rest td, .rest th, .reference td { color: var(--soft); }
.key th { background: var(--panel); }
.key small { margin-left: 8px; }
td.supported, td.against, td.unknown { white-space: nowrap; }
.supported { color: var(--fine); } .against { color: var(--act); font-weight: 600; } .unknown { color: var(--soft); }
.attribute { padding-left: 22px; overflow-wrap: anywhere; }
details { margin-top: 8px; } summary { cursor: pointer; color: var(--gain); padding: 4px 0; }
.method p { max-width: 980px; margin: 6px 0; }
rect.loss { fill: var(--loss); } rect.gain { fill: var(--gain); } rect.rate { fill: #8a94a3; }
rect.band { fill: #dcefe2; }
svg line { stroke: var(--ink); stroke-width: 1; } svg line.faint { stroke: var(--line); }
svg line.span { stroke-width: 2; } svg circle { fill: var(--ink); }
.act line.span { stroke: var(--act); } .act circle { fill: var(--act); }
.look line.span { stroke: var(--look); } .look circle { fill: var(--look); }
.few line.span { stroke: #8a94a3; } .few circle { fill: #8a94a3; }
.fine line.span { stroke: var(--fine); } .fine circle { fill: var(--fine); }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { font-size: 11px; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  tr, .warning { break-inside: avoid; } h2, h3 { break-after: avoid; }
}
"""
