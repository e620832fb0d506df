"""Annotations of held-out reports, kept without the reports' words.

usage: python benchmarks/held_out.py FOLDER

The texts are not part of the project, so a stretch of a text stands in `benchmarks/gold` as `{"at": [start, end]}`,
offsets in characters into the report (`"joined"` where it runs over lines), and is read back from ../shared/reports.
The command writes the annotations with their words into FOLDER, for `cpcc-extract evaluate`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
TEXTS = PROJECT.parent / "shared" / "reports"
HELD_OUT = PROJECT / "benchmarks" / "gold"
SHORTEST = 8
"""Strings below this length are names and values, not a text's sentences."""


def folded(value: Any, text: str) -> Any:
    """The value with each longer string that stands in the text replaced by its place."""
    if isinstance(value, dict):
        return {key: folded(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [folded(inner, text) for inner in value]
    if isinstance(value, str) and len(value) >= SHORTEST:
        if value in text:
            start = text.index(value)
            return {"at": [start, start + len(value)]}
        over_lines = re.search(r"\s*".join(map(re.escape, value)), text)
        if over_lines and "".join(over_lines[0].split()) == value:
            return {"joined": list(over_lines.span())}
    return value


def unfolded(value: Any, text: str) -> Any:
    """The value with each place replaced by the words that stand there."""
    if isinstance(value, dict):
        if set(value) == {"at"}:
            start, end = value["at"]
            return text[start:end]
        if set(value) == {"joined"}:
            start, end = value["joined"]
            return "".join(text[start:end].split())
        return {key: unfolded(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [unfolded(inner, text) for inner in value]
    return value


def write_annotations(folder: Path) -> None:
    """Write every held-out annotation with its words into the folder, a file of lines or one document each."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(HELD_OUT.glob("*.json*")):
        (report,) = TEXTS.glob(f"{path.name[:3]}*")
        text = report.read_text(encoding="utf-8")
        content = path.read_text(encoding="utf-8")
        documents = content.splitlines() if path.suffix == ".jsonl" else [content]
        lines = [json.dumps(unfolded(json.loads(one), text), ensure_ascii=False) for one in documents]
        (folder / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/held_out.py FOLDER")
    write_annotations(Path(sys.argv[1]))
