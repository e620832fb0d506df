"""The classes of words as bits: what a word is makes one number, and is asked of it in one operation.

A sentence is read by some hundred such questions for each of its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

WordClass = Literal[
    "verb", "event", "act", "light", "rise", "fall", "reach", "level", "share", "have", "adverb", "preposition",
    "passive", "conjunction", "pause", "relative", "aspect", "prefix", "suffix", "topic", "compare", "person",
    "noun", "noun_maker", "head", "respectively", "occasion", "lead", "compound", "cause", "state", "from",
    "whole_unit", "act_noun_maker", "measure_ending", "exceed", "short_of", "growth_rule", "transitive", "weak",
    "intransitive", "quality", "grouping", "paper_unit", "localizer", "lasts", "compound_head", "at",
    "duration_ending", "body_ending", "site", "spec", "reason", "scope", "creates", "verb_prefix",
    "self_object", "fund", "pays", "session", "through", "motion", "also_noun",
    "about", "handles", "earlier", "achieves", "adopted", "matter", "says", "undergo", "opener", "place_unit",
    "opening_verb", "attends", "place",
    "turns_into", "remark", "reckons", "facet", "person_unit", "gives", "meeting", "becomes",
]  # fmt: skip
_BIT: dict[str, int] = {name: 1 << at for at, name in enumerate(get_args(WordClass))}


def bits_of(classes: Iterable[WordClass]) -> int:
    """The classes as one number."""
    return sum(_BIT[name] for name in set(classes))


VERB = _BIT["verb"]
EVENT = _BIT["event"]
ACT = _BIT["act"]
LIGHT = _BIT["light"]
RISE = _BIT["rise"]
FALL = _BIT["fall"]
REACH = _BIT["reach"]
LEVEL = _BIT["level"]
SHARE = _BIT["share"]
HAVE = _BIT["have"]
ADVERB = _BIT["adverb"]
PREPOSITION = _BIT["preposition"]
PASSIVE = _BIT["passive"]
CONJUNCTION = _BIT["conjunction"]
PAUSE = _BIT["pause"]
RELATIVE = _BIT["relative"]
ASPECT = _BIT["aspect"]
PREFIX = _BIT["prefix"]
SUFFIX = _BIT["suffix"]
TOPIC = _BIT["topic"]
COMPARE = _BIT["compare"]
PERSON = _BIT["person"]
NOUN = _BIT["noun"]
HEAD = _BIT["head"]
RESPECTIVELY = _BIT["respectively"]
LEAD = _BIT["lead"]
COMPOUND = _BIT["compound"]
CAUSE = _BIT["cause"]
STATE = _BIT["state"]
FROM = _BIT["from"]
EXCEED = _BIT["exceed"]
SHORT_OF = _BIT["short_of"]
TRANSITIVE = _BIT["transitive"]
WEAK = _BIT["weak"]
INTRANSITIVE = _BIT["intransitive"]
QUALITY = _BIT["quality"]
GROUPING = _BIT["grouping"]
LOCALIZER = _BIT["localizer"]
LASTS = _BIT["lasts"]
COMPOUND_HEAD = _BIT["compound_head"]
AT = _BIT["at"]
SITE = _BIT["site"]
SPEC = _BIT["spec"]
REASON = _BIT["reason"]
SCOPE = _BIT["scope"]
CREATES = _BIT["creates"]
VERB_PREFIX = _BIT["verb_prefix"]
SELF_OBJECT = _BIT["self_object"]
FUND = _BIT["fund"]
PAYS = _BIT["pays"]
SESSION = _BIT["session"]
THROUGH = _BIT["through"]
MOTION = _BIT["motion"]
ALSO_NOUN = _BIT["also_noun"]
ABOUT = _BIT["about"]
HANDLES = _BIT["handles"]
EARLIER = _BIT["earlier"]
ACHIEVES = _BIT["achieves"]
ADOPTED = _BIT["adopted"]
MATTER = _BIT["matter"]
SAYS = _BIT["says"]
UNDERGO = _BIT["undergo"]
OPENER = _BIT["opener"]
OPENING_VERB = _BIT["opening_verb"]
ATTENDS = _BIT["attends"]
PLACE = _BIT["place"]
TURNS_INTO = _BIT["turns_into"]
REMARK = _BIT["remark"]
RECKONS = _BIT["reckons"]
FACET = _BIT["facet"]
GIVES = _BIT["gives"]
MEETING = _BIT["meeting"]
BECOMES = _BIT["becomes"]
