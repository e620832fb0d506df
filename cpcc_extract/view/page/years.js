// One indicator over time, when the page holds reports of several periods.

const HEIGHT = 160;
const TOP = 22;
const BOTTOM = 26;
const LEFT = 6;
const RIGHT = 8;
const COLOURS = 6;
let yearsIndicator = null;

/** Points `{number of the report, claim}` by indicator, of those stated for two periods or more. */
function series() {
  const found = new Map();
  allReports().forEach((one, number) => {
    const dated = { ...one, claims: one.claims.filter((claim) => claim.period_start) };
    for (const claim of levels(dated, (each) => [each.indicator, each.organisation, each.period].join("\n"))) {
      found.set(claim.indicator, [...(found.get(claim.indicator) ?? []), { number, claim }]);
    }
  });
  return [...found].map(([id, points]) => [id, alike(points)])
    .filter(([, points]) => periodsOf(points).size > 1)
    .sort(([, a], [, b]) => b.length - a.length);
}

const periodsOf = (points) => new Set(points.map(({ claim }) => claim.period));

/** A year does not compare with a month: only the points of the length of period that most periods have. */
function alike(points) {
  const shapes = new Map();
  for (const point of points) {
    const shape = point.claim.period.replace(/\d/g, "0");
    shapes.set(shape, [...(shapes.get(shape) ?? []), point]);
  }
  return [...shapes.values()].sort((a, b) => periodsOf(b).size - periodsOf(a).size)[0];
}

function yearsCard() {
  const all = series();
  if (!all.length) {
    return null;
  }
  const chosen = all.find(([id]) => id === yearsIndicator) ?? all[0];
  const select = make("select", { id: "years", "aria-label": say("chart.years") }, ...all.map(([id, points]) =>
    make("option", { value: id, selected: id === chosen[0] }, `${indicatorName(points[0].claim)} (${counted(points.length)})`)));
  const lines = byOrganisation(chosen[1]);
  const names = lines.size > 1 || [...lines.keys()][0] !== null
    ? make("ul", { class: "names" }, ...[...lines.keys()].map((name, place) =>
      make("li", {}, make("i", { class: `line-${place % COLOURS}` }), name ?? say("organisation.unknown"))))
    : null;
  return [make("h3", {}, say("chart.years"), " ", select), lineChart(lines, chosen[1]), names];
}

function byOrganisation(points) {
  const lines = new Map();
  for (const point of points) {
    const name = point.claim.organisation ?? null;
    lines.set(name, [...(lines.get(name) ?? []), point]);
  }
  lines.forEach((line) => line.sort((a, b) => order.compare(a.claim.period_start, b.claim.period_start)));
  return lines;
}

function lineChart(lines, points) {
  const periods = [...new Map(points.map(({ claim }) => [claim.period, claim.period_start]))]
    .sort(([, a], [, b]) => order.compare(a, b)).map(([label]) => label);
  const most = Math.max(...points.map(({ claim }) => Number(claim.value)), 0) || 1;
  const x = (claim) => LEFT + (100 - LEFT - RIGHT) * (periods.indexOf(claim.period) / Math.max(periods.length - 1, 1));
  const y = (claim) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.max(Number(claim.value), 0) / most);
  const chart = draw("svg", { class: "years", width: "100%", height: HEIGHT, role: "group", "aria-label": say("chart.years") });
  chart.append(draw("line", { class: "axis", x1: "0", x2: "100%", y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM }));
  periods.forEach((label, place) => {
    const at = LEFT + (100 - LEFT - RIGHT) * (place / Math.max(periods.length - 1, 1));
    chart.append(draw("text", { class: "tick", x: `${at}%`, y: HEIGHT - 8, "text-anchor": "middle" }, label));
  });
  const below = crowded(points, y);
  [...lines.values()].forEach((line, number) => {
    const colour = `line-${number % COLOURS}`;
    line.slice(1).forEach((point, place) => {
      const before = line[place];
      chart.append(draw("line", { class: colour, x1: `${x(before.claim)}%`, y1: y(before.claim),
        x2: `${x(point.claim)}%`, y2: y(point.claim) }));
    });
    line.forEach(({ number: source, claim }) => {
      const hint = `${contents.reports[source].title}\n${claim.period} · ${subject(claim)} ${claim.amount}`;
      chart.append(draw("g", { class: `point ${colour}`, role: "button", tabindex: "0", "aria-label": hint,
        "data-report": source, "data-claim": claim.index },
      draw("title", {}, hint),
      draw("circle", { class: "reach", cx: `${x(claim)}%`, cy: y(claim), r: "14" }),
      draw("circle", { cx: `${x(claim)}%`, cy: y(claim), r: "4.5" }),
      draw("text", { x: `${x(claim)}%`, y: y(claim) + (below.has(claim) ? 19 : -9), "text-anchor": "middle" }, brief(Number(claim.value)))));
    });
  });
  return chart;
}

/** Claims whose figure goes under their point, since another point is right above it. */
function crowded(points, y) {
  const sorted = [...points].sort((a, b) => y(a.claim) - y(b.claim));
  return new Set(sorted.map(({ claim }) => claim).filter((claim, place) =>
    sorted.slice(0, place).some((other) => other.claim.period === claim.period && y(claim) - y(other.claim) < ROW)));
}
