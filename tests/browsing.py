"""The page in a real browser: Chromium, pages opened from disk, and what is shown in them.

Needs Chromium and `pip install playwright` (the extra `browser`); without them these tests are skipped, unless
CPCC_EXTRACT_BROWSER=required says that they must run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cpcc_extract.explain import explain
from cpcc_extract.pipeline import analyse, document_of
from cpcc_extract.reading.text import read_source, source_from_text
from cpcc_extract.records import Check
from cpcc_extract.view.page import Report, page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

try:
    from playwright.sync_api import expect, sync_playwright
except ImportError:
    expect = sync_playwright = None


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
MISSING = [name for name, found in (("playwright", sync_playwright), ("Chromium", CHROMIUM)) if not found]

in_a_browser = pytest.mark.skipif(
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


def launched() -> Iterator[Browser]:
    """For a fixture: Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


Open = Callable[..., "Page"]


def opening(browser: Browser, folder: Path) -> Iterator[Open]:
    """For a fixture: opens a page with those reports from disk. At the end: no request but for the file, no error."""
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
        file = folder / f"page{len(contexts)}.html"
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
