"""Words are all there for a text that was admitted, whatever was admitted before it."""

from __future__ import annotations

import pickle

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
