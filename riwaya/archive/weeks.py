"""The weeks that an archive is divided by, from Monday to Sunday, each named by its Monday; and those without a date.

What two articles may have to do with each other in meaning or in story ends after six days at most, so a week and the
one after it hold all of that. What they have in words may be years apart, and is looked for over all weeks.
"""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from riwaya.records import Article
from riwaya.retellings import UNDATED

UNDATED_WEEK = "undated"
_DAYS = 7
_LAST = UNDATED // _DAYS


def week_of(day: dt.date | None) -> str:
    """Give the name of a day's week.

    >>> week_of(dt.date(2018, 4, 14)), week_of(None)
    ('2018-04-09', 'undated')
    """
    return UNDATED_WEEK if day is None else (day - dt.timedelta(days=day.weekday())).isoformat()


def week_after(week: str) -> str:
    """Give the week after one; behind those without a date comes nothing.

    >>> week_after("2018-12-31")
    '2019-01-07'
    """
    if week == UNDATED_WEEK:
        return ""
    return (dt.date.fromisoformat(week) + dt.timedelta(days=_DAYS)).isoformat()


def week_before(week: str) -> str:
    """Give the week before one.

    >>> week_before("2019-01-07")
    '2018-12-31'
    """
    return (dt.date.fromisoformat(week) - dt.timedelta(days=_DAYS)).isoformat() if week != UNDATED_WEEK else ""


def number_weeks(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the number of each day's week: two of them follow one another where the numbers do.

    >>> number_weeks(np.array([dt.date(2018, 4, 15).toordinal(), dt.date(2018, 4, 16).toordinal(), UNDATED])).tolist()
    [105256, 105257, 153391689]
    """
    numbers: NDArray[np.int64] = np.where(days == UNDATED, _LAST, (days - 1) // _DAYS)
    return numbers


def key_article(name: str, article: Article) -> str:
    """Give what an article is ordered by among all: its day, those without one last, and then its id.

    >>> key_article("00ff00ff00ff00ff", Article(source="a"))
    '1073741824 00ff00ff00ff00ff'
    """
    day = article.published.date.toordinal() if article.published else UNDATED
    return f"{day:010} {name}"


def name_of_key(key: str) -> str:
    """Give the id of the article that a key stands for."""
    return key.partition(" ")[2]


def week_of_key(key: str) -> str:
    """Give the week of the article that a key stands for.

    >>> week_of_key("1073741824 00ff00ff00ff00ff")
    'undated'
    """
    day = int(key.partition(" ")[0])
    return week_of(None if day == UNDATED else dt.date.fromordinal(day))
