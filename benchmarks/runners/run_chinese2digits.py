"""chinese2digits: takeNumberFromString, which lists the numbers of a text as printed; their places follow from that."""

from chinese2digits import takeNumberFromString
from serve import Spans, serve


def find(line: str) -> Spans:
    found = []
    at = 0
    for number in takeNumberFromString(line, percentConvert=False)["CHNumberStringList"]:
        start = line.find(number, at)
        if start >= 0:
            at = start + len(number)
            found.append((start, at))
    return found


if __name__ == "__main__":
    serve("chinese2digits", find)
