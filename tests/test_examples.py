"""Every example of the documents runs, and prints what is shown (tests/examples.py tells how)."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import PAGES, ROOT, Session, blocks, same, there

SET_UP = "python3 -m venv"
"""What the set-up commands of README.md begin with: .ci/run runs them, each in a clean copy."""


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_page(page: Path, tmp_path: Path) -> None:
    session = Session(tmp_path)
    missing: set[str] = set()
    for block in blocks(page):
        if block.code.startswith(SET_UP):
            continue
        if block.need is not None and not there(block.need):
            missing.add(block.need)
            continue
        session.run(block)
    if missing:
        pytest.skip(f"all but the blocks that need {', '.join(sorted(missing))}")


@pytest.mark.parametrize(
    ("shown", "printed", "alike"),
    [
        ("a\nb\n", "a  \nb", True),
        ("a\nb\n", "a\nc\n", False),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("1 file, … s", "1 file, 0.3 s\n", True),
        ("1 file, … s", "2 files, 0.3 s\n", False),
        ("a.c", "abc", False),
    ],
)
def test_what_counts_as_the_output_shown(shown: str, printed: str, alike: bool) -> None:
    assert same(shown, printed) is alike


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("```\nls\n```\n", "language is one of"),
        ("```sh\nls\n", "not closed"),
        ("<!-- example: on Mondays -->\n```sh\nls\n```\n", "on Mondays"),
        ("```sh\nfalse\n```\n", "exits with 1, not 0"),
        ("```python\nprint(1)\n```\n\n```text\n2\n```\n", "printed was\n1"),
    ],
)
def test_a_page_that_is_wrong_is_told(page: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text(page, encoding="utf-8")
    with pytest.raises(AssertionError, match=told):
        for block in blocks(file):
            Session(tmp_path / "folder").run(block)
