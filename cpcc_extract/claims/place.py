"""Where a quantity stands among the tokens of its sentence."""

from cpcc_extract.claims.phrase import Tokens
from cpcc_extract.lexicon.word_classes import ADVERB, CONJUNCTION


class Place:
    """The words that belong to one quantity."""

    __slots__ = ("at", "glued", "left", "opened", "right")
    at: int
    left: int
    """Index of the first token of its own words on the left."""
    right: int
    """Index behind the last token before the next break."""
    glued: bool
    """Nothing, or only 、 or 和, stands between it and the quantity before."""
    opened: bool
    """Its left words begin a clause, not the middle of one."""

    def __init__(self, at: int, left: int, right: int, glued: bool, opened: bool) -> None:
        self.at = at
        self.left = left
        self.right = right
        self.glued = glued
        self.opened = opened


def find_place(tokens: Tokens, at: int, used: int, *, listing: bool) -> Place:
    """The place of the quantity at index `at`.

    `used` is the last token that belongs to the noun behind an earlier quantity; `listing`: the values before it are a
    list with 分别, which a comma does not end.
    """
    left = at
    while left and tokens[left - 1].kind not in ("break", "quantity") and left - 1 > used:
        left -= 1
    right = at + 1
    while right < len(tokens) and tokens[right].kind != "break":
        right += 1
    between = tokens[left:at]
    follows = left > 0 and (tokens[left - 1].kind == "quantity" or left - 1 == used)
    glued = follows and all(t.kind == "blank" or (t.classes & CONJUNCTION and not t.classes & ADVERB) for t in between)
    if listing and left == at and at > 1 and tokens[at - 1].kind == "break" and tokens[at - 2].kind == "quantity":
        glued, follows = True, True  # 分别增长3.2%,9.4%和9.6%
    return Place(at, left, right, glued, not follows)


def clause_before(tokens: Tokens, at: int) -> Tokens:
    """The clause before the one that begins at `at`, in the same sentence; empty when it holds a number itself."""
    end = at
    while end and tokens[end - 1].kind in ("break", "blank"):
        end -= 1
    first = end
    while first and tokens[first - 1].kind not in ("break", "quantity"):
        first -= 1
    return () if first and tokens[first - 1].kind == "quantity" else tokens[first:end]
