"""From a page to the report on it."""

from riwaya.extract.articles import extract_article

__all__ = ["extract_article"]
