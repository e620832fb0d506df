"""What kind of file some bytes are: by their content first, by the suffix only where the content leaves it open."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["text", "html", "mhtml", "pdf", "zip", "ole", "rtf", "old-word"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Word 2, Word 5, Word 6 without OLE, Write, Works.
_OLD_WORD = (b"\xdb\xa5", b"\x9b\xa5", b"\xfe\x37", b"\x31\xbe", b"\x01\xfe")
_HEAD, _SNIFFED = 4096, 65536
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml")
_OFFICE_SUFFIXES = (".doc", ".dot", ".wps", ".wpt")
# A report saved as text may open with a comment too (<!-- 第3版 -->), so a comment alone proves nothing.
_HTML_START = (
    rb"(?i)\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*)?<(?:!doctype\s+html|html|head|body)\b"
)
_HTML_TAG = rb"(?i)<(?:html|head|body|meta|div|p|br|table|span|h[1-6])\b[^<>]{0,400}>"
_WORD_XML = rb"\s*<\?xml[^>]{0,200}\?>\s*<\?mso-application\s+progid=.Word\.Document"
_FIELD = rb"[A-Za-z][A-Za-z0-9-]{0,60}:|[ \t]"

# What other binary files are, and what their owner can do. Only tried on bytes that hold a NUL.
_OTHERS = (
    (b"\x89PNG", "a picture", "turn it into text with OCR first"),
    (b"\xff\xd8\xff", "a picture", "turn it into text with OCR first"),
    (b"GIF8", "a picture", "turn it into text with OCR first"),
    (b"II*\0", "a picture", "turn it into text with OCR first"),
    (b"MM\0*", "a picture", "turn it into text with OCR first"),
    (b"BM", "a picture", "turn it into text with OCR first"),
    (b"\x1f\x8b", "an archive", "unpack it and give the files in it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "unpack it and give the files in it"),
    (b"Rar!", "an archive", "unpack it and give the files in it"),
    (b"SQLite format 3\0", "a database", "export its texts as plain text"),
    (b"CAJ", "a CAJ file", "open it in its reader and export PDF or text"),
    (b"KDH", "a CAJ file", "open it in its reader and export PDF or text"),
)


def recognise(raw: bytes, suffix: str) -> Kind:
    """The kind of file that `raw` is; `suffix` is that of its name, in lower case with the dot, or empty."""
    head = raw[:_HEAD]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head):
        return "pdf"
    if raw.startswith(_ZIP):
        return "zip"
    if raw.startswith(_OLE):
        return "ole"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if _opens(start, _WORD_XML) or (suffix in _OFFICE_SUFFIXES and raw.startswith(_OLD_WORD)):
        return "old-word"
    if _mail(start):
        return "mhtml"
    sniffed = _narrow(raw[:_SNIFFED])
    if _opens(sniffed, _HTML_START) or (suffix in _HTML_SUFFIXES and re.search(_HTML_TAG, sniffed)):
        return "html"
    return "text"


def _opens(raw: bytes, pattern: bytes) -> bool:
    """Whether `raw` opens with what is in angle brackets: most texts do not, and need no pattern to tell."""
    return raw.lstrip()[:1] == b"<" and re.match(pattern, raw) is not None


def other_kind(raw: bytes) -> tuple[str, str] | None:
    """What a binary file is and what to do with it, for kinds that hold no readable text; None for all else."""
    if b"\0" not in raw[:_HEAD]:
        return None
    return next(((what, advice) for mark, what, advice in _OTHERS if raw.startswith(mark)), None)


def _wide(raw: bytes) -> bool:
    return raw.startswith((b"\xff\xfe", b"\xfe\xff"))


def _narrow(head: bytes) -> bytes:
    """The ASCII characters of a file's beginning, one byte each, whether or not it is in UTF-16."""
    return head[2:].replace(b"\0", b"") if _wide(head) else head.removeprefix(b"\xef\xbb\xbf")


def _mail(start: bytes) -> bool:
    """The file opens with the header of a saved web page (or mail): fields, one of them its MIME version."""
    if b"mime-version:" not in start.lower():
        return False
    fields: list[bytes] = []
    for line in start.splitlines():
        if not line.strip():
            break
        if not re.match(_FIELD, line):
            return False
        fields.append(line.lower())
    names = b"\n".join(fields)
    return b"mime-version:" in names and b"content-type:" in names
