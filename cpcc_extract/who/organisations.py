"""Whose work each article reports: the body, its place and the place's code."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from cpcc_extract.lexicon.organisations import OrganisationRule, OrganisationRules
from cpcc_extract.reading.source import Source
from cpcc_extract.structure.layout import Layout, Passage
from cpcc_extract.who.affiliation import NOBODY, Affiliation, affiliation_of
from cpcc_extract.who.agencies import agency_in, find_agency, find_subject, titled_place
from cpcc_extract.who.counted import Counted
from cpcc_extract.who.divisions import read_divisions
from cpcc_extract.who.mentions import Body, body_before, find_bodies, find_meeting_place, find_named_places
from cpcc_extract.who.names import PlaceNames
from cpcc_extract.who.places import Places

_HEAD = ("title", "subtitle", "byline")
_HEAD_WEIGHT = 4
_FIRST_WEIGHT = 2  # the first passage of the body, and captions
_ENOUGH = 2
_OFTEN = 3  # a full name counts as the meaning of a generic one that stands up to so many times as often
_SPOKEN = 60  # characters of a passage in which a speaker says for whom the report is given
_OPENING = 6  # passages in which a report says before whom it is given
_RUN_ON = 90  # characters of a first line that may hold a title and the meeting at which it was given
_TITLE = 24  # characters of such a title
_NAME = 18  # characters of the name of a body that a sentence opens with
_BODY = 60  # passages of the body that are searched
_FINDERS = (find_bodies, find_meeting_place, find_named_places)  # the last one only for titles and the like


def describe_articles(source: Source, layout: Layout, rules: OrganisationRules) -> tuple[Affiliation, ...]:
    """One affiliation for each article of `layout`, in order. A name is given only where the text supports it."""
    own: dict[int, list[Passage]] = {article.index: [] for article in layout.articles}
    for passage in layout.passages:
        own.setdefault(passage.article, []).append(passage)
    names = PlaceNames((passage.view for passage in layout.passages), rules, read_divisions())
    page = Counted(source.view, rules, names)
    return tuple(_describe(own[article.index], page, rules, names) for article in layout.articles)


def _describe(passages: Sequence[Passage], page: Counted, rules: OrganisationRules, names: PlaceNames) -> Affiliation:
    lines = groupby((passage for passage in passages if passage.kind in _HEAD), key=attrgetter("kind"))
    # A headline may run over lines.
    joined = ("".join(_closed(passage.view) for passage in group) for _, group in lines)
    head = [rules.field_name.sub("", view) for view in joined]
    rest = [passage for passage in passages if passage.kind not in _HEAD]
    article = Counted("\n".join(passage.view for passage in passages), rules, names)
    places = Places(article, page, rules, names)
    kind, body = _of_report(head, rest, rules, names)
    if body is None and (agency := find_agency(head, rest, rules, names, places)):
        return agency
    if kind is None or kind.in_body:
        body = body or _most_named(head, rest, rules, names, places)
    found = affiliation_of(body, rules, places) if body else NOBODY
    if found.place or (body and body.national):
        return found
    notes = [passage.view for passage in rest if passage.kind == "note"]
    noted = agency_in(notes, "note", rules, names, places) or NOBODY
    titled = titled_place(head, rules, names)
    if titled.place and titled.place == noted.place:
        return noted
    told = (titled, found, find_subject(head, rest, rules, names, places), noted)
    return next((one for one in told if one.organisation), NOBODY)


def _closed(view: str) -> str:
    """A line whose every character stands apart (政 府 工 作 报 告), without its blanks."""
    words = view.split()
    return "".join(words) if words and all(len(word) == 1 for word in words) else view


def _of_report(
    head: Sequence[str], rest: Sequence[Passage], rules: OrganisationRules, names: PlaceNames
) -> tuple[OrganisationRule | None, Body | None]:
    """The body of a work report: the kind by its title, the place by the title or the meeting it was given at.

    Where no place is named, the generic name by which the report speaks of the body (我代表县政府).
    """
    title = next((view for view in (*head, *_run_on(rest, rules)) if rules.report.search(view)), None)
    if title is None:
        return _untitled(head, rest, rules, names)
    told = (rules.audience.sub("", view) for view in (title, *head))
    kinds = (rule for view in told for rule in rules.organisations if rule.title.search(view))
    rule = next(kinds, None)
    if rule is None:
        return None, None
    opening = [*head, *(passage.view for passage in rest[:_OPENING])]
    for views, finders in (([title], _FINDERS), (head, _FINDERS), (opening, _FINDERS[:2])):
        for find in finders:
            for view in views:
                body = next((one for one in find(view, rule, rules, names) if not one.generic), None)
                if body:
                    return rule, body
    if rule.in_body:
        return rule, None
    generic = (body for view in opening for body in find_bodies(view, rule, rules, names) if body.generic)
    return rule, next(generic, None)


def _run_on(rest: Sequence[Passage], rules: OrganisationRules) -> Iterator[str]:
    """A title that goes on in one line with its text: 政府工作报告——2013年1月16日在某县第十七届人民代表大会….."""
    opening = next((passage.view[:_RUN_ON] for passage in rest if passage.kind == "body"), "")
    if rules.report.search(opening[:_TITLE]) and rules.meeting.search(opening):
        yield opening


def _untitled(
    head: Sequence[str], rest: Sequence[Passage], rules: OrganisationRules, names: PlaceNames
) -> tuple[OrganisationRule | None, Body | None]:
    """The body of a report without a title: by the congress to which it is given, and whose work it tells."""
    opening = [passage.view[:_SPOKEN] for passage in rest[:_OPENING]]
    for rule in rules.organisations:
        if not any(rule.own.search(view) for view in opening):
            continue
        for view in (*head, *opening):
            body = next(find_meeting_place(view, rule, rules, names), None)
            if body:
                return rule, body
    return None, None


def _most_named(
    head: Sequence[str], rest: Sequence[Passage], rules: OrganisationRules, names: PlaceNames, places: Places
) -> Body | None:
    """The body that the title, the first lines and the text name most; None when too little speaks for it.

    Without a body in its head, a text about several (a bulletin on both congresses) is nobody's report.
    """
    titled: Counter[Body] = Counter()
    named: Counter[Body] = Counter()
    others: Counter[Body] = Counter()
    leading = [rules.audience.sub("", view) for view in head]
    leading += _spoken(rest[:_OPENING], rules)
    first = next((passage for passage in rest if passage.kind == "body"), None)
    text = "\n".join(passage.view for passage in rest[:_BODY])
    for rule in rules.organisations:
        for view in leading:
            _vote(titled, find_bodies(view, rule, rules, names), _HEAD_WEIGHT)
        if not rule.anywhere.search(text):  # a text names two or three kinds of bodies of a dozen
            continue
        for passage in rest[:_BODY]:
            weight = _FIRST_WEIGHT if passage is first or passage.kind == "caption" else 1
            _vote(named if rule.in_body else others, find_bodies(passage.view, rule, rules, names), weight)
        if first is not None and rule.in_body and (body := _topic(first.view, rule, rules, names)):
            _vote(titled, (body,), _HEAD_WEIGHT)
    for body in named:
        if body.generic and places.named_in(head, body.generic):
            named[body] += _HEAD_WEIGHT
        elif any(rule.title.search(view) for view in head for rule in rules.organisations if rule.id == body.kind):
            named[body] += 1
    rival = 0 if titled else max(others.values(), default=0)
    ranked = _merged(titled + named, titled)
    if not ranked:
        return None
    # Of two named as often, a place's own body is told of: 全国政协会议休息日,某省政协邀请委员座谈
    best, votes = max(ranked.items(), key=lambda pair: (pair[1], not pair[0].national))
    if {rule.id for rule in rules.organisations for view in head if rule.title.search(view)} == {best.kind}:
        rival = 0  # 某某政协文史工作成绩喜人: of the kinds that the text names, the title is about one
    if votes < 2 * rival and best.place and len({body.place for body in named}) == 1:
        votes += _bare(best, rest, rules)
    if not rival and any(rule.matter.search(text) for rule in rules.organisations if rule.id == best.kind):
        votes += 1
    return best if votes >= max(_ENOUGH, 2 * rival) else None


def _topic(view: str, rule: OrganisationRule, rules: OrganisationRules, names: PlaceNames) -> Body | None:
    """The body that a passage speaks of from its first word: 2022年,|区政协|围绕中心服务大局."""
    lead = rules.time_before.match(view)
    start = lead.end() if lead else 0
    found = rule.after.search(view, start, start + _NAME)
    body = body_before(view, found.start(), rule, rules, names) if found else None
    if body is None or found is None or body.national:  # 是全国政协会议的休息日
        return None
    said = view[start : found.start()]
    return body if said == (body.generic or "") or (body.place or "").endswith(said) else None


def _spoken(opening: Sequence[Passage], rules: OrganisationRules) -> Iterator[str]:
    """What stands behind 我代表 in the first passages: the body that is spoken for."""
    for passage in opening:
        if found := rules.speaker.search(passage.view[:_SPOKEN]):
            spoken = rules.audience.sub("", passage.view[found.end() : found.end() + _SPOKEN])
            yield rules.spoken_end.split(spoken, maxsplit=1)[0]  # …市检察院|向大会报告工作,并请市政协委员…


def _bare(body: Body, rest: Sequence[Passage], rules: OrganisationRules) -> int:
    """How often the text speaks of the kind of body without a place: 首届政协委员会, 政协的工作."""
    rule = next(rule for rule in rules.organisations if rule.id == body.kind)
    return sum(len(rule.after.findall(passage.view)) for passage in rest[:_BODY])


def _merged(votes: Counter[Body], titled: Counter[Body]) -> Counter[Body]:
    """The votes, those for a generic name (市政协) given to the body it stands for if the text names that often.

    The one body that the title names in full is meant however often it is named.
    """
    merged = Counter(votes)
    for generic, count in votes.items():
        if generic.generic is None:
            continue
        full = [one for one in votes if one.kind == generic.kind and (one.place or "").endswith(generic.generic)]
        best = max(full, key=lambda one: votes[one], default=None)
        heads = [one for one in full if titled[one]]
        meant = heads[0] if len(heads) == 1 else None
        best = meant or best
        if best and (meant or _OFTEN * votes[best] >= count):
            merged[best] += merged.pop(generic)
    return merged


def _vote(votes: Counter[Body], bodies: Iterable[Body], weight: int) -> None:
    for body in bodies:
        votes[body] += weight
