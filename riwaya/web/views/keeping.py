"""The front door, what could not be done, what people corrected, and what is not there."""

from http import HTTPStatus
from typing import get_args

from litestar import MediaType, Response, get, post
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect
from msgspec import Struct

from riwaya import query
from riwaya.api.editing import Order, carry_out, check_token
from riwaya.errors import InputError, RiwayaError
from riwaya.records import CorrectionKind
from riwaya.web.lists import PageNumber, cut_sheet, part_of
from riwaya.web.rendering import Asked, read_manner, render
from riwaya.web.words import Manner


class Form(Struct, frozen=True, kw_only=True):
    """What the form of a correction sends."""

    kind: CorrectionKind
    one: str
    other: str = ""
    name: str = ""
    by: str
    token: str


@get("/", sync_to_thread=False)
def choose_tongue(request: Asked) -> Redirect:
    """Lead to the pages in the language that the browser asks for first, of the two that there are."""
    asked = request.headers.get("accept-language", "").strip().lower()
    return Redirect("/ar/" if asked.startswith("ar") else "/en/")


@get("/{tongue:str}/problems", media_type=MediaType.HTML, sync_to_thread=True)
def show_problems(state: State, request: Asked, tongue: FromPath[str], page: PageNumber = 1) -> str:
    """Show what could not be done, and why."""
    with query.open_store(state.case) as store:
        problems = query.list_problems(state.case, store)
    part = part_of(page)
    rows, sheet = cut_sheet(problems[part.offset : part.offset + part.limit], page)
    return render("problems.html", read_manner(tongue), request, rows=rows, sheet=sheet)


@get("/{tongue:str}/corrections", media_type=MediaType.HTML, sync_to_thread=True)
def show_corrections(state: State, request: Asked, tongue: FromPath[str], one: FromQuery[str] = "") -> str:
    """Show what people merged, split, renamed and undid; where this is allowed, a form for more, about `one`."""
    corrections = query.list_corrections(state.case)
    undone = {correction.undoes for correction in corrections}
    given = {"corrections": corrections, "undone": undone, "one": one, "kinds": get_args(CorrectionKind)}
    return render("corrections.html", read_manner(tongue), request, **given)


@post("/{tongue:str}/corrections", sync_to_thread=True)
def take_correction(
    state: State,
    tongue: FromPath[str],
    data: URLEncodedBody[Form],
) -> Redirect:
    """Carry out what the form says, and show all corrections."""
    manner = read_manner(tongue)
    check_token(state, data.token)
    subjects = tuple(subject for subject in (data.one.strip(), data.other.strip()) if subject)
    carry_out(state, Order(kind=data.kind, subjects=subjects, name=data.name.strip() or None, by=data.by))
    return Redirect(f"/{manner.tongue}/corrections", status_code=303)


def show_error(request: Asked, error: Exception) -> Response[str]:
    """Say what could not be found, or what went wrong, and what to do next."""
    status, reason = tell_error(error)
    tongue = request.url.path.split("/")[1]
    manner = Manner("ar") if tongue.startswith("ar") else Manner("en")
    page = render("error.html", manner, request, reason=reason, status=status)
    return Response(page, status_code=status, media_type=MediaType.HTML)


def tell_error(error: Exception) -> tuple[int, str]:
    """Give the HTTP status of an error and what to say of it."""
    match error:
        case InputError():
            return HTTPStatus.NOT_FOUND, str(error)
        case RiwayaError():
            return HTTPStatus.INTERNAL_SERVER_ERROR, str(error)
        case HTTPException():
            return error.status_code, error.detail
    raise error
