"""The page in a browser: keyboard, language, theme, paper, and what a hostile or a huge report cannot do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
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

from cpcc_extract.view.page import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = in_a_browser

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
