"""PDF files: reading order, whole paragraphs, pages, and what is refused. Every file is drawn here."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import Drawn, pdf
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from cpcc_extract import parse, read_source
from cpcc_extract.errors import CpccError, EmptyError, FormatError
from cpcc_extract.reading import pdf as pdf_reader
from cpcc_extract.reading.columns import Run, reading_order
from cpcc_extract.reading.confined import run_confined
from cpcc_extract.reading.extract import Extract
from cpcc_extract.reading.formats import extract
from cpcc_extract.reading.page_lines import without_furniture

SIZE, PITCH = 10, 16


def read(raw: bytes) -> Extract:
    return extract(raw, "a.pdf", ".pdf")


def column(text: str, x: float, y: float, width: int = 20, indent: int = 2) -> list[Drawn]:
    """A paragraph of full-width characters as lines of `width`, the first one set in."""
    rows = [text[: width - indent]]
    rows += [text[at : at + width] for at in range(width - indent, len(text), width)]
    return [(x + (indent * SIZE if place == 0 else 0), y - place * PITCH, SIZE, row) for place, row in enumerate(rows)]


def sentence(mark: str) -> str:
    return (
        f"{mark}组委员深入基层开展调研走访企业四十三家，收到各类提案一百九十件，审查立案一百七十六件，"
        "组织视察十二次，提出意见三十余条。"
    )


A, B, C, D = (sentence(mark) for mark in "甲乙丙丁")
STEP = 5 * PITCH


def test_two_columns_under_a_headline() -> None:
    page = [
        (150, 780, 22, "某县政协年度工作综述"),
        *column(A, 60, 740), *column(B, 60, 740 - STEP),
        *column(C, 300, 740), *column(D, 300, 740 - STEP),
    ]  # fmt: skip
    assert read(pdf([page])).text == f"某县政协年度工作综述\n{A}\n{B}\n{C}\n{D}\n"


def test_columns_drawn_row_by_row() -> None:
    """As some programs write them: the lines of both columns in turn."""
    left, right = column(A, 60, 740) + column(B, 60, 740 - STEP), column(C, 300, 740) + column(D, 300, 740 - STEP)
    drawn = [line for pair in zip(left, right, strict=True) for line in pair]
    assert read(pdf([drawn])).text == f"{A}\n{B}\n{C}\n{D}\n"


def test_columns_above_and_below_a_headline() -> None:
    page = [
        *column(A, 60, 780), *column(B, 300, 780),
        (150, 640, 22, "另一篇文章的大标题写在这里"),
        *column(C, 60, 600), *column(D, 300, 600),
    ]  # fmt: skip
    assert read(pdf([page])).text == f"{A}\n{B}\n另一篇文章的大标题写在这里\n{C}\n{D}\n"


def test_three_columns() -> None:
    page = [line for place, text in enumerate((A, B, C)) for line in column(text, 50 + place * 170, 700, 15)]
    assert read(pdf([page])).text == f"{A}\n{B}\n{C}\n"


def test_paragraph_over_the_end_of_a_column_and_a_page() -> None:
    lines = column(A, 60, 100)
    first = lines[:2]
    moved = [(300.0, 100.0 + (2 - place) * PITCH, size, text) for place, (_, _, size, text) in enumerate(lines[2:])]
    text = read(pdf([first, moved])).text
    assert text == f"{A}\n"
    assert read(pdf([first, moved])).pages == (0, 38)


def test_rows_of_a_table_stay_rows() -> None:
    rows = [("收到提案", "190件"), ("审查立案", "176件"), ("组织视察", "12次"), ("走访企业", "43家")]
    page = [
        (x, 700 - place * PITCH, SIZE, cell)
        for place, row in enumerate(rows)
        for x, cell in zip((60, 300), row, strict=True)
    ]
    assert read(pdf([page])).text == "".join(f"{name}\t{number}\n" for name, number in rows)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [(60, 820, 9, "某县政协常委会工作报告"), *column(text, 60, 700), (280, 20, 9, f"— {number} —")]
        for number, text in enumerate((A, B * 2, C * 3), 1)
    ]
    found = read(pdf(pages))
    assert found.text == f"{A}\n{B * 2}\n{C * 3}\n"
    assert [found.text[start] for start in found.pages] == ["甲", "乙", "丙"]


def test_the_only_page_keeps_all_its_lines() -> None:
    assert read(pdf([[(60, 820, 9, "第1期"), *column(A, 60, 700)]])).text == f"第1期\n{A}\n"


def test_a_page_that_is_turned() -> None:
    out = io.BytesIO()
    made = canvas.Canvas(out)
    made.setPageRotation(90)
    made.translate(595, 0)
    made.rotate(90)
    for place, text in enumerate(["First line of 9", "second line of 12"]):
        made.drawString(60, 500 - place * PITCH, text)
    made.showPage()
    made.save()
    assert read(out.getvalue()).text == "First line of 9 second line of 12\n"


def test_numbers_and_latin_words() -> None:
    page = [
        (60, 700, SIZE, "GDP growth"), (115, 700, SIZE, "was"), (60, 684, SIZE, "增长5.2%，总值达到1 234.5亿元"),
    ]  # fmt: skip
    assert read(pdf([page])).text == "GDP growth was\n增长5.2%，总值达到1 234.5亿元\n"


def test_claims_know_their_page(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf([column("全年收到提案190件。", 60, 700), [], column("走访企业43家。", 60, 700)]))
    source = read_source(path)
    document = parse(source)
    assert [(claim.text, claim.page, claim.paragraph) for claim in document.claims] == [
        ("190件", 1, None), ("43家", 3, None),
    ]  # fmt: skip
    assert all(source.text[claim.start : claim.end] == claim.text for claim in document.claims)
    (warning,) = document.warnings
    assert warning.message == "pages without a text layer, perhaps scanned: 2"
    assert source.page(warning.start) == 2


def scanned() -> bytes:
    from PIL import Image  # noqa: PLC0415 - comes with reportlab

    out = io.BytesIO()
    made = canvas.Canvas(out)
    made.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, 595, 842)
    made.showPage()
    made.save()
    return out.getvalue()


def test_scanned_pages_say_so() -> None:
    with pytest.raises(EmptyError, match=r"no text layer \(pages: 1\).*OCR"):
        read(scanned())


def by_hand(content: bytes, font: bytes, filters: bytes = b"") -> bytes:
    """A PDF file of one page with that content stream and that font dictionary."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content),
        font,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, inner in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


