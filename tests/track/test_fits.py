"""A fit in the notebook: what it says, what lies beside it, and that it is whole or not there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from moyang_score.card import TEXTS_FILES, parse_card
from moyang_score.errors import BundleError, CardChangedError, FileError
from moyang_score.score import LoadedCard, load_whole
from moyang_score.track import Notebook, list_versions, log_fit
from moyang_score.track.fingerprint import code_fingerprint
from moyang_score.track.model_card import model_card
from moyang_score.track.pictures import grades_picture, points_picture
from moyang_score.track.words import LANGUAGES, words_of
from tests.bundle.released import official_card, write_official_bundle, write_trust
from tests.cli.cards import small_card, small_evidence, write_card
from tests.track.kept import PICKLED, files_under, official_evidence, write_official


def run_of(notebook: Notebook, kind: str) -> Any:
    found = notebook.client.search_runs([notebook.experiment], f"tags.`moyang.kind` = '{kind}'")
    return found[0]


def artifacts(notebook: Notebook, run: str, folder: str | None = None) -> list[str]:
    found = []
    for one in notebook.client.list_artifacts(run, folder):
        found += artifacts(notebook, run, one.path) if one.is_dir else [one.path]
    return sorted(found)


def test_a_fit_tells_what_was_chosen_and_how_it_was_judged_with_intervals(filled: Notebook) -> None:
    run = run_of(filled, "fit")

    assert run.info.status == "FINISHED"
    assert run.data.tags["moyang.digest"] == run.data.params["digest"] == official_card().digest
    chosen = {"class": "official", "learner": "expert", "catalogue": "moyang 2026.1", "option/seed": "7"}
    assert chosen.items() <= run.data.params.items()
    assert run.data.params["option/exclude"] == "a, b"
    assert run.data.params["code_fingerprint"] == code_fingerprint()
    assert run.data.params["data_fingerprint"] == "ab" * 16
    assert [run.data.metrics[name] for name in ("auc", "auc_low", "auc_high")] == [0.61, 0.55, 0.67]
    assert run.data.metrics["all_rows/ks_high"] == 0.3
    assert run.data.metrics["grade/2_AA/bad_rate_low"] == pytest.approx(9 / 93 / 2)
    assert run.data.metrics["rows"] == 400


def test_the_data_of_a_fit_is_named_by_its_fingerprint_and_never_kept(filled: Notebook) -> None:
    dataset = run_of(filled, "fit").inputs.dataset_inputs[0].dataset

    assert (dataset.name, dataset.digest) == ("features.csv", "ab" * 16)
    assert not [path for path in files_under(filled.place.database.parent) if path.name == "features.csv"]


def test_card_evidence_texts_pages_and_pictures_lie_beside_a_fit(filled: Notebook, tmp_path: Path) -> None:
    run = run_of(filled, "fit").info.run_id

    pages = [f"{name}.{lang}.{end}" for name, end in (("model_card", "md"), ("points", "html")) for lang in LANGUAGES]
    pictures = [f"pictures/{name}.{lang}.svg" for name in ("grades", "points") for lang in LANGUAGES]
    card = ["card/scorecard.json", "card/evidence.json", *(f"card/{name}" for name in TEXTS_FILES.values())]
    assert artifacts(filled, run) == sorted([*pages, *pictures, *card])
    kept = Path(filled.client.download_artifacts(run, "card", str(tmp_path)))
    written = write_official(tmp_path / "again")
    assert {one.name: one.read_bytes() for one in kept.iterdir()} == {
        one.name: one.read_bytes() for one in written.iterdir()
    }


def test_there_is_no_pickle_anywhere_in_a_notebook(filled: Notebook) -> None:
    paths = [path for path in files_under(filled.place.database.parent) if path.name != "mlflow.db"]

    endings = {path.suffix for path in paths}
    assert endings <= {".json", ".md", ".svg", ".html", ".csv", ".py", ".txt", ".yaml", ""}
    assert [path.name for path in paths if path.suffix == ""] == ["MLmodel"]
    assert [path for path in paths if path.read_bytes().startswith(PICKLED)] == []
    requirements = [path.read_text() for path in paths if path.name in {"requirements.txt", "conda.yaml"}]
    assert requirements
    assert not any(name in text for text in requirements for name in ("cloudpickle", "scikit", "optbinning"))


def test_a_card_is_one_version_however_often_it_is_entered(notebook: Notebook, tmp_path: Path) -> None:
    entries = [log_fit(notebook, write_official(tmp_path / name)) for name in ("one", "two")]
    other = log_fit(notebook, write_card(tmp_path / "research"))

    assert [entry.version for entry in (*entries, other)] == ["1", "1", "2"]
    assert entries[0].run != entries[1].run
    versions = list_versions(notebook)
    assert [one.digest for one in versions] == [official_card().digest, small_card().digest]
    assert [one.card_class for one in versions] == ["official", "research"]
    outputs = [notebook.client.get_run(one.run).outputs.model_outputs[0].model_id for one in entries]
    assert outputs == [versions[0].model] * 2


def test_a_bundle_is_entered_against_trusted_keys_alone(notebook: Notebook, tmp_path: Path) -> None:
    bundle = write_official_bundle(tmp_path / "bundle")
    trust = write_trust(tmp_path / "trust")

    with pytest.raises(BundleError, match="trusted keys"):
        log_fit(notebook, bundle)
    assert notebook.client.search_runs([notebook.experiment]) == []
    entry = log_fit(notebook, bundle, trust)

    assert notebook.client.get_run(entry.run).data.params["bundle"] == "moyang-2026.1"


def test_a_card_that_was_changed_is_refused_before_anything_is_written(notebook: Notebook, tmp_path: Path) -> None:
    folder = write_official(tmp_path / "card")
    text = (folder / "scorecard.json").read_text()
    (folder / "scorecard.json").write_text(text.replace('"base":650', '"base":651', 1))

    with pytest.raises(CardChangedError):
        log_fit(notebook, folder)

    assert notebook.client.search_runs([notebook.experiment]) == []


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError])
def test_an_entry_that_does_not_come_to_its_end_is_taken_out_again(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    def broken(*_: object) -> None:
        raise fault

    monkeypatch.setattr("moyang_score.track.fits.save_card_model", broken)

    with pytest.raises(fault):
        log_fit(notebook, write_official(tmp_path / "card"))

    assert notebook.client.search_runs([notebook.experiment]) == []
    assert list_versions(notebook) == ()


def test_a_fit_of_more_columns_than_one_batch_takes_is_entered(notebook: Notebook) -> None:
    with notebook.entry("many", {"kind": "fit", "digest": "ab"}) as run:
        notebook.write(run, {f"p{at}": "x" * 9_000 for at in range(230)} | {"none": None}, {})

    found = notebook.client.get_run(run).data.params
    assert len(found) == 230
    assert set(map(len, found.values())) == {500}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_card_hides_few_people_and_shows_names_as_they_stand(language: str) -> None:
    card = official_card()

    text = model_card(LoadedCard(card, official_evidence(card)), language)

    words = words_of(language)
    assert text.startswith(f"# {words['title']}")
    assert card.digest in text
    assert "| AAA | 850 | – | – | – | – |" in text
    assert "| AA | 750 | – | – | – | – |" in text  # or the total would give the seven away
    assert "| A | 650 | 200 | 50.0% | 25.0% | 12.5% – 50.0% |" in text
    assert "column '&lt;b&gt;\\|\\`x\\`' is few" in text
    assert "private" not in text
    for key in ("use", "data", "grades", "characteristics", "groups", "cautions", "load"):
        assert f"\n## {words[key]}\n" in text


def test_the_model_card_of_a_bare_card_says_that_nobody_judged_it(tmp_path: Path) -> None:
    bare = small_evidence(small_card())
    document = {key: bare[key] for key in ("digest", "learner")}

    text = model_card(LoadedCard(small_card(), type(bare)(document)), "en")

    assert words_of("en")["not_judged"] in text
    assert "research: may not be released" in text


def test_the_card_of_a_release_is_entered_as_it_hides(notebook: Notebook) -> None:
    models = Path(__file__).parents[2] / "models"

    entry = log_fit(notebook, models / "moyang-2026.1", models / "trust")

    assert notebook.client.get_run(entry.run).data.params["bundle"] == "moyang-2026.1"


def test_all_words_are_there_in_both_languages() -> None:
    english, chinese = words_of("en"), words_of("zh")

    assert english.keys() == chinese.keys()
    assert all(english.values())
    assert all(any("\u4e00" <= letter <= "\u9fff" or letter == "“" for letter in text) for text in chinese.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draw", [grades_picture, points_picture])
def test_pictures_are_svg_that_hides_few_people(draw: Callable[[LoadedCard, str], str], language: str) -> None:
    contents = LoadedCard(official_card(), official_evidence(official_card()))

    text = draw(contents, language)

    assert ET.fromstring(text).tag.endswith("svg")
    assert "14.3%" not in text  # the bad rate of seven people
    assert "9.7%" not in text  # and of those who would give them away
    assert "<script" not in points_picture(LoadedCard(small_card(), small_evidence(small_card())), language)


def test_the_model_holds_the_very_card(filled: Notebook) -> None:
    models = [path for path in files_under(filled.place.database.parent) if path.name == "scorecard.json"]

    assert len(models) == 2
    assert {parse_card(path.read_bytes()).digest for path in models} == {official_card().digest}


def test_a_folder_that_is_no_card_is_refused(notebook: Notebook, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such folder"):
        log_fit(notebook, tmp_path / "absent")
    assert load_whole(write_official(tmp_path / "card")).card == official_card()
