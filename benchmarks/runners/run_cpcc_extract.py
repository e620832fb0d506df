"""This project, under the conditions of the others: the places of its claims, everything else about them left aside."""

from serve import Spans, serve

from cpcc_extract import parse


def find(text: str) -> Spans:
    return [(claim.start, claim.end) for claim in parse(text).claims]


if __name__ == "__main__":
    serve("cpcc-extract", find, whole=True)
