"""What the service answers, over real HTTP."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

import moyang_score as ms
from moyang_score.catalogue.uses import load_uses
from moyang_score.service import scene_grade
from tests.cli.running import run
from tests.service.conftest import BUNDLE, NEWCOMER, TRUST, WITHDRAWN, Caller, command, people_columns, serving

USES = load_uses("moyang")
SCORED = ("score", "explain")


@pytest.mark.parametrize("count", [pytest.param(100, id="100"), pytest.param(1_000, id="1000", marks=pytest.mark.slow)])
def test_people_are_answered_as_the_batch_scores_them(features: Path, tmp_path: Path, count: int) -> None:
    words = ("--trust", str(TRUST), "--data", str(features), "--id", "token", "--reasons", "--out", "batch.csv")
    assert run(tmp_path, "score", str(BUNDLE), *words).returncode == 0
    with (tmp_path / "batch.csv").open(encoding="utf-8") as file:
        batch = list(csv.DictReader(file))[:count]

    with command(tmp_path, str(BUNDLE), "--trust", str(TRUST), "--people", str(features)) as (caller, _):
        answers = [caller.post("/v1/score", {"token": row["id"], "purpose": "self"}) for row in batch]

    assert len(answers) == count
    for row, (status, answer) in zip(batch, answers, strict=True):
        reasons = [row[f"reason_{at}"] for at in range(1, 5) if row[f"reason_{at}"]]
        assert status == 200
        assert (str(answer["score"]), answer["grade"], answer["digest"]) == (row["score"], row["grade"], row["digest"])
        assert (";".join(answer["flags"]), answer["reasons"]) == (row["flags"], reasons)
    assert len((tmp_path / "access.jsonl").read_text("utf-8").splitlines()) >= count
    assert not any(row["id"] in (tmp_path / "access.jsonl").read_text("utf-8") for row in batch)


def test_an_explanation_adds_up_to_the_score(caller: Caller) -> None:
    for at in range(1, 20):
        _, score = caller.post("/v1/score", {"token": f"t{at:04}", "purpose": "review"})
        status, told = caller.post("/v1/explain", {"token": f"t{at:04}", "purpose": "review", "language": "en"})

        assert status == 200
        caps = sum(one["points"] for one in told["cap_rows"])
        assert (
            told["start"] + sum(row["contribution"] for row in told["rows"]) + caps == told["score"] == score["score"]
        )


def test_a_record_that_comes_along_is_scored_without_people(tmp_path: Path) -> None:
    columns = people_columns(50)
    record = {name: column[3] for name, column in columns.items() if name != "token"}
    with serving(tmp_path, people=False) as caller:
        status, answer = caller.post("/v1/score", {"record": record, "purpose": "self"})
        lacking, problem = caller.post("/v1/score", {"record": {"P01": 0}, "purpose": "self"})
        nobody, _ = caller.post("/v1/score", {"token": "t0003", "purpose": "self"})
        health = json.loads(caller.raw("/health", method="GET")[2])

    assert (status, answer["score"]) == (200, int(ms.load(BUNDLE, TRUST).score(record)[0]))
    assert (lacking, nobody, health["people"]) == (422, 404, None)
    assert "which the card reads" in problem["detail"]


@pytest.mark.parametrize("benefit", USES.benefits.values(), ids=USES.benefits)
def test_a_benefit_opens_from_its_grade_and_reads_its_families_alone(caller: Caller, benefit: object) -> None:
    card, columns = ms.load(BUNDLE, TRUST), people_columns(50)
    order = [one.grade for one in card.grades]
    for at in range(1, 50):
        record = {name: column[at] for name, column in columns.items() if name != "token"}
        grade = order.index(scene_grade(card, record, benefit.families))  # type: ignore[attr-defined]
        opened = [one for one in benefit.levels if grade <= order.index(one.grade)]  # type: ignore[attr-defined]
        status, told = caller.post("/v1/verify", {"token": f"t{at:04}", "benefit": benefit.code, "language": "en"})  # type: ignore[attr-defined]

        assert (status, set(told)) == (200, {"benefit", "answer", "opens"})
        assert told["answer"] == ("granted" if opened else "not_granted")
        assert told["opens"] == (opened[-1].text["en"] if opened else None)


def test_the_grade_for_a_scene_knows_nothing_of_other_families() -> None:
    card = ms.load(BUNDLE, TRUST)
    nothing = dict.fromkeys((one.key for one in card.inputs), "0") | {"P01": "1"}

    assert card.grade(nothing)[0] == "base"
    assert scene_grade(card, nothing, ("P", "A")) == "base"
    assert scene_grade(card, nothing, ("A",)) == "A"
    assert scene_grade(card, nothing, tuple("PSFA")) == card.grade(nothing)[0]


@pytest.mark.parametrize("code", [*USES.forbidden, "N99", "B99", "", "self ", "SELF", "解雇"])
def test_refused_uses_and_unknown_purposes_get_403_with_the_rule(caller: Caller, code: str) -> None:
    for path in SCORED:
        status, told = caller.post(f"/v1/{path}", {"token": "t0001", "purpose": code})
        assert status == (403 if code else 422)
        assert not code or told["rule"] == (USES.forbidden[code].rule if code in USES.forbidden else "L08")
    status, told = caller.post("/v1/verify", {"token": "t0001", "benefit": code})
    assert status == (403 if code else 422)
    assert not code or told["article"]


@pytest.mark.parametrize("code", USES.benefits)
def test_a_scene_never_gets_a_score(caller: Caller, code: str) -> None:
    for path in SCORED:
        status, told = caller.post(f"/v1/{path}", {"token": "t0001", "purpose": code})
        assert (status, told["rule"]) == (403, "L11")


@pytest.mark.parametrize(
    ("path", "more"),
    [("verify", {"benefit": "B01"}), ("score", {"purpose": "self"}), ("explain", {"purpose": "review"})],
)
def test_who_is_unknown_and_who_withdrew_are_answered_alike(caller: Caller, path: str, more: dict[str, str]) -> None:
    answers = [
        caller.raw(f"/v1/{path}", json.dumps({"token": token, **more}).encode())
        for token in (WITHDRAWN, "nobody", "x" * 200)
    ]

    assert answers[0] == answers[1] == answers[2]
    assert b"no_consent" in answers[0][2]


def test_who_agreed_and_has_no_score_gets_what_the_lowest_grade_gets(caller: Caller) -> None:
    status, told = caller.post("/v1/verify", {"token": NEWCOMER, "benefit": "B01"})

    assert (status, told) == (200, {"benefit": "B01", "answer": "not_granted", "opens": None})


def test_no_problem_repeats_what_was_sent(caller: Caller) -> None:
    secret = "110101199003078515"
    bodies = [
        {"token": [secret], "purpose": "self"},
        {"token": secret, "purpose": secret},
        {"token": secret, "purpose": "self", secret: 1},
        {"record": {"P01": {"id": secret}}, "purpose": "self"},
        {"record": {secret: secret}, "purpose": "self"},
        {"token": f"{secret}\ud800", "purpose": "self"},
        [secret],
    ]
    for body in bodies:
        status, _, content = caller.raw("/v1/score", json.dumps(body).encode())
        assert 400 <= status < 500
        assert secret.encode() not in content


def test_the_process_holds_nothing_that_trains(features: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from moyang_score.catalogue.uses import load_uses
from moyang_score.files import read_table
from moyang_score.score import load_whole
from moyang_score.service import AccessLog, Answers, People, create_app
loaded = load_whole({str(BUNDLE)!r}, {str(TRUST)!r})
people = People(loaded.card, read_table({str(features)!r}), lambda token: True)
Answers(loaded, people).score(people.find("t0001")[1])
unwanted = {{"mlflow", "sklearn", "optbinning", "joblib", "pandas", "scipy", "cloudpickle"}}
print(sorted({{name.partition(".")[0] for name in sys.modules}} & unwanted))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
