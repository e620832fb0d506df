"""Where a noun phrase before a number begins: the words that it does not reach over, and verbs that it holds."""

from __future__ import annotations

from typing import Final

from cpcc_extract.claims.phrase import Mode, Tokens
from cpcc_extract.claims.verbs import (
    FUNCTION_WORDS,
    members_have_verbs,
    opens,
    pure_verb_left,
    says_what_about,
    verb_left,
)
from cpcc_extract.lexicon.word_classes import (
    ACHIEVES,
    ACT,
    ADVERB,
    ALSO_NOUN,
    ASPECT,
    ATTENDS,
    CAUSE,
    COMPOUND_HEAD,
    CONJUNCTION,
    CREATES,
    EVENT,
    FALL,
    FUND,
    GIVES,
    GROUPING,
    HEAD,
    LEAD,
    LIGHT,
    LOCALIZER,
    MATTER,
    MEETING,
    NOUN,
    PASSIVE,
    PAUSE,
    PAYS,
    PERSON,
    QUALITY,
    RISE,
    SCOPE,
    SUFFIX,
    TRANSITIVE,
    VERB,
    WEAK,
)

_MAY_STOP: Final = FUNCTION_WORDS | LOCALIZER | CAUSE | LEAD | TRANSITIVE | WEAK | VERB | EVENT


def stops(tokens: Tokens, at: int, mode: Mode) -> bool:
    """Whether the phrase that was collected down to the word behind `at` ends there."""
    token = tokens[at]
    if token.kind in ("time", "quantity", "break"):
        return True
    if not token.classes & _MAY_STOP:  # most words
        return False
    if _locates(tokens, at):
        return True
    if (
        (mode == "object" and _in_later_member(tokens, at))
        or _attributive(tokens, at)
        or _joined(tokens, at)
        or says_what_about(tokens, at)
    ):
        return False
    if token.is_a(ADVERB) and (planned := _plans(tokens, at, mode)) is not None:
        return planned
    if token.is_a(NOUN | PERSON | CONJUNCTION | HEAD) or _names_matter(tokens, at):
        return False
    if token.is_a(RISE | FALL) and token.end - token.start == 1:
        return False
    if mode != "object":
        if at + 1 < len(tokens) and tokens[at + 1].is_a(COMPOUND_HEAD):  # 平均办理时长
            return False
        verb = token.is_a(VERB | ACT | EVENT)
        if token.is_a(CAUSE | LEAD) or (token.is_a(FUNCTION_WORDS) and not verb):
            return True
        # 节约会议经费3389万元 opens with its verb; 服务贸易总额 only holds one
        own = token.is_a(TRANSITIVE | WEAK) or (token.is_a(VERB) and (mode == "extent" or not token.is_a(ACT)))
        # 委员|捐赠物资折合86万元, but 捐赠金额
        held = at + 1 < len(tokens) and (tokens[at + 1].is_a(FUND) or not tokens[at + 1].is_a(HEAD))
        own = own or (token.is_a(GIVES) and held and (at == 0 or tokens[at - 1].is_a(PERSON | ADVERB)))
        return mode != "subject" and own and opens(tokens, at)
    if token.is_a(WEAK):
        return opens(tokens, at) and not verb_left(tokens[:at])
    if token.is_a(VERB | EVENT):
        return not _is_nominal(tokens, at)
    return token.is_a(FUNCTION_WORDS) and not token.is_a(ACT)


def _plans(tokens: Tokens, at: int, mode: Mode) -> bool | None:
    """计划投资8亿元, 今年|计划|播种面积121万亩: the adverb stops; None where what follows does not tell."""
    if at + 1 < len(tokens) and tokens[at + 1].is_a(ACT | VERB):
        return not tokens[at].is_a(NOUN)
    return opens(tokens, at) if tokens[at].is_a(HEAD) and mode != "object" else None


def _names_matter(tokens: Tokens, at: int) -> bool:
    """监督纠正|违法违规, 查处|违法违规用地: what was found, not how something was done."""
    return tokens[at].is_a(MATTER) and (at + 1 == len(tokens) or tokens[at + 1].is_a(NOUN | HEAD | MATTER))


def _locates(tokens: Tokens, at: int) -> bool:
    """提案中|重点提案: the word ends what tells where; in 中部地区 it is the beginning of a name."""
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].is_a(LOCALIZER) and at > 0 and (follower is None or follower.kind != "text")


def ends_name(tokens: Tokens) -> bool:
    """新建基层工会|组织320家: the word that is a verb elsewhere ends the object of the verb before it."""
    if not tokens[-1].is_a(ALSO_NOUN) or len(tokens) < 2:
        return False
    named = tokens[-2].is_a(NOUN | PERSON | HEAD | QUALITY | SUFFIX) or tokens[-2].kind == "text"
    return named and pure_verb_left(tokens[:-1]) is not None


def _joined(tokens: Tokens, at: int) -> bool:
    """公路维修及|新改建|工程: joined to an activity before it, both tell the head apart."""
    pair = 1 < at < len(tokens) - 1 and tokens[at - 1].is_a(CONJUNCTION) and tokens[at - 2].is_a(ACT)
    return pair and tokens[at].is_a(ACT) and tokens[at + 1].is_a(HEAD)


