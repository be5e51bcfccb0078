"""The room as a whole: what it shows, and what importing it costs."""

import inspect
import subprocess
import sys

import moyang_score.measure as room


def test_public_names_are_sorted_and_documented():
    assert room.__all__ == sorted(room.__all__)
    for name in room.__all__:
        text = inspect.getdoc(getattr(room, name))
        assert "Parameters\n----------" in text, name
        assert ">>> " in text, name


def test_importing_the_room_loads_numpy_alone():
    code = (
        "import sys, moyang_score.measure as m; m.auc([1, 2, 3], [1, 0, 0]); m.ks([1, 2, 3], [1, 0, 0]); "
        "print(sorted({n.split('.')[0] for n in sys.modules} & {'scipy', 'pandas', 'sklearn', 'pyarrow'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=".")
    assert done.stdout.strip() == "[]"
