"""What stands where there is nothing to show: why, and the command that changes it."""

import streamlit as st

from moyang_score.app.tables import safe, shown_code
from moyang_score.app.words import Words

__all__ = ["show"]


def show(words: Words, why: str, command: str) -> None:
    """Say why a place is empty, and what to type."""
    st.info(words[why])
    st.html(f'<p class="my-note">{safe(words["empty_next"])}</p><p>{shown_code(command)}</p>')
