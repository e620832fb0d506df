"""A report says the same however it is set: lines broken at a width with page numbers between them, as PDF text has it,
figures in full width, blanks between words and figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cpcc_extract import Document, parse, parse_file

SAMPLES = Path(__file__).parent.parent / "samples"
REPORTS = ("government_work_report", "standing_committee_report", "proposal_report")


def broken(text: str, width: int, lines_a_page: int, page: str) -> str:
    """The text with its paragraphs set in by two characters, broken at `width` characters, and pages numbered.

    Where it was given (——…会议上) stands in the middle of the page and is not broken.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        if paragraph.strip().startswith("——"):
            lines.append(paragraph.strip())
            continue
        rest = f"　　{paragraph.strip()}" if paragraph.strip() else ""
        while rest:
            lines.append(rest[:width])
            rest = rest[width:]
            if lines_a_page and len(lines) % lines_a_page == 0:
                lines.append(page.format(len(lines) // lines_a_page))
    return "\n".join(lines) + "\n"


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def said(document: Document) -> Counter[tuple[str, ...]]:
    return Counter(
        (
            str(claim.value),
            claim.unit or "",
            squeezed(claim.item),
            squeezed(claim.action),
            squeezed(claim.section_title),
        )
        for claim in document.claims
    )


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize(("width", "lines_a_page", "page"), [(28, 0, ""), (32, 22, "— {} —"), (40, 30, "- {} -")])
def test_broken_lines_change_nothing(
    name: str, width: int, lines_a_page: int, page: str, request: pytest.FixtureRequest
) -> None:
    if (name, width) == ("proposal_report", 28):
        request.applymarker(pytest.mark.xfail(strict=True, reason="a subtitle in brackets, broken over two lines"))
    whole = parse_file(SAMPLES / f"{name}.txt")
    text = (SAMPLES / f"{name}.txt").read_bytes().decode(whole.source.encoding)
    parts = parse(broken(text, width, lines_a_page, page))
    assert said(parts) == said(whole)
    assert [squeezed(one.title) for one in parts.sections] == [squeezed(one.title) for one in whole.sections]


def full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in map(ord, "0123456789%")})


def spaced(text: str) -> str:
    return re.sub(r"(?<=[一-鿿])(?=[0-9])|(?<=[0-9%])(?=[一-鿿])", " ", text)


@pytest.mark.parametrize("name", ["government_work_report", "standing_committee_report"])
@pytest.mark.parametrize("set_anew", [full_width, spaced])
def test_how_figures_are_set_changes_nothing(name: str, set_anew: Callable[[str], str]) -> None:
    whole = parse_file(SAMPLES / f"{name}.txt")
    text = (SAMPLES / f"{name}.txt").read_bytes().decode(whole.source.encoding)
    found = parse(set_anew(text)).claims
    assert [(one.value, one.value_max, one.unit, one.bound) for one in found] == [
        (one.value, one.value_max, one.unit, one.bound) for one in whole.claims
    ]


SENTENCES = """\
　　一、工作回顾
　　协商议政更加有力。
　　一年来,我们围绕城市更新、老旧小区改造等题目开展协商活动12次,提出意见建议86条,形成协商报告9份,一批意见建议转化为市委市政府的政策举措,协商成果落地见效。
　　民主监督更加有效。
　　聚焦营商环境、生态环境保护等重点工作开展视察监督9次,推动解决一批群众关心的问题36个,向有关部门反馈意见48条,督促承办单位限期整改落实,民主监督的实效进一步增强。
　　凝聚共识更加广泛。
　　坚持大团结大联合,走访界别群众320人次,接待海外来访团组8批,团结的基础更加牢固深厚,编印信息专报62期,报送社情民意信息310篇,为党委政府科学决策提供了有益参考。
　　自身建设更加扎实。
　　举办委员培训班4期,参加培训的委员380人次,修订完善履职管理等各项制度15项,建成委员工作室26个,评选优秀委员30名,机关服务保障能力和水平得到新的提升。
"""


def test_sentences_that_head_broken_paragraphs() -> None:
    document = parse(broken(SENTENCES, 24, 0, ""))
    heads = [section.title for section in document.sections if section.style == "sentence"]
    assert heads == ["协商议政更加有力。", "民主监督更加有效。", "凝聚共识更加广泛。", "自身建设更加扎实。"]


def test_a_numbered_sentence_that_its_paragraph_goes_on_from_heads_nothing() -> None:
    text = "　　重点做好三项工作。\n" + "".join(
        f"　　（{number}）抓好民生实事,增进人民群众的福祉。\n完善服务体系,新增就业{count}万人,落实各项惠民政策。\n"
        for number, count in (("一", 3), ("二", 4), ("三", 5), ("四", 6))
    )
    assert parse(text).sections == ()
