"""The page in a browser: charts, years and checks."""

from __future__ import annotations

from dataclasses import replace

from browsing import EARLIER, REPORT, Open, expect, in_a_browser, report_of, shown_amounts

from cpcc_extract import check, parse
from cpcc_extract.reading.text import source_from_text
from cpcc_extract.records import Check, Document
from cpcc_extract.view.page import Report

pytestmark = in_a_browser


def test_charts_filter_and_lead(opened: Open) -> None:
    tab = opened(REPORT)
    bar = tab.locator("#charts .bar", has_text="一、提案工作")
    bar.click()
    assert len(shown_amounts(tab)) == 5
    expect(bar).to_have_attribute("aria-pressed", "true")
    bar.click()
    assert len(shown_amounts(tab)) == 11
    tab.locator("#charts .bar", has_text="立案提案数").click()
    expect(tab.locator("mark.current")).to_have_text("176件")


def test_indicator_bar_shows_the_total_not_a_part(opened: Open) -> None:
    tab = opened("全年收到提案90件,其中收到委员提案70件。")
    (claims,) = [report_of("全年收到提案90件,其中收到委员提案70件。").document.claims]
    assert {claim.indicator for claim in claims} == {"proposal.received"}
    expect(tab.locator("#charts .bar", has_text="收到提案数").locator(".value")).to_have_text("90 件")


def test_indicator_bar_shows_what_is_a_part_of_another_indicators_total(opened: Open) -> None:
    tab = opened("# 青澜县政协2024年工作总结\n\n全年收到提案200件,其中集体提案30件。\n\n工商联提交集体提案8件。\n")
    expect(tab.locator("#charts")).to_contain_text("集体提案数30 件")


def test_several_reports_switch_and_show_years(opened: Open) -> None:
    tab = opened(REPORT, EARLIER)
    tab.locator("#reports").select_option("1")
    expect(tab.locator("#text .title")).to_contain_text("2023")
    assert shown_amounts(tab) == ["170 件", "150 件"]
    tab.locator("#years").select_option("proposal.filed")
    expect(tab.locator(".years .tick")).to_have_text(["2023", "2024"])
    tab.locator('.years .point[data-report="0"]').click()
    expect(tab.locator("mark.current")).to_have_text("176件")
    tab.keyboard.press("]")
    expect(tab.locator("#text .title")).to_contain_text("2023")


def test_years_do_not_mix_with_months(opened: Open) -> None:
    tab = opened(REPORT, EARLIER, "# 青澜县政协2024年工作总结\n\n2024年5月,收到提案12件。\n")
    expect(tab.locator(".years .tick")).to_have_text(["2023", "2024"])


def test_checks_are_listed_and_lead_to_their_claims(opened: Open) -> None:
    report = report_of(REPORT)
    claims = {claim.text: claim for claim in report.document.claims}
    roles = (("whole", claims["190余件"]), ("part", claims["176件"]), ("rate", claims["92.6%"]))
    basis = [
        {"role": role, "source": "text", "claim": claim.id, "text": claim.text, "start": claim.start,
         "end": claim.end, "line": claim.line}
        for role, claim in roles
    ]  # fmt: skip
    check = {
        "id": "k1", "relation": "rate", "verdict": "possible", "article": 0, "statement": "176 ÷ >190 < 92.63 %",
        "claims": basis, "rule": "rate.verb",
    }  # fmt: skip
    document = report.document.model_copy(update={"checks": (Check.model_validate(check),)})
    tab = opened(Report(document, report.text, report.trails))
    tab.locator("#tab-checks").click()
    expect(tab.locator(".check")).to_contain_text("可能相符")
    tab.locator(".check .whole").click()
    assert tab.locator("mark.cited").all_inner_texts() == ["190余件", "176件", "92.6%"]
    tab.locator(".check .link", has_text="92.6%").click()
    expect(tab.locator("mark.current")).to_have_text("92.6%")
    tab.keyboard.press("Escape")
    expect(tab.locator("mark.cited")).to_have_count(0)
    expect(opened(REPORT).locator("#tabs")).to_be_hidden()


def test_checks_of_several_reports_lead_from_one_to_the_other(opened: Open) -> None:
    later = REPORT.replace("全年收到提案190余件", "全年收到提案190件,比上年增加30件")
    reports = [replace(report_of(text), document=renamed(text)) for text in (EARLIER, later)]
    across = [one for one in check([report.document for report in reports]) if one.article is None]
    tab = opened(*reports, across=across)
    tab.locator("#reports").select_option("1")
    tab.locator("#tab-checks").click()
    expect(tab.locator(".check")).to_contain_text("190件 − 30件 = 160件；上年报告写 170件")
    tab.locator(".check .whole").click()
    assert tab.locator("mark.cited").all_inner_texts() == ["190件", "30件"]
    tab.locator(".check .link", has_text="170件").click()
    expect(tab.locator("#reports")).to_have_value("0")
    expect(tab.locator("mark.current")).to_have_text("170件")
    expect(tab.locator(".check.current")).to_contain_text("相邻年份")
    tab.locator("#language").click()
    tab.locator("#tab-checks").click()
    expect(tab.locator(".check")).to_contain_text("190件 − 30件 = 160件; a year before stated 170件")


def renamed(text: str) -> Document:
    """The document of a text whose input is called by its first line."""
    return parse(source_from_text(text, name=text.splitlines()[0]))
