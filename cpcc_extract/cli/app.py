"""The whole program: all its commands."""

from __future__ import annotations

from cpcc_extract.cli.commands import app_of

app = app_of()
