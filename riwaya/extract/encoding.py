"""From bytes to text: the encoding that a page has, whatever it declares."""

import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # UTF-8 needs none, and keeps it as a character
_BROKEN = 0.02  # a page with fewer broken sequences for each byte beyond ASCII is UTF-8 that was cut or patched
# Which letters tell that a one-byte reading is right; Latin letters beyond ASCII in a row tell that it is not.
_ARABIC_WORD = re.compile(r"[ء-ي]{2,}")
_ARTICLE = re.compile(r"\b[وبلفك]?ال[ء-ي]{2}")
_MOJIBAKE = re.compile(r"[À-ÿ]{4,}")


def decode_page(body: bytes, declared: str | None = None) -> str:
    """Give the text of a page. `declared` is what the transport said.

    UTF-8 is believed when the bytes bear it out, whoever denies it; no other encoding looks like it by chance. What
    is declared is believed next, unless it makes an Arabic page into accented Latin; then the detector is asked.
    Never fails: what no encoding explains becomes U+FFFD.

    >>> decode_page("أغلق الجسر القديم".encode("windows-1256"), "utf-8")
    'أغلق الجسر القديم'
    """
    for mark, encoded in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoded, "replace")
    if (text := _read_utf8(body)) is not None:
        return text
    for name in (declared, _find_declared(body), _guess_arabic(body), detect_encoding(body)):
        encoding = map_encoding_to_html5(name, fallback_utf8=False) if name else None
        if encoding and encoding != "utf-8" and (text := _read(body, encoding)):
            return text
    return body.decode("windows-1252", "replace")


def _read_utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") <= _BROKEN * foreign else None


def _read(body: bytes, encoding: str) -> str | None:
    try:
        text = body.decode(encoding, "replace")
    except LookupError:
        return None
    return None if len(_MOJIBAKE.findall(text)) > len(text) // 500 or "\ufffd" * 3 in text else text


def _find_declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:4096])
    return found[1].decode("ascii") if found else None


def _guess_arabic(body: bytes) -> str | None:
    """Name the commonest Arabic encoding where words with the article show that it fits: the detector wants more."""
    text = body.decode("windows-1256", "replace")
    return "windows-1256" if len(_ARTICLE.findall(text)) * 12 > len(_ARABIC_WORD.findall(text)) else None
