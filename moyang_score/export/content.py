"""The files of a bundle, made from a card; they are made only if all scorers of the card agree."""

from collections.abc import Callable, Mapping
from typing import Any

from moyang_score.bundle import SQL_FILE, VECTORS_FILE, Bundle
from moyang_score.card import Evidence, Scorecard, Texts, pack_card
from moyang_score.errors import BundleError, ParityError
from moyang_score.export.parity import check_parity
from moyang_score.export.sql import card_sql
from moyang_score.export.suppression import suppressed
from moyang_score.export.vectors import answers_of, read_vectors, vector_rows, vectors_bytes

__all__ = ["bundle_files", "check_vectors"]

Progress = Callable[[str], Any]


def bundle_files(
    card: Scorecard, evidence: Evidence, texts: Mapping[str, Texts], progress: Progress = str
) -> dict[str, bytes]:
    """Make the files of a bundle that the manifest names, and prove that they say the same.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence; what stands for fewer than 20 people is hidden in the bundle.
    texts : mapping
        Language to texts, in all languages.
    progress : callable, optional
        Called with short texts on the way.

    Returns
    -------
    dict
        File name to content; the same each time.

    Raises
    ------
    ParityError
        If numpy, the naive reference and the SQL do not agree on each boundary.
    MissingExtraError
        If DuckDB is not installed, without which the SQL cannot be proven.
    ReleaseError
        If the card cannot be written as SQL.
    CardChangedError
        If the evidence names another card.

    Examples
    --------
    >>> from moyang_score.export import plain_texts
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> sorted(bundle_files(card, Evidence({"digest": card.digest}), plain_texts("nothing")))
    ['evidence.json', 'score.duckdb.sql', 'scorecard.json', 'texts.en.json', 'texts.zh.json', 'vectors.jsonl']
    """
    files = pack_card(card, suppressed(evidence), texts)
    progress("writing the card as SQL")
    sql = card_sql(card)
    progress("making vectors at its boundaries")
    vectors = answers_of(card, vector_rows(card))
    progress(f"scoring {len(vectors):,} vectors in every way")
    check_parity(card, vectors, sql)
    return {**files, SQL_FILE: sql.encode("utf-8"), VECTORS_FILE: vectors_bytes(vectors)}


def check_vectors(bundle: Bundle, sql: str | None) -> tuple[int, list[str]]:
    """Score the vectors of a bundle in every way there is, and compare with what they say.

    Parameters
    ----------
    bundle : Bundle
        A bundle whose signatures and hashes were checked.
    sql : str or None
        Its SQL; None where it cannot be run.

    Returns
    -------
    count : int
        The number of vectors.
    scorers : list of str
        The names of the scorers that agree.

    Raises
    ------
    BundleError
        If a scorer says something else than the vectors, or they are not vectors of this card.
    MissingExtraError
        If there is SQL and DuckDB is not installed.

    Examples
    --------
    >>> from moyang_score.bundle import FileEntry, Manifest, CONTENT_FILES
    >>> manifest = Manifest("empty", "1", "official", "0" * 64, {name: FileEntry.of(b"") for name in CONTENT_FILES})
    >>> check_vectors(Bundle("empty-1", manifest, (), {"vectors.jsonl": b""}), None)
    Traceback (most recent call last):
    moyang_score.errors.BundleError: empty-1, vectors.jsonl: there are no vectors. Take the bundle again from those \
who released it.
    """
    try:
        vectors = read_vectors(bundle.files[VECTORS_FILE])
        keys = {one.key for one in bundle.card.inputs}
        if any(set(one.row) != keys for one in vectors):
            raise BundleError("a vector is not one of this card", where=VECTORS_FILE)
        return len(vectors), check_parity(bundle.card, vectors, sql)
    except (BundleError, ParityError) as error:
        where = f"{bundle.place}, {error.where}" if not error.where.startswith(bundle.place) else error.where
        raise BundleError(error.what, where=where, fix="take the bundle again from those who released it") from None
