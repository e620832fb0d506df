"""Whose work each article reports: the body, its place and the place's code."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from cpcc_extract.lexicon.organisations import AgencyPlace, AgencyRule, OrganisationRule, OrganisationRules
from cpcc_extract.reading.source import Source
from cpcc_extract.structure.layout import Layout, Passage
from cpcc_extract.who.counted import Counted
from cpcc_extract.who.divisions import Division, read_divisions
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
_LEAD = 12  # characters before a place that does something
_FIRST = 2  # passages of the body that may say who did what is told
_SENTENCES = 240  # characters of such a passage
_BODY = 60  # passages of the body that are searched
_FINDERS = (find_bodies, find_meeting_place, find_named_places)  # the last one only for titles and the like


class Affiliation(NamedTuple):
    """Whose work an article reports. All None where the article does not say."""

    organisation: str | None
    """Full form (石嘴山市政协, 甘肃省人民政府, 国务院)."""
    place: str | None
    """Full name of its division; None for national bodies."""
    division_code: str | None
    """GB/T 2260 code of the place."""
    rule: str
    """Id of the row of data/organisations.toml that named it, or `titled-place`, `acting-place`; empty without one."""


NOBODY = Affiliation(None, None, None, "")


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
    if body is None and (agency := _agency(head, rest, rules, names, places)):
        return agency
    if kind is None or kind.in_body:
        body = body or _most_named(head, rest, rules, names, places)
    found = _affiliation(body, rules, places) if body else NOBODY
    if found.place or (body and body.national):
        return found
    notes = [passage.view for passage in rest if passage.kind == "note"]
    noted = _agency_in(notes, "note", rules, names, places) or NOBODY
    titled = _titled_place(head, rules, names)
    if titled.place and titled.place == noted.place:
        return noted
    told = (titled, found, _subject(rest, rules, names, places), noted)
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
    title = next((view for view in head if rules.report.search(view)), None)
    if title is None:
        return None, None
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
    for body in named:
        if body.generic and places.named_in(head, body.generic):
            named[body] += _HEAD_WEIGHT
        elif any(rule.title.search(view) for view in head for rule in rules.organisations if rule.id == body.kind):
            named[body] += 1
    rival = 0 if titled else max(others.values(), default=0)
    ranked = _merged(titled + named)
    if not ranked:
        return None
    # Of two named as often, a place's own body is told of: 全国政协会议休息日,某省政协邀请委员座谈
    best, votes = max(ranked.items(), key=lambda pair: (pair[1], not pair[0].national))
    if votes < 2 * rival and best.place and len({body.place for body in named}) == 1:
        votes += _bare(best, rest, rules)
    return best if votes >= max(_ENOUGH, 2 * rival) else None


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


def _merged(votes: Counter[Body]) -> Counter[Body]:
    """The votes, those for a generic name (市政协) given to the body it stands for if the text names that often."""
    merged = Counter(votes)
    for generic, count in votes.items():
        if generic.generic is None:
            continue
        full = [one for one in votes if one.kind == generic.kind and (one.place or "").endswith(generic.generic)]
        best = max(full, key=lambda one: votes[one], default=None)
        if best and _OFTEN * votes[best] >= count:
            merged[best] += merged.pop(generic)
    return merged


def _vote(votes: Counter[Body], bodies: Iterable[Body], weight: int) -> None:
    for body in bodies:
        votes[body] += weight


def _agency(
    head: Sequence[str], rest: Sequence[Passage], rules: OrganisationRules, names: PlaceNames, places: Places
) -> Affiliation | None:
    """A body of any kind that a title, its meeting or its speaker names (某县民政局2023年工作总结)."""
    spoken = [passage.view[:_SPOKEN] for passage in rest[:_OPENING]]
    return _agency_in(head, "head", rules, names, places) or _agency_in(spoken, "opening", rules, names, places)


def _subject(rest: Sequence[Passage], rules: OrganisationRules, names: PlaceNames, places: Places) -> Affiliation:
    """The body, or else the place, that does something in the first sentences (昨日,省法院召开会议)."""
    first = [passage.view[:_SENTENCES] for passage in rest if passage.kind == "body"][:_FIRST]
    return _agency_in(first, "subject", rules, names, places) or _acting_place(first, rules, names, places) or NOBODY


def _acting_place(
    first: Sequence[str], rules: OrganisationRules, names: PlaceNames, places: Places
) -> Affiliation | None:
    for view in first:
        for found in rules.place_end.finditer(view):
            place = names.tabled(view, found.end())
            start = found.end() - len(place or "")
            lead = rules.place_acts_lead.search(view, max(0, start - _LEAD), start)
            if place and lead and rules.place_acts.match(view, found.end()):
                division = places.known(place)
                return Affiliation(place, place, division.code if division else None, "acting-place")
    return None


def _agency_in(
    views: Sequence[str], where: AgencyPlace, rules: OrganisationRules, names: PlaceNames, places: Places
) -> Affiliation | None:
    for view in views:
        for rule in rules.agencies:
            found = rule.pattern.search(view) if rule.where == where else None
            if found is None:
                continue
            if rule.of:
                kind = next(one for one in rules.organisations if one.id == rule.of)
                body = body_before(view, found.end("body"), kind, rules, names)
                if body and body.place:
                    return _affiliation(body, rules, places)
            elif not _inverted(found["body"], rules, names):
                return _named_agency(found["body"], rule, rules, names, places)
    return None


def _named_agency(
    name: str, rule: AgencyRule, rules: OrganisationRules, names: PlaceNames, places: Places
) -> Affiliation:
    """The agency called `name`, with the place that the article means where the name says but its level (市审计局).

    A body that the table knows gets its full form (省法院).
    """
    for kind in rules.organisations:
        if any(found.end() == len(name) for found in kind.after.finditer(name)):
            body = next(find_bodies(name, kind, rules, names), None)
            if body:
                return _affiliation(body, rules, places)
    prefix = found[0] if (found := rules.agency_prefix.match(name)) else ""
    rest = name.removeprefix(prefix)
    place, _ = names.opening(rest)
    if place is None and (level := next((word for word in rules.levels if rest.startswith(word)), None)):
        place = places.meant(level)
        name = f"{prefix}{place}{rest.removeprefix(level)}" if place else name
    division = places.known(place) if place else None
    return Affiliation(name, place, division.code if division else None, rule.id)


def _inverted(name: str, rules: OrganisationRules, names: PlaceNames) -> bool:
    """The whole name is that of a body that the table knows, written before its place (政协某县委员会)."""
    starts = (found.end() for rule in rules.organisations if rule.inverted and (found := rule.inverted.match(name)))
    return any(rules.committee.fullmatch(name, names.starting(name, start)[1]) for start in starts)


def _titled_place(head: Sequence[str], rules: OrganisationRules, names: PlaceNames) -> Affiliation:
    """The place that a title opens with (某县某乡:…) where the article names no body at all."""
    for view in head:
        lead = rules.place_lead.match(view)
        start = lead.end() if lead else 0
        place, rest = names.opening(view[start:])
        if place and (start or rules.place_title.match(view, rest)):
            division = names.divisions.find(place)
            return Affiliation(place, place, division.code if division else None, "titled-place")
    return NOBODY


def _affiliation(body: Body, rules: OrganisationRules, places: Places) -> Affiliation:
    rule = next(rule for rule in rules.organisations if rule.id == body.kind)
    if body.national:
        return Affiliation(rule.national, None, None, rule.id)
    place = body.place or (places.meant(body.generic) if body.generic else None)
    if place is None:
        return Affiliation(_generic_name(rule, body.generic, places), None, None, rule.id) if body.generic else NOBODY
    division = places.known(place)
    return Affiliation(_name(rule, place, division, places), place, division.code if division else None, rule.id)


def _generic_name(rule: OrganisationRule, generic: str, places: Places) -> str:
    """The fullest of the rule's forms that the article has with nothing but the generic word (县人民政府, 县政府)."""
    forms = [*rule.names_by_level.values(), rule.name, *([rule.short] if rule.short else [])]
    return places.mentioned(form.format(place=generic) for form in forms) or rule.name.format(place=generic)


def _name(rule: OrganisationRule, place: str, division: Division | None, places: Places) -> str:
    """The form for the division's level; for a place in no table, the one that the text itself has."""
    if division:
        return rule.names_by_level.get(division.level, rule.name).format(place=place)
    forms = (form.format(place=place) for form in rule.names_by_level.values())
    return next((form for form in forms if places.mentions(form)), rule.name.format(place=place))
