"""The one reader and writer of files: CSV, Parquet and Excel, whole or not at all.

CSV needs the standard library alone; Parquet and Excel need the extra ``data``. Cells of a text file stay exactly as
written: what a cell means is decided by the declared inputs of a card, not here.
"""

from moyang_score.files.place import new_file, new_folder
from moyang_score.files.read import read_table
from moyang_score.files.table import Table
from moyang_score.files.write import write_table, write_text

__all__ = ["Table", "new_file", "new_folder", "read_table", "write_table", "write_text"]
