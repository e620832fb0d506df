"""When: dates and periods in the text, and the time that an article or a sentence speaks of."""
