"""The door: what is too large or meant for somebody else stays outside, and every question leaves a line in the log."""

import logging
import traceback
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.service.journal import AccessLog
from moyang_score.service.problem import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["FAILED", "FAULTS", "MOST_BYTES", "PATHS", "Door"]

FAILED: Final = "The service failed; its operator was told where."
MOST_BYTES: Final = 100_000
PATHS: Final = ("/v1/score", "/v1/explain", "/v1/verify", "/health", "/openapi.json")
_METHODS: Final = ("GET", "POST")
FAULTS: Final = logging.getLogger("moyang_score.service")


class Door:
    """Stand before the application.

    Parameters
    ----------
    app : ASGI application
        What answers.
    log : AccessLog
        Where each question leaves a line, before its answer leaves.
    digest : str
        The digest of the card, for the line.
    hosts : collection of str, optional
        The names under which the service may be called; any where left out. A page in a browser that points a name of
        its own at this machine is refused by it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     log = AccessLog(f"{folder}/access.jsonl", clock=lambda: "2026-09-30T00:00:00+00:00")
    ...     door = Door(problem(404, "Nobody is at home."), log, "82ac4524", hosts={"localhost"})
    ...     log.close()
    """

    def __init__(self, app: "ASGIApp", log: AccessLog, digest: str, hosts: Collection[str] | None = None) -> None:
        self._app, self._log, self._digest, self._hosts = app, log, digest, hosts

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer one question, as ASGI asks."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["state"] = {}
        begun = False

        async def logged(message: "Message") -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                self._write(scope, message["status"])
                begun = True
                message["headers"] = [*message.get("headers", ()), (b"cache-control", b"no-store")]
            await send(message)

        try:
            await self._answer(scope, receive, logged)
        except Exception as fault:  # noqa: BLE001 - a caller is told nothing of a fault, and the operator where it is
            place = traceback.extract_tb(fault.__traceback__)[-1]
            FAULTS.error("%s in %s, line %s", type(fault).__name__, Path(place.filename).name, place.lineno)
            if not begun:
                await problem(500, FAILED)(scope, receive, send)

    async def _answer(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if not self._is_for_us(scope):
            await problem(400, "This service is not known by the name in the header Host.")(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            await problem(413, f"The body is larger than {MOST_BYTES:,} bytes.")(scope, receive, send)
            return
        await self._app(scope, _Replayed(body, receive), send)

    def _is_for_us(self, scope: "Scope") -> bool:
        if self._hosts is None:
            return True
        named = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        name, colon, port = named.rpartition(":")
        return (name if colon and port.isdecimal() else named).lower() in self._hosts

    def _write(self, scope: "Scope", status: int) -> None:
        self._log.write(
            method=scope["method"] if scope["method"] in _METHODS else "other",
            path=scope["path"] if scope["path"] in PATHS else "other",
            purpose=scope["state"].get("purpose"),
            status=status,
            digest=self._digest,
        )


class _Replayed:
    """Give a body that was read already, then whatever comes after it."""

    def __init__(self, body: bytes, receive: "Receive") -> None:
        self._first: Any = {"type": "http.request", "body": body, "more_body": False}
        self._receive = receive

    async def __call__(self) -> "Message":
        first, self._first = self._first, None
        return first if first is not None else await self._receive()


async def _body(receive: "Receive") -> bytes | None:
    """Return the whole body, or None as soon as it is too large."""
    read = bytearray()
    while True:
        message = await receive()
        read += message.get("body", b"")
        if len(read) > MOST_BYTES:
            return None
        if not message.get("more_body"):
            return bytes(read)
