"""Names in a report: persons, organisations, places, and other names such as works, prizes, products.

In: an `Article`. Out: its `Mention`s in the order of the text, inside its paragraphs, none overlapping another. A
mention leaves off the conjunction or particle written on to it and keeps its article: «وبالقاهرة» mentions القاهرة;
«للقاهرة» mentions لقاهرة, since that is how the article stands there. Nationalities (الفرنسي), roles and titles
(الرئيس) are no names. A language without shipped weights is read
by its capitals and the table of actors, where it has roles; else it has no mentions.
"""

from riwaya.mentions.spans import find_mentions

__all__ = ["find_mentions"]
