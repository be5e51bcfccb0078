"""Promotion: which version of the model is the champion, and which challenges it. Both have to pass the gate.

An alias in the notebook grants nothing: what a city uses is the bundle that `moyang export` signs.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from moyang_score.card import Evidence, Scorecard
from moyang_score.errors import FileError, ReleaseError, UsageError
from moyang_score.track.notebook import Entry, Notebook
from moyang_score.track.reports import REPORT_FILE, parse_report
from moyang_score.track.versions import MODEL, find_version, read_version

__all__ = ["ALIASES", "check_promotion", "fairness_entries", "promote"]

ALIASES: Final = ("champion", "challenger")

_MOST: Final = 1_000


def promote(notebook: Notebook, wanted: str, alias: str, model_name: str = MODEL) -> Entry:
    """Give a version an alias, if it passes the gate; the promotion is an entry of its own.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    wanted : str
        The version: its number, an alias, or the beginning of its digest.
    alias : {'champion', 'challenger'}
        The alias; another version that had it loses it.
    model_name : str
        The registered model.

    Returns
    -------
    Entry
        The entry of the promotion.

    Raises
    ------
    UsageError
        If there is no such version or alias.
    ReleaseError
        If the card may not be promoted; see `check_promotion`.
    FileError
        If the notebook fails.

    Examples
    --------
    >>> promote(None, "1", "favourite")
    Traceback (most recent call last):
    moyang_score.errors.UsageError: 'favourite' is no alias. Promote to champion or challenger.
    """
    if alias not in ALIASES:
        raise UsageError(f"{alias!r} is no alias", fix=f"promote to {' or '.join(ALIASES)}")
    version = find_version(notebook, wanted, model_name)
    contents = read_version(notebook, version)
    fair = fairness_entries(notebook, contents.card.digest)
    check_promotion(contents.card, contents.evidence, alias, fair)
    digest = contents.card.digest
    with notebook.entry(f"{alias} {digest[:12]}", {"kind": "promotion", "digest": digest}) as run:
        facts = {"alias": alias, "version": version.version, "digest": digest, "fairness_run": fair[-1]}
        notebook.write(run, facts, {})
        notebook.client.set_model_version_tag(model_name, version.version, "moyang.fairness_run", fair[-1])
        notebook.client.set_registered_model_alias(model_name, alias, version.version)
    return Entry(run, "promotion", digest, version.version)


def check_promotion(card: Scorecard, evidence: Evidence, alias: str, fairness: Sequence[str]) -> None:
    """Refuse a card that may not be promoted.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence.
    alias : {'champion', 'challenger'}
        The alias.
    fairness : sequence of str
        The entries of fairness reports about this very card.

    Raises
    ------
    ReleaseError
        If it is a research card, nobody measured its fairness, or it is to be the champion and is not an expert card.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> check_promotion(card, Evidence({"digest": card.digest}), "challenger", ["4f1c"])
    Traceback (most recent call last):
    moyang_score.errors.ReleaseError: This is a research card: nobody checked what the law allows it to read. \
Fit a card under a catalogue, and promote that.
    """
    if card.card_class != "official":
        raise ReleaseError(
            "this is a research card: nobody checked what the law allows it to read",
            fix="fit a card under a catalogue, and promote that",
        )
    if not fairness:
        raise ReleaseError(
            f"there is no fairness report about the card {card.digest[:12]}… in the notebook",
            fix="make one with moyang fairness, enter it with moyang track log, and promote again",
        )
    if alias == "champion" and evidence.get("learner") != "expert":
        raise ReleaseError(
            f"a card by the learner {evidence.get('learner')!r} grants no benefits: the champion is the expert card",
            fix="promote it to challenger",
        )


def fairness_entries(notebook: Notebook, digest: str) -> tuple[str, ...]:
    """Return the entries of fairness reports about a card, the oldest first.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    digest : str
        The card.

    Returns
    -------
    tuple of str
        Run ids. What the report itself says counts, not what its tags say.

    Raises
    ------
    FileError
        If the notebook fails.

    Examples
    --------
    >>> fairness_entries.__name__
    'fairness_entries'
    """
    wanted = f"tags.`moyang.kind` = 'fairness' and tags.`moyang.digest` = '{digest}'"
    with notebook.asking() as client:
        runs = client.search_runs(
            [notebook.experiment],
            f"{wanted} and attributes.status = 'FINISHED'",
            max_results=_MOST,
            order_by=["attributes.start_time ASC"],
        )
        return tuple(one.info.run_id for one in runs if _is_about(notebook, one.info.run_id, digest))


def _is_about(notebook: Notebook, run: str, digest: str) -> bool:
    if REPORT_FILE not in [one.path for one in notebook.client.list_artifacts(run)]:
        return False
    with TemporaryDirectory(prefix="moyang-") as temporary:
        place = notebook.client.download_artifacts(run, REPORT_FILE, temporary)
        try:
            report = parse_report(Path(place).read_bytes(), REPORT_FILE)
        except FileError:
            return False
    return report.kind == "fairness" and report.digests == (digest,)
