"""duckling-chinese: the dimensions that measure, beside those that take numbers for dates, ordinals and names.

All dimensions are asked for at once, so that its own ranking decides what a number is.
"""

from duckling_chinese import Duckling, DucklingDimension
from serve import Spans, serve

QUANTITIES = ("Numeral", "Quantity", "Currency", "Distance", "Area", "Fraction", "Multiple", "Temperature", "Duration",
              "Velocity", "Age", "Level")  # fmt: skip
APART = ("Time", "Date", "Ordinal", "Season", "Episode", "PhoneNumber", "URL")

duckling = Duckling()
context = duckling.gen_context()
wanted = {member for member in DucklingDimension if member.name.replace("_", "").casefold() in
          {name.casefold() for name in (*QUANTITIES, *APART)}}  # fmt: skip
options = duckling.gen_options(targets=wanted)


def find(line: str) -> Spans:
    kinds: dict[str, list[tuple[int, int]]] = {}
    for answer in duckling.analyze(line, context, options):
        token = answer["token"]
        place = token["range"]["start"], token["range"]["end"]
        kinds.setdefault(token["node"]["token"]["dim"], []).append(place)
    apart = [place for kind in APART for place in kinds.get(kind, [])]
    found = [place for kind in QUANTITIES for place in kinds.get(kind, [])]
    return [(start, end) for start, end in found if not any(start >= other[0] and end <= other[1] for other in apart)]


if __name__ == "__main__":
    serve("duckling-chinese", find)
