"""The page in a real browser: what a reader clicks, types and sees, and what a hostile report cannot do.

Needs Chromium and `pip install playwright` (the extra `browser`); without them these tests are skipped, unless
CPCC_EXTRACT_BROWSER=required says that they must run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cpcc_extract import check, parse
from cpcc_extract.explain import explain
from cpcc_extract.pipeline import analyse, document_of
from cpcc_extract.reading.text import read_source, source_from_text
from cpcc_extract.records import Check, Document
from cpcc_extract.view.page import Report, page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

try:
    from playwright.sync_api import expect, sync_playwright
except ImportError:
    sync_playwright = None

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
MISSING = [name for name, found in (("playwright", sync_playwright), ("Chromium", CHROMIUM)) if not found]

pytestmark = pytest.mark.skipif(
    bool(MISSING) and os.environ.get("CPCC_EXTRACT_BROWSER") != "required",
    reason=f"the page is not tried in a browser: no {' and no '.join(MISSING)}",
)

SAMPLES = Path(__file__).parent.parent / "samples"
REPORT = """# 青澜县政协2024年工作总结

## 一、提案工作

全年收到提案190余件,其中委员提案150件,立案176件,立案率92.6%,比上年提高3.1个百分点。

## 二、协商议政

### (一)专题协商

召开常委会会议4次、主席会议11次,邀请委员320人次参加。

### (二)服务民生

捐款捐物230.5万元,走访企业45家。明年计划走访企业60家。
"""
EARLIER = "# 青澜县政协2023年工作总结\n\n## 一、提案工作\n\n全年收到提案170件,立案150件。\n"


def report_of(source: str | Path) -> Report:
    found = analyse(read_source(source) if isinstance(source, Path) else source_from_text(source))
    return Report(document_of(found), found.source.text, explain(found))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page with those reports from disk. At the end: not one request but for the file itself, no error."""
    contexts: list[Any] = []
    requests: list[str] = []
    errors: list[str] = []

    def open_page(
        *reports: str | Path | Report,
        width: int = 1280,
        height: int = 800,
        across: Sequence[Check] = (),
        **options: Any,
    ) -> Page:
        file = tmp_path / f"page{len(contexts)}.html"
        made = [one if isinstance(one, Report) else report_of(one) for one in reports]
        file.write_text(page(made, across), encoding="utf-8", newline="")
        options = {"locale": "zh-CN", "reduced_motion": "reduce", **options}
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        tab.on("request", lambda request: request.url == file.as_uri() or requests.append(request.url))
        tab.on("console", lambda message: message.type in ("error", "warning") and errors.append(message.text))
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(file.as_uri())
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert requests == []
    assert errors == []


def mark(tab: Page, text: str) -> Any:
    return tab.locator("#text mark", has_text=text).first


def row(tab: Page, text: str) -> Any:
    return tab.locator("#rows tr", has_text=text).first


def shown_amounts(tab: Page) -> list[str]:
    return tab.locator("#rows .number").all_inner_texts()


def in_view(element: Any) -> bool:
    return bool(
        element.evaluate("""(element) => {
        const box = element.getBoundingClientRect();
        const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return seen !== null && (element.contains(seen) || seen.contains(element));
    }""")
    )


# ---- text and record ----


def test_every_claim_is_marked_in_place(opened: Open) -> None:
    tab = opened(REPORT)
    assert tab.locator("#text mark").all_inner_texts() == [claim.text for claim in report_of(REPORT).document.claims]
    assert "kind-money" in mark(tab, "230.5万元").get_attribute("class")
    assert "kind-share" in mark(tab, "92.6%").get_attribute("class")


def test_resting_on_a_mark_shows_its_record_and_leaving_hides_it(opened: Open) -> None:
    tab = opened(REPORT)
    mark(tab, "176件").hover()
    expect(tab.locator("#record")).to_contain_text("立案")
    expect(tab.locator("#record")).to_contain_text("一、提案工作")
    tab.locator("#query").hover()
    expect(tab.locator("#record")).to_be_hidden()


def test_click_pins_the_record_and_finds_the_row(opened: Open) -> None:
    tab = opened(REPORT)
    mark(tab, "230.5万元").click()
    expect(tab.locator("#rows tr.current .number")).to_have_text("2,305,000 元")
    assert in_view(tab.locator("#rows tr.current"))
    tab.locator("#query").hover()
    expect(tab.locator("#record")).to_contain_text("2,305,000 元")
    tab.keyboard.press("Escape")
    expect(tab.locator("#record")).to_be_hidden()


def test_record_leads_to_the_total_it_is_part_of(opened: Open) -> None:
    tab = opened(REPORT)
    mark(tab, "150件").click()
    tab.locator("#record [data-do=claim]").click()
    expect(tab.locator("mark.current")).to_have_text("190余件")


