"""The language that the help is shown in."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable
from typing import Literal

Language = Literal["en", "zh"]
_PLAIN = ("", "C", "POSIX")


def users_language() -> Language:
    """What the environment says (LANGUAGE, LC_ALL, LC_MESSAGES, LANG, as gettext reads them), else the system."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), None)
    if named is None:
        named = locale.getlocale()[0] or ""
    # A list of languages counts only where the locale is a language at all.
    if named.partition(".")[0] not in _PLAIN:
        named = os.environ.get("LANGUAGE") or named
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


def translator(language: Language) -> Callable[[str], str]:
    """English texts of the help as that language has them; a text without translation stays."""
    if language == "en":
        return str
    from cpcc_extract.lexicon.manual import help_in_chinese

    texts = help_in_chinese()
    return lambda text: texts.get(text, text)
