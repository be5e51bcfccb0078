"""The model card: what a card is, for what, judged how, and what to know before trusting it, in Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from moyang_score.caution import caution_in
from moyang_score.export.suppression import FEWEST, suppressed
from moyang_score.score import LoadedCard
from moyang_score.terminal import printable
from moyang_score.track.fingerprint import code_fingerprint
from moyang_score.track.words import words_of

__all__ = ["model_card"]

Words = dict[str, str]

_NOTHING: Final = "–"
_MEASURES: Final = ("auc", "gini", "ks")


def model_card(contents: LoadedCard, language: str) -> str:
    """Write the model card of a card.

    Parameters
    ----------
    contents : LoadedCard
        The card with its evidence and texts.
    language : {'en', 'zh'}
        The language.

    Returns
    -------
    str
        Markdown. Figures that stand for fewer than 20 people are not shown.
    """
    words = words_of(language)
    parts = (_head, _use, _data, _grades, _characteristics, _groups, _cautions, _loading)
    written = ("\n".join(part(contents, words, language)) for part in parts)
    return "\n\n".join(filter(None, written)) + "\n"


def _head(contents: LoadedCard, words: Words, language: str) -> Iterator[str]:
    card, evidence = contents.card, contents.evidence
    texts, learner = contents.texts.get(language), str(evidence.get("learner") or "")
    catalogue = evidence.get("catalogue")
    low, high = card.attainable
    yield f"# {words['title']}{f': {_cell(texts.title)}' if texts else ''}"
    yield ""
    yield f"- {words['digest']}: `{card.digest}`"
    yield f"- {words['class']}: {words[card.card_class]}"
    yield f"- {words['learner']}: {_cell(words.get(learner, learner) or _NOTHING)}"
    if catalogue:
        named = f"{_cell(catalogue['name'])} {_cell(catalogue['version'])}"
        yield f"- {words['catalogue']}: {named} (`{catalogue['hash'][:12]}`)"
    yield f"- {words['range']}: {low} – {high}"


def _use(_: LoadedCard, words: Words, __: str) -> Iterator[str]:
    yield f"## {words['use']}"
    yield ""
    yield words["use_text"]
    yield ""
    yield words["not_for"]


def _data(contents: LoadedCard, words: Words, _: str) -> Iterator[str]:
    evidence = contents.evidence
    data = evidence.get("data", {})
    facts = {
        "source": PurePath(data["source"]).name if data.get("source") else None,
        "rows": data.get("rows"),
        "bads": data.get("bads"),
        "data_fingerprint": data.get("fingerprint"),
        "code_fingerprint": code_fingerprint(),
        "package": evidence.get("package"),
    }
    yield f"## {words['data']}"
    yield ""
    yield from (f"- {words[key]}: {_cell(_number(value))}" for key, value in facts.items() if value is not None)
    yield ""
    rows = [
        [name.upper(), one["sample"], f"{one[name][0]:.3f}", f"{one[name][1]:.3f} – {one[name][2]:.3f}"]
        for one in evidence.get("metrics", [])
        for name in _MEASURES
        if name in one
    ]
    if not rows:
        yield words["not_judged"]
        return
    yield from _table([words[key] for key in ("measure", "sample", "value", "interval")], rows)


def _grades(contents: LoadedCard, words: Words, language: str) -> Iterator[str]:
    texts = contents.texts.get(language)
    counted = {one["grade"]: one for one in suppressed(contents.evidence).get("grades", [])}
    if not contents.card.grades:
        return
    yield f"## {words['grades']}"
    yield ""
    yield from _table(
        [words[key] for key in ("grade", "from", "people", "share", "bad_rate", "interval")],
        (
            [texts.grade(one.grade) if texts else one.grade, _number(one.min), *_counts(counted.get(one.grade, {}))]
            for one in contents.card.grades
        ),
    )
    yield ""
    yield words["hidden"].format(least=FEWEST)


def _counts(one: Mapping[str, Any]) -> list[str]:
    """Return people, share, bad rate and its interval, as far as they are known and shown."""
    people, rate = one.get("n"), one.get("bad_rate")
    share = _NOTHING if people is None else f"{one['share']:.1%}"
    outcome = [_NOTHING] * 2 if rate is None else [f"{rate:.1%}", f"{one['low']:.1%} – {one['high']:.1%}"]
    return [_number(people), share, *outcome]


def _characteristics(contents: LoadedCard, words: Words, language: str) -> Iterator[str]:
    texts = contents.texts.get(language)
    rows = []
    for one in contents.card.characteristics:
        low, high = one.points_range
        name = texts.name(one.key) if texts else one.key
        rows.append([one.key if name == one.key else f"{one.key} {name}", f"{low} … {high}", str(one.neutral)])
    if rows:
        yield f"## {words['characteristics']}"
        yield ""
        yield from _table([words[key] for key in ("characteristic", "points", "neutral")], rows)


def _groups(contents: LoadedCard, words: Words, language: str) -> Iterator[str]:
    texts = contents.texts.get(language)
    rows = [
        [texts.group(one.key) if texts else one.key, f"{one.limit:+d}", ", ".join(one.members)]
        for one in contents.card.groups
    ]
    if rows:
        yield f"## {words['groups']}"
        yield ""
        yield from _table([words[key] for key in ("group", "limit", "members")], rows)


def _cautions(contents: LoadedCard, words: Words, language: str) -> Iterator[str]:
    evidence = contents.evidence
    yield f"## {words['cautions']}"
    yield ""
    yield f"- {words['fairness']}"
    yield from (f"- {_cell(caution_in(language, one))}" for one in evidence.get("warnings", []))
    yield f"- {words['dropped']}: {len(evidence.get('dropped', [])) or words['none']}"


def _loading(_: LoadedCard, words: Words, __: str) -> Iterator[str]:
    yield f"## {words['load']}"
    yield ""
    yield "```python"
    yield 'mlflow.pyfunc.load_model("models:/moyang@champion").predict(frame)'
    yield "```"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * len(header)}"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows)


def _number(value: Any) -> str:
    if value is None:
        return _NOTHING
    return f"{value:,.0f}" if isinstance(value, int | float) else str(value)


def _cell(text: Any) -> str:
    """Return a text that Markdown shows as it stands: names of columns come from anywhere."""
    shown = printable(str(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{mark}" if mark in "\\`*_[]|#" else mark for mark in shown)
