"""Where a noun phrase before a number begins: the words that it does not reach over, and verbs that it holds."""

from __future__ import annotations

from cpcc_extract.claims.phrase import Mode, Tokens
from cpcc_extract.claims.verbs import FUNCTION_WORDS, opens, pure_verb_left, says_what_about, verb_left


def stops(tokens: Tokens, at: int, mode: Mode) -> bool:
    token = tokens[at]
    if token.kind in ("time", "quantity", "break") or _locates(tokens, at):
        return True
    if _attributive(tokens, at) or _joined(tokens, at) or says_what_about(tokens, at):
        return False
    if token.is_a("adverb") and at + 1 < len(tokens) and tokens[at + 1].is_a("act", "verb"):  # 计划投资8亿元
        return not token.is_a("noun")
    if token.is_a("noun", "person", "conjunction", "head"):
        return False
    if token.is_a("rise", "fall") and token.end - token.start == 1:
        return False
    if mode != "object":
        if at + 1 < len(tokens) and tokens[at + 1].is_a("compound_head"):  # 平均办理时长
            return False
        verb = token.is_a("verb", "act", "event")
        if token.is_a("cause", "lead") or (token.is_a(*FUNCTION_WORDS) and not verb):
            return True
        # 节约会议经费3389万元 opens with its verb; 服务贸易总额 only holds one
        own = token.is_a("transitive", "weak") or (token.is_a("verb") and (mode == "extent" or not token.is_a("act")))
        return mode != "subject" and own and opens(tokens, at)
    if token.is_a("weak"):
        return opens(tokens, at) and not verb_left(tokens[:at])
    if token.is_a("verb", "event"):
        return not _is_nominal(tokens, at)
    return token.is_a(*FUNCTION_WORDS) and not token.is_a("act")


def _locates(tokens: Tokens, at: int) -> bool:
    """提案中|重点提案: the word ends what tells where; in 中部地区 it is the beginning of a name."""
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].is_a("localizer") and at > 0 and (follower is None or follower.kind != "text")


def ends_name(tokens: Tokens) -> bool:
    """新建基层工会|组织320家: the word that is a verb elsewhere ends the object of the verb before it."""
    if not tokens[-1].is_a("also_noun") or len(tokens) < 2:
        return False
    named = tokens[-2].is_a("noun", "person", "head", "quality", "suffix") or tokens[-2].kind == "text"
    return named and pure_verb_left(tokens[:-1]) is not None


def _joined(tokens: Tokens, at: int) -> bool:
    """公路维修及|新改建|工程: joined to an activity before it, both tell the head apart."""
    pair = 1 < at < len(tokens) - 1 and tokens[at - 1].is_a("conjunction") and tokens[at - 2].is_a("act")
    return pair and tokens[at].is_a("act") and tokens[at + 1].is_a("head")


def _attributive(tokens: Tokens, at: int) -> bool:
    """治理|被污染水域面积: 被 and its verb tell apart the object of the verb before them."""
    passive = tokens[at].is_a("passive") and at > 0 and at + 2 < len(tokens)
    if not passive or not tokens[at - 1].is_a("verb", "act") or tokens[at + 1].is_a("noun", "person"):
        return False
    return not tokens[at + 2].is_a("verb", "event", "aspect", "adverb", *FUNCTION_WORDS)


def _is_nominal(tokens: Tokens, at: int) -> bool:
    """Whether a verb inside a noun phrase only modifies its head: 开展结对帮扶活动, 公益捐助等活动."""
    token = tokens[at]
    last = at + 1 == len(tokens)
    if (last and ends_name(tokens)) or (at and _attributive(tokens, at - 1)):
        return True
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        follower is not None
        and follower.is_a("suffix", "conjunction", "grouping", "compound_head")
        and not token.is_a("lead")
    ):
        return True
    if follower is not None and follower.is_a("fund") and any(token.is_a("pays") for token in tokens[:at]):
        return True  # 投放收购资金
    if at and tokens[at - 1].is_a("achieves") and not token.is_a("lead"):  # 实现捐献9例
        return True
    if at and tokens[at - 1].is_a("creates") and follower is not None and follower.is_a("noun", "head"):
        return True  # 提出审议意见
    if _joined(tokens, at):
        return True
    if not token.is_a("act", "event"):
        return token.is_a("verb") and at > 0 and tokens[at - 1].is_a("quality")
    previous = tokens[at - 1] if at else None
    if previous is not None and previous.is_a("quality"):  # 功能型组织
        return True
    if previous is not None and previous.is_a("person") and all(t.is_a("act") for t in tokens[at:]):
        # 接待外地政协来访考察33批: the visit is what was received
        lead = pure_verb_left(tokens[:at])
        return lead is not None and lead.is_a("lead")
    if previous is not None and (previous.is_a("person") or (previous.is_a("verb") and not previous.is_a("lead"))):
        return False
    if follower is not None and follower.is_a("head") and any(t.is_a("verb") for t in tokens[:at]):
        return True
    return pure_verb_left(tokens[:at]) is not None
