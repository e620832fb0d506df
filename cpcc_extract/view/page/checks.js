// What the report's own numbers say of each other; each check leads to the claims it rests on.

const STATEMENT = ["year_before", "whole", "again", "stated", "first", "rise", "fall", "to", "of"];
const VERDICTS = ["conflicts", "possible", "agrees", "cannot tell"];

function showChecks() {
  const { checks } = current();
  show(byId("tabs"), checks.length > 0);
  byId("checks-count").textContent = counted(checks.length);
  const sorted = checks.map((check, number) => ({ ...check, number }))
    .sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || a.number - b.number);
  byId("panel-checks").replaceChildren(make("ul", {}, ...sorted.map(checkElement)));
  turnTab("table");
}

function checkElement(check) {
  const verdict = check.verdict.replace(" ", "-");
  return make("li", { class: `check ${verdict}`, "data-check": check.number },
    make("button", { type: "button", class: "whole" },
      make("b", { class: "verdict" }, sayOf("verdict", verdict)), " ",
      make("span", { class: "relation" }, sayOf("relation", check.relation.replace(" ", "-")))),
    make("p", { class: "statement" }, arithmetic(check)),
    make("div", { class: "claims" }, ...check.claims.map(basisElement)));
}

/** The arithmetic of a check; its words are English in the record. */
const arithmetic = (check) => STATEMENT.reduce(
  (text, id) => text.replace(contents.words[`statement.${id}`][LANGUAGES.indexOf("en")], say(`statement.${id}`)), check.statement);

/** A claim that a check rests on, which may stand in another report of the page. */
function basisElement(basis) {
  const content = `${sayOf("role", basis.role.replace(" ", "-"))} ${basis.text.replace(/\s+/g, " ")}`;
  const home = homeOf(basis);
  const claim = home < 0 ? null : report(home).claimsById.get(basis.claim);
  if (!claim) {
    return make("span", {}, content);
  }
  return home === state.report
    ? make("button", { type: "button", class: "link", "data-claim": claim.index }, content)
    : make("button", { type: "button", class: "link", "data-claim": claim.index, "data-report": home },
      content, " · ", report(home).title);
}

/** Number of the report that a claim stands in; a report's own checks may name it otherwise than the page does. */
const homeOf = (basis) => (contents.reports.length > 1 ? reportFrom(basis.source) : 0);

/** Highlights all claims of a check that stand in this report, and takes one in hand, the first unless told. */
function followCheck(element, chosen) {
  const check = current().checks[Number(element.dataset.check)];
  const indexes = check.claims.filter((basis) => homeOf(basis) === state.report)
    .map((basis) => current().claimsById.get(basis.claim)?.index).filter((index) => index !== undefined);
  byId("panel-checks").querySelectorAll(".check").forEach((other) => other.classList.toggle("current", other === element));
  if (indexes.length) {
    look("text");
    take(chosen ?? indexes[0], "check");
  }
  cite(indexes);
}

/** Goes on with a check in the other report that one of its claims stands in. */
function followAbroad(element, home, index) {
  const check = current().checks[Number(element.dataset.check)];
  turnTo(home);
  turnTab("checks");
  followCheck(byId("panel-checks").querySelector(`[data-check="${current().checks.indexOf(check)}"]`), index);
}

function cite(indexes) {
  text.querySelectorAll("mark.cited").forEach((mark) => mark.classList.remove("cited"));
  indexes.forEach((index) => marksOf.get(index)?.forEach((mark) => mark.classList.add("cited")));
}

function turnTab(name) {
  for (const tab of ["table", "checks"]) {
    const on = tab === name;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(on));
    byId(`tab-${tab}`).tabIndex = on ? 0 : -1;
    show(byId(`panel-${tab}`), on);
  }
}

function listenToChecks() {
  const tabs = byId("tabs");
  tabs.addEventListener("click", (event) => {
    const tab = hit(event, "[role=tab]");
    if (tab) {
      turnTab(tab.id.slice("tab-".length));
    }
  });
  tabs.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const other = hit(event, "[role=tab]").id === "tab-table" ? "checks" : "table";
      turnTab(other);
      byId(`tab-${other}`).focus();
    }
  });
  byId("panel-checks").addEventListener("click", (event) => {
    const element = hit(event, ".check");
    const { claim, report: home } = hit(event, "[data-claim]")?.dataset ?? {};
    if (element && home !== undefined) {
      followAbroad(element, Number(home), Number(claim));
    } else if (element) {
      followCheck(element, claim === undefined ? undefined : Number(claim));
    }
  });
  when("current", ({ from }) => from === "check" || cite([]));
}
