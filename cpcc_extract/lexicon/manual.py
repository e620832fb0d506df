"""The help of the command line in Chinese."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def help_in_chinese() -> dict[str, str]:
    """Chinese text by English text. Read without the models of rules, which take longer to load than all else here."""
    raw = (resources.files("cpcc_extract") / "data" / "help.toml").read_text(encoding="utf-8")
    return {row["id"]: row["zh"] for row in tomllib.loads(raw)["text"]}
