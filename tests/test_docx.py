"""Word documents: what is printed, headings by their styles, numbers that Word makes, and what is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from making import TYPES, docx, package, paragraph, word_part

from cpcc_extract import parse, read_source
from cpcc_extract.errors import EmptyError, FormatError
from cpcc_extract.reading.extract import Extract
from cpcc_extract.reading.formats import extract
from cpcc_extract.reading.word_numbers import format_number


def read(raw: bytes) -> Extract:
    return extract(raw, "a.docx", ".docx")


def lines(body: str, **parts: str) -> list[str]:
    return read(docx(body, **parts)).text.split("\n")[:-1]


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


RAISED, SEEN = '<w:vertAlign w:val="superscript"/>', '<w:vanish w:val="0"/>'
FIRST_LEVEL = '<w:outlineLvl w:val="0"/>'

PRINTED = [
    ("paragraphs", paragraph("甲") + paragraph("") + paragraph("乙"), ["甲", "", "乙"]),
    ("runs", f"<w:p>{run('提案1')}{run('90件')}</w:p>", ["提案190件"]),
    ("indent kept", paragraph("　　全年"), ["　　全年"]),
    ("soft break", "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", ["甲", "乙"]),
    ("tab and hyphen", "<w:p><w:r><w:t>甲</w:t><w:tab/><w:noBreakHyphen/><w:t>乙</w:t></w:r></w:p>", ["甲\t-乙"]),
    ("tab stops are no tabs", paragraph("甲", "<w:tabs><w:tab w:val='left'/></w:tabs>"), ["甲"]),
    ("superscript", f"<w:p>{run('9km')}{run('2', RAISED)}</w:p>", ["9km²"]),
    ("hidden", f"<w:p>{run('甲')}{run('乙', '<w:vanish/>')}{run('丙', SEEN)}</w:p>", ["甲丙"]),
    ("deleted", f"<w:p>{run('9件')}<w:del><w:r><w:delText>8件</w:delText></w:r></w:del></w:p>", ["9件"]),
    ("moved away", f"<w:p><w:moveFrom>{run('8件')}</w:moveFrom>{run('9件')}</w:p>", ["9件"]),
    ("inserted", f"<w:p><w:ins>{run('9件')}</w:ins></w:p>", ["9件"]),
    ("field codes", f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('甲')}</w:p>", ["甲"]),
    ("row", f"<w:tbl><w:tr>{cell('提案')}{cell('190件', '余')}{cell('')}</w:tr></w:tbl>", ["提案\t190件余\t"]),
    ("frame", f"<w:tbl><w:tr>{cell('甲', '乙')}</w:tr></w:tbl>", ["甲", "乙"]),
    ("table in a cell", f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{cell('甲')}</w:tr></w:tbl></w:tc></w:tr></w:tbl>", ["甲"]),
    ("long cells", f"<w:tbl><w:tr>{cell('题')}{cell('文' * 300)}</w:tr></w:tbl>", ["题", "文" * 300]),
    (
        "text box once",
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("框")
        + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + paragraph("框")
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>",
        ["正文", "框"],
    ),
    ("outline level", paragraph("甲", FIRST_LEVEL) + paragraph("乙", '<w:outlineLvl w:val="9"/>'), ["## 甲", "乙"]),
    (
        "broken heading",
        f"<w:p><w:pPr>{FIRST_LEVEL}</w:pPr><w:r><w:t>甲县</w:t><w:br/><w:t>报告</w:t></w:r></w:p>",
        ["## 甲县报告"],
    ),
    ("text under a heading's level", paragraph("文" * 150, FIRST_LEVEL), ["文" * 150]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "printed"), [row[1:] for row in PRINTED], ids=[row[0] for row in PRINTED])
def test_what_is_printed(body: str, printed: list[str]) -> None:
    assert lines(body) == printed


def style(key: str, name: str, inner: str = "", more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}" {more}><w:name w:val="{name}"/>{inner}</w:style>'


def test_headings_by_style_name_level_and_inheritance() -> None:
    styles = (
        style("a", "Normal", more='w:default="1"')
        + style("1", "heading 1")
        + style("b", "公文一级", '<w:basedOn w:val="1"/>')
        + style("c", "own", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("t", "Title")
        + style("x", "loop", '<w:basedOn w:val="x"/>')
        + style("m", "toc 1")
    )
    styled = [
        ("t", "题"),
        ("1", "一"),
        ("b", "二"),
        ("c", "三"),
        ("x", "文"),
        ("m", "目录…1"),
        ("gone", "文"),
        ("a", "文"),
    ]
    body = "".join(paragraph(text, f'<w:pStyle w:val="{key}"/>') for key, text in styled)
    assert lines(body, styles=styles) == ["# 题", "## 一", "## 二", "#### 三", "文", "文", "文"]


LISTS = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="l"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>
</w:num>
"""


def test_numbers_that_word_makes() -> None:
    def item(text: str, level: int, number: int = 1) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    listed = [
        item("甲", 0), item("乙", 1), item("丙", 1), item("丁", 2), item("戊", 0), item("己", 1),
        item("点", 0, 2), item("无", 0, 0), item("未知", 0, 99), item("庚", 0, 3), item("辛", 0, 3), item("", 0),
    ]  # fmt: skip
    assert lines("".join(listed), numbering=LISTS) == [
        "一、甲", "（一）乙", "（二）丙", "1.2.1 丁", "二、戊", "（一）己",
        "点", "无", "未知", "五、庚", "六、辛", "",
    ]  # fmt: skip


