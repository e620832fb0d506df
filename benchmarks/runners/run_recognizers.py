"""Microsoft Recognizers-Text for Chinese: numbers, percentages and numbers with units, without those in dates.

Each kind has a call of its own. Numbers within what the date and ordinal recognisers take are left out; durations,
which the former finds too, are kept.
"""

from recognizers_date_time import recognize_datetime
from recognizers_number import Culture, recognize_number, recognize_ordinal, recognize_percentage
from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension, recognize_temperature
from serve import Spans, serve

QUANTITIES = (
    recognize_number,
    recognize_percentage,
    recognize_currency,
    recognize_dimension,
    recognize_age,
    recognize_temperature,
)


def find(line: str) -> Spans:
    dates = recognize_datetime(line, Culture.Chinese)
    durations = [one for one in dates if one.type_name.endswith("duration")]
    apart = [one for one in dates if one not in durations] + recognize_ordinal(line, Culture.Chinese)
    found = [one for recognize in QUANTITIES for one in recognize(line, Culture.Chinese)] + durations
    return [
        (one.start, one.end + 1)
        for one in found
        if not any(other.start <= one.start and one.end <= other.end for other in apart)
    ]


if __name__ == "__main__":
    serve("recognizers-text-suite", find)
