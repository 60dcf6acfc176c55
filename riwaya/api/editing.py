"""Corrections made over HTTP, by whoever has the token that `riwaya serve --edit` printed."""

import datetime as dt
import secrets
from http import HTTPStatus

import msgspec
from litestar import MediaType, Response, post
from litestar.datastructures import State
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody
from msgspec import Struct

from riwaya.api.answering import FAULTS
from riwaya.api.freshness import Asked
from riwaya.api.shapes import Fault
from riwaya.pipeline import correct
from riwaya.records import Correction, CorrectionKind

_REFUSALS = {401: "The token is missing or wrong.", 403: "This case is served to be read: start with --edit."}


class Order(Struct, frozen=True, kw_only=True):
    """What is to be corrected: `riwaya correct` takes the same."""

    kind: CorrectionKind
    subjects: tuple[str, ...]  # a story, an article, an actor or words for one; the correction to undo
    name: str | None = None  # for a rename
    by: str


def check_token(state: State, given: str) -> None:
    """Let whoever has the token pass. Raises PermissionDeniedException where nobody may, NotAuthorizedException."""
    if not state.token:
        raise PermissionDeniedException(_REFUSALS[403])
    if not secrets.compare_digest(state.token.encode(), given.encode()):
        raise NotAuthorizedException(_REFUSALS[401])


def carry_out(state: State, order: Order) -> Correction:
    """Write a correction down and apply it. Raises InputError, and CaseError while something else writes."""
    return correct(
        state.case, order.kind, order.subjects, by=order.by, name=order.name, now=lambda: dt.datetime.now(dt.UTC)
    )


@post(
    "/corrections",
    status_code=HTTPStatus.CREATED,
    sync_to_thread=True,
    responses={
        201: ResponseSpec(Correction, description="What was written down.", generate_examples=False),
        **{
            status: ResponseSpec(Fault, description=words, generate_examples=False)
            for status, words in {**FAULTS, **_REFUSALS}.items()
        },
    },
)
def make_correction(state: State, request: Asked, data: JSONBody[Order]) -> Response[bytes]:
    """Merge, split or rename what the case takes for one, or undo an earlier correction.

    The token goes into the header: `Authorization: Bearer TOKEN`.
    """
    check_token(state, request.headers.get("authorization", "").removeprefix("Bearer "))
    made = carry_out(state, data)
    return Response(msgspec.json.encode(made), status_code=HTTPStatus.CREATED, media_type=MediaType.JSON)