def test_number_before_its_outer_one() -> None:
    body = paragraph("甲", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>')
    assert lines(body, numbering=LISTS) == ["1.1.1 甲"]


NUMBERS = [
    (1, "chineseCounting", "一"), (10, "chineseCountingThousand", "十"), (12, "chineseCounting", "十二"),
    (20, "japaneseCounting", "二十"), (105, "chineseCounting", "一百零五"), (110, "chineseCounting", "一百一十"),
    (1010, "chineseCounting", "一千零一十"), (13, "chineseLegalSimplified", "拾叁"), (10, "ideographDigital", "一〇"),
    (3, "decimalEnclosedCircleChinese", "③"), (21, "decimalEnclosedCircle", "21"), (7, "decimalZero", "07"),
    (12, "decimalFullWidth", "１２"), (4, "upperRoman", "IV"), (49, "lowerRoman", "xlix"), (28, "lowerLetter", "bb"),
    (3, "upperLetter", "C"), (5, "none", ""), (6, "unheard-of", "6"), (0, "upperRoman", "0"),
    (99999, "chineseCounting", "99999"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "named", "printed"), NUMBERS)
def test_number_styles(number: int, named: str, printed: str) -> None:
    assert format_number(number, named) == printed


def test_notes_come_last_without_a_paragraph_number() -> None:
    notes = f'<w:footnote w:type="separator">{paragraph("—")}</w:footnote><w:footnote>{paragraph("注3项")}</w:footnote>'
    found = read(docx(paragraph("正文"), footnotes=notes))
    assert found.text == "正文\n注3项\n"
    assert found.paragraphs == ((0, 1), (3, 0))


def test_claims_know_their_paragraph(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_heading("甲县政协2024年工作报告", 0)
    made.add_heading("一、提案工作", 1)
    made.add_paragraph("")
    made.add_paragraph("全年收到提案190件。")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "走访企业43家", "开展视察12次"
    path = tmp_path / "报告.docx"
    made.save(str(path))
    source = read_source(path)
    document = parse(source)
    assert document.articles[0].title == "甲县政协2024年工作报告"
    assert [(claim.text, claim.paragraph, claim.page) for claim in document.claims] == [
        ("190件", 4, None), ("43家", 5, None), ("12次", 6, None),
    ]  # fmt: skip
    assert document.claims[0].section_title == "一、提案工作"
    assert all(source.text[claim.start : claim.end] == claim.text for claim in document.claims)


def bomb() -> bytes:
    return docx("<w:p/>" + " " * (120 << 20))


def many_entities() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "x">{entities}]><d>&e8;</d>'
    return package({"[Content_Types].xml": TYPES, "word/document.xml": xml})


def outside_entity() -> bytes:
    xml = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'
    return package({"[Content_Types].xml": TYPES, "word/document.xml": xml})


def encrypted() -> bytes:
    raw = bytearray(docx(paragraph("甲")))
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as made:
        at = made.start_dir
    while raw[at : at + 4] == b"PK\x01\x02":
        raw[at + 8] |= 1
        at += 46 + sum(struct.unpack_from("<HHH", raw, at + 28))
    return bytes(raw)


def lying_size() -> bytes:
    """A package whose directory promises less than what its part unpacks to."""
    raw = docx(paragraph("甲" * 100_000))
    size = len(word_part(paragraph("甲" * 100_000)).encode())
    return raw.replace(struct.pack("<I", size), struct.pack("<I", 64))


def other_method() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("word/document.xml", word_part(paragraph("甲")))
    return out.getvalue()


def scratched() -> bytes:
    """A package with wrong bytes in the middle of its text."""
    raw = bytearray(WHOLE)
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as made:
        info = made.getinfo("word/document.xml")
    middle = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    raw[middle : middle + 20] = b"\xff" * 20
    return bytes(raw)


WHOLE = docx(paragraph("提案9件。" * 500))
REFUSED = [
    ("cut off", WHOLE[: len(WHOLE) // 2], "cut-off or damaged"),
    ("first bytes", WHOLE[:30], "cut-off or damaged"),
    ("bytes changed", scratched(), "damaged"),
    ("not well-formed", package({"word/document.xml": "<w:document>"}), "damaged Word file"),
    ("zip bomb", bomb(), "unpacks to more than 100 MB"),
    ("entity bomb", many_entities(), "document type"),
    ("entity from outside", outside_entity(), "document type"),
    ("encrypted", encrypted(), "encrypted"),
    ("lying about its size", lying_size(), "damaged"),
    ("another compression", other_method(), "damaged"),
    ("too many parts", package({f"{'x' * 200}{n}": b"" for n in range(20_000)}), "far more parts"),
]


@pytest.mark.parametrize(("raw", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(raw: bytes, told: str) -> None:
    with pytest.raises(FormatError, match=told):
        read(raw)


def test_document_of_pictures() -> None:
    with pytest.raises(EmptyError, match="OCR"):
        read(docx("<w:p/><w:p><w:r><w:drawing/></w:r></w:p>"))


def test_deep_nesting_is_read() -> None:
    body = "<w:sdt>" * 20_000 + paragraph("提案9件") + "</w:sdt>" * 20_000
    assert lines(body) == ["提案9件"]
