"""A place to write to: what is written there appears whole, by one rename, or not at all."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from moyang_score.errors import FileError, OutputExistsError

__all__ = ["new_file", "new_folder"]


@contextmanager
def new_file(path: str | os.PathLike[str], *, force: bool = False) -> Iterator[Path]:
    """Give a temporary file beside ``path``, and move it there when the block ends well.

    The temporary file exists already, is empty, and ends as ``path`` does. On any exception, Ctrl-C too, it is removed,
    with the parent folders that were made for it, and what stood at ``path`` is untouched.

    Parameters
    ----------
    path : str or path-like
        Where the file is to appear; missing parent folders are made. A link is followed.
    force : bool
        Whether a file that is there already may be replaced, in one step.

    Yields
    ------
    pathlib.Path
        The file to write.

    Raises
    ------
    OutputExistsError
        Something is there already and ``force`` is not given; raised before the block runs.
    FileError
        A folder or device is there, or the place cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     target = Path(folder) / "out" / "note.txt"
    ...     with new_file(target) as temporary:
    ...         _ = temporary.write_text("done")
    ...         early = target.exists()
    ...     early, target.read_text()
    (False, 'done')
    """
    shown = os.fspath(path)
    target = _free(path, "file", Path.is_file, force=force)
    with _beside(target, shown, lambda temporary: temporary.touch(exist_ok=False)) as temporary:
        yield temporary
        _free(path, "file", Path.is_file, force=force)  # somebody else may have been faster
        with _said(shown):
            _sync(temporary)
            temporary.replace(target)
            _sync(target.parent)


@contextmanager
def new_folder(path: str | os.PathLike[str], *, force: bool = False) -> Iterator[Path]:
    """Give a temporary folder beside ``path``, and move it there when the block ends well.

    On any exception, Ctrl-C too, it is removed with all it holds, with the parent folders that were made for it, and
    what stood at ``path`` is untouched.

    Parameters
    ----------
    path : str or path-like
        Where the folder is to appear; missing parent folders are made. A link is followed.
    force : bool
        Whether a folder that is there already may be replaced, *with everything in it*. The working folder and those
        above it are never replaced.

    Yields
    ------
    pathlib.Path
        The empty folder to fill.

    Raises
    ------
    OutputExistsError
        Something is there already and ``force`` is not given; raised before the block runs.
    FileError
        A file is there, the folder is one that is never replaced, or the place cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with new_folder(Path(folder) / "card") as temporary:
    ...         _ = (temporary / "scorecard.json").write_text("{}")
    ...     [path.name for path in Path(folder).rglob("*")]
    ['card', 'scorecard.json']
    """
    shown = os.fspath(path)
    target = _free(path, "folder", Path.is_dir, force=force)
    if target in (Path.cwd(), *Path.cwd().parents):
        raise FileError("this folder is never replaced", where=shown, fix="name a folder of its own")
    with _beside(target, shown, Path.mkdir) as temporary:
        yield temporary
        _free(path, "folder", Path.is_dir, force=force)
        with _said(shown):
            for inner in [*temporary.rglob("*"), temporary]:
                _sync(inner)
            _swap(temporary, target)
            _sync(target.parent)


def _free(path: str | os.PathLike[str], kind: str, is_kind: Callable[[Path], bool], *, force: bool) -> Path:
    """Return the target behind ``path``, links followed, where nothing is or what is there may be replaced."""
    shown = os.fspath(path)
    with _said(shown):
        target = Path(os.path.realpath(path))
        taken = _is_taken(target)
        fits = is_kind(target)
    if taken and not force:
        raise OutputExistsError(
            "this exists already", where=shown, fix="name another place, or replace it with --force"
        )
    if taken and not fits:
        raise FileError(f"this is not a {kind}, and is not replaced by one", where=shown, fix="name another place")
    return target


def _is_taken(target: Path) -> bool:
    try:
        target.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


@contextmanager
def _beside(target: Path, shown: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """Make a temporary path beside ``target``; if the block fails, remove it and the parents made for it."""
    temporary = target.with_name(f".{secrets.token_hex(8)}{target.suffix}")
    missing = [parent for parent in target.parents if not os.path.lexists(parent)]
    try:
        with _said(shown):
            target.parent.mkdir(parents=True, exist_ok=True)
            make(temporary)
        yield temporary
    except BaseException:
        _remove(temporary)
        for parent in missing:
            with suppress(OSError):
                parent.rmdir()
        raise


@contextmanager
def _said(shown: str) -> Iterator[None]:
    """Say in our own words what the system refused."""
    try:
        yield
    except (FileExistsError, NotADirectoryError) as fault:
        raise FileError("a part of this path is a file, not a folder", where=shown, fix="name another place") from fault
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise FileError(f"this cannot be written: {reason}", where=shown, fix="name another place") from fault


def _swap(temporary: Path, target: Path) -> None:
    """Move a folder to its place; what stands there steps aside first, and comes back if the move fails."""
    if not target.exists():
        temporary.rename(target)
        return
    aside = temporary.with_name(f"{temporary.name}.old")
    target.rename(aside)
    try:
        temporary.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    try:
        _remove(aside)
    except KeyboardInterrupt:
        _remove(aside)
        raise


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _sync(path: Path) -> None:
    """Have the system write a file or folder to disk; not every system can open a folder for that."""
    with suppress(OSError):
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
