"""The rules as the stages use them, and how they are kept between runs; `compiling/` makes them of TOML rows."""
