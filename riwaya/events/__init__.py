"""What happened: who did what to whom, when and where, in the types of PLOVER.

In: an `Article` with its statements, mentions and times. Out: `Event`s in text order, inside its paragraphs; one act is
one event, however many words of a sentence name it. A statement is no event; the act inside it is one, as claimed. What
is only wished, feared or supposed gives none, nor do sport, weather, accidents. It will not look for an actor beyond
the sentence. Arabic alone has tables.
"""

from riwaya.events.finding import find_events
from riwaya.events.scores import read_score

__all__ = ["find_events", "read_score"]