UNMAPPED = b"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def test_fonts_without_names_for_their_characters() -> None:
    with pytest.raises(FormatError, match="OCR"):
        read(by_hand(b"BT /F 12 Tf 60 700 Td <0123012401250126> Tj ET", UNMAPPED))


def test_look_alike_characters_are_made_plain() -> None:
    assert read(pdf([[(60, 700, SIZE, "⼈民政协")]])).text in ("人民政协\n", "民政协\n")


WHOLE = pdf([column(A, 60, 700)])
LOCKED = pdf([column(A, 60, 700)], encrypt=StandardEncryption("secret", canPrint=0))
REFUSED = [
    ("password", LOCKED, "encrypted"),
    ("first line alone", b"%PDF-1.4\n", "damaged"),
    ("rubbish", b"%PDF-1.4\n" + bytes(range(256)) * 40, "damaged"),
    ("no pages", by_hand(b"", HELVETICA).replace(b"Kids[3 0 R]/Count 1", b"Kids[     ]/Count 0"), "damaged"),
]


@pytest.mark.parametrize(("raw", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(raw: bytes, told: str) -> None:
    with pytest.raises(FormatError, match=told):
        read(raw)


def test_file_that_only_its_owner_may_change_is_read() -> None:
    lock = StandardEncryption("", ownerPassword="secret", canModify=0)
    assert read(pdf([column(A, 60, 700)], encrypt=lock)).text == f"{A}\n"


def test_page_that_unpacks_to_more_than_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes that unpack to four million text operators: refused or killed, in a process of their own."""
    content = zlib.compress(zlib.compress(b"BT /F 12 Tf " + b"(AB) Tj " * 4_000_000, 9), 9)
    raw = by_hand(content, HELVETICA, b"/Filter[/FlateDecode/FlateDecode]")
    monkeypatch.setattr(pdf_reader, "_MEMORY", 400 << 20)
    with pytest.raises(FormatError, match="the PDF library failed"):
        read(raw)


def test_child_that_never_ends_and_one_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "_SECONDS", 0.01)
    with pytest.raises(FormatError, match="could not be read within"):
        read(WHOLE)
    monkeypatch.setattr(pdf_reader, "_SECONDS", 60)
    monkeypatch.setattr(pdf_reader, "_MEMORY", 1 << 20)
    with pytest.raises(FormatError, match="the PDF library failed"):
        read(WHOLE)


def test_confined_programs() -> None:
    assert run_confined(["cat"], given=b"x" * 100_000, seconds=60, memory=1 << 30).output == b"x" * 100_000
    assert run_confined(["sh", "-c", "sleep 60 & sleep 60"], seconds=0.2, memory=1 << 30).status is None
    assert run_confined(["sh", "-c", "exit 3"], seconds=60, memory=1 << 30).status == 3
    with pytest.raises(OSError, match="no-such-program"):
        run_confined(["no-such-program"], seconds=1, memory=1 << 30)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, len(WHOLE)), st.binary(min_size=1, max_size=20))
def test_damaged_files_are_read_or_refused(at: int, put: bytes) -> None:
    try:
        found = read(WHOLE[:at] + put + WHOLE[at + len(put) :])
    except CpccError as error:
        assert str(error).startswith("a.pdf: ")
    else:
        assert found.text.strip()


runs = st.lists(
    st.builds(
        lambda x, y, width, text: Run(text, x, x + width, y, y + 10),
        st.floats(0, 600), st.floats(0, 800), st.floats(5, 300), st.text("提案9件", min_size=1, max_size=5),
    ),
    max_size=60,
)  # fmt: skip


@given(runs)
def test_reading_order_loses_nothing(page: list[Run]) -> None:
    read_back = sorted(
        "".join(line.text for region in reading_order(page) for line in region).replace("\t", "").replace(" ", "")
    )
    assert read_back == sorted("".join(run.text for run in page))


@given(st.lists(runs, max_size=4))
def test_furniture_is_only_what_comes_back(pages: list[list[Run]]) -> None:
    kept = without_furniture(pages)
    assert len(kept) == len(pages)
    if len(pages) == 1:
        assert kept == pages
