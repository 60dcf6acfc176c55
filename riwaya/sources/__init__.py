"""Every input becomes Pages: files, folders, archives, feeds, exports, addresses and standard input.

In: what a person names on the command line. Out: a `Page` for each report and a `Problem` for each fault, in the
order of the inputs; one damaged input never ends the run. Bodies are passed on as bytes: which words of a page are the
report, and in which charset it is written, is not asked here. Fetching one address by itself is `riwaya.sources.fetch`.
"""

from riwaya.sources.inputs import OTHER_KIND, open_pages
from riwaya.sources.limits import SourceLimits

__all__ = ["OTHER_KIND", "SourceLimits", "open_pages"]
