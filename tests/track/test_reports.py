"""Reports in the notebook: as the commands wrote them, and nothing else."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from moyang_score.errors import FileError, UsageError
from moyang_score.track import Notebook, log_comparison, log_fairness, read_report
from moyang_score.track.report_figures import report_metrics
from tests.bundle.released import official_card
from tests.track.kept import report_of, write_compared, write_fair


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fair(tmp_path_factory.mktemp("reports") / "fair")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return write_fair(tmp_path / "fair")


def test_the_fairness_of_a_card_is_entered_with_verdicts_gaps_and_intervals(filled: Notebook, fair: Path) -> None:
    run = filled.client.search_runs([filled.experiment], "tags.`moyang.kind` = 'fairness'")[0]
    grouping = report_of(fair)["groupings"][0]
    group = grouping["groups"][1]

    assert run.data.tags["moyang.digest"] == run.data.params["digest"] == official_card().digest
    assert run.data.params["verdict/sex"] == grouping["verdict"]
    metrics = run.data.metrics
    place = f"sex/2_{group['group']}"
    assert [metrics[f"{place}/gap{end}"] for end in ("", "_low", "_high")] == group["gap"]
    assert [metrics[f"{place}/air_A{end}"] for end in ("", "_low", "_high")] == group["ladder"][2]["air"]
    assert metrics["rows"] == 400


def test_a_comparison_is_entered_with_its_cards_and_differences(filled: Notebook, tmp_path: Path) -> None:
    run = filled.client.search_runs([filled.experiment], "tags.`moyang.kind` = 'comparison'")[0]
    report = report_of(write_compared(tmp_path / "compared"))

    digests = [official_card(best).digest for best in (120, 90)]
    assert run.data.tags["moyang.digest"].split() == digests
    assert [run.data.params[f"card_{at}/digest"] for at in (1, 2)] == digests
    assert run.data.params["card_2/verdict"] == report["pairs"][0]["verdict"]
    metrics = run.data.metrics
    assert [metrics[f"card/1_old/auc{end}"] for end in ("", "_low", "_high")] == pytest.approx(
        report["cards"][0]["auc"]
    )
    difference = [metrics[f"card/2_new_card/auc_difference{end}"] for end in ("", "_low", "_high")]
    assert difference == pytest.approx(report["pairs"][0]["auc"])


def test_every_file_of_a_report_is_entered_byte_for_byte(filled: Notebook, fair: Path, tmp_path: Path) -> None:
    run = filled.client.search_runs([filled.experiment], "tags.`moyang.kind` = 'fairness'")[0].info.run_id

    kept = Path(filled.client.download_artifacts(run, "", str(tmp_path)))

    assert {one.name: one.read_bytes() for one in kept.iterdir()} == {
        one.name: one.read_bytes() for one in fair.iterdir()
    }


def test_a_report_of_the_other_kind_is_refused(fair: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this is a fairness report, and no comparison report"):
        log_comparison(None, fair)
    with pytest.raises(UsageError, match="this is a comparison report, and no fairness report"):
        log_fairness(None, write_compared(tmp_path / "compared"))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no JSON object"),
        (b"[]", "no JSON object"),
        (b"\xff", "no JSON object"),
        (b"[" * 100_000, "no JSON object"),
        (b"{}", "neither a comparison nor the fairness"),
        (b'{"kind": ["fairness"]}', "neither a comparison nor the fairness"),
        (b'{"kind": "fairness", "groupings": []}', "compares nothing"),
        (b'{"kind": "comparison", "cards": {}}', "neither a comparison"),
        (b'{"kind": "fairness", "groupings": [1]}', "names no card"),
        (b'{"kind": "fairness", "groupings": [1], "digest": "' + b"g" * 64 + b'"}', "names no card"),
        (b'{"kind": "fairness", "groupings": [1], "digest": "' + b"a" * 64 + b'"}', "not the form"),
        (b'{"kind": "comparison", "cards": [{"digest": "' + b"a" * 64 + b'"}], "pairs": 7}', "not the form"),
    ],
)
def test_a_document_that_no_command_wrote_is_refused(broken: Path, content: bytes, what: str) -> None:
    (broken / "report.json").write_bytes(content)
    enter = log_comparison if b"comparison" in content else log_fairness

    with pytest.raises(FileError, match=what) as told:
        enter(None, broken)

    assert "report.json" in told.value.where


@pytest.mark.parametrize("name", ["model.pkl", "model", "sub/model.joblib"])
def test_what_no_report_has_is_refused_by_name(broken: Path, name: str) -> None:
    (broken / name).parent.mkdir(exist_ok=True)
    (broken / name).write_bytes(pickle.dumps({}))

    with pytest.raises(FileError, match="no part of a report") as told:
        read_report(broken)

    assert told.value.where.endswith(name)


def test_a_link_out_of_a_report_is_refused(broken: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id\n1\n")
    (broken / "more.csv").symlink_to(tmp_path / "secret.csv")

    with pytest.raises(FileError, match="no part of a report"):
        read_report(broken)


def test_a_folder_without_a_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="there is no such file"):
        read_report(tmp_path)


def test_ends_that_are_open_are_left_out() -> None:
    document: dict[str, Any] = {"cards": [{"name": "a", "auc": [0.5, None, 0.6], "ks": None}]}

    assert report_metrics(json.loads(json.dumps(document))) == {"card/1_a/auc": 0.5, "card/1_a/auc_high": 0.6}


def test_a_report_of_very_many_groups_fits_one_batch() -> None:
    group = {"group": "g", "gap": [1, 0, 2], "smd": [1, 0, 2]}

    assert len(report_metrics({"groupings": [{"column": "c", "groups": [group] * 500}]})) == 900
