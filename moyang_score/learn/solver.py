"""Solver: optbinning's, told to leave Ctrl-C to Python.

The CP-SAT solver of OR-tools listens for Ctrl-C by itself while it runs. Its listener works in the C signal handler and
knows its search only in the thread that runs it: elsewhere it takes the process down, and in the midst of a lock it
waits for ever. optbinning has no setting for it, so the solver is handed over with the listener switched off.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

__all__ = ["ctrl_c_left_alone"]

_ONE_AT_A_TIME: Final = threading.Lock()  # the solver is handed over in a name of a module, which threads share


@contextmanager
def ctrl_c_left_alone() -> Iterator[None]:
    """Let optbinning solve without a listener of its own for Ctrl-C, which is then heard after the solve."""
    from optbinning.binning.cp import cp_model

    listening = cp_model.CpSolver

    def deaf() -> Any:
        solver = listening()
        solver.parameters.catch_sigint_signal = False
        return solver

    with _ONE_AT_A_TIME:
        try:
            cp_model.CpSolver = deaf
            yield
        finally:
            cp_model.CpSolver = listening
