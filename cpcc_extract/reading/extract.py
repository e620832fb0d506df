"""What a format reader hands over: the text it took out of a file, and where in the file that stands."""

from typing import NamedTuple


class Notice(NamedTuple):
    """Something about the input that a reader of the claims should know."""

    message: str
    at: int
    """Offset in the text that it is about."""


class Extract(NamedTuple):
    """The text of one file. Headings that the file names as such begin with one to six `#` and a blank."""

    text: str
    format: str
    """`text`, `docx`, `html`, `mhtml`, `pdf`; `doc`, `rtf`, `odt` for what LibreOffice converted."""
    encoding: str
    """Codec that decoded the bytes; `utf-8` for formats that bring their own (docx, pdf)."""
    pages: tuple[int, ...] = ()
    """Offset at which each page begins, the first one first; empty where there are no pages."""
    paragraphs: tuple[tuple[int, int], ...] = ()
    """Offset and number of each numbered paragraph, in order; empty where none are numbered."""
    notices: tuple[Notice, ...] = ()
