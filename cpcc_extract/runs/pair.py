"""Two parts of one document as one: that of the output, and that of the workbook for corrections."""

from __future__ import annotations

_LENGTH = 8
"""Bytes that hold the length of the first."""


def joined(first: bytes, second: bytes) -> bytes:
    """Both as one, to be told apart by `parted`."""
    return len(first).to_bytes(_LENGTH, "big") + first + second


def parted(pair: bytes) -> tuple[bytes, bytes]:
    """The two that `joined` took."""
    end = _LENGTH + int.from_bytes(pair[:_LENGTH], "big")
    return pair[_LENGTH:end], pair[end:]
