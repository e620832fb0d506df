"""Which word of a clause is its verb, and where the predicate begins."""

from __future__ import annotations

from itertools import zip_longest

from cpcc_extract.claims.phrase import Tokens
from cpcc_extract.claims.tokens import Token
from cpcc_extract.lexicon.grammar import WordClass
from cpcc_extract.spans import Span

FUNCTION_WORDS: tuple[WordClass, ...] = (
    "light", "preposition", "passive", "topic", "adverb", "have", "level", "share", "compare", "state", "rise", "fall",
    "respectively", "reason",
)  # fmt: skip
"""Classes of words that stand between verbs and nouns and belong to neither."""


def governing_verb(tokens: Tokens) -> Span | None:
    """The nearest governing verb to the left, with the first half of a compound (组织开展)."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].kind == "quantity":
            return None
        if tokens[at].is_a("verb", "event", "light") and not tokens[at].is_a("noun"):
            return Span(tokens[compound_start(tokens, at)].start, tokens[at].end)
        if tokens[at].is_a("weak") and opens(tokens, at) and not verb_left(tokens[:at]):
            return Span(tokens[at].start, tokens[at].end)
    return None


def compound_start(tokens: Tokens, at: int) -> int:
    """First index of the compound verb that ends at `at`: 组织开展, 接待、保障."""
    if at and tokens[at].is_a("event") and tokens[at - 1].is_a("verb", "act") and not tokens[at - 1].is_a("noun"):
        at -= 1  # 整改|到位
    while at and tokens[at - 1].is_a("compound") and not tokens[at - 1].is_a("noun"):
        at -= 1
    return at


def says_what_about(tokens: Tokens, at: int) -> bool:
    """起诉|破坏市场秩序案件12件: the verb behind another only tells what the matter at the end is."""
    if not tokens[-1].is_a("matter") or tokens[at].is_a("handles"):
        return False
    before_it = [token for token in tokens[:at] if token.is_a("verb") and not token.is_a("noun", "about")]
    return bool(before_it) and (tokens[at].is_a("about") or before_it[0].is_a("handles"))


def opens(tokens: Tokens, at: int) -> bool:
    """Whether the word opens the predicate: nothing, an adverb or time, or the doer stands before it, a noun behind."""
    if at + 1 == len(tokens) or tokens[at + 1].is_a("suffix", "conjunction", "relative", "compound_head"):
        return False
    before_it = next((token for token in reversed(tokens[:at]) if token.kind != "blank"), None)
    return (
        before_it is None
        or before_it.kind == "time"
        or before_it.is_a("adverb", "person", "passive", "aspect", "cause", "scope", "localizer")
        or (before_it.is_a("conjunction") and not before_it.is_a("pause"))
    )


def verb_left(tokens: Tokens) -> bool:
    return any(token.is_a("verb", "lead") and not token.is_a("noun") for token in tokens)


def pure_verb_left(tokens: Tokens) -> Token | None:
    for token in reversed(tokens):
        if token.kind == "quantity":
            return None
        if token.is_a("verb") and not token.is_a("act", "noun"):
            return token
        if token.is_a("lead") and not token.is_a("noun"):
            return token
    return None


def _free_acts(tokens: Tokens) -> list[Token]:
    """Activities that are no part of a name, as in 1个技术|创新|中心."""
    pairs = zip_longest(tokens, tokens[1:])
    return [
        token
        for token, follower in pairs
        if token.is_a("act") and not token.is_a("noun") and not (follower is not None and follower.is_a("head"))
    ]


def _behind_topic(tokens: Tokens, verbs: list[Token], topic: bool) -> Token:
    """29名委员|就工商业改造|提出建议: an activity behind a preposition is what the verb is about."""
    first = verbs[0]
    topic = topic or any(t.is_a("preposition") and t.start < first.start for t in tokens)
    compound = len(verbs) > 1 and verbs[1].start == first.end and verbs[1].is_a("act")  # 在30个县|建设运营
    about = topic and first.is_a("act") and not compound
    return next((t for t in verbs[1:] if not t.is_a("act") or t.is_a("lead")), first) if about else first


def predicate(tokens: Tokens, *, topic: bool = False) -> Span | None:
    """The verb behind the noun: the first one, or after 由 the last one (由主席领衔督办).

    `topic`: a preposition stands before the number, so that an activity here is what the verb is about.
    """
    opening = next((t for t in tokens if t.kind != "blank" and not t.is_a("adverb")), None)
    if opening is not None and opening.is_a("says"):  # 77%的群众认为
        return None
    if opening is not None and opening.is_a("intransitive"):  # 8家企业亮相消费电子展
        return Span(opening.start, opening.end)
    words = [t for t in tokens if not t.is_a("noun")]
    if opening is not None and opening.is_a("through") and not any(t.is_a("verb") and not t.is_a("act") for t in words):
        return Span(opening.start, opening.end)  # 7个县通过省级评估认定
    verbs = [t for t in words if t.is_a("verb", "event", "light")] or _free_acts(tokens)
    if not verbs:
        return None
    chosen = (
        verbs[-1] if tokens[0].is_a("passive") and not tokens[0].is_a("verb") else _behind_topic(tokens, verbs, topic)
    )
    if chosen.is_a("light"):
        inner = next((t for t in words if t.start > chosen.start and t.is_a("act", "verb", "event")), None)
        chosen = inner or chosen
    return Span(chosen.start, chosen.end)
