"""What a zip file is: a Word document, an OpenDocument text, or something that holds no report."""

from __future__ import annotations

import re

from cpcc_extract.errors import FormatError
from cpcc_extract.reading.docx import read_docx
from cpcc_extract.reading.extract import Extract
from cpcc_extract.reading.package import Package

_MAIN_PART = re.compile(rb'<[^<>]*relationships/officeDocument"[^<>]*>')
_TARGET = re.compile(rb'\bTarget="/?([^"]{1,200})"')

# (part that gives a package away, what it is, what to do)
_OTHERS = (
    ("xl/workbook.xml", "an Excel workbook", "save the text in it as .docx or .txt"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "save it as PDF"),
    ("OFD.xml", "an OFD file", "export it as PDF or .docx with its reader"),
    ("META-INF/container.xml", "an e-book", "save its text as .txt or .html"),
)


def read_package(raw: bytes, called: str) -> Extract:
    """The text of the Word (or OpenDocument) file in a zip. Raises FormatError for any other zip, or a damaged one."""
    package = Package(raw, called)
    main = _main_part(package)
    if main:
        return read_docx(package, main)
    if package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        from cpcc_extract.reading.office import read_office

        return read_office(raw, called, "odt")
    for part, what, advice in _OTHERS:
        if part in package.names:
            raise FormatError(f"{called}: is {what}, not a text; {advice}")
    raise FormatError(f"{called}: is a zip archive, not a Word document; unpack it and give the files in it")


def _main_part(package: Package) -> str | None:
    """Name of the part that holds the document's text: as the package says, else where Word puts it."""
    relation = _MAIN_PART.search(package.read("_rels/.rels"))
    target = _TARGET.search(relation[0]) if relation else None
    named = target[1].decode("utf-8", errors="replace") if target else ""
    for name in (named, "word/document.xml"):
        if name in package.names and not name.startswith(("xl/", "ppt/")):
            return name
    return None
