"""From a file's bytes to its text, by the reader for its format, which is loaded only when such a file turns up."""

from __future__ import annotations

from cpcc_extract.errors import FormatError
from cpcc_extract.reading.decode import decode
from cpcc_extract.reading.extract import Extract
from cpcc_extract.reading.recognise import other_kind, recognise


def extract(raw: bytes, called: str, suffix: str, encoding: str | None = None) -> Extract:
    """The text of a file's bytes, read as what they are, whatever the file's name says.

    `called` is what messages call the input, `suffix` that of its name (`.docx`, or empty). `encoding` overrides
    the recognition of text files and web pages; other formats bring their own. Raises ReadError or a child.
    """
    kind = recognise(raw, suffix.lower())
    if kind == "pdf":
        from cpcc_extract.reading.pdf import read_pdf

        return read_pdf(raw, called)
    if kind == "html":
        from cpcc_extract.reading.html import read_html

        return read_html(raw, called, encoding)
    if kind == "mhtml":
        from cpcc_extract.reading.mhtml import read_mhtml

        return read_mhtml(raw, called, encoding)
    if kind == "zip":
        from cpcc_extract.reading.zipped import read_package

        return read_package(raw, called)
    if kind in ("ole", "rtf", "old-word"):
        from cpcc_extract.reading.office import read_office

        return read_office(raw, called, kind)
    other = other_kind(raw)
    if other:
        raise FormatError(f"{called}: is {other[0]}, not a text; {other[1]}")
    text, codec = decode(raw, called, encoding)
    return Extract(text, "text", codec)
