"""Everything this package raises on purpose. Each message ends in what to try next."""

from __future__ import annotations


class CpccError(Exception):
    """Base of all errors that are the input's or the caller's, not a defect of the program."""


class ReadError(CpccError):
    """An input cannot be read: missing, a directory, no permission, a failing device."""


class EmptyError(ReadError):
    """An input holds no text at all."""


class BinaryError(ReadError):
    """An input is not text."""


class EncodingError(ReadError):
    """An input is text in an encoding that was not recognised, or not in the one that was named."""


class FormatError(ReadError):
    """An input is damaged, encrypted, too large once unpacked, or of a kind that is not read."""


class MissingExtraError(ReadError):
    """A format needs a library, or a program, that is not installed."""


class WriteError(CpccError):
    """An output cannot be written."""


class ColumnError(CpccError):
    """A column was asked for that no table has."""


class GoldError(CpccError):
    """A folder of annotations is incomplete or not in the expected form."""


class ReviewError(CpccError):
    """A workbook is no review workbook, or is filled in so that it cannot be understood."""


class RulesError(CpccError):
    """A user's rule file cannot be read, or a row in it cannot be: it names the file and the line."""
