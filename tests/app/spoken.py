"""What a page says, and the words in it that belong to no language."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pyarrow as pa
import pyarrow.ipc

CHINESE = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
SWITCH = ("中文", "English")  # each language is named in itself
NAMES = {"AUC", "AIR", "AAA", "base", "Brier", "MLflow", "moyang", "demo"}  # grades, methods, the release


def said(app: Any) -> list[str]:
    """Return every text of a page that was opened without a browser."""
    found = [plain(one.proto.body) for one in app.get("html")]
    for kind in (
        "subheader",
        "info",
        "warning",
        "error",
        "button",
        "text_input",
        "selectbox",
        "multiselect",
        "expander",
    ):
        for one in app.get(kind):
            found += [
                str(getattr(one, "value", "")) if kind in {"subheader", "info", "warning", "error"} else one.label
            ]
            found += list(getattr(one, "options", []))
    for one in app.get("vega_lite_chart"):
        found += [text for text in chart_texts(json.loads(one.proto.spec)) if not text.startswith("data-")]
        found += [text for held in one.proto.datasets for text in row_texts(held.data.data)]
    return [text for text in found if text.strip()]


def plain(html: str) -> str:
    html = re.sub(r"<style>.*?</style>|<code>.*?</code>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def chart_texts(spec: Any) -> Iterator[str]:
    """Yield the titles of a chart, and the texts of its rows."""
    if isinstance(spec, list):
        for one in spec:
            yield from chart_texts(one)
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key in {"title", "name", "text"} and isinstance(value, str):
                yield value
            else:
                yield from chart_texts(value)


def row_texts(table: bytes) -> Iterator[str]:
    rows = pa.ipc.open_stream(table).read_all().to_pylist()
    yield from (str(row[key]) for row in rows for key in ("name", "text") if row.get(key) is not None)


def in_chinese(text: str) -> list[str]:
    return CHINESE.findall(text)


def in_english(text: str) -> set[str]:
    """Return the words of a text that are English: not names, codes of indicators or digests."""
    words = re.findall(r"[A-Za-z]{3,}", re.sub(r"\b[0-9a-f]{8,}\b", " ", text))
    return set(words) - NAMES
