"""The service over HTTP: four questions, one gate, one log."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from moyang_score import __version__
from moyang_score.errors import MoyangError
from moyang_score.service.answers import NO_CONSENT, Answers
from moyang_score.service.bodies import (
    BenefitAnswer,
    ExplainQuestion,
    Health,
    Problem,
    ScoreAnswer,
    ScoreQuestion,
    VerifyQuestion,
)
from moyang_score.service.journal import AccessLog
from moyang_score.service.purpose import Refused, Register, check_benefit, check_purpose, code_shown

__all__ = ["create_app"]

_DESCRIPTION: Final = (
    "Scores by one signed table of points. Every question names its purpose; a scene gets yes or no, never a score; "
    "who is unknown and who did not agree are answered alike. There is no login: keep it on loopback."
)
_TITLES: Final = {
    400: "Bad request",
    403: "Refused",
    404: "Not found",
    405: "Method not allowed",
    422: "Not understood",
}
_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    code: {"model": Problem, "description": _TITLES[code]} for code in (400, 403, 404, 422)
}
_MOST_BYTES: Final = 100_000


def create_app(answers: Answers, uses: Register, log: AccessLog) -> FastAPI:
    """Return the application.

    Parameters
    ----------
    answers : Answers
        What is answered by.
    uses : Register
        What may be asked for.
    log : AccessLog
        Where each question leaves a line.

    Returns
    -------
    fastapi.FastAPI
        ``POST /v1/score``, ``/v1/explain``, ``/v1/verify``; ``GET /health``, ``/openapi.json``.
    """
    app = FastAPI(title="Moyang score", version=__version__, description=_DESCRIPTION, docs_url=None, redoc_url=None)
    _add_questions(app, answers, uses)
    _add_problems(app)
    _add_log(app, log)
    return app


def _add_questions(app: FastAPI, answers: Answers, uses: Register) -> None:
    @app.post("/v1/score", responses=_PROBLEMS)
    def score(question: ScoreQuestion, request: Request) -> ScoreAnswer:
        """Return score, grade and reason codes: to the person, the operator or a reviewer."""
        request.state.purpose = code_shown(question.purpose)
        check_purpose(question.purpose, uses)
        return ScoreAnswer(**answers.score(_record(answers, question)))

    @app.post("/v1/explain", responses=_PROBLEMS)
    def explain(question: ExplainQuestion, request: Request) -> dict[str, Any]:
        """Return the waterfall, which adds up to the score, with reasons in words."""
        request.state.purpose = code_shown(question.purpose)
        check_purpose(question.purpose, uses)
        return answers.explanation(_record(answers, question), question.language).to_json()

    @app.post("/v1/verify", responses=_PROBLEMS)
    def verify(question: VerifyQuestion, request: Request) -> BenefitAnswer:
        """Return granted, not_granted or no_consent: all that a scene learns."""
        request.state.purpose = code_shown(question.benefit)
        benefit = check_benefit(question.benefit, uses)
        if answers.people is None:
            raise HTTPException(404, "This service was started without people: nobody can be looked up.")
        found = answers.benefit(answers.people.record(question.token), benefit, question.language)
        return BenefitAnswer(**found)

    @app.get("/health")
    def health() -> Health:
        """Tell what is running."""
        people = None if answers.people is None else len(answers.people)
        loaded = answers.loaded
        return Health(status="ok", release=loaded.release or "", digest=loaded.card.digest, people=people)


def _record(answers: Answers, question: ScoreQuestion) -> Mapping[str, Any]:
    if question.record is not None:
        return question.record
    if answers.people is None:
        raise HTTPException(404, "This service was started without people: send a record instead of a token.")
    found = answers.people.record(question.token or "")
    if found is None:
        raise HTTPException(404, NO_CONSENT)
    return found


def _add_problems(app: FastAPI) -> None:
    @app.exception_handler(Refused)
    async def refused(_: Request, error: Refused) -> Response:
        return _problem(403, error.detail, rule=error.rule, article=error.article)

    @app.exception_handler(RequestValidationError)
    async def not_understood(_: Request, error: RequestValidationError) -> Response:
        # What was sent may name a person: only the place and the fault are told, never the value.
        fields = [{"field": ".".join(map(str, one["loc"][1:2])), "fault": one["msg"]} for one in error.errors()]
        return _problem(422, "The body is not what this question takes: see fields, and /openapi.json.", fields=fields)

    @app.exception_handler(MoyangError)
    async def unreadable(_: Request, error: MoyangError) -> Response:
        return _problem(422, str(error))

    @app.exception_handler(HTTPException)
    async def other(_: Request, error: HTTPException) -> Response:
        return _problem(error.status_code, str(error.detail), headers=error.headers)


def _problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    body = Problem(title=_TITLES.get(status, "No answer"), status=status, detail=detail, **more)
    content = body.model_dump(exclude_none=True)
    return JSONResponse(content, status, dict(headers or {}), media_type="application/problem+json")


def _add_log(app: FastAPI, log: AccessLog) -> None:
    @app.middleware("http")
    async def logged(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if int(request.headers.get("content-length") or 0) > _MOST_BYTES:
            response = _problem(413, f"The body is larger than {_MOST_BYTES:,} bytes.")
        else:
            response = await call_next(request)
        known = request.scope.get("route")
        route = known.path if known is not None else "unknown"
        log.write(
            method=request.method if request.method in {"GET", "POST"} else "other",
            route=route,
            purpose=getattr(request.state, "purpose", None),
            status=response.status_code,
        )
        response.headers["Cache-Control"] = "no-store"
        return response
