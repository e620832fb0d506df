// The strip above: what there is in figures, and the charts.

function showSummary() {
  const one = current();
  const named = one.claims.filter((claim) => claim.indicator).length;
  const targets = one.claims.filter((claim) => claim.status === "target").length;
  const tiles = [
    ["tile.claims", one.claims.length],
    ["tile.named", named],
    ["tile.indicators", new Set(one.claims.map((claim) => claim.indicator).filter(Boolean)).size],
    ["tile.targets", targets],
    ["tile.sections", one.sections.size],
    ["tile.asides", one.asides.length],
    ["tile.checks", one.checks.length],
  ];
  byId("tiles").replaceChildren(...tiles.filter(([id, count]) => count || id === "tile.claims").map(([id, count]) =>
    make("div", {}, make("dt", {}, say(id)), make("dd", {}, counted(count)))));
  const warnings = byId("warnings");
  show(warnings, one.warnings.length > 0);
  warnings.textContent = one.warnings.map((warning) => warning.message).join(" · ");
  showCharts();
}

function showCharts() {
  const one = current();
  const sections = one.claims.length ? sectionBars(one) : [];
  const indicators = indicatorBars(one);
  const cards = [
    sections.length && [make("h3", {}, say(one.articles.length > 1 ? "chart.articles" : "chart.sections")),
      make("div", { class: "plot" }, bars(say("chart.sections"), sections))],
    indicators.length && [make("h3", {}, say("chart.indicators")),
      make("div", { class: "plot" }, bars(say("chart.indicators"), indicators))],
    contents.reports.length > 1 && yearsCard(),
  ];
  byId("charts").replaceChildren(...cards.filter(Boolean).map((card) =>
    make("figure", { class: "chart" }, ...card.filter(Boolean))));
}

function useChart(part) {
  const { facet, value, claim, report: number } = part.dataset;
  if (facet) {
    filterBy({ [facet]: state.filters[facet] === value ? "" : value });
    if (narrow.matches) {
      look("data");
    }
    return;
  }
  if (number !== undefined && Number(number) !== state.report) {
    turnTo(Number(number));
  }
  look("text");
  take(Number(claim), "chart");
}

/** The bars that filter show which of them is chosen. */
function showChosenBars() {
  byId("charts").querySelectorAll(".bar[data-facet]").forEach((bar) => {
    const on = state.filters[bar.dataset.facet] === bar.dataset.value;
    bar.classList.toggle("on", on);
    bar.setAttribute("aria-pressed", String(on));
  });
}

function listenToSummary() {
  const charts = byId("charts");
  charts.addEventListener("click", (event) => {
    const part = hit(event, ".bar, .point");
    if (part) {
      useChart(part);
    }
  });
  charts.addEventListener("keydown", (event) => {
    const part = hit(event, ".bar, .point");
    if (part && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      useChart(part);
    }
  });
  charts.addEventListener("change", (event) => {
    if (event.target.id === "years") {
      yearsIndicator = event.target.value;
      showCharts();
      showChosenBars();
      byId("years").focus();
    }
  });
}