def test_row_jumps_to_the_text_and_the_mark_back(opened: Open) -> None:
    tab = opened(SAMPLES / "government_work_report.txt")
    index = 70
    assert not in_view(tab.locator(f'#text mark[data-claim="{index}"]').first)
    tab.locator(f'#rows tr[data-claim="{index}"] .subject').click()
    expect(tab.locator(f'mark.current[data-claim="{index}"]').first).to_be_in_viewport()
    tab.keyboard.press("Escape")
    tab.locator("#scroller").evaluate("(box) => box.scrollTo(0, 0)")
    first = tab.locator("#text mark").first
    first.scroll_into_view_if_needed()
    first.click()
    expect(tab.locator("#rows tr.current")).to_have_attribute("data-claim", str(first.get_attribute("data-claim")))


def test_sections_fold_and_a_jump_unfolds_them(opened: Open) -> None:
    tab = opened(REPORT)
    tab.locator('#text [data-section] > .heading:has-text("协商议政") > .fold').click()
    expect(mark(tab, "320人次")).to_be_hidden()
    row(tab, "320 人次").locator(".subject").click()
    expect(mark(tab, "320人次")).to_be_visible()


def test_outline_counts_and_leads(opened: Open) -> None:
    tab = opened(REPORT)
    entry = tab.locator("#tree .entry", has_text="二、协商议政")
    expect(entry.locator(".count")).to_have_text("6")
    entry.locator("a").click()
    expect(tab.locator("#text .heading", has_text="二、协商议政")).to_be_focused()
    tab.locator("#tree li:has(> .entry:has-text('二、协商议政')) > .fold").click()
    expect(tab.locator("#tree .entry", has_text="专题协商")).to_be_hidden()


def test_numbers_set_aside_are_shown_on_demand_with_the_reason(opened: Open) -> None:
    tab = opened(REPORT)
    year = tab.locator("#text .aside", has_text="2024").first
    year.hover()
    expect(tab.locator("#record")).to_be_hidden()
    tab.locator("#asides").check()
    year.click()
    expect(tab.locator("#record")).to_contain_text("日期")
    expect(tab.locator("#record code")).to_have_text("year")


# ---- table ----


def test_search_filters_table_and_text(opened: Open) -> None:
    tab = opened(REPORT)
    tab.locator("#query").fill("企业 计划")
    assert shown_amounts(tab) == ["60 家"]
    expect(tab.locator("#shown")).to_have_text("1 / 11 条")
    expect(mark(tab, "176件")).to_have_class("claim kind-count actual dim")
    tab.locator("#query").fill("nothing like it")
    expect(tab.locator("#nothing")).to_be_visible()
    tab.locator("#reset").click()
    assert len(shown_amounts(tab)) == 11


def test_facets_narrow_each_other(opened: Open) -> None:
    tab = opened(REPORT)
    tab.locator("select[data-facet=section]").select_option(label="二、协商议政 (6)")
    assert len(shown_amounts(tab)) == 6
    tab.locator("select[data-facet=unit]").select_option("家")
    assert shown_amounts(tab) == ["45 家", "60 家"]
    tab.locator("select[data-facet=unit]").select_option("")
    tab.locator("select[data-facet=indicator]").select_option("meeting.statutory")
    assert shown_amounts(tab) == ["4 次", "11 次"]


def test_articles_can_be_chosen_where_there_are_several(opened: Open) -> None:
    tab = opened(SAMPLES / "county_page.txt")
    article = tab.locator("select[data-facet=article]")
    count = len(report_of(SAMPLES / "county_page.txt").document.articles)
    expect(article.locator("option")).to_have_count(count + 1)
    article.select_option("1")
    shown = tab.locator("#rows tr").evaluate_all("(rows) => rows.map((row) => Number(row.dataset.claim))")
    claims = report_of(SAMPLES / "county_page.txt").document.claims
    assert shown == [index for index, claim in enumerate(claims) if claim.article == 1]
    assert tab.locator("select[data-facet=article]").count() == 1
    expect(opened(REPORT).locator("select[data-facet=article]")).to_have_count(0)


def test_kinds_filter_from_the_legend(opened: Open) -> None:
    tab = opened(REPORT)
    tab.locator("#legend [data-kind=share]").click()
    assert shown_amounts(tab) == ["92.6 %", "↑3.1 百分点"]
    tab.locator("#legend [data-kind=money]").click()
    assert len(shown_amounts(tab)) == 3
    expect(tab.locator("#legend [data-kind=money]")).to_have_attribute("aria-pressed", "true")


