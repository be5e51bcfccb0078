"""Each page in each language, opened as Streamlit does: no exception, one language, the figures of the package."""

import json
import re
import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from moyang_score.app import Places
from tests.app.spoken import in_chinese, in_english, plain, said
from tests.cli.running import run

PAGES = ("person", "scorecard", "compare", "fairness")
NEXT = re.compile(r"<code>(.*?)</code>")


def html_of(app) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_shows_no_exception_and_speaks_one_language(places, opened, page, language) -> None:
    app = opened(places, page, language, token=places.example)

    assert list(app.exception) == []
    assert list(app.error) == []
    texts = said(app)
    assert len(texts) > 10
    if language == "en":
        assert {text: in_chinese(text) for text in texts if in_chinese(text)} == {}
    else:
        assert {text: in_english(text) for text in texts if in_english(text)} == {}
        assert any(in_chinese(text) for text in texts)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_is_a_banner_that_nobody_logs_in(opened, language) -> None:
    body = html_of(opened(Places(), "person", language))

    assert ("no login" if language == "en" else "没有登录保护") in body


def test_the_score_and_the_waterfall_are_those_of_the_command(places, opened, demo) -> None:
    bundle = places.cards[0]
    call = ["explain", bundle, "--trust", places.trust, "--data", places.data, "--id", "token", "--row", places.example]
    told = json.loads(run(demo, *call, "--json", "--lang", "zh").stdout)

    app = opened(places, "person", "zh", token=places.example)

    body = html_of(app)
    assert re.findall(r'class="my-score"[^>]*>(-?\d+)<', body) == [str(told["score"])]
    assert told["grade_title"] in body
    assert told["digest"][:16] in body
    moving = [f"{row['contribution']:+d}" for row in [*told["rows"]] if row["contribution"]]
    texts = said(app)
    assert all(step in texts for step in moving)
    assert [one["text"] for one in told["reasons"] if one["text"] not in plain(body)] == []


def test_an_unknown_token_tells_nothing(places, opened) -> None:
    app = opened(places, "person", "en", token="f" * 32)

    assert "not scored" in app.warning[0].value
    assert "my-score" not in html_of(app)


def test_records_stand_with_source_dates_and_whether_they_count(places, opened) -> None:
    body = plain(html_of(opened(places, "person", "en", token=places.example)))

    assert re.search(r"\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d (\d{4}-\d\d-\d\d|while it lasts) yes", body)


def test_the_registry_is_only_read(places, opened) -> None:
    def state():
        files = sorted(one for one in Path(places.store).rglob("*") if one.is_file())
        return [(str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files]

    before = state()
    opened(places, "person", "en", token=places.example)

    assert state() == before


def test_the_rows_of_a_gap_add_up_to_it(places, opened, report) -> None:
    body = html_of(opened(places, "fairness", "en"))

    tables = [one for one in body.split("<table")[1:] if "my-gap-total" in one]
    totals = {group.get("gap_exact") for one in report["groupings"] for group in one["groups"]}
    assert len(tables) == 2
    for one in tables:
        rows = re.findall(r'class="my-gap" title="([^"]+)">([+-][\d.]+)<', one)
        [(total, shown)] = re.findall(r'class="my-gap-total" title="([^"]+)">([+-][\d.]+)<', one)
        assert sum(Fraction(exact) for exact, _ in rows) == Fraction(total)
        assert abs(sum(Fraction(value) for _, value in rows) - Fraction(shown)) <= Fraction(len(rows) + 1, 200)
        assert total in totals


def test_the_verdicts_are_those_of_the_report(places, opened, report) -> None:
    from moyang_score.fairness import TEXTS

    body = html_of(opened(places, "fairness", "zh"))

    table = body.split("<table")[1]
    shown = re.findall(r'my-badge \w+">([^<]+)<', table)
    groups = [(one["reference"], group) for one in report["groupings"] for group in one["groups"]]
    assert shown == [TEXTS["zh"][group["verdict"]] for reference, group in groups if group["group"] != reference]


def test_versions_can_be_left_out_of_a_comparison(places, opened) -> None:
    app = opened(places, "compare", "en")
    all_versions = app.multiselect[0].value
    assert len(all_versions) == 3

    two = app.multiselect[0].set_value(all_versions[:2]).run()
    assert list(two.exception) == []
    assert [one.value for one in two.subheader if " against " in one.value] == ["2 logistic against 1 expert"]

    without_baseline = two.multiselect[0].set_value(all_versions[1:]).run()
    assert "choose it too" in without_baseline.info[0].value

    one = without_baseline.multiselect[0].set_value(all_versions[:1]).run()
    assert "two or three" in one.info[0].value


EMPTY = {
    "person": ({"cards": ()}, "moyang demo"),
    "scorecard": ({"cards": ()}, "moyang demo"),
    "compare": ({"tracking": None}, "moyang track log"),
    "fairness": ({"fairness": ()}, "moyang fairness"),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_page_tells_the_next_command(places, opened, page, language) -> None:
    changes, command = EMPTY[page]

    app = opened(replace(places, **changes), page, language)

    assert list(app.exception) == []
    assert app.info
    assert command in NEXT.findall(html_of(app))[0]


def test_without_people_or_registry_the_next_command_is_told(places, opened) -> None:
    app = opened(replace(places, data=None), "person", "en")
    assert "moyang features" in html_of(app)

    app = opened(replace(places, store=None), "person", "en", token=places.example)
    assert "moyang app --store" in html_of(app)


def test_a_changed_bundle_is_not_shown(places, opened, tmp_path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(places.cards[0], changed)
    (changed / "scorecard.json").write_bytes((changed / "scorecard.json").read_bytes().replace(b"-180", b"-181"))

    app = opened(replace(places, cards=(str(changed),)), "person", "en", token=places.example)

    assert app.error
    assert "my-score" not in html_of(app)
    assert list(app.exception) == []


def test_what_is_shown_follows_the_files(places, opened, tmp_path) -> None:
    """What is kept goes by content: a report that is written anew is read anew."""
    folder = tmp_path / "fairness"
    shutil.copytree(places.fairness[0], folder)
    own = replace(places, fairness=(str(folder),))
    assert "2026-1" in html_of(opened(own, "fairness", "en"))

    path = folder / "report.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"2026-1"', '"2027-9"'), encoding="utf-8")

    assert "2027-9" in html_of(opened(own, "fairness", "en"))


def test_what_the_data_say_is_never_html(places, opened, tmp_path) -> None:
    folder = tmp_path / "fairness"
    shutil.copytree(places.fairness[0], folder)
    path = folder / "report.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"F"', '"<img src=x>"'), encoding="utf-8")

    body = html_of(opened(replace(places, fairness=(str(folder),)), "fairness", "en"))

    assert "<img" not in body
    assert "&lt;img src=x&gt;" in body
