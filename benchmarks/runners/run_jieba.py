"""jieba: words with parts of speech; runs of numerals (m), classifiers (q) and per cent signs are joined."""

import logging

import jieba
from jieba import posseg
from serve import Spans, serve


def find(line: str) -> Spans:
    found: list[tuple[int, int]] = []
    at = 0
    for word, kind in posseg.cut(line):
        end = at + len(word)
        goes_on = bool(found) and found[-1][1] == at
        if kind in ("m", "q", "mq") and goes_on:
            found[-1] = (found[-1][0], end)
        elif kind in ("m", "mq"):
            found.append((at, end))
        elif word in ("%", "％") and goes_on:
            found[-1] = (found[-1][0], end)
        at = end
    return found


if __name__ == "__main__":
    jieba.setLogLevel(logging.WARNING)
    serve("jieba", find)
