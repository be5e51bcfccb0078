"""Ctrl-C, heard by the command itself, whatever a library makes of it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["CtrlC", "ctrl_c"]


class CtrlC:
    """Remember that Ctrl-C was pressed.

    Libraries that call Python from C can make an error of their own of the interrupt, or drop it and go on.
    """

    def __init__(self) -> None:
        self.pressed = False

    def check(self) -> None:
        """Raise the interrupt again if it was dropped on its way.

        Raises
        ------
        KeyboardInterrupt
            If Ctrl-C was pressed.
        """
        if self.pressed:
            raise KeyboardInterrupt


@contextmanager
def ctrl_c() -> Iterator[CtrlC]:
    """Listen for Ctrl-C while a block runs; it raises `KeyboardInterrupt` as ever.

    Yields
    ------
    CtrlC
        Whether it was pressed. It hears nothing outside the main thread, and where Ctrl-C means something else: in a
        shell's background, or in a program that handles it by itself.
    """
    heard = CtrlC()
    if threading.current_thread() is not threading.main_thread():
        yield heard
        return
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield heard
        return

    def hear(number: int, frame: FrameType | None) -> None:
        heard.pressed = True
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)
