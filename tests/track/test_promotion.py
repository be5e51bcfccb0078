"""The gate of promotion: what the card and the report say counts, not what their tags say."""

import json
import shutil
from pathlib import Path

import pytest

from moyang_score.errors import CardChangedError, FileError, ReleaseError, UsageError
from moyang_score.track import Notebook, fairness_entries, find_version, list_versions, log_fairness, log_fit, promote
from tests.bundle.released import official_card
from tests.cli.cards import small_card, write_card
from tests.track.kept import report_of, write_fair, write_official


def aliases(notebook: Notebook) -> dict[str, tuple[str, ...]]:
    return {one.version: one.aliases for one in list_versions(notebook)}


def fair_for(folder: Path, digest: str) -> Path:
    """Write a report that names another card than it was made of."""
    write_fair(folder)
    (folder / "report.json").write_text(json.dumps({**report_of(folder), "digest": digest}))
    return folder


def test_an_expert_card_whose_fairness_was_measured_is_the_champion(notebook: Notebook, tmp_path: Path) -> None:
    log_fit(notebook, write_official(tmp_path / "card"))
    fair = log_fairness(notebook, write_fair(tmp_path / "fair"))

    entry = promote(notebook, "1", "champion")

    assert aliases(notebook) == {"1": ("champion",)}
    promotion = notebook.client.get_run(entry.run)
    assert promotion.data.tags["moyang.kind"] == "promotion"
    assert promotion.data.params["fairness_run"] == fair.run
    assert promotion.data.params["alias"] == "champion"


def test_a_card_whose_fairness_nobody_measured_is_refused(notebook: Notebook, tmp_path: Path) -> None:
    log_fit(notebook, write_official(tmp_path / "card"))
    log_fairness(notebook, write_fair(tmp_path / "fair", best=90))

    with pytest.raises(ReleaseError, match="no fairness report"):
        promote(notebook, "1", "challenger")

    assert aliases(notebook) == {"1": ()}


@pytest.mark.parametrize("alias", ["champion", "challenger"])
def test_a_research_card_is_refused_whatever_its_tags_say(notebook: Notebook, tmp_path: Path, alias: str) -> None:
    log_fit(notebook, write_card(tmp_path / "card"))
    log_fairness(notebook, fair_for(tmp_path / "fair", small_card().digest))
    for key, value in {"moyang.class": "official", "moyang.learner": "expert"}.items():
        notebook.client.set_model_version_tag("moyang", "1", key, value)

    with pytest.raises(ReleaseError, match="research card"):
        promote(notebook, "1", alias)

    assert aliases(notebook) == {"1": ()}


def test_a_report_of_another_card_does_not_pass_by_its_tag(notebook: Notebook, tmp_path: Path) -> None:
    log_fit(notebook, write_official(tmp_path / "card"))
    other = log_fairness(notebook, write_fair(tmp_path / "fair", best=90))
    notebook.client.set_tag(other.run, "moyang.digest", official_card().digest)

    assert fairness_entries(notebook, official_card().digest) == ()
    with pytest.raises(ReleaseError, match="no fairness report"):
        promote(notebook, "1", "champion")


def test_an_entry_without_its_report_does_not_pass(notebook: Notebook, tmp_path: Path) -> None:
    log_fit(notebook, write_official(tmp_path / "card"))
    tags = {"kind": "fairness", "digest": official_card().digest}
    with notebook.entry("empty", tags) as run:
        notebook.attach(run, {"note.txt": b"fair, believe me"})
    with notebook.entry("broken", tags) as run:
        notebook.attach(run, {"report.json": b"{}"})

    assert fairness_entries(notebook, official_card().digest) == ()


def test_a_report_that_was_taken_out_does_not_count(notebook: Notebook, tmp_path: Path) -> None:
    log_fit(notebook, write_official(tmp_path / "card"))
    entry = log_fairness(notebook, write_fair(tmp_path / "fair"))
    notebook.client.delete_run(entry.run)

    with pytest.raises(ReleaseError, match="no fairness report"):
        promote(notebook, "1", "champion")


def test_a_statistical_card_challenges_and_is_no_champion(notebook: Notebook, tmp_path: Path) -> None:
    log_fit(notebook, write_official(tmp_path / "card", learner="logistic"))
    log_fairness(notebook, write_fair(tmp_path / "fair"))

    with pytest.raises(ReleaseError, match="'logistic' grants no benefits"):
        promote(notebook, "1", "champion")
    promote(notebook, "1", "challenger")

    assert aliases(notebook) == {"1": ("challenger",)}


def test_an_alias_moves_from_one_version_to_the_next(notebook: Notebook, tmp_path: Path) -> None:
    for best in (120, 90):
        log_fit(notebook, write_official(tmp_path / f"card{best}", best=best))
        log_fairness(notebook, write_fair(tmp_path / f"fair{best}", best=best))
    promote(notebook, "1", "champion")
    promote(notebook, official_card(90).digest[:8], "challenger")
    assert aliases(notebook) == {"1": ("champion",), "2": ("challenger",)}

    promote(notebook, "challenger", "champion")

    assert aliases(notebook) == {"1": (), "2": ("challenger", "champion")}


def test_a_card_that_was_changed_in_the_store_is_refused(notebook: Notebook, tmp_path: Path, place: Path) -> None:
    log_fit(notebook, write_card(tmp_path / "card"))
    log_fairness(notebook, fair_for(tmp_path / "fair", small_card().digest))
    for path in (place / "artifacts" / "models").rglob("scorecard.json"):
        path.write_text(path.read_text().replace('"class":"research"', '"class":"official"'))

    with pytest.raises(CardChangedError, match="digest"):
        promote(notebook, "1", "challenger")


@pytest.mark.parametrize("wanted", ["7", "", "champion", "abc", official_card().digest[:7]])
def test_a_version_that_is_not_there_is_refused(filled: Notebook, wanted: str) -> None:
    with pytest.raises(UsageError, match="there is no version"):
        find_version(filled, wanted)


def test_a_version_is_found_by_number_and_digest(filled: Notebook) -> None:
    assert find_version(filled, "1") == find_version(filled, official_card().digest)


def test_there_are_two_aliases(filled: Notebook) -> None:
    with pytest.raises(UsageError, match="'favourite' is no alias"):
        promote(filled, "1", "favourite")


def test_a_model_whose_files_are_gone_is_told(notebook: Notebook, tmp_path: Path, place: Path) -> None:
    log_fit(notebook, write_official(tmp_path / "card"))
    shutil.rmtree(place / "artifacts" / "models")

    with pytest.raises(FileError):
        promote(notebook, "1", "champion")
