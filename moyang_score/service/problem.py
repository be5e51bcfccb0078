"""Why there is no answer, as a problem document (RFC 9457) that says nothing of what was sent."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi.responses import JSONResponse, Response

from moyang_score.service.bodies import Problem

__all__ = ["PROBLEMS", "TITLES", "fields_at_fault", "problem"]

TITLES: Final[Mapping[int, str]] = {
    400: "Bad request",
    403: "Refused",
    404: "Not found",
    405: "Method not allowed",
    413: "Too large",
    422: "Not understood",
    500: "A fault of the service",
    503: "Not now",
}
_KIND: Final = "application/problem+json"
_FIELDS: Final = ("purpose", "token", "record", "benefit", "language")
_SCHEMA: Final = {"$ref": "#/components/schemas/Problem"}

# What the OpenAPI document says of answers that are none.
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    code: {"description": title, "content": {_KIND: {"schema": _SCHEMA}}}
    for code, title in TITLES.items()
    if code not in {405, 500}
}


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """Return a problem document.

    Parameters
    ----------
    status : int
        The HTTP status.
    detail : str
        Why, and what to do.
    headers : mapping, optional
        Headers to send along.
    more : object
        ``rule`` and ``article``, or ``fields``.

    Returns
    -------
    starlette.responses.Response
        The document.
    """
    body = Problem(title=TITLES.get(status, "No answer"), status=status, detail=detail, **more)
    return JSONResponse(body.model_dump(exclude_none=True), status, dict(headers or {}), media_type=_KIND)


def fields_at_fault(faults: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return which fields are at fault and why, without any word of the caller's: it might name a person.

    Parameters
    ----------
    faults : sequence of mapping
        Faults as pydantic tells them.

    Returns
    -------
    list of dict
        ``field`` and ``fault``, each pair once.
    """
    told = [{"field": _field(one), "fault": str(one["msg"])} for one in faults]
    return [one for at, one in enumerate(told) if one not in told[:at]]


def _field(fault: Mapping[str, Any]) -> str:
    place = fault["loc"][1:2]
    if not place or isinstance(place[0], int):
        return "body"
    return place[0] if place[0] in _FIELDS else "another"
