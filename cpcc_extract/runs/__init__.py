"""Folders of reports: every input becomes a part of one output, or a failure with its reason."""
