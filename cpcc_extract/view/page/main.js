// The page begins: who follows what, the bar at the top, the first report.

const THEMES = ["light", "dark"];
const darkness = window.matchMedia("(prefers-color-scheme: dark)");
let chosenTheme = null;

function showTheme() {
  const theme = chosenTheme ?? THEMES[Number(darkness.matches)];
  document.documentElement.dataset.theme = theme;
  byId("theme").textContent = theme === "dark" ? "☀" : "☾";
}

function showBar() {
  const { title } = current();
  document.title = title;
  byId("title").textContent = title;
  byId("title").title = title;
  byId("title").classList.toggle("unseen", contents.reports.length > 1);
  byId("language").textContent = language === "zh" ? "EN" : "中";
  show(byId("switcher"), contents.reports.length > 1);
  byId("reports").replaceChildren(...contents.reports.map((one, number) =>
    make("option", { value: number, selected: number === state.report },
      [one.title, one.title === one.source.name ? null : one.source.name].filter(Boolean).join(" · "))));
}

function showAll() {
  speak();
  showBar();
  showText();
  showOutline();
  showLegend();
  showFacets();
  showChecks();
  showSummary();
  showAsides();
}

when("report", showAll);
when("filters", () => {
  findShown();
  showHeads();
  showRows();
  showChoices();
  dimFiltered();
  showChosenBars();
  followInTable({ from: "filters" });
});
when("current", followInText);
when("current", followInTable);
when("current", followInRecord);
when("view", (view) => byId("views").querySelectorAll("button").forEach((button) =>
  button.setAttribute("aria-current", String(button.dataset.view === view))));

listenToText();
listenToOutline();
listenToRecord();
listenToFilters();
listenToTable();
listenToCopying();
listenToSummary();
listenToChecks();
document.addEventListener("keydown", onKey);
byId("reports").addEventListener("change", (event) => turnTo(Number(event.target.value)));
byId("print").addEventListener("click", () => window.print());
byId("help").addEventListener("click", showHelp);
byId("theme").addEventListener("click", () => {
  chosenTheme = THEMES[1 - THEMES.indexOf(document.documentElement.dataset.theme)];
  showTheme();
});
byId("language").addEventListener("click", () => {
  language = LANGUAGES[1 - LANGUAGES.indexOf(language)];
  showAll();
  tell("filters");
  tell("current", { from: "language" });
});
byId("views").addEventListener("click", (event) => {
  const view = hit(event, "[data-view]")?.dataset.view;
  if (view) {
    take(null, "view");
    look(view);
  }
});
darkness.addEventListener("change", showTheme);

byId("more").open = !narrow.matches;
showTheme();
look("text");
turnTo(0);
