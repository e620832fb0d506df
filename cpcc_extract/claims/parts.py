"""How far a breakdown reaches: which quantities behind 其中 are parts of the total before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cpcc_extract.claims.draft import Draft
from cpcc_extract.claims.sides import Weighed
from cpcc_extract.numbers.quantity import Quantity
from cpcc_extract.spans import Span

_HEAD: Final = 2  # characters of a head noun that kinds share (委员提案, 集体提案)


class Parts:
    """The state of a sentence that is read from left to right.

    A breakdown of an earlier sentence's total (其中,一届会议收到195件;二届会议收到183件) reaches to the end of its own.
    One whose total stands in the same group ends with the group, unless the next one goes on with another of its kind:
    收到提案316件,其中委员提案259件;集体提案57件, but 审结案件18件,其中11人被判重刑;审结交通肇事226件. In a bracket it
    ends with the bracket.
    """

    __slots__ = ("_asks", "_bracketed", "_depth", "_first", "_holds", "_in_group", "_numbers")

    def __init__(self) -> None:
        self._holds = False
        self._asks = False  # a group has ended, and the next number decides
        self._in_group = False  # the total stands in the group of 其中
        self._bracketed = False
        self._depth = 0
        self._first = 0  # index of the first draft of the breakdown
        self._numbers = 0  # drafts before the group

    def open(self, drafts: int) -> None:
        """Go over 其中, behind which `drafts` have been read."""
        self._holds, self._asks, self._first = True, False, drafts
        self._in_group = drafts > self._numbers
        self._bracketed = self._depth > 0

    def pass_break(self, mark: str, drafts: int) -> None:
        """Go over a mark that ends a clause; `drafts` are read so far."""
        if mark == ";":
            self._asks = self._holds and self._in_group and not self._bracketed
            self._numbers = drafts
        elif mark == "(":
            self._depth += 1
        elif mark == ")" and self._depth:
            self._depth -= 1
            if self._bracketed and self._holds and not self._depth:
                self._holds = False

    def hold(self, view: str, weighed: Weighed, quantity: Quantity, drafts: Sequence[Draft]) -> bool:
        """Whether the next quantity is a part, where `weighed` is what its clause says and `drafts` come before it."""
        if self._asks:
            self._asks = False
            members = drafts[self._first :]
            self._holds = any(_alike(view, weighed, quantity, member) for member in members) or (
                weighed.action is None and self._lacks(quantity, drafts)
            )
        return self._holds

    def _lacks(self, quantity: Quantity, drafts: Sequence[Draft]) -> bool:
        """单位35万个,其中国有3万个,集体21万个;私营7万个: of a list of parts, those told leave room for another."""
        of_unit = [draft for draft in drafts if draft.quantity.unit == quantity.unit and draft.change is None]
        told = [draft.quantity.value for draft in drafts[self._first :] if draft in of_unit]
        total = next((draft.quantity.value for draft in reversed(drafts[: self._first]) if draft in of_unit), None)
        return total is not None and len(told) > 1 and sum(told) + quantity.value <= total


def _alike(view: str, weighed: Weighed, quantity: Quantity, member: Draft) -> bool:
    """出口 and 进口, 委员提案 and 集体提案: counted in one unit, and called by one head or by none (省政协采用3条)."""
    if quantity.unit != member.quantity.unit:
        return False
    name, other = _words(view, weighed.item), member.item.view if member.item else ""
    if not name:
        return _words(view, weighed.action) in ("", _words(view, member.action))
    short = len(name) == len(other) == _HEAD
    return name[-1] == other[-1] if short else name[-_HEAD:] == other[-_HEAD:]


def _words(view: str, span: Span | None) -> str:
    return view[span.start : span.end] if span else ""
