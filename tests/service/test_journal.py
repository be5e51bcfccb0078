"""The access log: a chain that shows any change, and nobody's data."""

import json
from pathlib import Path

import pytest

from moyang_score.errors import FileError
from moyang_score.service import GENESIS, AccessLog, verify_log


def written(path: Path, count: int = 6) -> list[str]:
    log = AccessLog(path, clock=lambda: "2026-10-01T00:00:00+00:00")
    for at in range(count):
        log.write(route="/v1/verify", purpose="B01", status=200 + at)
    log.close()
    return path.read_text("utf-8").splitlines()


def test_a_log_goes_on_where_it_ended(tmp_path: Path) -> None:
    path = tmp_path / "access.jsonl"
    first, both = written(path), written(path)

    assert both[:6] == first
    assert [json.loads(line)["seq"] for line in both] == list(range(1, 13))
    assert json.loads(both[0])["prev"] == GENESIS
    assert verify_log(path) == (12, json.loads(both[-1])["hash"])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda lines: [*lines[:2], lines[2].replace("202", "403"), *lines[3:]], id="a word changed"),
        pytest.param(lambda lines: [*lines[:2], *lines[3:]], id="a line taken out"),
        pytest.param(lambda lines: [*lines[:3], lines[2], *lines[3:]], id="a line doubled"),
        pytest.param(lambda lines: [lines[1], lines[0], *lines[2:]], id="two lines exchanged"),
        pytest.param(lambda lines: [*lines, "{}"], id="a line of another kind"),
        pytest.param(lambda lines: [*lines, "[" * 5], id="no JSON"),
        pytest.param(lambda lines: lines[1:], id="the first line taken out"),
    ],
)
def test_any_change_of_the_chain_is_seen_and_nothing_is_added_to_it(tmp_path: Path, change: object) -> None:
    path = tmp_path / "access.jsonl"
    path.write_text("\n".join(change(written(path))) + "\n", "utf-8")  # type: ignore[operator]
    before = path.read_bytes()

    with pytest.raises(FileError, match="line"):
        AccessLog(path, clock=lambda: "")
    assert path.read_bytes() == before
