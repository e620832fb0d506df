"""How good the extraction is: documents against annotations made by hand."""
