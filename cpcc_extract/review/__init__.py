"""Claims corrected by a person: a workbook out, the filled workbook in, what it says of the claims and of the rules."""
