"""JioNLP: its extractors of money and of time; of the times those that it calls an amount of time."""

import jionlp
from serve import Spans, serve


def find(line: str) -> Spans:
    money = jionlp.ner.extract_money(line, with_parsing=False)
    times = [one for one in jionlp.ner.extract_time(line, with_parsing=False) if one["type"] == "time_delta"]
    return [tuple(one["offset"]) for one in (*money, *times)]


if __name__ == "__main__":
    serve("jionlp", find)
