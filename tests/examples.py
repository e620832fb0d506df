"""The examples of the documents: code blocks, what is shown as their output, and how they are run.

docs/contributing.md tells writers the same. A page's blocks are run in order, in one folder that holds copies of the
samples: `samples/`, `reports/` (the same texts) and `report.txt` (one of them).

- `sh` goes to bash, which stops at the first failure; `python` blocks of a page share their names.
- `text`, `json` or `csv` right behind a block that is run is its output, standard error included. `…` stands for
  anything.
- A block with `title="NAME"` is a file that is written into the folder.
- A comment right before a block says what is special: `<!-- example: exits with 1 -->`,
  `<!-- example: needs datasette -->` (a program or module, or several joined with `and`; skipped without them),
  `<!-- example: not run, WHY -->`.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
RUN = ("sh", "python")
OUTPUT = ("text", "json", "csv")
LANGUAGES = (*RUN, *OUTPUT, "toml", "markdown", "html", "sql", "crontab")
_ANYTHING = "…"
_FENCE = re.compile(
    r"^(?P<indent> *)(?:<!-- example: (?P<remark>[^\n]+?) -->\n(?P=indent))?"
    r"```(?P<language>\w*)(?P<info>[^\n]*)\n(?P<code>.*?)^(?P=indent)```$",
    flags=re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r'title="(?P<title>[^"]+)"')
_REMARK = re.compile(r"exits with (?P<status>\d+)|needs (?P<need>[\w.-]+(?: and [\w.-]+)*)|not run, (?P<why>.+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page."""

    place: str
    """Page and line, for messages."""
    language: str
    code: str
    title: str | None
    status: int
    need: str | None
    why_not: str | None
    shown: str | None
    """What stands behind it as its output."""


@dataclass(slots=True)
class Session:
    """One page's folder, and the names that its Python blocks have made."""

    folder: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})

    def __post_init__(self) -> None:
        shutil.copytree(ROOT / "samples", self.folder / "samples", ignore=shutil.ignore_patterns("expected", "*.md"))
        shutil.copytree(self.folder / "samples", self.folder / "reports")
        shutil.copy(ROOT / "samples" / "proposal_report.txt", self.folder / "report.txt")

    def run(self, block: Block) -> None:
        """Run a block, or write it where it is a file. Raises AssertionError when something else comes out."""
        if block.title is not None:
            file = self.folder / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.code, encoding="utf-8")
        elif block.language in RUN and block.why_not is None:
            printed, status = self._shell(block.code) if block.language == "sh" else self._python(block)
            assert status == block.status, f"{block.place}: exits with {status}, not {block.status}:\n{printed}"
            if block.shown is not None:
                assert same(block.shown, printed), f"{block.place}: shown is\n{block.shown}\nprinted was\n{printed}"

    def _shell(self, code: str) -> tuple[str, int]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", code],
            cwd=self.folder,
            env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.stdout.decode(), done.returncode

    def _python(self, block: Block) -> tuple[str, int]:
        printed = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
            exec(compile(block.code, block.place, "exec"), self.names)
        return printed.getvalue(), 0


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order. Raises AssertionError for one that nobody would know how to take."""
    text = page.read_text(encoding="utf-8")
    found = [*_FENCE.finditer(text), None]
    fences = len(re.findall(r"^ *```", text, flags=re.MULTILINE))
    assert fences == 2 * (len(found) - 1), f"{page.name}: a fence is not closed"
    for match, follower in pairwise(found):
        assert match
        place = f"{page.name}:{text.count(chr(10), 0, match.start('language')) + 1}"
        assert match["language"] in LANGUAGES, f"{place}: language is one of {', '.join(LANGUAGES)}"
        remark = _REMARK.fullmatch(match["remark"] or "not run, ")
        assert remark or not match["remark"], f"{place}: what does the comment {match['remark']!r} mean?"
        title = _TITLE.search(match["info"])
        behind = follower if follower and not text[match.end() : follower.start()].strip() else None
        shows = behind is not None and behind["language"] in OUTPUT and not _TITLE.search(behind["info"])
        yield Block(
            place=place,
            language=match["language"],
            code=_code(match),
            title=title["title"] if title else None,
            status=int(remark["status"] or 0) if remark else 0,
            need=remark["need"] if remark else None,
            why_not=remark["why"] if remark else None,
            shown=_code(behind) if behind and shows else None,
        )


def same(shown: str, printed: str) -> bool:
    """Whether that was printed which is shown, blanks at the ends of lines left out."""
    pattern = ".*?".join(re.escape(part) for part in _trimmed(shown).split(_ANYTHING))
    return re.fullmatch(pattern, _trimmed(printed), flags=re.DOTALL) is not None


def there(need: str) -> bool:
    """Whether the programs or modules are at hand."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return all(
        shutil.which(name, path=path) is not None or (name.isidentifier() and find_spec(name) is not None)
        for name in need.split(" and ")
    )


def _code(fence: re.Match[str]) -> str:
    """What stands in a fence, without the indent of the list item that the fence is in."""
    return "".join(line.removeprefix(fence["indent"]) for line in fence["code"].splitlines(keepends=True))


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
