"""Documents out of the package: one module a format, each with the function `write`."""
