"""What a figure was measured on."""

import os
import platform
from importlib.metadata import version

__all__ = ["describe_machine"]

_LIBRARIES = ("numpy", "pandas", "scikit-learn", "optbinning")


def describe_machine() -> str:
    """Return one line: processor, cores, Python and the versions that matter."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {libraries}"
