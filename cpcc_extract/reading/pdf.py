"""PDF files with a text layer. The library that opens them runs in a process of its own: a hostile file may crash
it, fill its memory or never end, and costs nothing but itself."""

from __future__ import annotations

import json
import sys
from typing import Any

from cpcc_extract.errors import EmptyError, FormatError
from cpcc_extract.lexicon.inputs import look_alikes
from cpcc_extract.reading.confined import run_confined
from cpcc_extract.reading.extract import Extract, Notice
from cpcc_extract.reading.extras import require

_SECONDS, _MEMORY = 300, 2 << 30
_LISTED = 10

_REFUSED = {
    "password": "is encrypted; open it with its password and save it without one",
    "damaged": "is a cut-off or damaged PDF file; get it anew, or print it to a new PDF",
    "large": "holds more text than any report; cut it into smaller files",
    "unmapped": "has fonts that do not say which characters they show; turn its pages into text with OCR",
}


def read_pdf(raw: bytes, called: str) -> Extract:
    """The text of a PDF file in reading order: columns one after another, paragraphs whole, one a line.

    Lines that come back at the head or foot of the pages (running heads, page numbers) are left out. `pages` holds
    where each page begins. Raises MissingExtraError without its library, EmptyError for scanned pages, FormatError
    for a file that is encrypted, damaged, without legible fonts, or that takes more than five minutes or 2 GB.
    """
    require("pypdfium2", "pdf", called)
    found = _read_apart(raw, called)
    if "refused" in found:
        raise FormatError(f"{called}: {_REFUSED[found['refused']]}")
    text, starts, empty = found["text"], tuple(found["pages"]), found["empty"]
    if not text.strip():
        raise EmptyError(
            f"{called}: has no text layer (pages: {len(starts)}), as scanned pages have none; turn it into text with "
            "OCR first, e.g. ocrmypdf -l chi_sim in.pdf out.pdf"
        )
    return Extract(
        text=text.translate(look_alikes()),
        format="pdf",
        encoding="utf-8",
        pages=starts,
        notices=(_without_text(empty, starts),) if empty else (),
    )


def _read_apart(raw: bytes, called: str) -> dict[str, Any]:
    # -P keeps the current directory, where anything may lie, out of what is imported.
    command = [sys.executable, "-P", "-m", "cpcc_extract.reading.pdf_pages"]
    done = run_confined(command, given=raw, seconds=_SECONDS, memory=_MEMORY)
    if done.status is None:
        raise FormatError(f"{called}: could not be read within {_SECONDS} seconds; cut it up, or save its text as .txt")
    if done.status:
        raise FormatError(
            f"{called}: the PDF library failed on it (status {done.status}), so it is damaged or takes more than "
            f"{_MEMORY >> 30} GB; print it to a new PDF, or save its text as .txt"
        )
    found: dict[str, Any] = json.loads(done.output)
    return found


def _without_text(empty: list[int], starts: tuple[int, ...]) -> Notice:
    named = ", ".join(map(str, empty[:_LISTED])) + (" …" if len(empty) > _LISTED else "")
    return Notice(f"pages without a text layer, perhaps scanned: {named}", starts[empty[0] - 1])
