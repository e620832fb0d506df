"""So what: whether a report's own numbers agree, and many reports' numbers side by side."""
