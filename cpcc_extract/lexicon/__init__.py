"""The rules: TOML rows of `cpcc_extract/data`, read, checked and compiled. Only this room reads TOML."""
