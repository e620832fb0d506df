"""One input, decoded once: its text, its folded view, and where it came from."""

from bisect import bisect_right
from typing import NamedTuple

from cpcc_extract.reading.extract import Notice


class Source(NamedTuple):
    """A decoded input. Offsets of every later stage count characters of `text`."""

    name: str
    """File name without directories, or `-` for standard input."""
    path: str | None
    """Path as the caller gave it; None for text that never was a file."""
    text: str
    """Decoded text, newlines untouched, byte order mark removed; of a document what was taken out of it."""
    view: str
    """`text` with full-width ASCII and traditional script folded, one character to one character."""
    sha256: str
    """Hex digest of the raw bytes (of the UTF-8 encoding for text given as str)."""
    format: str
    """`text`, `docx`, `html`, `mhtml`, `pdf`, `doc`, `rtf` or `odt`."""
    encoding: str
    """Name of the codec that decoded the bytes (`utf-8`, `gb18030`, `utf-16`)."""
    pages: tuple[int, ...] = ()
    """Offset at which each page begins; empty where there are no pages."""
    paragraphs: tuple[tuple[int, int], ...] = ()
    """Offset and number of each numbered paragraph, in order; empty where none are numbered."""
    notices: tuple[Notice, ...] = ()
    """What went wrong, or was left out, when the text was taken out of its file."""

    def page(self, offset: int) -> int | None:
        """Page of the character at `offset`, from 1; None where there are no pages."""
        return bisect_right(self.pages, offset) or None

    def paragraph(self, offset: int) -> int | None:
        """Number of the paragraph of the character at `offset`; None where it has none."""
        place = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph[0])
        return self.paragraphs[place - 1][1] or None if place else None
