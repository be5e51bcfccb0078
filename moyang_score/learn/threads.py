"""One thread while fitting: sums of floats depend on how they are shared out."""

from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["one_thread"]


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold the libraries that fitting uses to one thread.

    Only libraries already loaded can be held, so those that bring a thread pool are imported first.

    Yields
    ------
    None

    Examples
    --------
    >>> with one_thread():
    ...     pass
    """
    import sklearn.ensemble
    import sklearn.tree  # noqa: F401 - imported to be held
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield
