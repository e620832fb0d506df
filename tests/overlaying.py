"""Rule files of a user, for the tests that lay them over those of the package."""

from __future__ import annotations

from pathlib import Path

UNIT = '[[unit]]\nid = "榀"\ndimension = "count"\nforms = ["榀"]\n'
OTHER = UNIT.replace('"榀"', '"椽"')
TEXT = "架设屋架12榀,铺设屋面3椽,办理提案5件。"


def folder(path: Path, **files: str) -> Path:
    """A folder with rule files, by their names without .toml."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return path
