"""One input, decoded once: its text, its folded view, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded input. Offsets of every later stage count characters of `text`."""

    name: str
    """File name without directories, or `-` for standard input."""
    path: str | None
    """Path as the caller gave it; None for text that never was a file."""
    text: str
    """Decoded text, newlines untouched, byte order mark removed."""
    view: str
    """`text` with full-width ASCII and traditional script folded, one character to one character."""
    sha256: str
    """Hex digest of the raw bytes (of the UTF-8 encoding for text given as str)."""
    format: str
    """`text`, later also docx, html, pdf."""
    encoding: str
    """Name of the codec that decoded the bytes (`utf-8`, `gb18030`, `utf-16`)."""
