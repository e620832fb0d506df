"""Pages of docs/ that the program itself writes, and whether they are as it would write them now."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def publish(pages: dict[str, str], script: str) -> None:
    """Write the pages by their names; with `--check` on the command line only say which are out of date, and fail."""
    parser = argparse.ArgumentParser(description=f"Write {', '.join(f'docs/{name}' for name in pages)}.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is out of date")
    check = parser.parse_args().check
    old = [name for name, text in pages.items() if not is_fresh(name, text)]
    if check and old:
        sys.exit(f"out of date: {', '.join(f'docs/{name}' for name in old)}; run: python {script}")
    for name in old:
        (DOCS / name).write_text(pages[name], encoding="utf-8")


def is_fresh(name: str, text: str) -> bool:
    """Whether the page stands there with that text."""
    return (DOCS / name).is_file() and (DOCS / name).read_text(encoding="utf-8") == text


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """The lines of a Markdown table."""
    cells = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    heads = list(heads)
    return ["| " + " | ".join(row) + " |" for row in (heads, ["---"] * len(heads), *cells)]
