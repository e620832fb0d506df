"""Who: the organisation and the place that an article reports on."""
