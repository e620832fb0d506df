"""The page in a browser: text, record and table, as a reader clicks and types."""

from __future__ import annotations

from browsing import (
    REPORT,
    SAMPLES,
    Open,
    expect,
    in_a_browser,
    in_view,
    mark,
    report_of,
    row,
    shown_amounts,
)

pytestmark = in_a_browser

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
