"""Web pages: which bytes are which characters, and what of the page is its text."""

from __future__ import annotations

import codecs
import re

from cpcc_extract.errors import EmptyError, FormatError
from cpcc_extract.reading.decode import decode
from cpcc_extract.reading.extract import Extract
from cpcc_extract.reading.extras import load
from cpcc_extract.reading.web_blocks import read_blocks
from cpcc_extract.reading.web_main import main_lines

_LARGEST, _MOST_TAGS = 64 << 20, 500_000
_HEAD = 4096
_CHARSET = re.compile(rb"<meta\b[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s*<\?xml\b[^<>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Pages that call themselves GB 2312 hold characters of its successors; browsers read them all as the newest.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
_LOST_SHARE = 0.01


def read_html(raw: bytes, called: str, encoding: str | None = None, format: str = "html") -> Extract:
    """The main text of a web page: without navigation, forms, scripts, what surrounds the text or is hidden.

    One line a paragraph; h1 to h6 begin with one to six `#`; the cells of a table row are one line with tabs between
    them; the numbers of ordered lists are put in. Raises MissingExtraError without its library, EmptyError for a
    page without text, FormatError for one of more than 64 MB or 500,000 tags, EncodingError when its bytes are no text.
    """
    if len(raw) > _LARGEST or raw.count(b"<") > _MOST_TAGS:
        raise FormatError(f"{called}: is far larger than a web page; cut it up, or save its text as .txt")
    html = load("resiliparse.parse.html", "html", called)
    page, codec = decode_page(raw, called, encoding)
    # A lone carriage return or NUL would end up as itself in the text; HTML knows neither.
    tree = html.HTMLTree.parse(page.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))
    text = "\n".join(main_lines(read_blocks(tree), tree.title or ""))
    if not text.strip():
        raise EmptyError(
            f"{called}: the page has no text of its own; if a browser shows some, copy it from there into a text file"
        )
    return Extract(f"{text}\n", format, codec)


def decode_page(raw: bytes, called: str, encoding: str | None = None) -> tuple[str, str]:
    """The characters of a page and the codec: as named, else by its mark, as it declares, or as recognised.

    A page may hold a few bytes that are wrong in its own encoding; they become U+FFFD, of which the document warns.
    """
    declared = _CHARSET.search(raw[:_HEAD]) or _XML_CHARSET.match(raw[:_HEAD])
    if encoding or raw.startswith(_MARKS) or not declared:
        return decode(raw, called, encoding)
    try:
        codec = codecs.lookup(declared[1].decode("ascii")).name
        codec = _WIDER.get(codec, codec)
        text = raw.decode(codec, errors="replace")
    except (LookupError, ValueError):
        return decode(raw, called)
    if text.count("\ufffd") > _LOST_SHARE * len(text):
        return decode(raw, called)
    return text, codec
