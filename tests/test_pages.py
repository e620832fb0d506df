"""The documents as a whole: what the program writes is fresh, every link leads somewhere, every page can be found."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import PAGES, ROOT

DOCS = ROOT / "docs"
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("script", ["commands", "records"])
def test_what_the_program_writes_is_fresh(script: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "pages" / f"{script}.py", "--check"],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_page_is_in_the_site() -> None:
    def leaves(entry: object) -> Iterator[str]:
        inner = entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ()
        for one in inner:
            yield from leaves(one)
        if isinstance(entry, str):
            yield entry

    project = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(leaves(project["nav"])) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


@pytest.mark.parametrize("page", [*PAGES, ROOT / "samples" / "README.md"], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http://", "https://")):
            path, _, anchor = target.partition("#")
            file = page.parent / path if path else page
            assert file.exists(), f"{page.name}: {target} is not there"
            assert not anchor or anchor in anchors(file), f"{page.name}: {target} has no such heading"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the site and code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", _CODE.sub("", page.read_text(encoding="utf-8")), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_both_readmes_say_the_same() -> None:
    """Headings, links, commands and formats of one are those of the other, in their order."""
    english = (ROOT / "README.md").read_text(encoding="utf-8")
    # Where a page is there in Chinese too, the Chinese README leads to that.
    chinese = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8").replace(".zh-CN.md", ".md")
    for pattern in (r"^#+ ", r"^```\w*", r"^\| `([^`]+)`", r"\]\((?!README)([^)]+)\)"):
        found = [re.findall(pattern, text, flags=re.MULTILINE) for text in (english, chinese)]
        assert found[0] == found[1], pattern
