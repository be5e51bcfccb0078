"""The room as a whole: what it shows."""

import inspect

import moyang_score.synthetic as room


def test_public_names_are_documented():
    for name in ("Effect", "flat_table", "log_odds_bad"):
        text = inspect.getdoc(getattr(room, name))
        assert "Parameters\n----------" in text, name
        assert ">>> " in text, name
