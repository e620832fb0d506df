def indicators()->None:
    "x"
