"""The release of `models/` is what the code of today makes, byte for byte."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.golden.release import RELEASE, ROOT, make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("release"))


@pytest.mark.parametrize("part", [RELEASE, "trust"])
def test_the_release_is_made_again_byte_for_byte(made: Path, part: str) -> None:
    committed = {path.name: path.read_bytes() for path in (ROOT / "models" / part).iterdir()}

    again = {path.name: path.read_bytes() for path in (made / part).iterdir()}

    assert sorted(again) == sorted(committed)
    assert [name for name in again if again[name] != committed[name]] == []  # `make golden` writes it anew


def test_the_committed_release_is_verified_and_says_that_its_keys_are_for_show() -> None:
    done = run(ROOT, "verify", f"models/{RELEASE}", "--trust", "models/trust")

    assert done.returncode == 0, done.stderr
    assert "demo key" in done.stdout


def test_nothing_in_the_release_counts_fewer_than_twenty_people() -> None:
    evidence = json.loads((ROOT / "models" / RELEASE / "evidence.json").read_text(encoding="utf-8"))
    counts = [one["n"] for each in evidence["characteristics"] for one in each["attributes"]]

    assert [n for n in counts if n is not None and 0 < n < 20] == []
