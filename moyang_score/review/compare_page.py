"""A comparison as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from moyang_score.page import whole_page
from moyang_score.review.compare_drawings import COMPARE_STYLE
from moyang_score.review.compare_figures import (
    counts_text,
    estimate_text,
    flattered,
    judged_text,
    note_text,
    points_text_of,
    source_lines,
    verdict_text,
)
from moyang_score.review.compare_pair_page import pair_sections, pill
from moyang_score.review.compare_sections import calibration_section, drift_section, groups_section, points_section
from moyang_score.review.compare_words import WORDS
from moyang_score.review.comparison import CardFigures, Comparison, Note, Pair
from moyang_score.review.style import STYLE
from moyang_score.terminal import printable
from moyang_score.wording import check_language

__all__ = ["comparison_page"]

_Words = Mapping[str, str]


def comparison_page(comparison: Comparison, language: str = "en") -> str:
    """Lay out a comparison as a page, readable at 1280 pixels and in print.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    language : {'en', 'zh'}
        The language of the words around it.

    Returns
    -------
    str
        HTML; every name and level in it is escaped, and its own policy forbids it to load or run anything.

    Raises
    ------
    UsageError
        If the language is unknown.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.review import Candidate, compare_cards
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> pair = [Candidate(name=name, card=card) for name in ("old", "new")]
    >>> comparison_page(compare_cards(pair, {"age": [41, 52]}))[:15]
    '<!doctype html>'
    """
    check_language(language)
    words = WORDS[language]
    title = _text(words["title"].format(cards=" · ".join(one.name for one in comparison.cards)))
    lines = [
        f"<header><h1>{title}</h1><p>{_rows(comparison, words)}</p></header>",
        *_verdicts(comparison, words),
        *_notes(comparison, words),
        *_cards(comparison, words, language),
        *(section for pair in comparison.pairs for section in pair_sections(comparison, pair, words, language)),
        *calibration_section(comparison, words),
        *drift_section(comparison, words, language),
        *groups_section(comparison, words),
        *points_section(comparison, words, language),
        *_method(comparison, words, language),
    ]
    return whole_page(title, language, STYLE + COMPARE_STYLE, lines)


def _rows(comparison: Comparison, words: _Words) -> str:
    parts = counts_text(comparison, words)
    if "data" in comparison.source:
        parts.append(_text(str(comparison.source["data"])))
    return " · ".join(parts)


def _verdicts(comparison: Comparison, words: _Words) -> Iterator[str]:
    items = "".join(
        f'<li class="{_trusted(comparison, pair)}">{pill(pair.verdict, words, _trusted(comparison, pair))} '
        f"{_text(verdict_text(comparison, pair, words))}</li>"
        for pair in comparison.pairs
    )
    yield f'<ul class="verdicts">{items}</ul>'


def _trusted(comparison: Comparison, pair: Pair) -> str:
    """Return the colour of a verdict: none where a card has seen the outcomes."""
    return "flattered" if flattered(comparison, pair) else pair.verdict


def _notes(comparison: Comparison, words: _Words) -> Iterator[str]:
    if not comparison.notes:
        return
    items = "".join(f"<li>{_note(note, words)}</li>" for note in comparison.notes)
    yield f'<section class="warnings"><h2>{words["notes"]}</h2><ul>{items}</ul></section>'


def _note(note: Note, words: _Words) -> str:
    # an option that breaks at its hyphens can hardly be read
    return _text(note_text(note, words)).replace("--time", '<code class="option">--time</code>')


def _cards(comparison: Comparison, words: _Words, language: str) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_text(one.name)}</th>' for one in comparison.cards)
    rows = [
        f'<tr><th scope="row">{_text(label)}</th>{"".join(f"<td>{_text(cell)}</td>" for cell in cells)}</tr>'
        for label, cells in _facts(comparison, words, language)
    ]
    yield f'<section><h2>{words["cards"]}</h2><p class="note">{words["figure_note"]}</p>'
    yield f'<div class="wide"><table class="facts-table"><thead><tr><th></th>{heads}</tr></thead><tbody>'
    yield from rows
    yield "</tbody></table></div></section>"


def _facts(comparison: Comparison, words: _Words, language: str) -> Iterator[tuple[str, Sequence[str]]]:
    cards = comparison.cards
    too_few = words["too_few"] if comparison.known else words["verdict_no outcome"]
    kinds = [words[f"class_{one.card_class}"] for one in cards]
    yield words["class"], [f"{kind} ({words['baseline']})" if not at else kind for at, kind in enumerate(kinds)]
    if any(one.learner for one in cards):
        yield words["learner"], [one.learner or "–" for one in cards]
    yield words["auc"], [estimate_text(one.auc, too_few) for one in cards]
    yield words["ks"], [estimate_text(one.ks, too_few) for one in cards]
    for sample, found in _judged(cards, language).items():
        yield words["judged"].format(sample=sample), [found.get(one.name, "–") for one in cards]
    yield words["characteristics"], [str(one.characteristics) for one in cards]
    yield words["attributes"], [str(one.attributes) for one in cards]
    yield words["attainable"], [f"{one.attainable[0]} – {one.attainable[1]}" for one in cards]
    yield words["scores"], [f"{one.lowest} – {one.highest}" for one in cards]
    yield (
        f"{words['mean']} ± {words['deviation']}",
        [f"{points_text_of(one.mean)} ± {points_text_of(one.deviation)}" for one in cards],
    )
    yield words["distinct"], [f"{one.distinct:,}" for one in cards]
    yield words["unseen"], [f"{one.unseen:,}" for one in cards]
    yield words["digest"], [f"{one.digest[:16]}…" for one in cards]


def _judged(cards: Sequence[CardFigures], language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for one in cards:
        for sample, text in judged_text(one, language):
            found.setdefault(sample, {})[one.name] = text
    return found


def _method(comparison: Comparison, words: _Words, language: str) -> Iterator[str]:
    policy = comparison.policy
    level = f"{policy.level:.0%}"
    said = [
        words["method_policy"].format(version=policy.version, level=level, fewest=policy.fewest),
        words["method_auc"],
        words["method_swap"].format(baseline=comparison.baseline.name),
    ]
    items = "".join(f"<li>{_text(one)}</li>" for one in said)
    yield f'<section><h2>{words["method"]}</h2><ul class="note">{items}</ul>'
    lines = [*source_lines(comparison, language)]
    lines += [(f"{one.name}", one.digest) for one in comparison.cards]
    rows = "".join(
        f'<tr><th scope="row">{_text(label)}</th><td><code>{_text(text)}</code></td></tr>' for label, text in lines
    )
    yield f'<table class="dropped"><tbody>{rows}</tbody></table></section>'


def _text(text: str) -> str:
    """Make a text of the data safe to stand in the page."""
    return escape(printable(text))
