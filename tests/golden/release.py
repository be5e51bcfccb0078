"""How the release of `models/` comes about: by the commands of a city, on the committed city, with demo keys.

    python -m tests.golden.release      (or: make golden)

writes it anew after a change that is meant to change it.
"""

import contextlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from moyang_score.bundle import KEY_FILE_ENDING, PUBLIC_FILE_ENDING, ROLES, demo_signing_key, demo_token_key_bytes
from moyang_score.cli import main

ROOT = Path(__file__).parents[2]
CITY = ROOT / "data" / "synthetic" / "city"
RELEASE = "moyang-2026.1"
SEED = 0


def make(folder: Path) -> Path:
    """Make the release and its trust folder in an empty folder, and return where they are."""
    days = json.loads((CITY / "city.json").read_text(encoding="utf-8"))
    write_keys(folder)
    with inside(folder):
        key = ("--key", f"keys/token{KEY_FILE_ENDING}", "--received", days["received"])
        moyang("intake", "--catalogue", "moyang", "--source", str(CITY / "source"), "--store", "store", *key)
        moyang("features", "--store", "store", "--as-of", days["as_of"], "--out", "features.parquet")
        moyang("fit", "--learner", "expert", "--catalogue", "moyang", "--data", "features.parquet", "--out", "card")
        moyang("export", "card", "--out", RELEASE, "--sign", *(f"keys/{role}{KEY_FILE_ENDING}" for role in ROLES))
        moyang("verify", RELEASE, "--trust", "trust")
    return folder


def write_keys(folder: Path) -> None:
    for name in ("keys", "trust"):
        (folder / name).mkdir()
    (folder / "keys" / f"token{KEY_FILE_ENDING}").write_bytes(demo_token_key_bytes(SEED))
    for role in ROLES:
        key = demo_signing_key(SEED, role)
        (folder / "keys" / f"{role}{KEY_FILE_ENDING}").write_bytes(key.to_bytes())
        (folder / "trust" / f"{role}{PUBLIC_FILE_ENDING}").write_bytes(key.public_key.to_bytes())


def moyang(*words: str) -> None:
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        code = main([*words, "--quiet"])
    if code != 0:
        raise AssertionError(f"moyang {words[0]}: {said.getvalue()}")


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def renew() -> None:
    with tempfile.TemporaryDirectory() as place:
        made = make(Path(place))
        for name in (RELEASE, "trust"):
            shutil.rmtree(ROOT / "models" / name, ignore_errors=True)
            shutil.copytree(made / name, ROOT / "models" / name)


if __name__ == "__main__":
    renew()
