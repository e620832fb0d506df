"""Which engine compiles a pattern."""

from __future__ import annotations

import re

from cpcc_extract.compiling.lookbehind import UnboundedError, fixed
from cpcc_extract.lexicon.patterns import AnyPattern, LazyPattern, RegexPattern


def compiled(pattern: str) -> AnyPattern:
    """The pattern by `re`, its look-behinds of varying width written out, or by `regex` where they have no end.

    Raises `regex.error` for what neither can compile.
    """
    try:
        text = _for_re(pattern)
    except (UnboundedError, re.error):
        import regex  # noqa: PLC0415 - see RegexPattern

        regex.compile(pattern)
        return RegexPattern(pattern)
    return LazyPattern(text)


def _for_re(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error:
        pattern = fixed(pattern)
        re.compile(pattern)
    return pattern
