"""Versions of one thing: which rows only repeat what is known, and which contradict each other."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from moyang_score.registry.database import connected

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["settle"]

_QUERY = """
WITH present AS (
    SELECT "key", known_on, seq, place, {{{content}}} AS content FROM fresh
), past AS MATERIALIZED (
    SELECT {key} AS "key", {known} AS known_on, {seq} AS seq, -1::BIGINT AS place, {{{content}}} AS content FROM {files}
    WHERE {key} IN (SELECT "key" FROM present)
), moving AS (
    SELECT "key" FROM present GROUP BY "key" HAVING count(*) > 1 UNION SELECT "key" FROM past
), clashes AS (
    SELECT "key", known_on FROM present SEMI JOIN moving USING ("key")
    GROUP BY ALL HAVING count(*) > 1 AND count(DISTINCT content) > 1
), chain AS (
    SELECT place, content, lag(content) OVER (PARTITION BY "key" ORDER BY known_on, seq) AS earlier
    FROM (SELECT * FROM present UNION ALL SELECT * FROM past)
    SEMI JOIN moving USING ("key") ANTI JOIN (SELECT DISTINCT "key", known_on FROM clashes) USING ("key", known_on)
)
SELECT place, true AS clash FROM present SEMI JOIN clashes USING ("key", known_on)
UNION ALL
SELECT place, false FROM chain WHERE place >= 0 AND content IS NOT DISTINCT FROM earlier
"""


def settle(
    fresh: "pa.Table", files: Sequence[Path], content: Sequence[str], key: str = "record"
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Find the rows that repeat the version before them, and those that contradict a row of the same day.

    Versions of one key follow each other by the day from which they are known, then by the order in which they were
    taken in.

    Parameters
    ----------
    fresh : pyarrow.Table
        Columns ``key``, ``known_on``, ``seq`` and the content.
    files : sequence of pathlib.Path
        Files of the store that hold earlier versions.
    content : sequence of str
        The columns that make up the content.
    key : str
        What the key is called in the store.

    Returns
    -------
    duplicates, conflicts : tuple of numpy.ndarray
        Places of rows, counted from 0, in order.

    Examples
    --------
    >>> import pyarrow as pa
    >>> rows = pa.table({"key": list("aabb"), "known_on": [1, 2, 1, 1], "seq": [1, 2, 3, 4], "level": list("xxyz")})
    >>> [places.tolist() for places in settle(rows, [], ["level"])]
    [[1], [2, 3]]
    """
    import pyarrow as pa
    from pyarrow import compute

    nothing = np.zeros(0, dtype=np.int64)
    alone = not files and compute.count_distinct(fresh["key"]).as_py() == fresh.num_rows
    if alone or not fresh.num_rows:
        return nothing, nothing
    placed = fresh.append_column("place", pa.array(np.arange(fresh.num_rows)))
    if not files:
        # Most keys come once, and only the others can repeat or contradict anything.
        counts = compute.value_counts(fresh["key"].combine_chunks())
        again = counts.field("values").filter(compute.greater(counts.field("counts"), 1))
        placed = placed.filter(compute.is_in(placed["key"], value_set=again))
    found = _run(placed, [str(path) for path in files], content, key)
    places, clash = found["place"].to_numpy(), found["clash"].to_numpy(zero_copy_only=False)
    return np.sort(places[~clash]), np.sort(places[clash])


def _run(fresh: "pa.Table", files: list[str], content: Sequence[str], key: str) -> Any:
    fields = ", ".join(f"'{name}': \"{name}\"" for name in content)
    # Without files the past is empty: the same columns, and no row of them.
    past = "read_parquet($files)" if files else "(SELECT * FROM fresh LIMIT 0)"
    names = {"key": f'"{key}"' if files else '"key"', "known": "known_on", "seq": "seq"}
    query = _QUERY.format(content=fields, files=past, **names)
    with connected(":memory:") as connection:
        connection.register("fresh", fresh)
        return connection.sql(query, params={"files": files} if files else None).to_arrow_table()
