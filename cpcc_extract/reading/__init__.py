"""Bytes: files and streams become one decoded `Source` each."""
