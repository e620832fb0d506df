"""Word documents (.docx and its kin): their text line by line, headings marked with `#`, paragraphs numbered."""

from __future__ import annotations

import posixpath

from cpcc_extract.errors import EmptyError
from cpcc_extract.reading.extract import Extract
from cpcc_extract.reading.package import Package
from cpcc_extract.reading.word_numbers import Numbering, read_numbering
from cpcc_extract.reading.word_styles import ParagraphStyle, read_styles
from cpcc_extract.reading.word_text import WordLine, WordText
from cpcc_extract.reading.word_xml import stream_word_xml


def read_docx(package: Package, main: str) -> Extract:
    """The text of the Word file in `package`, whose part `main` holds the body.

    One line a paragraph, in printed order, empty paragraphs kept; the cells of a table row are one line with tabs
    between them. A paragraph in the style of a title or heading, or with an outline level, begins with `#` marks:
    one for the title, two for headings of level 1. Numbers that Word makes itself (一、) are put in. Left out:
    page headers and footers, comments, the table of contents, deleted and hidden text. Foot- and endnotes come last.
    Raises FormatError when the file is damaged, encrypted or too large, EmptyError without any text.
    """
    folder = posixpath.dirname(main)

    def part(name: str) -> str:
        return posixpath.join(folder, name)

    called = package.called
    styles: dict[str | None, ParagraphStyle] = {}
    numbering = Numbering()
    if part("styles.xml") in package.names:
        styles = read_styles(package.chunks(part("styles.xml")), called)
    if part("numbering.xml") in package.names:
        numbering = read_numbering(package.chunks(part("numbering.xml")), called)
    lines: list[WordLine] = []
    for name in (main, part("footnotes.xml"), part("endnotes.xml")):
        if name in package.names:
            words = WordText(styles, numbering, called, notes=name != main)
            stream_word_xml(package.chunks(name), called, words.start, words.end, words.text)
            lines.extend(words.lines)
    return _joined(lines, called)


def _joined(lines: list[WordLine], called: str) -> Extract:
    pieces: list[str] = []
    paragraphs: list[tuple[int, int]] = []
    at = 0
    for line in lines:
        for place, paragraph in enumerate(line):
            paragraphs.append((at, paragraph.number))
            text = paragraph.text + ("\t" if place + 1 < len(line) else "\n")
            pieces.append(text)
            at += len(text)
    text = "".join(pieces)
    if not text.strip():
        raise EmptyError(f"{called}: the document has no text; if its pages are pictures, turn them into text with OCR")
    return Extract(text, "docx", "utf-8", paragraphs=tuple(paragraphs))
