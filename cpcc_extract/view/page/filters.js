// Which claims are shown, and in which order.

const FACETS = ["article", "section", "indicator", "unit"];
const NONE = "\u0000none";
let shownClaims = [];

const order = new Intl.Collator(["zh-CN", "en"], { numeric: true });
const BY = {
  subject: (one, other) => order.compare(subject(one), subject(other)),
  amount: (one, other) => Number(one.value ?? -Infinity) - Number(other.value ?? -Infinity),
  indicator: (one, other) => order.compare(indicatorName(one) || "\uffff", indicatorName(other) || "\uffff"),
  period: (one, other) => order.compare(one.period ?? "\uffff", other.period ?? "\uffff"),
  section_title: (one, other) => one.start - other.start,
};

/** What a facet's choice is compared with; a section holds the claims of those in it. */
function belongs(one, claim, facet, wanted) {
  if (facet === "section") {
    return wanted === NONE ? !claim.section : pathOf(one, claim.section).includes(wanted);
  }
  return String(claim[facet] ?? NONE) === wanted;
}

function findShown() {
  const one = current();
  const { query, kinds } = state.filters;
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
  const facets = FACETS.filter((facet) => state.filters[facet] !== "");
  shownClaims = one.claims.filter((claim) =>
    (!kinds.size || kinds.has(claim.kind))
    && facets.every((facet) => belongs(one, claim, facet, state.filters[facet]))
    && terms.every((term) => haystack(claim).includes(term)));
  const { column, down } = state.sort;
  if (column) {
    const compare = BY[column];
    shownClaims.sort((a, b) => (down ? compare(b, a) : compare(a, b)) || a.index - b.index);
  }
}

const filtered = () => {
  const { query, kinds } = state.filters;
  return query.trim() !== "" || kinds.size > 0 || FACETS.some((facet) => state.filters[facet] !== "");
};

/** The choices of each facet, with how many claims each has. */
function showFacets() {
  const one = current();
  const choices = {
    article: one.articles.length > 1
      ? one.articles.map((article) => [String(article.index), article.title ?? say("article.untitled", { number: article.index + 1 })])
      : [],
    section: [...one.sections.values()].map((section) => [section.id, `${"\u2003".repeat(section.level - 1)}${section.title}`]),
    indicator: distinct(one.claims, "indicator", indicatorName),
    unit: distinct(one.claims, "unit", (claim) => claim.unit),
  };
  byId("facets").replaceChildren(...FACETS.filter((facet) => choices[facet].length).map((facet) => {
    const without = one.claims.some((claim) => claim[facet] === null) ? [[NONE, say(`facet.${facet}.none`)]] : [];
    const options = [...choices[facet], ...without].map(([value, name]) => {
      const count = one.claims.filter((claim) => belongs(one, claim, facet, value)).length;
      return make("option", { value }, `${name} (${counted(count)})`);
    });
    const select = make("select", { "data-facet": facet, "aria-label": say(`facet.${facet}`) },
      make("option", { value: "" }, say(`facet.${facet}.all`)), ...options);
    return select;
  }));
}

/** Each value once, the most frequent first. */
function distinct(claims, field, name) {
  const found = new Map();
  for (const claim of claims) {
    if (claim[field] !== null) {
      const known = found.get(claim[field]) ?? { name: name(claim), count: 0 };
      known.count += 1;
      found.set(claim[field], known);
    }
  }
  return [...found].sort(([, a], [, b]) => b.count - a.count || order.compare(a.name, b.name))
    .map(([value, { name: label }]) => [value, label]);
}

/** The controls show what is chosen, whoever chose it. */
function showChoices() {
  byId("facets").querySelectorAll("select").forEach((select) => {
    select.value = state.filters[select.dataset.facet];
    select.classList.toggle("on", select.value !== "");
  });
  if (byId("query").value !== state.filters.query) {
    byId("query").value = state.filters.query;
  }
  byId("legend").querySelectorAll(".kind").forEach((button) =>
    button.setAttribute("aria-pressed", String(state.filters.kinds.has(button.dataset.kind))));
  show(byId("reset"), filtered());
  const all = current().claims.length;
  byId("shown").textContent = shownClaims.length === all
    ? say("table.all", { all: counted(all) })
    : say("table.shown", { shown: counted(shownClaims.length), all: counted(all) });
}

function listenToFilters() {
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("query").addEventListener("input", (event) => filterBy({ query: event.target.value }));
  byId("facets").addEventListener("change", (event) => {
    const facet = event.target.dataset.facet;
    filterBy({ [facet]: event.target.value });
  });
  byId("reset").addEventListener("click", () => {
    filterBy(emptyFilters());
    byId("query").focus();
  });
}
