"""Web pages: the text without what surrounds it, headings by tags, encodings as declared, hostile markup."""

from __future__ import annotations

import quopri
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract import exact_json, parse
from cpcc_extract.errors import CpccError, EmptyError, EncodingError, FormatError
from cpcc_extract.pipeline import analyse
from cpcc_extract.reading.extract import Extract
from cpcc_extract.reading.formats import extract
from cpcc_extract.reading.text import source_from_text

LINE = "全年收到提案190件,审查立案176件,组织委员视察12次。"


def read(page: str | bytes, suffix: str = ".html") -> Extract:
    return extract(page.encode() if isinstance(page, str) else page, f"a{suffix}", suffix)


def lines(body: str, title: str = "") -> list[str]:
    return read(f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>").text.split("\n")[
        :-1
    ]


PRINTED = [
    ("paragraphs", "<p>甲</p>\n<p> 乙 </p>", ["甲", "乙"]),
    ("inline tags", "<p>提案<b>1</b><i>90</i>件</p>", ["提案190件"]),
    ("blanks", "<p>甲 \n  乙&nbsp;&nbsp;丙</p>", ["甲 乙 丙"]),
    ("indent kept", "<p>　　全年</p>", ["　　全年"]),
    ("break", "<p>甲<br>　　乙<br/>丙</p>", ["甲", "　　乙", "丙"]),
    ("entities", "<p>&lt;甲&gt; &#20061;件 &times;</p>", ["<甲> 九件 ×"]),
    ("headings", "<h1>题</h1><h3>一、甲</h3><p>文</p>", ["# 题", "### 一、甲", "文"]),
    ("broken heading", "<h1>甲县政协<br>工作报告</h1><p>文</p>", ["# 甲县政协工作报告", "文"]),
    ("text in a heading's tag", f"<h2>{'文' * 120}</h2>", ["文" * 120]),
    ("rows", "<table><tr><th>项目<th>数量<tr><td><p>提案</p><td>190件</table>", ["项目\t数量", "提案\t190件"]),
    ("table as a frame", f"<table><tr><td>题<td><p>{'文' * 201}</p><p>乙</p></table>", ["题", "文" * 201, "乙"]),
    ("lists", '<ol start="3"><li>甲<li>乙</ol><ul><li>丙</ul>', ["3. 甲", "4. 乙", "丙"]),
    ("verbatim", "<pre>甲\n乙</pre>", ["甲", "乙"]),
    ("superscript", "<p>9km<sup>2</sup>，注<sup>12</sup></p>", ["9km²，注12"]),
    ("not printed", "<p>甲<script>9</script><style>9</style><del>8</del></p><noscript>9</noscript><!-- 9 -->", ["甲"]),
    ("hidden", '<p hidden>9</p><p style="color:red;DISPLAY : none">9</p><p aria-hidden="true">9</p><p>甲</p>', ["甲"]),
    ("forms", "<form><p>甲</p><input value=9><select><option>9</select><textarea>9</textarea></form>", ["甲"]),
    ("unclosed", "<div><p>甲<p>乙<b>丙", ["甲", "乙丙"]),
    ("nested tables", "<table><tr><td><table><tr><td>甲<td>乙</table></table>", ["甲\t乙"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "printed"), [row[1:] for row in PRINTED], ids=[row[0] for row in PRINTED])
def test_what_is_printed(body: str, printed: list[str]) -> None:
    assert lines(body) == printed


TEXT = f"<p>{LINE}</p><p>走访9户。</p><h2>二、视察</h2><p>{LINE * 2}</p>"
PRINTED_TEXT = [LINE, "走访9户。", "## 二、视察", LINE * 2]
MENU = "<ul>" + "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(9)) + "</ul>"
AROUND = [
    ("menu", f"{MENU}<div>{TEXT}</div>"),
    ("nav", f"<nav><p>共9个栏目</p></nav>{TEXT}<footer>访问200人次</footer>"),
    ("roles", f'<div role="navigation">第9页</div>{TEXT}<div role="contentinfo">访问200人次</div>'),
    ("class names", f'<div class="topNav">今日9条</div><div id="main">{TEXT}</div><p class="page-footer">访问9次</p>'),
    ("links after the text", f"<div>{TEXT}<p><a href=/>上一篇：走访企业43家</a></p></div>{MENU}"),
    ("text in a cell", f"<table><tr><td>{MENU}</td><td>{TEXT}</td></tr></table>"),
    ("class on the body", f'<body class="no-sidebar has-footer">{TEXT}'),
    ("main part is called menu", f'<div class="menu-page"><div>{TEXT}</div></div>{MENU}'),
]  # fmt: skip


@pytest.mark.parametrize("body", [row[1] for row in AROUND], ids=[row[0] for row in AROUND])
def test_the_text_without_what_surrounds_it(body: str) -> None:
    assert lines(body) == PRINTED_TEXT


TITLE, SITE = "甲县政协工作报告", "甲县人民政府"
HEADS = [
    ("heading of the page", "", f"<h1>{TITLE}</h1><p>来源：甲报 2024-01-05</p><div>{TEXT}</div>"),
    ("line that the window repeats", f"{TITLE}_{SITE}", f"<div>{TITLE}</div><div>{TEXT}</div>"),
    ("window alone", f"{TITLE} - {SITE}", f"<div>{TEXT}</div>"),
]


@pytest.mark.parametrize(("title", "body"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_title(title: str, body: str) -> None:
    found = lines(body, title)
    assert found[0] == f"# {TITLE}"
    assert found[-len(PRINTED_TEXT) :] == PRINTED_TEXT
    assert ("来源：甲报 2024-01-05" in found) == ("来源" in body)


def test_claims_and_sections_of_a_page() -> None:
    page = f"<html><body>{MENU}<h1>甲县政协2024年工作报告</h1><h2>一、提案工作</h2><p>{LINE}</p></body></html>"
    document = parse(source_from_text(read(page).text))
    assert document.articles[0].title == "甲县政协2024年工作报告"
    assert [claim.text for claim in document.claims] == ["190件", "176件", "12次"]
    assert {claim.section_title for claim in document.claims} == {"一、提案工作"}


def encoded(charset: str, codec: str, meta: str = '<meta charset="{}">') -> bytes:
    return f"<html><head>{meta.format(charset)}</head><body><p>{LINE}镕</p></body></html>".encode(codec)


EQUIV = '<META http-equiv="Content-Type" content="text/html; charset={}">'
ENCODED = [
    ("utf-8", encoded("utf-8", "utf-8"), "utf-8"),
    ("none named, utf-8", encoded("", "utf-8", ""), "utf-8"),
    ("none named, gbk", encoded("", "gbk", ""), "gb18030"),
    ("gb2312 that is gbk", encoded("gb2312", "gbk", EQUIV), "gb18030"),
    ("wrongly named", encoded("utf-8", "gbk"), "gb18030"),
    ("unheard of", encoded("x-unknown", "gbk"), "gb18030"),
    ("utf-16", b"\xff\xfe" + encoded("utf-16", "utf-16-le"), "utf-16"),
    ("xml", encoded("gbk", "gbk", "").replace(b"<html>", b'<?xml version="1.0" encoding="gbk"?><html>'), "gb18030"),
]


@pytest.mark.parametrize(("raw", "codec"), [row[1:] for row in ENCODED], ids=[row[0] for row in ENCODED])
def test_encodings(raw: bytes, codec: str) -> None:
    found = read(raw)
    assert (found.text, found.encoding) == (f"{LINE}镕\n", codec)


def test_big5_as_declared() -> None:
    found = read('<meta charset="big5"><body><p>審查提案九件，組織視察。</p>'.encode("big5"))
    assert (found.text, found.encoding) == ("審查提案九件，組織視察。\n", "big5")


def test_a_few_wrong_bytes_cost_only_themselves() -> None:
    found = read(encoded("gbk", "gbk").replace("镕".encode("gbk"), b"\xff" + LINE.encode("gbk") * 9))
    assert found.text.count("\ufffd") == 1
    assert found.text.startswith(LINE)


def test_named_encoding_goes_before_all() -> None:
    raw = encoded("utf-8", "gbk")
    assert extract(raw, "a", ".html", "gbk").text == f"{LINE}镕\n"
    with pytest.raises(EncodingError):
        extract(raw, "a", ".html", "utf-8")


def saved(encoding: str, charset: str = "gbk") -> bytes:
    message = EmailMessage()
    message["Subject"] = "报告"
    message.set_content(
        f"<html><body><h1>工作报告</h1><p>{LINE}</p></body></html>", subtype="html", charset=charset, cte=encoding
    )
    message.add_related(b"\x89PNG", "image", "png", cid="<a>")
    return message.as_bytes()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("suffix", [".mhtml", ".mht", ".txt"])
def test_saved_pages(encoding: str, suffix: str) -> None:
    found = read(saved(encoding), suffix)
    assert (found.text, found.format) == (f"# 工作报告\n{LINE}\n", "mhtml")


def test_saved_page_whose_page_names_its_encoding() -> None:
    body = quopri.encodestring(encoded("gbk", "gbk"))
    raw = b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + body
    assert read(raw, ".mht").text == f"{LINE}镕\n"


def test_mail_without_a_page() -> None:
    with pytest.raises(FormatError, match="without a web page"):
        read(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nhello", ".mht")


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><script>render(9)</script></html>", "<html><frameset><frame></html>"]
)
def test_page_without_text(page: str) -> None:
    with pytest.raises(EmptyError, match="no text of its own"):
        read(page)


HOSTILE = [
    "<html>" + "<div>" * 50_000 + LINE,
    "<html>" + f"<div>{LINE}" * 5_000,
    "<html>" + "<table><tr><td>9件" * 10_000,
    "<html><p>" + "<sup>9件" * 20_000,
    "<html><p>" + "<a>9件" * 20_000,
    "<html>" + "<ol><li>9件" * 10_000,
    "<html>9件" + "<" * 300_000,
    "<html>9件" + "&#" * 300_000,
    "<html>9件" + "<!--" * 100_000,
    '<html><p class="' + "a-" * 100_000 + '">9件',
]


@pytest.mark.parametrize("page", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_markup_is_read_or_refused(page: str) -> None:
    assert "件" in read(page).text


def test_page_of_a_million_tags() -> None:
    with pytest.raises(FormatError, match="far larger"):
        read("<html>" + "<b>" * 600_000)


def test_markup_in_the_text_stays_text() -> None:
    found = read(f"<html><p>{LINE}&lt;script&gt;alert(1)&lt;/script&gt;</p></html>").text
    assert found == f"{LINE}<script>alert(1)</script>\n"


@given(st.text(alphabet="<>/abdhnoprtuv1=\"' &;#提案9件\n\0", max_size=200))
def test_any_markup_keeps_the_promises(markup: str) -> None:
    try:
        text = read("<html>" + markup).text
    except CpccError:
        return
    assert "\0" not in text and "\r" not in text
    document = parse(text)
    assert all(text[claim.start : claim.end] == claim.text for claim in document.claims)
    assert exact_json.loads(document.model_dump_json())["source"]["characters"] == len(text)
    analyse(source_from_text(text))
