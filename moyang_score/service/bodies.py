"""What callers send and get, as the OpenAPI document shows it."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr, model_validator

__all__ = ["BenefitAnswer", "ExplainQuestion", "Health", "Problem", "ScoreAnswer", "ScoreQuestion", "VerifyQuestion"]

Token = Annotated[StrictStr, Field(min_length=1, max_length=200, description="The token of a person.")]
Code = Annotated[StrictStr, Field(min_length=1, max_length=40)]
Cell = StrictBool | StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)] | StrictStr | None
Record = Annotated[dict[str, Cell], Field(max_length=500, description="One cell for each column that the card reads.")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ScoreQuestion(_Strict):
    """Ask for a score: of a person by token, or of a record that comes along."""

    purpose: Annotated[Code, Field(description="self, operator_batch or review", examples=["self"])]
    token: Token | None = None
    record: Record | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "ScoreQuestion":
        if (self.token is None) == (self.record is None):
            raise ValueError("give a token or a record, one of the two")
        return self


class ExplainQuestion(ScoreQuestion):
    """Ask for an explanation."""

    language: Literal["zh", "en"] = "zh"


class VerifyQuestion(_Strict):
    """Ask whether somebody has a benefit."""

    token: Token
    benefit: Annotated[Code, Field(description="A code of the register of benefits", examples=["B01"])]
    language: Literal["zh", "en"] = "zh"


class ScoreAnswer(BaseModel):
    """The columns of `moyang score`."""

    score: int
    grade: str | None
    probability_bad: float | None
    digest: str
    flags: list[str]
    reasons: list[str]


class BenefitAnswer(BaseModel):
    """Yes or no, and what opens."""

    benefit: str
    answer: Literal["granted", "not_granted", "no_consent"]
    opens: str | None


class Health(BaseModel):
    """What is running."""

    status: Literal["ok"]
    release: str
    digest: str
    people: int | None


class Problem(BaseModel):
    """Why there is no answer (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    rule: str | None = None
    article: str | None = None
    fields: list[dict[str, Any]] | None = None
