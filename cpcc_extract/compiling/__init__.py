"""How rule files become rules: rows, checked one by one, and what is compiled of them."""
