"""`python -m cpcc_extract`: the command line."""

from cpcc_extract.cli import program

if __name__ == "__main__":
    program()
