"""What a file is taken for: its content speaks first, its name only where the content leaves it open."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import docx, package, paragraph, pdf

from cpcc_extract.compiling.rows import read_rows
from cpcc_extract.errors import CpccError, FormatError
from cpcc_extract.lexicon.inputs import FILE, PagePartRow, WordStyleRow, look_alikes
from cpcc_extract.reading.formats import extract
from cpcc_extract.reading.recognise import recognise
from cpcc_extract.reading.text import read_source

PAGE = "<!DOCTYPE html><html><body><p>提案9件</p></body></html>"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MAIL = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n--x\r\n"

KINDS = [
    ("text", "提案9件".encode(), ".txt", "text"),
    ("text under another name", "提案9件".encode(), ".pdf", "text"),
    ("text in a file called html", "提案9件".encode(), ".html", "text"),
    ("text with a comment first", "<!-- 第3版 -->\n提案9件".encode(), ".txt", "text"),
    ("text with tags", "<p>提案9件</p>".encode(), ".txt", "text"),
    ("text that speaks of pdf", "见%PDF-1.4".encode(), ".txt", "text"),
    ("fields of a database", "Title: 报告\nDate: 2024\n\n提案9件".encode(), ".txt", "text"),
    ("page", PAGE.encode(), ".html", "html"),
    ("page called doc", PAGE.encode(), ".doc", "html"),
    ("page called txt", b"\xef\xbb\xbf\r\n" + PAGE.encode(), ".txt", "html"),
    ("page behind a comment", b"<!-- saved from url=(0014)about:internet -->" + PAGE.encode(), "", "html"),
    ("page with an XML declaration", b'<?xml version="1.0" encoding="gbk"?>' + PAGE.encode(), "", "html"),
    ("page in UTF-16", codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), ".txt", "html"),
    ("fragment called html", "<p>提案9件</p>".encode(), ".htm", "html"),
    ("saved page", MAIL, ".mht", "mhtml"),
    ("saved page called txt", MAIL, ".txt", "mhtml"),
    ("pdf", b"%PDF-1.7\n", ".pdf", "pdf"),
    ("pdf called txt", b"\n%PDF-1.7\n", ".txt", "pdf"),
    ("pdf with rubbish first", b"\0\1rubbish\n%PDF-1.7\n", ".pdf", "pdf"),
    ("docx", docx(paragraph("提案")), ".docx", "zip"),
    ("docx called doc", docx(paragraph("提案")), ".doc", "zip"),
    ("old Word", OLE + b"...", ".wps", "ole"),
    ("old Word called txt", OLE + b"...", ".txt", "ole"),
    ("rtf called doc", b"{\\rtf1 x}", ".doc", "rtf"),
    ("very old Word", b"\xdb\xa5-\0\0\0", ".doc", "old-word"),
    ("text in UTF-16 called doc", codecs.BOM_UTF16_LE + "提案9件".encode("utf-16-le"), ".doc", "text"),
    ("nothing", b"", ".docx", "text"),
]


@pytest.mark.parametrize(("raw", "suffix", "kind"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_kinds(raw: bytes, suffix: str, kind: str) -> None:
    assert recognise(raw, suffix) == kind


@pytest.mark.parametrize("name", ["报告.docx", "报告.txt", "报告.doc", "报告.html", "报告"])
def test_a_wrong_name_changes_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    for raw, format in ((docx(paragraph("提案9件")), "docx"), (pdf([[(70, 700, 12, "提案9件")]]), "pdf")):
        path.write_bytes(raw)
        source = read_source(path)
        assert (source.format, source.text.strip()) == (format, "提案9件")


OTHERS = [
    ("picture", b"\x89PNG\r\n\x1a\n\0\0", "OCR"),
    ("archive", b"Rar!\x1a\7\0", "unpack"),
    ("CAJ", b"CAJ\0\0", "export PDF"),
    ("workbook", package({"xl/workbook.xml": "<x/>"}), "Excel"),
    ("slides", package({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
    ("OFD", package({"OFD.xml": "<x/>"}), "export it as PDF"),
    ("zip", package({"a.txt": "x"}), "unpack"),
    ("old workbook", OLE + "Workbook".encode("utf-16-le"), "Excel"),
    ("cut-off old Word file", OLE + b"\0" * 600, "damaged"),
    ("encrypted Word file", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
]


@pytest.mark.parametrize(("raw", "advice"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_what_is_no_text_is_named(raw: bytes, advice: str) -> None:
    with pytest.raises(FormatError, match=advice) as raised:
        extract(raw, "a.doc", ".doc")
    assert str(raised.value).startswith("a.doc: ")


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<html>", b"PK\x03\x04", b"PK\x05\x06", MAIL]),
    st.sampled_from([".txt", ".docx", ".html", ".mht"]),
)
def test_any_bytes_give_text_or_a_known_error(raw: bytes, start: bytes, suffix: str) -> None:
    try:
        assert extract(start + raw, "a", suffix).text.strip()
    except CpccError as error:
        assert str(error).startswith("a: ")


WORD_STYLES = read_rows(FILE, "word_style", WordStyleRow)
PAGE_PARTS = read_rows(FILE, "page_part", PagePartRow)


@pytest.mark.parametrize("row", WORD_STYLES, ids=lambda row: row.id)
def test_word_style_rows(row: WordStyleRow) -> None:
    pattern = re.compile(row.pattern, re.IGNORECASE)
    assert row.examples and all(pattern.fullmatch(example) for example in row.examples)
    assert row.not_examples and not any(pattern.fullmatch(example) for example in row.not_examples)


@pytest.mark.parametrize("row", PAGE_PARTS, ids=lambda row: row.id)
def test_page_part_rows(row: PagePartRow) -> None:
    def text_of(named: str) -> str:
        page = f'<html><body><div class="{named}">旁边的话9句</div><p>{"正文在这里。" * 20}</p></body></html>'
        return extract(page.encode(), "a", ".html").text

    assert row.examples and not any("旁边" in text_of(example) for example in row.examples)
    assert row.not_examples and all("旁边" in text_of(example) for example in row.not_examples)


def test_look_alikes_are_one_for_one() -> None:
    table = look_alikes()
    assert "⼈⺠政协⻓".translate(table) == "人民政协长"
    assert all(unicodedata.name(text).startswith("CJK UNIFIED IDEOGRAPH") for text in table.values())
