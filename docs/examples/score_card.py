"""Score a CSV file with a card or bundle, using nothing but Python's standard library.

    python score_card.py FOLDER data.csv out.csv [--id COLUMN]
    python score_card.py BUNDLE --vectors

Written from docs/format.md alone; section numbers below are those of that page. It shares no code with
the package and writes what `moyang score --points --reasons` writes. With --vectors it scores the vectors
of a bundle and compares. The sizes and hashes of a bundle are checked; its signatures are not, because the
standard library has no Ed25519: check them with `moyang verify`, or as section 13 says.
"""

import argparse
import contextlib
import csv
import hashlib
import io
import json
import math
import re
import sys
import unicodedata
from bisect import bisect_right
from datetime import date
from pathlib import Path

NUMBER = re.compile(r"([+-]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:[eE]([+-]?[0-9]+))?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LIMIT = 2**53
FIELDS = {
    "format",
    "kind",
    "class",
    "base",
    "inputs",
    "characteristics",
    "groups",
    "scaling",
    "calibration",
    "grades",
    "reasons",
}


class UnreadableError(Exception):
    """A cell is not of its input's type; the argument is the flag code."""


# --- Section 3: what a cell says -------------------------------------------------------------------------------------


def clean(text):
    """Return a text as it is compared."""
    return unicodedata.normalize("NFC", text.strip()).strip()


def whole_number(text):
    """Read an exact integer by moving the decimal point through the digits."""
    match = NUMBER.fullmatch(text)
    if not match:
        raise UnreadableError("unparsable")
    sign, before, after, only_after, exponent = match.groups(default="")
    digits, shift = before + after + only_after, len(after + only_after)
    significant = digits.lstrip("0")
    if not significant:
        return 0
    exponent = int(exponent or "0") if len(exponent) < 1000 else (-(10**9) if exponent[0] == "-" else 10**9)
    point = len(significant) + exponent - shift  # how many significant digits stand before the point
    if point > 16:
        raise UnreadableError("too_large")
    head, tail = (significant[:point].ljust(point, "0"), significant[point:]) if point > 0 else ("0", significant)
    fraction = bool(tail.strip("0"))
    size = int(head)
    if size > LIMIT or (size == LIMIT and fraction):
        raise UnreadableError("too_large")
    if fraction:
        raise UnreadableError("unparsable")
    return -size if sign == "-" else size


def decimal_number(text):
    """Read a finite float64."""
    if not NUMBER.fullmatch(text):
        raise UnreadableError("unparsable")
    value = float(text)
    if math.isinf(value):
        raise UnreadableError("infinite")
    return value


def day_number(text):
    """Read a day as days since 1970-01-01."""
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise UnreadableError("unparsable")
    return (day - date(1970, 1, 1)).days


def truth(text):
    """Read a boolean as its lower-case text."""
    if text.lower() not in ("true", "false"):
        raise UnreadableError("unparsable")
    return text.lower()


READERS = {"int": whole_number, "decimal": decimal_number, "date": day_number, "bool": truth, "text": str}


class Input:
    """Sort the cells of one column into conditions; the conditions of section 4 are told apart by their JSON."""

    def __init__(self, declared):
        self.key, self.read = declared["key"], READERS[declared["type"]]
        self.number = declared["type"] in ("int", "decimal", "date")
        self.by_text, self.by_value = {}, {}
        tokens = [(token, "missing") for token in declared["missing"]]
        tokens += [(code, {"special": code}) for code in declared["special"]]
        for token, condition in tokens:
            self.by_text[clean(token)] = condition
            with contextlib.suppress(UnreadableError):  # such a token counts by its text alone
                self.by_value[self.read(clean(token))] = condition

    def outcome(self, text):
        """Return (condition, value, flag code), the first two as far as they are known from the input alone."""
        if text is None:  # in a CSV file no cell is absent, in a vector it can be
            return "missing", None, ""
        text = clean(text)
        if text in self.by_text:
            return self.by_text[text], None, ""
        try:
            value = self.read(text)
        except UnreadableError as unreadable:
            return "unseen", None, unreadable.args[0]
        return self.by_value.get(value), value, ""


# --- Sections 4 and 5: conditions and characteristics ----------------------------------------------------------------


class Side:
    """Find which of a characteristic's conditions on one input holds."""

    def __init__(self, source, conditions):
        self.source = source
        self.levels, starts = {}, []
        for condition in conditions:
            if isinstance(condition, dict) and "oneof" in condition:
                self.levels.update(dict.fromkeys(condition["oneof"], condition))
            if isinstance(condition, dict) and "interval" in condition:
                lower = condition["interval"][0]
                starts.append((-math.inf if lower is None else plain_number(lower), json.dumps(condition), condition))
        starts.sort(key=lambda start: start[0])
        self.starts = [start[0] for start in starts]
        self.intervals = [start[2] for start in starts]

    def find(self, text):
        """Return the JSON of the condition, and the flag code if it is `unseen`."""
        condition, value, code = self.source.outcome(text)
        if condition is None and self.source.number:
            condition = self.intervals[bisect_right(self.starts, value) - 1]
        elif condition is None:
            condition = self.levels.get(value, "unseen")
        return json.dumps(condition), (code or "unseen") if condition == "unseen" else ""


def plain_number(text):
    """Read an end of an interval: whole numbers exactly."""
    return int(text) if text.lstrip("-").isdigit() else float(text)


class Characteristic:
    """Find the attribute of a row; rows that share their cells share the answer."""

    def __init__(self, declared, inputs):
        self.declared = declared
        self.keys = declared["inputs"]
        columns = zip(*(attribute["when"] for attribute in declared["attributes"]), strict=True)
        self.sides = [Side(inputs[key], conditions) for key, conditions in zip(self.keys, columns, strict=True)]
        self.table = {tuple(map(json.dumps, one["when"])): one for one in declared["attributes"]}
        self.known = {}

    def find(self, row):
        """Return the attribute and the flags of a row."""
        cells = tuple(row[key] for key in self.keys)
        if cells not in self.known:
            found = [side.find(cell) for side, cell in zip(self.sides, cells, strict=True)]
            attribute = self.table[tuple(condition for condition, _ in found)]
            self.known[cells] = (
                attribute,
                [flag(code, key) for (_, code), key in zip(found, self.keys, strict=True) if code],
            )
        return self.known[cells]


def flag(code, key):
    """Return the flag of an input, safe to join with semicolons."""
    return code + ":" + key.replace("%", "%25").replace(";", "%3B")


# --- Sections 6 to 10: one row ---------------------------------------------------------------------------------------


def score_row(card, characteristics, row):
    """Return score, grade, flags, points by key, and reasons."""
    attributes, flags = [], set()
    for characteristic in characteristics:
        attribute, raised = characteristic.find(row)
        attributes.append(attribute)
        flags.update(raised)
    declared = [one.declared for one in characteristics]
    points = {one["key"]: attribute["points"] for one, attribute in zip(declared, attributes, strict=True)}
    caps = {group["key"]: cap_row(group, points) for group in card["groups"]}
    score = card["base"] + sum(points.values()) + sum(caps.values())
    grade = grade_of(card["grades"], score, {attribute["ceiling"] for attribute in attributes})
    return score, grade, ";".join(sorted(flags)), {**points, **caps}, reasons_of(card["reasons"], declared, points)


def cap_row(group, points):
    """Return what a group gives back below its limit, or takes above it."""
    own = [points[key] for key in group["members"]]
    if group["sign"] == "neg":
        return max(0, group["limit"] - sum(one for one in own if one < 0))
    return min(0, group["limit"] - sum(one for one in own if one > 0))


def grade_of(grades, score, ceilings):
    """Walk from the best grade down; a grade is free once no ceiling further down the list is left."""
    left = ceilings - {None}
    for grade in grades:
        left.discard(grade["grade"])
        if not left and (grade["min"] is None or score >= grade["min"]):
            return grade["grade"]
    return None


def reasons_of(policy, declared, points):
    """Return the reason codes of a row, the heaviest loss first."""
    lost = sorted(declared, key=lambda one: points[one["key"]] - one["neutral"])
    codes = [one["reason"] for one in lost if points[one["key"]] - one["neutral"] <= -policy["min_points"]]
    return list(dict.fromkeys(codes))[: policy["k"]]


def probability_of(scaling, score):
    """Return the probability of bad of a score, or None on a card without scaling."""
    if scaling is None:
        return None
    log_odds = math.log(float(scaling["base_odds"])) + (score - scaling["base_score"]) * math.log(2) / scaling["pdo"]
    small = math.exp(-abs(log_odds))  # never overflows
    return round((small if log_odds > 0 else 1) / (1 + small), 12)


# --- Sections 1 and 11: the files ------------------------------------------------------------------------------------


def load_card(folder):
    """Return the document of a card and its digest."""
    check_bundle(folder)
    data = (folder / "scorecard.json").read_bytes()
    card = json.loads(data.decode("utf-8"))
    if card["format"] != 1 or card["kind"] != "points" or set(card) != FIELDS or card["calibration"] is not None:
        raise SystemExit("this is not a card of format 1, kind points")
    if "evidence.json" in {path.name for path in folder.iterdir()}:
        named = json.loads((folder / "evidence.json").read_bytes())["digest"]
        if named != hashlib.sha256(data).hexdigest():
            raise SystemExit("the card is not the one that its evidence names")
    return card, hashlib.sha256(data).hexdigest()


def check_bundle(folder):
    """Compare the files of a bundle with its manifest; without the signatures this finds damage, not forgery."""
    names = {path.name for path in folder.iterdir()}
    if "manifest.json" not in names:
        return
    manifest = json.loads((folder / "manifest.json").read_bytes())
    if manifest["format"] != 1 or manifest["kind"] != "moyang-bundle":
        raise SystemExit("this is not a bundle of format 1")
    if names != {"manifest.json", "signatures.json", *manifest["files"]}:
        raise SystemExit(f"files are absent from the bundle, or too many: {sorted(names)}")
    for name, entry in manifest["files"].items():
        data = (folder / name).read_bytes()
        if len(data) != entry["bytes"] or hashlib.sha256(data).hexdigest() != entry["sha256"]:
            raise SystemExit(f"{name} is not the file that the manifest names")
    if manifest["digest"] != manifest["files"]["scorecard.json"]["sha256"]:
        raise SystemExit("the card is not the one that the manifest names")
    sys.stderr.write("note: the files are those of the manifest; who signed it was not checked\n")


def decode(data):
    """Return the text of a file in any of the encodings of section 11."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def read_rows(data, needed):
    """Return the rows as dicts; of the four delimiters, the one under which the header has all the names needed."""
    text = decode(data)
    for delimiter in ",;\t|":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        header = next(filter(None, rows), [])
        if len(header) > 1 and not header[0].strip():
            header[0] = "column 1"
        if needed <= set(header):
            return list(as_dicts(header, rows))
    raise SystemExit(f"the header of the data has not all of the columns {sorted(needed)}")


def as_dicts(header, rows):
    """Yield each row by the names of the header."""
    blank = [[""]] if len(header) == 1 else []
    for row in (full for line in rows for full in ([line] if line else blank)):
        if len(row) != len(header):
            raise SystemExit(f"a row has {len(row)} cells, the header {len(header)}: {row}")
        yield dict(zip(header, row, strict=True))


def check_vectors(folder, card, characteristics):
    """Score each line of vectors.jsonl (section 15), and return how many there are."""
    lines = (folder / "vectors.jsonl").read_bytes().decode("utf-8").split("\n")
    vectors = [json.loads(line) for line in lines if line]
    for number, vector in enumerate(vectors, start=1):
        score, grade, flags, points, reasons = score_row(card, characteristics, vector["row"])
        found = {"score": score, "grade": grade, "points": list(points.values()), "reasons": reasons}
        found["flags"] = flags.split(";") if flags else []
        if found != {name: vector[name] for name in found}:
            raise SystemExit(f"vector {number}: {found}, expected {vector}")
    return len(vectors)


def main(arguments=None):
    """Read the command line, score, write."""
    parser = argparse.ArgumentParser(description="Score a CSV file with a card or bundle.")
    parser.add_argument("card", type=Path, help="a folder with scorecard.json")
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--id", help="the column that names the rows; else they are numbered from 1")
    parser.add_argument("--vectors", action="store_true", help="score the vectors of a bundle instead")
    options = parser.parse_args(arguments)
    if (options.out is None) != options.vectors:
        parser.error("name data and out, or --vectors")

    card, digest = load_card(options.card)
    inputs = {one["key"]: Input(one) for one in card["inputs"]}
    characteristics = [Characteristic(one, inputs) for one in card["characteristics"]]
    if options.vectors:
        print(f"{check_vectors(options.card, card, characteristics)} vectors agree")
        return
    csv.field_size_limit(sys.maxsize)
    rows = read_rows(options.data.read_bytes(), {*inputs, *([options.id] if options.id else [])})

    names = [one["key"] for one in (*card["characteristics"], *card["groups"])]
    header = ["id" if options.id else "row", "score", "grade", "probability_bad", "digest", "flags"]
    most = card["reasons"]["k"]
    header += [f"points_{name}" for name in names] + [f"reason_{place}" for place in range(1, most + 1)]
    with options.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for number, row in enumerate(rows, start=1):
            score, grade, flags, points, reasons = score_row(card, characteristics, row)
            line = [
                row[options.id] if options.id else number,
                score,
                grade,
                probability_of(card["scaling"], score),
                digest,
                flags,
            ]
            writer.writerow([*line, *(points[name] for name in names), *reasons, *[None] * (most - len(reasons))])


if __name__ == "__main__":
    main()
