"""Words are all there for a text that was admitted, whatever was admitted before it."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract.lexicon import words
from cpcc_extract.lexicon.words import Words, packed_words

CLASSES = st.dictionaries(st.text("提案委员会议0a", min_size=1, max_size=4), st.integers(0, 1 << 90), max_size=30)
TEXTS = st.lists(st.text("提案委员会议0ax", max_size=12), max_size=4)


@given(CLASSES, TEXTS)
def test_words_of_admitted_texts_are_there(classes: dict[str, int], texts: list[str]) -> None:
    known = Words(packed_words(classes))
    for text in texts:
        known.admit(text)
    assert known == {word: bits for word, bits in classes.items() if any(word in text for text in texts)}
    again = pickle.loads(pickle.dumps(known))
    again.admit(" ".join(classes))
    assert again.items() >= classes.items()


@given(CLASSES)
def test_when_many_have_asked_all_are_there(classes: dict[str, int]) -> None:
    known = Words(packed_words(classes))
    for _ in range(words._MANY):
        known.admit("x")
    assert known == classes
    assert pickle.loads(pickle.dumps(known)).packed == packed_words(known)


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_threads_may_ask_at_once() -> None:
    classes = {chr(first) + chr(second): first for first in range(0x4E00, 0x4F00) for second in range(0x5000, 0x5004)}
    text = "".join(classes)
    packed = packed_words(classes)
    for _ in range(20):
        known = Words(packed)
        known.asked = words._MANY - 4  # the fourth of the threads unpacks all, while others look up theirs
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(known.admit, [text] * 8)) == [None] * 8
        assert known == classes
