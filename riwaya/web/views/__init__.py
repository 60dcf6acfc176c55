"""The views: each asks `query` and fills a template, in the language that its address begins with."""

from riwaya.web.views import actors, articles, keeping, manual, searching, stories
from riwaya.web.views.keeping import show_error

__all__ = ["HANDLERS", "show_error"]

HANDLERS = (
    keeping.choose_tongue,
    stories.show_stories,
    stories.show_story,
    stories.show_claims,
    stories.show_disagreements,
    stories.show_retellings,
    stories.show_timeline,
    stories.show_pages,
    stories.give_dossier,
    articles.show_articles,
    articles.show_article,
    articles.show_history,
    articles.show_comparison,
    articles.give_capture,
    actors.show_actors,
    actors.show_actor,
    searching.show_hits,
    keeping.show_problems,
    keeping.show_corrections,
    keeping.take_correction,
    manual.show_manual,
)
