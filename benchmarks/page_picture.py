"""Take docs/view.png: a sample report in the page, as a reader with a wide screen sees it.

usage: python benchmarks/page_picture.py

Needs Chromium, a font with Chinese characters and `pip install playwright` (the extra `browser`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Make the page, open a claim in it and take the picture."""
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        made = Path(folder) / "page.html"
        command = [sys.executable, "-m", "cpcc_extract", "view", "samples/proposal_report.txt", "-o", str(made)]
        subprocess.run(command, cwd=PROJECT, check=True)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        size = {"width": 1280, "height": 1010}
        tab = browser.new_page(viewport=size, locale="zh-CN", color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
        tab.goto(made.as_uri())
        tab.locator("#asides").check()
        tab.locator("#text mark", has_text="586件").click()
        tab.evaluate("scrollTo(0, 0)")
        tab.screenshot(path=PROJECT / "docs" / "view.png")
        browser.close()


if __name__ == "__main__":
    main()
