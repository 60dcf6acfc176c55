"""The API's own page: every question with a form to try it, made from the same description that programs read."""

from litestar import MediaType, get
from litestar.params import FromPath

from riwaya import api
from riwaya.web.rendering import Asked, read_manner, render


@get("/{tongue:str}/api", media_type=MediaType.HTML, sync_to_thread=False)
def show_manual(request: Asked, tongue: FromPath[str]) -> str:
    """Show what programs can ask, and what comes back."""
    schema = api.describe(request.app)
    return render("manual.html", read_manner(tongue), request, schema=schema)
