"""What one side of a quantity says: its item, its verb, and how the number stands to them."""

from typing import Final, Literal, NamedTuple

from cpcc_extract.claims.token import Token
from cpcc_extract.spans import Span

Tokens = tuple[Token, ...]
Mode = Literal["object", "subject", "measure", "extent"]
"""How the noun before a number stands to it.

object of a verb: 收到提案190件; subject of a rate or a change: 产值增长5%; name of a measure that may have a verb
before it: 节约经费3389万元; name of an extent, where activities are verbs too: 治理水土流失面积26万亩.
"""


class NumberKind:
    """What the words around a number need to know of it."""

    __slots__ = ("closes", "counted", "goes_on", "measure", "occasions", "rate", "reckoned")
    counted: bool
    """The unit is a classifier, not a measure."""
    occasions: bool
    """The unit counts occasions (次, 场), so that an activity is itself what is counted (督办5次)."""
    rate: bool
    """The number is a share, so that the words before it name what is measured (办复率100%)."""
    goes_on: bool
    """It continues a list of counts (检查22次、询问9次)."""
    closes: bool
    """Nothing of its clause stands behind it."""
    reckoned: bool
    """Its sentence tells how a value was found (按常住人口计算)."""
    measure: Mode | None
    """Set where the words end in the name of a measure (贸易总额), whose own activities are part of it."""

    def __init__(
        self,
        counted: bool,
        occasions: bool,
        rate: bool,
        goes_on: bool,
        closes: bool,
        reckoned: bool,
        measure: Mode | None,
    ) -> None:
        self.counted = counted
        self.occasions = occasions
        self.rate = rate
        self.goes_on = goes_on
        self.closes = closes
        self.reckoned = reckoned
        self.measure = measure


class Phrase(NamedTuple):
    """What one side of a quantity says. Spans are passage offsets."""

    item: Span | None = None
    action: Span | None = None
    change: Literal["rise", "fall"] | None = None
    """Set where the number is a change."""
    level: bool = False
    """The words link a subject to its value (达, 提高到)."""
    start_level: bool = False
    """The value that a change sets out from (从120家增至415家)."""
    has: bool = False
    """有 stands before the number: it says that something exists, not what was done."""
    within: bool = False
    """中有 stands there: the number is a part of what was counted before (32项指标中有28项)."""
    bare: bool = False
    """A single word, not led by the number's own noun (资助失学儿童130名复学)."""
    headless: bool = False
    """A clause with 的 stands before the number and its head noun was left out (有关立法的294件)."""
    toward: bool = False
    """A preposition stands before the number, so that the predicate follows it (对12个单位开展测评)."""
    outer: Span | None = None
    """The verb before a clause with 的: 完成 in 完成全会确定的58项任务."""
    listed: bool = False
    """等 stands before the number: what is before it are examples of what is counted."""
    shared: bool = False
    """分别 stands before the number: subjects and values come as lists."""
    subject: Span | None = None
    """What the clause speaks of where the number does not count it (粮食总产量连续18年)."""
    fallback: Span | None = None
    """A subject that is the item only where no other claim lends one (班列累计开行2928列)."""
    done_to: bool = False
    """The fallback is no person or body, so that the verb is what was done to it (角膜捐献11例)."""
    people: bool = False
    """The fallback is people, who did what stands behind them (其他罪犯检举揭发的40人)."""
    base: bool = False
    """The fallback is the whole that a share is taken of (占全国9成)."""
    members: tuple[Span, ...] = ()
    """The members of the item where it is a list."""
    bodies: tuple[bool, ...] = ()
    """Whether each member is people or a body, that can be counted without a measure."""
    measure: Span | None = None
    """The last word of the item."""
    wide: tuple[Span, ...] = ()
    """With 分别, all that stands before it as a list, verbs and all: 进口货值、新增企业、销售额分别增长."""
    paused: tuple[Span, ...] = ()
    """The same parted by 、 alone."""


NOTHING: Final = Phrase()
