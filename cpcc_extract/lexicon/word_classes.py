"""The classes of words as bits: what a word is makes one number, and is asked of it in one operation.

A sentence is read by some hundred such questions for each of its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

WordClass = Literal[
    "verb", "event", "act", "light", "rise", "fall", "reach", "level", "share", "have", "adverb", "preposition",
    "passive", "conjunction", "pause", "relative", "aspect", "prefix", "suffix", "topic", "compare", "person",
    "noun", "noun_maker", "head", "respectively", "occasion", "lead", "compound", "cause", "state", "from",
    "whole_unit", "act_noun_maker", "measure_ending", "exceed", "short_of", "growth_rule", "transitive", "weak",
    "intransitive", "quality", "grouping", "paper_unit", "localizer", "lasts", "compound_head", "at",
    "duration_ending", "body_ending", "site", "spec", "reason", "scope", "creates", "verb_prefix",
    "self_object", "fund", "pays", "session", "through", "motion", "also_noun",
    "about", "handles", "earlier", "achieves", "adopted", "matter", "says", "undergo", "opener", "place_unit",
    "opening_verb", "opening_adverb", "per_head", "text_size", "household_unit", "attends", "place",
    "turns_into", "remark", "reckons", "facet", "person_unit", "gives", "meeting", "becomes",
    "more_by", "leaves_out", "toward", "complement", "quota", "gains", "growth", "decline", "worth", "enters",
    "names_object", "betters",
]  # fmt: skip
_BIT: Final[dict[str, int]] = {name: 1 << at for at, name in enumerate(get_args(WordClass))}


def bits_of(classes: Iterable[WordClass]) -> int:
    """The classes as one number."""
    return sum(_BIT[name] for name in set(classes))


VERB: Final = _BIT["verb"]
EVENT: Final = _BIT["event"]
ACT: Final = _BIT["act"]
LIGHT: Final = _BIT["light"]
RISE: Final = _BIT["rise"]
FALL: Final = _BIT["fall"]
REACH: Final = _BIT["reach"]
LEVEL: Final = _BIT["level"]
SHARE: Final = _BIT["share"]
HAVE: Final = _BIT["have"]
ADVERB: Final = _BIT["adverb"]
PREPOSITION: Final = _BIT["preposition"]
PASSIVE: Final = _BIT["passive"]
CONJUNCTION: Final = _BIT["conjunction"]
PAUSE: Final = _BIT["pause"]
RELATIVE: Final = _BIT["relative"]
ASPECT: Final = _BIT["aspect"]
PREFIX: Final = _BIT["prefix"]
SUFFIX: Final = _BIT["suffix"]
TOPIC: Final = _BIT["topic"]
COMPARE: Final = _BIT["compare"]
PERSON: Final = _BIT["person"]
NOUN: Final = _BIT["noun"]
HEAD: Final = _BIT["head"]
RESPECTIVELY: Final = _BIT["respectively"]
LEAD: Final = _BIT["lead"]
COMPOUND: Final = _BIT["compound"]
CAUSE: Final = _BIT["cause"]
STATE: Final = _BIT["state"]
FROM: Final = _BIT["from"]
EXCEED: Final = _BIT["exceed"]
SHORT_OF: Final = _BIT["short_of"]
MORE_BY: Final = _BIT["more_by"]
TRANSITIVE: Final = _BIT["transitive"]
WEAK: Final = _BIT["weak"]
INTRANSITIVE: Final = _BIT["intransitive"]
QUALITY: Final = _BIT["quality"]
GROUPING: Final = _BIT["grouping"]
LOCALIZER: Final = _BIT["localizer"]
LASTS: Final = _BIT["lasts"]
COMPOUND_HEAD: Final = _BIT["compound_head"]
AT: Final = _BIT["at"]
LEAVES_OUT: Final = _BIT["leaves_out"]
TOWARD: Final = _BIT["toward"]
COMPLEMENT: Final = _BIT["complement"]
QUOTA: Final = _BIT["quota"]
GAINS: Final = _BIT["gains"]
GROWTH: Final = _BIT["growth"]
DECLINE: Final = _BIT["decline"]
WORTH: Final = _BIT["worth"]
ENTERS: Final = _BIT["enters"]
NAMES_OBJECT: Final = _BIT["names_object"]
BETTERS: Final = _BIT["betters"]
SITE: Final = _BIT["site"]
SPEC: Final = _BIT["spec"]
REASON: Final = _BIT["reason"]
SCOPE: Final = _BIT["scope"]
CREATES: Final = _BIT["creates"]
VERB_PREFIX: Final = _BIT["verb_prefix"]
SELF_OBJECT: Final = _BIT["self_object"]
FUND: Final = _BIT["fund"]
PAYS: Final = _BIT["pays"]
SESSION: Final = _BIT["session"]
THROUGH: Final = _BIT["through"]
MOTION: Final = _BIT["motion"]
ALSO_NOUN: Final = _BIT["also_noun"]
ABOUT: Final = _BIT["about"]
HANDLES: Final = _BIT["handles"]
EARLIER: Final = _BIT["earlier"]
ACHIEVES: Final = _BIT["achieves"]
ADOPTED: Final = _BIT["adopted"]
MATTER: Final = _BIT["matter"]
SAYS: Final = _BIT["says"]
UNDERGO: Final = _BIT["undergo"]
OPENER: Final = _BIT["opener"]
OPENING_VERB: Final = _BIT["opening_verb"]
OPENING_ADVERB: Final = _BIT["opening_adverb"]
PER_HEAD: Final = _BIT["per_head"]
ATTENDS: Final = _BIT["attends"]
PLACE: Final = _BIT["place"]
TURNS_INTO: Final = _BIT["turns_into"]
REMARK: Final = _BIT["remark"]
RECKONS: Final = _BIT["reckons"]
FACET: Final = _BIT["facet"]
GIVES: Final = _BIT["gives"]
MEETING: Final = _BIT["meeting"]
BECOMES: Final = _BIT["becomes"]
