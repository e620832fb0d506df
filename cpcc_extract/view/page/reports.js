// The reports of the page, as objects that know each other.

const contents = JSON.parse(byId("contents").textContent);

const kindOf = (() => {
  const kinds = new Map(contents.kinds.flatMap((kind) => kind.dimensions.map((dimension) => [dimension, kind.id])));
  const rest = contents.kinds.find((kind) => !kind.dimensions.length).id;
  return (dimension) => kinds.get(dimension) ?? rest;
})();

const opened = [];

/** The report with that number, its claims as objects by column, with `index`, `amount` and `kind`. */
function report(number) {
  opened[number] ??= open(contents.reports[number]);
  return opened[number];
}

/** How records name the input that a report was read from. */
const sourceOf = (one) => one.source.path ?? one.source.name;

/** Number of the report that was read from an input; -1 where the page has none. */
const reportFrom = (source) => contents.reports.findIndex((one) => sourceOf(one) === source);

const allReports = () => contents.reports.map((_, number) => report(number));

function open(raw) {
  const claims = raw.claims.map((cells, index) => {
    const claim = Object.fromEntries(contents.columns.map((column, place) => [column.id, cells[place]]));
    return { ...claim, index, amount: raw.amounts[index], kind: kindOf(claim.dimension) };
  });
  const sections = new Map(raw.sections.map((section) => [section.id, section]));
  const across = contents.across.filter((check) => check.claims.some((basis) => basis.source === sourceOf(raw)));
  const checks = [...raw.checks, ...across];
  return { ...raw, claims, sections, checks, claimsById: new Map(claims.map((claim) => [claim.id, claim])) };
}

/** Ids of the sections around a place, the outermost first; ends at what it has met, whatever the data say. */
function pathOf(one, id) {
  const path = [];
  for (let at = one.sections.get(id); at && !path.includes(at.id); at = one.sections.get(at.parent)) {
    path.unshift(at.id);
  }
  return path;
}

/** Name of the claim's indicator in the language of the page. */
const indicatorName = (claim) => (language === "zh" ? claim.indicator_label : claim.indicator) ?? claim.indicator ?? "";

/** The amount as printed, where that says more than the amount does. */
function asPrinted(claim) {
  const printed = claim.text.replace(/\s+/g, " ");
  return printed.replace(/[ ,]/g, "") === claim.amount.replace(/[ ,]/g, "") ? "" : printed;
}

/** What a claim is about, in few words. */
const subject = (claim) => claim.item ?? claim.action ?? claim.text;

/** What a search looks at. */
function haystack(claim) {
  claim.haystack ??= [claim.text, claim.amount, claim.item, claim.action, claim.indicator, claim.indicator_label,
    claim.organisation, claim.period, claim.section_path, claim.comparison, claim.sentence]
    .filter(Boolean).join("\n").toLowerCase();
  return claim.haystack;
}
