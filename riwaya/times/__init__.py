"""Written calendar dates, as pages print them and as addresses and metadata carry them.

In: text, a metadata value or an address. Out: `FoundDate` records with their offsets, in the page's own calendar
day. Gregorian months by any of the names in use from Morocco to Oman, Islamic and Persian years, English; all three
digit sets. What stands relative to now (منذ ساعتين) is read only where the time of capture is given. It will not
guess: a bare number, a score, an ambiguous `05/06/2020` beside English words, the 31st of February give nothing.
"""

from riwaya.times.ages import is_age, says_age
from riwaya.times.expressions import find_times
from riwaya.times.shapes import FoundDate, find_dates
from riwaya.times.stamps import find_address_date, parse_timestamp

__all__ = ["FoundDate", "find_address_date", "find_dates", "find_times", "is_age", "parse_timestamp", "says_age"]
