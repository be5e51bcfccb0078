"""A stranger with docs/format.md alone: the script of the standard library, and Ed25519 from any library."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_der_public_key

from moyang_score.bundle import Bundle, Manifest, PublicKey, read_bundle
from moyang_score.export import answers_of, read_vectors, vectors_bytes
from moyang_score.files import read_table, write_table
from moyang_score.score import score_table
from tests.bundle.released import MODELLER, official_card, write_official_bundle, write_trust
from tests.cli.cards import small_card

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "examples" / "score_card.py"
PAGE = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")


def script(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(SCRIPT), *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_official_bundle(tmp_path / "moyang-2026.1")


def test_the_script_agrees_on_every_vector_and_says_what_it_did_not_check(place: Path) -> None:
    done = script(place, "--vectors")

    count = len(read_vectors((place / "vectors.jsonl").read_bytes()))
    assert (done.returncode, done.stdout) == (0, f"{count} vectors agree\n"), done.stderr
    assert "who signed it was not checked" in done.stderr


def test_the_script_scores_a_file_with_a_bundle_as_the_package_does(place: Path, tmp_path: Path) -> None:
    rows = [vector.row for vector in read_vectors((place / "vectors.jsonl").read_bytes())]
    columns = {one.key: [row[one.key] for row in rows] for one in official_card().inputs}
    write_table(tmp_path / "people.csv", columns)

    done = script(place, tmp_path / "people.csv", tmp_path / "again.csv")

    assert done.returncode == 0, done.stderr
    scored = score_table(official_card(), read_table(tmp_path / "people.csv"), points=True, reasons=True)
    write_table(tmp_path / "scores.csv", scored)
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "scores.csv").read_bytes()


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("vectors.jsonl", b'"score":650', b'"score":651', "vectors.jsonl is not the file"),
        ("scorecard.json", b'"points":-180', b'"points":-181', "scorecard.json is not the file"),
        ("manifest.json", b'"format":1', b'"format":2', "not a bundle of format 1"),
        ("notes.txt", b"", b"more", "too many"),
    ],
)
def test_the_script_refuses_a_bundle_that_is_not_whole(
    place: Path, name: str, old: bytes, new: bytes, says: str
) -> None:
    content = (place / name).read_bytes() if (place / name).exists() else b""
    (place / name).write_bytes(content.replace(old, new, 1) if old else new)

    done = script(place, "--vectors")

    assert done.returncode == 1
    assert says in done.stderr


def test_the_script_names_the_vector_on_which_a_scorer_is_wrong(place: Path) -> None:
    vectors = read_vectors((place / "vectors.jsonl").read_bytes())
    (place / "manifest.json").unlink()
    lines = vectors_bytes(vectors).splitlines()
    lines[4] = lines[4].replace(f'"score":{vectors[4].score}'.encode(), b'"score":1')
    (place / "vectors.jsonl").write_bytes(b"\n".join(lines))

    done = script(place, "--vectors")

    assert done.returncode == 1
    assert done.stderr.startswith("vector 5: ")
    assert script(place).returncode == 2


def test_any_library_verifies_the_raw_bytes_with_the_key_as_the_page_builds_it(place: Path) -> None:
    prefix = bytes.fromhex(next(re.finditer(r"`(302a[0-9a-f]+)`", PAGE)).group(1))
    entry = json.loads((place / "signatures.json").read_bytes())[0]

    key = load_der_public_key(prefix + bytes.fromhex(entry["key"]))

    key.verify(bytes.fromhex(entry["signature"]), (place / "manifest.json").read_bytes())  # type: ignore[union-attr, call-arg]


def examples() -> dict[str, str]:
    """Return the JSON examples of the page's sections by number."""
    parts = re.split(r"^## (\d+)\. .*$", PAGE, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {number: "\n".join(re.findall(r"```json\n(.*?)```", text, re.DOTALL)) for number, text in sections.items()}


def test_the_examples_of_the_page_are_what_the_package_writes(tmp_path: Path) -> None:
    line = examples()["15"].strip()
    vector = read_vectors(line.encode())[0]
    assert answers_of(small_card(), [vector.row]) == [vector]
    assert vectors_bytes([vector]) == line.encode() + b"\n"

    bundle: Bundle = read_bundle(write_official_bundle(tmp_path / "bundle"), write_trust(tmp_path / "trust"))
    shown = json.loads(examples()["13"])
    written = json.loads(bundle.manifest.to_bytes())
    assert list(shown) == list(written)
    assert isinstance(bundle.manifest, Manifest)
    signature, public = examples()["14"].splitlines()[0], examples()["14"].strip().splitlines()[-1]
    assert set(json.loads(signature)[0]) == {"role", "key", "signature"}
    assert set(json.loads(public)) == set(json.loads(MODELLER.public_key.to_bytes()))
    assert PublicKey.read(tmp_path / "trust" / "0.pub.json") == MODELLER.public_key