def test_sorting_up_down_and_back(opened: Open) -> None:
    tab = opened(REPORT)
    printed = shown_amounts(tab)
    head = tab.locator("th.amount")
    for sort, order in (("ascending", False), ("descending", True)):
        head.locator("button").click()
        expect(head).to_have_attribute("aria-sort", sort)
        values = [claim.value for claim in report_of(REPORT).document.claims]
        shown = tab.locator("#rows tr").evaluate_all("(rows) => rows.map((row) => Number(row.dataset.claim))")
        assert [values[index] for index in shown] == sorted(values, reverse=order)
    head.locator("button").click()
    assert shown_amounts(tab) == printed


def test_chosen_rows_are_copied_as_a_table(opened: Open) -> None:
    tab = opened(REPORT)
    row(tab, "190 件").locator("input").check()
    row(tab, "176 件").locator("input").click(modifiers=["Shift"])
    expect(tab.locator("#copy")).to_have_text("复制所选3行")
    tab.locator("#copy").click()
    expect(tab.locator("#said")).to_contain_text("已复制3行")
    head, *lines = tab.evaluate("navigator.clipboard.readText()").splitlines()
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    assert [cells["原文"] for cells in rows] == ["190余件", "150件", "176件"]
    assert [cells["数值"] for cells in rows] == ["190", "150", "176"]


def test_copies_never_run_as_formulas(opened: Open) -> None:
    tab = opened("=cmd|calc,收到提案9件。\n\n@SUM(1),走访8户。\n\n-1+1,来了7人。\n\n＝1,来了6人。\n\n全年来了5人。\n")
    tab.locator("#copy").click()
    expect(tab.locator("#said")).to_contain_text("已复制5行")
    head, *lines = tab.evaluate("navigator.clipboard.readText()").splitlines()
    place = head.split("\t").index("句子")
    assert [line.split("\t")[place] for line in lines] == [
        "'=cmd|calc,收到提案9件。",
        "'@SUM(1),走访8户。",
        "'-1+1,来了7人。",
        "'＝1,来了6人。",
        "全年来了5人。",
    ]


# ---- summary ----


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
    document = Document.model_construct(**{**dict(report.document), "checks": (Check.model_validate(check),)})
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


# ---- keyboard, language, theme, paper ----


