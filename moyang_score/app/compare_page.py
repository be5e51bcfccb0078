"""The page of versions: what stands in the notebook, and what its comparisons say of two or three of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from moyang_score.app import empty
from moyang_score.app.drawing import Bar, Step, interval_chart, waterfall
from moyang_score.app.drawing import show as draw
from moyang_score.app.places import Places
from moyang_score.app.reading import cards_of, notebook_of
from moyang_score.app.tables import ABSENT, badge, safe, shown_code, table
from moyang_score.app.words import Words
from moyang_score.card import Input, Texts
from moyang_score.card.condition import condition_from_json
from moyang_score.review import ChangeRow, GradeMigration, Note
from moyang_score.review.compare_figures import note_text
from moyang_score.review.compare_words import WORDS
from moyang_score.track import Version
from moyang_score.track.kept import KeptReport
from moyang_score.wording import condition_text

__all__ = ["show"]

_MOST: Final = 3
_MOST_ROWS: Final = 12
_KINDS: Final = {"better": "fine", "worse": "act", "cannot tell": "few", "too few to say": "few", "no outcome": "few"}


@dataclass(frozen=True)
class _Told:
    """A comparison as it is told: its document, what its cards are called here, and the words of the card."""

    document: Mapping[str, Any]
    names: Mapping[str, str]  # name in the comparison → name on the page, of the versions chosen
    words: Words
    texts: Texts | None

    def name(self, key: str) -> str:
        found = key if self.texts is None else self.texts.name(key)
        return key if found == key else f"{key} {found}"


def show(places: Places, words: Words) -> None:
    """Show the page."""
    if not places.tracking:
        empty.show(words, "empty_notebook", "moyang track log CARD --to out/mlruns")
        return
    versions, reports = notebook_of(places)
    st.subheader(words["versions"], anchor=False)
    st.html(_versions(versions, words))
    if len(versions) < 2:
        empty.show(words, "empty_versions", "moyang track log CARD")
        return
    named = {one.digest: _version_name(one, words) for one in versions}
    chosen = st.multiselect(
        words["chosen_versions"],
        list(named),
        default=_first(versions, reports),
        format_func=lambda one: named[one],
        max_selections=_MOST,
        select_all=False,
        key="versions",
    )
    if len(chosen) < 2:
        st.info(words["empty_choice"])
        return
    found = next((one for one in reports if set(chosen) <= set(one.report.digests)), None)
    if found is None:
        empty.show(words, "empty_comparison", "moyang compare CARD CARD --data FILE --target COL --out DIR")
        return
    _comparison(found, {one: named[one] for one in chosen}, _texts(places, chosen, words), words)


def _texts(places: Places, chosen: Sequence[str], words: Words) -> Texts | None:
    cards = cards_of(places)
    loaded = [cards[one] for one in chosen if one in cards] or list(cards.values())
    widest = max(loaded, key=lambda one: len(one.card.characteristics), default=None)
    return None if widest is None else widest.texts.get(words.language)


def _first(versions: Sequence[Version], reports: Sequence[KeptReport]) -> list[str]:
    known = [one.digest for one in versions]
    compared = list(reports[0].report.digests) if reports else known
    return [one for one in known if one in compared][:_MOST]


def _version_name(version: Version, words: Words) -> str:
    return words.say("version_named", number=version.version, learner=words.named("short", version.learner))


def _versions(versions: Sequence[Version], words: Words) -> str:
    heads = [words[key] for key in ("version", "alias", "learner", "card", "digest")]
    rows = [
        (
            _version_name(one, words),
            words["comma"].join(words.named("alias", alias) for alias in one.aliases) or ABSENT,
            words.named("learner", one.learner),
            words[f"class_{one.card_class}"],
            shown_code(one.digest[:16] + "…"),
        )
        for one in versions
    ]
    return table(heads, rows)


def _comparison(found: KeptReport, named: Mapping[str, str], texts: Texts | None, words: Words) -> None:
    document = found.report.document
    names = {one["name"]: named[one["digest"]] for one in document["cards"] if one["digest"] in named}
    told = _Told(document, names, words, texts)
    counted = {key: f"{document[key]:,}" for key in ("rows", "known", "bads")}
    st.html(f'<p class="my-note">{safe(words.say("compared_on", day=found.entered.date(), **counted))}</p>')
    _notes(told)
    st.subheader(words["figures"], anchor=False)
    st.html(_figures(told))
    _auc(told)
    pairs = [one for one in document["pairs"] if one["challenger"] in names]
    baseline = document["cards"][0]["name"]
    if baseline not in names:
        st.info(words.say("no_baseline", baseline=_any_name(document["cards"][0], words)))
        return
    for pair in pairs:
        _pair(told, pair)
    _beside(told)


def _any_name(card: Mapping[str, Any], words: Words) -> str:
    return f"{words.named('short', card['learner'])} ({card['digest'][:8]})"


def _notes(told: _Told) -> None:
    names = {one["name"]: told.names.get(one["name"]) or _any_name(one, told.words) for one in told.document["cards"]}
    lines = []
    for one in told.document["notes"]:
        about = [value for value in one["values"].values() if isinstance(value, str) and value in names]
        if all(value in told.names for value in about):
            values = {
                key: names.get(value, value) if isinstance(value, str) else value
                for key, value in one["values"].items()
            }
            lines.append(note_text(Note(code=one["code"], values=values), WORDS[told.words.language]))
    if lines:
        listed = "".join(f"<li>{safe(line)}</li>" for line in lines)
        st.html(f'<div class="my-banner">{safe(told.words["know_first"])}<ul>{listed}</ul></div>')


def _chosen(told: _Told) -> list[Mapping[str, Any]]:
    return [one for one in told.document["cards"] if one["name"] in told.names]


def _figures(told: _Told) -> str:
    words = told.words
    keys = ("version", "card", "attainable", "items", "mean", "deviation", "distinct")
    rows = []
    for one in _chosen(told):
        low, high = one["attainable"]
        rows.append(
            (
                told.names[one["name"]],
                words[f"class_{one['card_class']}"],
                words.say("range", low=low, high=high),
                one["characteristics"],
                f"{one['mean']:.1f}",
                f"{one['deviation']:.1f}",
                one["distinct"],
                _estimate(one["auc"]),
            )
        )
    return table([*(words[key] for key in keys), "AUC"], rows, numbers={2, 3, 4, 5, 6, 7})


def _estimate(triple: Sequence[float] | None) -> str:
    return ABSENT if triple is None else "{:.3f} [{:.3f}, {:.3f}]".format(*triple)


def _auc(told: _Told) -> None:
    known = [(told.names[one["name"]], one["auc"]) for one in _chosen(told) if one["auc"]]
    if not known:
        st.html(f'<p class="my-note">{safe(told.words["auc_none"])}</p>')
        return
    dots = [Bar(name, auc[0], auc[1], auc[2], _estimate(auc)) for name, auc in known]
    draw(interval_chart(dots, told.words["auc_chart"]), told.words["auc_chart"])


def _pair(told: _Told, pair: Mapping[str, Any]) -> None:
    words, room = told.words, WORDS[told.words.language]
    both = {"baseline": told.names[pair["baseline"]], "challenger": told.names[pair["challenger"]]}
    st.subheader(words.say("pair", **both), anchor=False)
    verdict = pair["verdict"]
    difference = "" if pair["auc"] is None else "{:+.3f} [{:+.3f}, {:+.3f}]".format(*pair["auc"])
    sentence = room[f"verdict_auc_{verdict}"].format(difference=difference, **both)
    st.html(f"<p>{badge(room[f'verdict_{verdict}'], _KINDS[verdict])} {safe(sentence)}</p>")
    left, right = st.columns([8, 5], gap="large")
    with left:
        st.html(f"<b>{safe(words['change'])}</b>")
        draw(waterfall(list(_change(told, pair)), words["points"]), words["change"])
    with right:
        _moves(told, pair, both)


def _change(told: _Told, pair: Mapping[str, Any]) -> Iterator[Step]:
    """Yield what moves the mean most, the others together, and the whole; `ChangeRow` says how much each is."""
    words, room = told.words, WORDS[told.words.language]
    rows = [ChangeRow(**one) for one in pair["change"]]
    ranked = sorted((row for row in rows if row.exact), key=lambda row: -abs(row.exact))
    total, at = sum(row.exact for row in rows), ranked[0].exact * 0 if ranked else 0
    for row in ranked[:_MOST_ROWS]:
        name = (
            room["base_start"]
            if row.kind == "start"
            else told.name(row.key)
            if row.kind != "cap"
            else _cap(told, row.key)
        )
        yield Step(name, float(at), float(at + row.exact), f"{row.mean:+.2f}")
        at += row.exact
    if ranked[_MOST_ROWS:]:
        name = words.say("change_rest", count=len(ranked) - _MOST_ROWS)
        yield Step(name, float(at), float(total), f"{float(total - at):+.2f}")
    yield Step(words["total"], 0.0, float(total), f"{float(total):+.2f}")


def _cap(told: _Told, key: str) -> str:
    return key if told.texts is None else told.texts.group(key)


def _moves(told: _Told, pair: Mapping[str, Any], both: Mapping[str, str]) -> None:
    found = pair["grades"]
    if found is None:
        return
    moved = GradeMigration(**{key: _tuples(value) for key, value in found.items()})
    if moved.baseline == moved.challenger:
        counted = {"kept": moved.kept, "risen": moved.risen, "fallen": moved.fallen}
        sentence = told.words.say("moves", **{key: f"{one:,}" for key, one in counted.items()}, **both)
        st.html(f'<p class="my-note">{safe(sentence)}</p>')
    heads = ["", *(_grade(told, grade) for grade in moved.challenger)]
    rows = [
        (_grade(told, grade), *(f"{n:,}" for n in row)) for grade, row in zip(moved.baseline, moved.rows, strict=True)
    ]
    st.html(table(heads, rows, numbers=set(range(1, len(heads)))))


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def _grade(told: _Told, grade: str) -> str:
    title = grade if told.texts is None else told.texts.grade(grade)
    return grade if title == grade else f"{grade} {title}"


def _beside(told: _Told) -> None:
    words = told.words
    at = [place for place, one in enumerate(told.document["cards"]) if one["name"] in told.names]
    asked = {
        one["key"]: one for one in told.document["points"] if any(one["neutral"][place] is not None for place in at)
    }
    if not asked:
        return
    st.subheader(words["beside"], anchor=False)
    chosen = st.selectbox(words["chosen_item"], list(asked), format_func=told.name, key="beside", width=520)
    found = asked[chosen]
    inputs = [Input(**{key: _tuples(value) for key, value in one.items()}) for one in found["inputs"]]
    heads = [words["attribute"], *(told.names[told.document["cards"][place]["name"]] for place in at), words["people"]]
    rows = [
        (
            " × ".join(
                condition_text(condition_from_json(one), declared, words.language)
                for one, declared in zip(row["when"], inputs, strict=False)
            )
            or ABSENT,
            *(words["not_asked"] if row["points"][place] is None else row["points"][place] for place in at),
            f"{row['n']:,}",
        )
        for row in found["rows"]
    ]
    st.html(table(heads, rows, numbers=set(range(1, len(heads)))))
