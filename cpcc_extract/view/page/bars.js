// Bar charts of one report, as drawings whose parts are in percent, so that they fit any width.

const ROW = 24;
const LABEL = 40;
const BAR = 38;

/** One row a bar: `{label, hint, value, amount, kind, attributes}`; the longest is `most` of its row. */
function bars(name, list) {
  const height = list.length * ROW;
  const chart = draw("svg", { class: "bars", width: "100%", height, role: "group", "aria-label": name });
  list.forEach((one, place) => {
    const y = place * ROW;
    const length = one.most > 0 ? Math.max(BAR * (one.value / one.most), 0.4) : 0.4;
    chart.append(draw("g", { class: `bar kind-${one.kind}`, role: "button", tabindex: "0",
      "aria-label": `${one.hint} ${one.amount}`, ...one.attributes },
    draw("title", {}, `${one.hint}\n${one.amount}`),
    draw("rect", { class: "ground", x: "0", y, width: "100%", height: ROW, rx: "4" }),
    draw("foreignObject", { x: "0", y, width: `${LABEL - 1}%`, height: ROW }, make("div", { class: "label" }, one.label)),
    draw("rect", { class: "length", x: `${LABEL}%`, y: y + 6, width: `${length}%`, height: ROW - 12, rx: "2" }),
    draw("text", { class: "value", x: `${LABEL + length}%`, dx: "6", y: y + 16 }, one.amount)));
  });
  return chart;
}

/** What fits behind a bar. */
const LONGEST = 10;

/** Claims per outermost section (per article where a page has several), in the order of the text. */
function sectionBars(one) {
  const many = one.articles.length > 1;
  const groups = new Map();
  for (const claim of one.claims) {
    const id = many ? claim.article : pathOf(one, claim.section)[0] ?? null;
    groups.set(id, (groups.get(id) ?? 0) + 1);
  }
  const most = Math.max(...groups.values());
  return [...groups].map(([id, count]) => {
    const name = many
      ? one.articles[id].title ?? say("article.untitled", { number: id + 1 })
      : one.sections.get(id)?.title ?? say("facet.section.none");
    return { label: name, hint: name, value: count, most, amount: counted(count), kind: "plain",
      attributes: { "data-facet": many ? "article" : "section", "data-value": many ? String(id) : id ?? NONE } };
  });
}

const PRECISE = ["exact", "about", "at_least", "above", "at_most", "below"];

/** True for a part of a total that has the same indicator; a part of another one's is the total of its own. */
const partOfItsOwn = (one, claim) => one.claimsById.get(claim.part_of)?.indicator === claim.indicator;

/** Of all claims that state an indicator's level, the one to show for each key: of a total before parts, the exact,
    the first. */
function levels(one, keyOf = (claim) => claim.indicator) {
  const best = new Map();
  for (const claim of one.claims) {
    if (claim.indicator && claim.value !== null && !claim.change && claim.status === "actual" && !claim.repeats) {
      const rank = [partOfItsOwn(one, claim) ? 1 : 0, PRECISE.indexOf(claim.bound), claim.index];
      const known = best.get(keyOf(claim));
      if (!known || less(rank, known.rank)) {
        best.set(keyOf(claim), { claim, rank });
      }
    }
  }
  return [...best.values()].map(({ claim }) => claim);
}

function less(rank, other) {
  const place = rank.findIndex((part, index) => part !== other[index]);
  return place >= 0 && rank[place] < other[place];
}

/** Indicators by unit, since lengths compare only within one; the units with most indicators first. */
function indicatorBars(one) {
  const units = new Map();
  for (const claim of levels(one)) {
    units.set(claim.unit, [...(units.get(claim.unit) ?? []), claim]);
  }
  return [...units.values()].sort((a, b) => b.length - a.length).flatMap((claims) => {
    const share = claims[0].unit === "%";
    const most = share ? 100 : Math.max(...claims.map((claim) => Number(claim.value)));
    return claims.sort((a, b) => Number(b.value) - Number(a.value)).map((claim) => ({
      label: indicatorName(claim), hint: `${indicatorName(claim)} · ${subject(claim)}`,
      value: Math.min(Number(claim.value), most), most,
      amount: claim.amount.length > LONGEST ? `${brief(Number(claim.value))} ${claim.unit ?? ""}` : claim.amount,
      kind: claim.kind, attributes: { "data-claim": claim.index },
    }));
  });
}
