"""The help of the command line in Chinese."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def help_in_chinese() -> dict[str, str]:
    """Chinese text by English text."""
    return {row["id"]: row["zh"] for row in _rows()["text"]}


@cache
def messages_in_chinese() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of whole English messages about usage, each with its Chinese text, which takes the groups in order."""
    return tuple((re.compile(row["pattern"], re.DOTALL), row["zh"]) for row in _rows()["message"])


@cache
def _rows() -> dict[str, list[dict[str, str]]]:
    """Read without the models of rules, which take longer to load than all else here."""
    raw = (resources.files("cpcc_extract") / "data" / "help.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)
