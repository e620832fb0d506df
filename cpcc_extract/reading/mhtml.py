"""Web pages saved as one file (.mht, .mhtml): the page among its pictures and styles."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from cpcc_extract.errors import FormatError
from cpcc_extract.reading.extract import Extract
from cpcc_extract.reading.html import read_html

_LARGEST = 200 << 20
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 10_000


def read_mhtml(raw: bytes, called: str, encoding: str | None = None) -> Extract:
    """The main text of the page that the file was saved for (its first one), read as `read_html` does.

    The page's bytes are decoded as their part declares, else as the page itself does.
    Raises FormatError when there is no page in it, and what `read_html` raises.
    """
    if len(raw) > _LARGEST or raw.count(b"\n--") > _MOST_PARTS:
        raise FormatError(f"{called}: is far larger than a saved web page; save the page as .html or its text as .txt")
    try:
        page = _page(message_from_bytes(raw))
    except (MessageError, ValueError, LookupError, RecursionError):
        page = None
    if page is None:
        raise FormatError(f"{called}: is a mail or saved page without a web page in it; save the page as .html")
    return read_html(page[0], called, encoding or page[1], "mhtml")


def _page(message: Message) -> tuple[bytes, str | None] | None:
    """The bytes and declared encoding of the first web page in a message."""
    for part in message.walk():
        if part.get_content_type() in _PAGES:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload, part.get_content_charset()
    return None
