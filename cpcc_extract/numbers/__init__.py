"""How much: every numeral is read as part of a quantity or set aside with a reason."""
