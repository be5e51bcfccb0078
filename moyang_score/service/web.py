"""The service over HTTP: four questions behind one gate."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from moyang_score import __version__
from moyang_score.errors import ColumnError, MoyangError
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
from moyang_score.service.door import FAILED, FAULTS, Door
from moyang_score.service.journal import AccessLog
from moyang_score.service.problem import PROBLEMS, fields_at_fault, problem
from moyang_score.service.purpose import Refused, Register, check_benefit, check_purpose, code_shown

__all__ = ["create_app"]

_DESCRIPTION: Final = (
    "Scores by one signed table of points. Every question names its purpose; a scene gets yes or no, never a score; "
    "who is unknown and who did not agree are answered alike. There is no login: keep it on loopback."
)


def create_app(answers: Answers, uses: Register, log: AccessLog, hosts: Collection[str] | None = None) -> Door:
    """Return the application.

    Parameters
    ----------
    answers : Answers
        What is answered by.
    uses : Register
        What may be asked for.
    log : AccessLog
        Where each question leaves a line.
    hosts : collection of str, optional
        The names under which it may be called; any where left out.

    Returns
    -------
    Door
        An ASGI application: ``POST /v1/score``, ``/v1/explain``, ``/v1/verify``; ``GET /health``, ``/openapi.json``.

    Examples
    --------
    >>> import tempfile
    >>> from moyang_score.card import Evidence, Scorecard
    >>> from moyang_score.catalogue.uses import load_uses
    >>> from moyang_score.score import LoadedCard
    >>> card = Scorecard(card_class="official", base=650, inputs=(), characteristics=())
    >>> loaded = LoadedCard(card, Evidence({"digest": card.digest}))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     log = AccessLog(f"{folder}/access.jsonl", clock=lambda: "2026-09-30T00:00:00+00:00")
    ...     app = create_app(Answers(loaded), load_uses("moyang"), log)
    ...     log.close()
    """
    app = FastAPI(
        title="Moyang score",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    _add_questions(app, answers, uses)
    _add_verify(app, answers, uses)
    _add_problems(app)
    _describe_problems(app)
    return Door(app, log, answers.loaded.card.digest, hosts)


def _add_questions(app: FastAPI, answers: Answers, uses: Register) -> None:
    @app.post("/v1/score", responses=PROBLEMS)
    def score(question: ScoreQuestion, request: Request) -> ScoreAnswer:
        """Return score, grade and reason codes: to the person, the operator or a reviewer."""
        request.state.purpose = code_shown(question.purpose)
        check_purpose(question.purpose, uses)
        return ScoreAnswer(**answers.score(_record(answers, question)))

    @app.post("/v1/explain", responses=PROBLEMS)
    def explain(question: ExplainQuestion, request: Request) -> dict[str, Any]:
        """Return the waterfall, which adds up to the score, with reasons in words."""
        request.state.purpose = code_shown(question.purpose)
        check_purpose(question.purpose, uses)
        return answers.explanation(_record(answers, question), question.language).to_json()


def _add_verify(app: FastAPI, answers: Answers, uses: Register) -> None:
    @app.post("/v1/verify", responses=PROBLEMS)
    def verify(question: VerifyQuestion, request: Request) -> BenefitAnswer:
        """Return granted, not_granted or no_consent: all that a scene learns."""
        request.state.purpose = code_shown(question.benefit)
        benefit = check_benefit(question.benefit, uses)
        if not answers.grants:
            raise HTTPException(404, "This card grants no benefits: only the card that experts set and published does.")
        if answers.people is None:
            raise HTTPException(404, "This service was started without people: nobody can be looked up.")
        return BenefitAnswer(**answers.benefit(question.token, benefit, question.language))

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
    _, found = answers.people.find(question.token or "")
    if found is None:
        raise HTTPException(404, NO_CONSENT)
    return found


def _add_problems(app: FastAPI) -> None:
    @app.exception_handler(Refused)
    async def refused(_: Request, error: Refused) -> Response:
        return problem(403, error.detail, rule=error.rule, article=error.article)

    @app.exception_handler(RequestValidationError)
    async def not_understood(_: Request, error: RequestValidationError) -> Response:
        what = "The body is not what this question takes: see fields, and /openapi.json."
        return problem(422, what, fields=fields_at_fault(error.errors()))

    @app.exception_handler(ColumnError)
    async def incomplete(_: Request, error: ColumnError) -> Response:
        return problem(422, str(error))

    @app.exception_handler(MoyangError)
    async def unavailable(_: Request, error: MoyangError) -> Response:
        FAULTS.error("%s", error)
        return problem(503, "What the service reads cannot be read now: ask again later.")

    @app.exception_handler(HTTPException)
    async def other(_: Request, error: HTTPException) -> Response:
        return problem(error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(Exception)
    async def failed(_: Request, __: Exception) -> Response:
        return problem(500, FAILED)


def _describe_problems(app: FastAPI) -> None:
    """Put the form of a problem into the OpenAPI document, to which the questions refer."""
    schemas = app.openapi()["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
