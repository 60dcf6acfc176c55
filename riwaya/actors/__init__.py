"""Actors: who is meant by the names and posts in articles, across pages and spellings.

Two steps. `link_actors(id, reading)` looks at one article, the shipped table of actors and the day of publication, and
gives a `Cast`: the article's figures, and which of its names means which. It is stored with the article.
`gather_actors(casts, corrections)` lays casts side by side and gives the actors with the id of every figure;
`name_actors` writes those ids into a reading.

A case grows page by page. Figures are only ever joined where they share one of the keys that they `seek`, or a person's
correction says so. For a new page, `tie_keys` gives the keys of its figures and all that are tied to them; to gather
the figures of those keys alone gives them what the whole case would. A figure that the table settles seeks its own key
only, and needs no other page.

Ids. Who is in the table goes by its key there (`vladimir-putin`, `RUS`, `foreign-ministry-of-RUS`, `capital-of-RUS`);
an office whose holder nobody names goes by `office:president:RUS`; everybody else by the smallest figure under
(published, article's id, place in its cast), as `article.place`.

What it will not do: take a spelling alone for evidence. A last name goes to the full name on its page, else to the one
person of the table who was in office that day, else to nobody. A post («الرئيس الروسي») goes to whom the page gives it,
else to its holder on that day, else, where other pages name exactly one, to him, else it stays an office.

>>> import datetime as dt
>>> from riwaya.records import Article, Findings, Mention, Published, Reading
>>> day = Published(date=dt.date(2018, 4, 14), precision="day", basis="given")
>>> text = "وصل سيرغي لافروف. وقال لافروف إنه متفائل"
>>> names = tuple(Mention(start=s, end=e, text=text[s:e], type="person") for s, e in ((4, 16), (23, 29)))
>>> reading = Reading(article=Article(source="a", text=text, published=day), findings=Findings(mentions=names))
>>> cast = link_actors("a", reading)
>>> cast.mentions, cast.figures[0].key
((0, 0), 'sergey-lavrov')
>>> gather_actors([cast]).actors[0].forms
('سيرغي لافروف', 'لافروف')
"""

from riwaya.actors.gather import Actors, gather_actors, tie_keys
from riwaya.actors.ids import name_actors
from riwaya.actors.links import link_actors
from riwaya.actors.sides import find_country, find_places, find_side, read_people, read_side, tell_sides

__all__ = [
    "Actors",
    "find_country",
    "find_places",
    "find_side",
    "gather_actors",
    "link_actors",
    "name_actors",
    "read_people",
    "read_side",
    "tell_sides",
    "tie_keys",
]
