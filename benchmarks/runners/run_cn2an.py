"""cn2an: transform, which writes the Chinese numbers of a text with digits; their places are where the text changed."""

import warnings
from difflib import SequenceMatcher

from cn2an import transform
from serve import Spans, serve


def find(line: str) -> Spans:
    changed = SequenceMatcher(None, line, transform(line), autojunk=False).get_opcodes()
    return [(start, end) for what, start, end, _, _ in changed if what != "equal" and end > start]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    serve("cn2an", find)
