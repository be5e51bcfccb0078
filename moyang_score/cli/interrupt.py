"""Ctrl-C, heard by the command itself, whatever a library makes of it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["CtrlC", "ctrl_c"]


class CtrlC:
    """Remember that Ctrl-C was pressed.

    Libraries that call Python from C can make an error of their own of the interrupt, or drop it and go on; while one
    is imported it can even take the process down. So it is kept here until somebody asks.
    """

    def __init__(self) -> None:
        self.pressed = False

    def hear(self, number: int, frame: FrameType | None) -> None:
        """Raise `KeyboardInterrupt` as ever, but not into an import."""
        self.pressed = True
        if not _importing(frame):
            signal.default_int_handler(number, frame)

    def check(self) -> None:
        """Raise the interrupt that has not arrived.

        Raises
        ------
        KeyboardInterrupt
            If Ctrl-C was pressed.
        """
        if self.pressed:
            raise KeyboardInterrupt


@contextmanager
def ctrl_c() -> Iterator[CtrlC]:
    """Listen for Ctrl-C while a block runs.

    Yields
    ------
    CtrlC
        Whether it was pressed. It hears nothing outside the main thread, and where Ctrl-C means something else: in a
        shell's background, or in a program that handles it by itself.
    """
    heard = CtrlC()
    if threading.current_thread() is not threading.main_thread() or not _means_the_usual():
        yield heard
        return
    signal.signal(signal.SIGINT, heard.hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _means_the_usual() -> bool:
    return signal.getsignal(signal.SIGINT) is signal.default_int_handler


def _importing(frame: FrameType | None) -> bool:
    """Tell whether a module is being imported: its initialisation in C may not survive an exception."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib."):
            return True
        frame = frame.f_back
    return False
