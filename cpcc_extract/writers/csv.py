"""CSV as spreadsheets read it: one claim a line, cells separated by commas."""

from __future__ import annotations

from functools import partial

from cpcc_extract.writers.separated import assemble_lines, chunks_of_lines, encode_lines

chunks = partial(chunks_of_lines, delimiter=",")
encode = partial(encode_lines, delimiter=",")
assemble = partial(assemble_lines, delimiter=",")
