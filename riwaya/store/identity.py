"""Which article a page is: the same in every order of adding, on every machine."""

import hashlib

import msgspec

from riwaya.addresses import canonical, names_page
from riwaya.records import Article, Page


def identify(page: Page, article: Article) -> str:
    """Give what makes this page's article one and the same over all its captures.

    That is the given id within the file that held it, else the canonical address, else the hash of the bytes and of
    what was said about them: two outlets that give the same words without an address are two articles.
    An address that names a whole site (a careless `rel=canonical`) would make one article of many, and is passed over.

    >>> page = Page(source="x", kind="html", body=b"<p>")
    >>> identify(page, Article(source="x", url="http://www.example.com/7?utm_source=rss"))
    'url:https://example.com/7'
    """
    if page.given.id is not None and page.container is not None:
        return f"id:{page.container}\n{page.given.id}"
    for url in (article.url, page.given.url, page.source):
        if (address := canonical(url)) and names_page(address):
            return f"url:{address}"
    facts = msgspec.json.encode(msgspec.structs.replace(page.given, crawled=None))
    return f"sha256:{hashlib.sha256(facts + page.body).hexdigest()}"


def name_article(identity: str) -> str:
    """Give the id of an article: the first 16 hexadecimal digits of the SHA-256 of its identity.

    >>> name_article("url:https://example.com/7")
    '596a5113a02bf0dd'
    """
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