def _tells_meeting(tokens: Tokens, at: int) -> bool:
    """提案|办理|协商会9次: what a meeting is about."""
    if at == 0 or not tokens[-1].is_a(MEETING) or not tokens[at - 1].is_a(NOUN | HEAD | ACT):
        return False
    return tokens[at].is_a(ACT) and not tokens[at].is_a(CREATES | ATTENDS | TRANSITIVE)


def _attributive(tokens: Tokens, at: int) -> bool:
    """治理|被污染水域面积: 被 and its verb tell apart the object of the verb before them."""
    passive = tokens[at].is_a(PASSIVE) and at > 0 and at + 2 < len(tokens)
    if not passive or not tokens[at - 1].is_a(VERB | ACT) or tokens[at + 1].is_a(NOUN | PERSON):
        return False
    return not tokens[at + 2].is_a(VERB | EVENT | ASPECT | ADVERB | FUNCTION_WORDS)


def _goes_on_with_verb(tokens: Tokens, at: int) -> bool:
    """组织|、|参与活动: another verb stands behind the pause."""
    return at >= len(tokens) or tokens[at].is_a(VERB | LEAD | LIGHT)


def _names_gift(tokens: Tokens, at: int) -> bool:
    """爱心|捐赠|活动, 完成遗体|捐献10例: the gift as what is held or achieved."""
    if at + 1 == len(tokens):
        lead = pure_verb_left(tokens[:at])
        return lead is not None and lead.is_a(ACHIEVES)
    event = tokens[at + 1].is_a(HEAD) and not tokens[at + 1].is_a(FUND)
    return event and at > 0 and tokens[at - 1].is_a(NOUN | QUALITY) and not tokens[at - 1].is_a(PERSON)


def _in_later_member(tokens: Tokens, at: int) -> bool:
    """提出增进福祉、|维护|社会|稳定|等意见: behind the mark of a list no word ends what 等 closes."""
    closed = any(token.is_a(SUFFIX) and not token.is_a(ADVERB) for token in tokens[at + 1 : -1])
    if not closed or not tokens[-1].is_a(HEAD | NOUN):
        return False
    mark = next((i for i in range(at - 1, 0, -1) if tokens[i].is_a(CONJUNCTION)), 0)
    return mark > 0 and verb_left(tokens[:mark])


def _opens_first_member(tokens: Tokens, at: int) -> bool:
    """提出|加强|监管、|完善|机制等建议: the first member's own verb stands right behind the one that holds the list."""
    end = next((i for i in range(at, len(tokens)) if tokens[i].is_a(SUFFIX) and not tokens[i].is_a(ADVERB)), 0)
    if at == 0 or not end or not tokens[-1].is_a(HEAD | NOUN):
        return False
    held = tokens[at - 1].is_a(VERB | LEAD) and not tokens[at - 1].is_a(NOUN)
    return held and members_have_verbs(tokens[at + 1 : end + 1])


def _is_paid_for(tokens: Tokens) -> bool:
    """A verb of paying governs what follows: 投放|收购资金, but not 投入和帮助|协调资金."""
    for token in reversed(tokens):
        if token.is_a(CONJUNCTION) and not token.is_a(PAUSE):
            return False
        if token.is_a(PAYS):
            return True
    return False


def _is_nominal(tokens: Tokens, at: int) -> bool:
    """Whether a verb inside a noun phrase only modifies its head: 开展结对帮扶活动, 公益捐助等活动."""
    token = tokens[at]
    last = at + 1 == len(tokens)
    if (last and ends_name(tokens)) or (at and _attributive(tokens, at - 1)):
        return True
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    listed = follower is not None and follower.is_a(PAUSE) and not _goes_on_with_verb(tokens, at + 2)
    joined = follower is not None and follower.is_a(SUFFIX | CONJUNCTION | GROUPING | COMPOUND_HEAD)
    if joined and (listed or not token.is_a(LEAD)):  # 组织、人事、政法方面
        return True
    if follower is not None and follower.is_a(FUND) and _is_paid_for(tokens[:at]):
        return True  # 投放收购资金
    if at and tokens[at - 1].is_a(ACHIEVES) and not token.is_a(LEAD):  # 实现捐献9例
        return True
    if at and tokens[at - 1].is_a(CREATES) and follower is not None and follower.is_a(NOUN | HEAD):
        return True  # 提出审议意见
    if _joined(tokens, at) or _tells_meeting(tokens, at) or _opens_first_member(tokens, at):
        return True
    if token.is_a(GIVES) and _names_gift(tokens, at):
        return True
    if not token.is_a(ACT | EVENT):
        return token.is_a(VERB) and at > 0 and tokens[at - 1].is_a(QUALITY)
    previous = tokens[at - 1] if at else None
    if previous is not None and previous.is_a(QUALITY):  # 功能型组织
        return True
    if previous is not None and previous.is_a(PERSON) and all(t.is_a(ACT) for t in tokens[at:]):
        # 接待外地政协来访考察33批: the visit is what was received
        lead = pure_verb_left(tokens[:at])
        return lead is not None and lead.is_a(LEAD)
    if previous is not None and (previous.is_a(PERSON | SCOPE) or (previous.is_a(VERB) and not previous.is_a(LEAD))):
        achieved = pure_verb_left(tokens[:at]) if previous.is_a(ACT) and not previous.is_a(PERSON) else None
        return achieved is not None and achieved.is_a(ACHIEVES)  # 完成楼院维修|改造40个
    if follower is not None and follower.is_a(HEAD) and any(t.is_a(VERB) for t in tokens[:at]):
        return True
    return pure_verb_left(tokens[:at]) is not None