def test_keyboard_alone_is_enough(opened: Open) -> None:
    tab = opened(REPORT)
    tab.keyboard.press("/")
    expect(tab.locator("#query")).to_be_focused()
    tab.keyboard.type("次")
    tab.keyboard.press("Escape")
    assert len(shown_amounts(tab)) == 11
    tab.keyboard.press("Escape")
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    expect(tab.locator("mark.current")).to_have_text("150件")
    tab.keyboard.press("k")
    expect(tab.locator("mark.current")).to_have_text("190余件")
    mark(tab, "190余件").focus()
    tab.keyboard.press("ArrowRight")
    expect(mark(tab, "150件")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(row(tab, "150 件")).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(row(tab, "176 件")).to_be_focused()
    tab.keyboard.press(" ")
    expect(tab.locator("#copy")).to_have_text("复制所选1行")
    tab.keyboard.press("Enter")
    expect(tab.locator("mark.current")).to_have_text("176件")
    tab.keyboard.press("a")
    expect(tab.locator("#asides")).to_be_checked()
    tab.keyboard.press("?")
    expect(tab.locator("#keys")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator("#keys")).to_be_hidden()


def test_tab_key_meets_one_mark_and_one_row(opened: Open) -> None:
    tab = opened(REPORT)
    assert tab.locator('#text mark[tabindex="0"]').count() == 1
    assert tab.locator('#rows tr[tabindex="0"]').count() == 1


def test_language_follows_the_browser_and_the_reader(opened: Open) -> None:
    tab = opened(REPORT, locale="en-GB")
    expect(tab.locator("#shown")).to_have_text("11 claims")
    assert tab.locator("html").get_attribute("lang") == "en"
    tab.locator("#language").click()
    expect(tab.locator("#shown")).to_have_text("共11条")
    expect(tab.locator("th.amount")).to_have_text("数值")


def background(tab: Page) -> str:
    return str(tab.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_dark_and_light(opened: Open) -> None:
    light = background(opened(REPORT, color_scheme="light"))
    tab = opened(REPORT, color_scheme="dark")
    assert background(tab) != light
    tab.locator("#theme").click()
    assert background(tab) == light


def test_paper_holds_all_rows_and_folded_text_and_is_light(opened: Open) -> None:
    tab = opened(many_claims(150), color_scheme="dark")
    tab.locator("#text .fold").first.click()
    tab.emulate_media(media="print", color_scheme="dark")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("#rows tr").count() == 300
    expect(mark(tab, "1件")).to_be_visible()
    assert background(tab) == "rgb(255, 255, 255)"
    expect(tab.locator("#query")).to_be_hidden()


def test_narrow_screen_shows_one_part_at_a_time(opened: Open) -> None:
    tab = opened(REPORT, width=390, height=844, has_touch=True, is_mobile=True)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    mark(tab, "230.5万元").tap()
    expect(tab.locator("#record")).to_contain_text("2,305,000 元")
    assert in_view(mark(tab, "230.5万元"))
    tab.locator("#record [data-do=table]").tap()
    expect(tab.locator("#text")).to_be_hidden()
    expect(tab.locator("#rows tr.current")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.keyboard.press("Escape")
    row(tab, "45 家").locator(".subject").tap()
    expect(tab.locator("mark.current")).to_have_text("45家")
    for view in ("summary", "outline", "data"):
        tab.locator(f"#views [data-view={view}]").tap()
        expect(tab.locator(f"#{view}")).to_be_visible()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390


# ---- hostile reports, many claims ----

HOSTILE = """# <script>window.hit = 1</script>工作报告

## <svg onload="window.hit = 1">一</svg>、<b>提案</b>

<img src="http://192.0.2.1/x.png" onerror="window.hit = 1">收到提案190件,<a href="javascript:window.hit=1">176件</a>。

</script><script>window.hit = 1</script><style>@import "http://192.0.2.1/x.css";</style>走访9户。

${window.hit = 1} {{constructor.constructor('window.hit = 1')()}} 走访8户。<iframe src="//192.0.2.1"></iframe>
"""


def test_hostile_text_stays_text(opened: Open) -> None:
    tab = opened(HOSTILE)
    for one in range(tab.locator("#text mark").count()):
        tab.locator("#text mark").nth(one).click()
    tab.locator("#asides").check()
    tab.locator("#query").fill("<img")
    assert tab.evaluate("window.hit") is None
    assert (
        tab.locator("body img, body iframe, body style, #text a, #text svg, #data svg, body b:has-text('提案')").count()
        == 0
    )
    assert "<img src=" in tab.locator("#text").inner_text()


def test_injected_script_would_not_run(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page([report_of(REPORT)]), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(file.as_uri())
    tab.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.hit = 1";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<p onclick='window.hit = 1' id=x>x</p>");
        document.getElementById("x").click();
    }""")
    assert tab.evaluate("window.hit") is None
    tab.close()


def many_claims(sentences: int) -> str:
    lines = [f"全年收到提案{number}件,走访群众{number + 7}户。" for number in range(1, sentences + 1)]
    parts = ["\n\n".join(lines[at : at + 50]) for at in range(0, sentences, 50)]
    return "# 青澜县政协2024年工作总结\n\n" + "\n\n".join(
        f"## 第{number}部分工作情况\n\n{part}" for number, part in enumerate(parts, 1)
    )


def test_two_thousand_claims(opened: Open) -> None:
    tab = opened(many_claims(1000))
    expect(tab.locator("#shown")).to_have_text("共2,000条")
    assert tab.locator("#rows tr").count() < 500
    tab.locator("#query").fill("1007户")
    assert shown_amounts(tab) == ["1,000 件", "1,007 户"]
    tab.keyboard.press("Escape")
    tab.locator("th.amount button").click()
    assert shown_amounts(tab)[:2] == ["1 件", "2 件"]
    tab.locator("th.amount button").click()
    assert shown_amounts(tab)[0] == "1,007 户"
    tab.locator("th.amount button").click()
    tab.locator("#rows tr").first.focus()
    tab.keyboard.press("End")
    expect(tab.locator("#rows tr").last).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("mark.current")).to_have_text("1007户")
    expect(tab.locator("mark.current")).to_be_in_viewport()


def test_rows_are_made_as_the_reader_goes_on(opened: Open) -> None:
    tab = opened(many_claims(300))
    before = tab.locator("#rows tr").count()
    tab.locator("#scroller").evaluate("(box) => box.scrollTo(0, box.scrollHeight)")
    tab.wait_for_function("(before) => document.querySelectorAll('#rows tr').length > before", arg=before)


def test_a_report_without_claims(opened: Open) -> None:
    tab = opened("今天天气很好。")
    expect(tab.locator("#text")).to_contain_text("今天天气很好。")
    expect(tab.locator("#nothing")).to_be_visible()
    tab.keyboard.press("j")


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_samples_open(opened: Open, sample: Path) -> None:
    tab = opened(sample)
    marked = tab.locator("#text mark").evaluate_all("(marks) => new Set(marks.map((mark) => mark.dataset.claim)).size")
    assert marked == len(report_of(sample).document.claims)
