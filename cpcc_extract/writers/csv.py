"""CSV as spreadsheets read it: one claim a line, cells separated by commas."""

from __future__ import annotations

from functools import partial

from cpcc_extract.writers.separated import assemble_lines, encode_lines

encode = partial(encode_lines, delimiter=",")
assemble = partial(assemble_lines, delimiter=",")
