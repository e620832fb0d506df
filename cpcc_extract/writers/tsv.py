"""TSV: as CSV, separated by tabs; a cell that holds a tab or line end is quoted."""

from __future__ import annotations

from functools import partial

from cpcc_extract.writers.separated import assemble_lines, chunks_of_lines, encode_lines

chunks = partial(chunks_of_lines, delimiter="\t")
encode = partial(encode_lines, delimiter="\t")
assemble = partial(assemble_lines, delimiter="\t")
