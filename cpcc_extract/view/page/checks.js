// What the report's own numbers say of each other; each check leads to the claims it rests on.

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
  const claims = check.claims.map((basis) => {
    const claim = current().claimsById.get(basis.claim);
    const content = `${sayOf("role", basis.role)} ${basis.text.replace(/\s+/g, " ")}`;
    return claim
      ? make("button", { type: "button", class: "link", "data-claim": claim.index }, content)
      : make("span", {}, content);
  });
  return make("li", { class: `check ${verdict}`, "data-check": check.number },
    make("button", { type: "button", class: "whole" },
      make("b", { class: "verdict" }, sayOf("verdict", verdict)), " ",
      make("span", { class: "relation" }, sayOf("relation", check.relation.replace(" ", "-")))),
    make("p", { class: "statement" }, check.statement),
    make("div", { class: "claims" }, ...claims));
}

/** Highlights all claims of a check and takes one of them in hand, the first unless told. */
function followCheck(element, chosen) {
  const check = current().checks[Number(element.dataset.check)];
  const indexes = check.claims.map((basis) => current().claimsById.get(basis.claim)?.index).filter((index) => index !== undefined);
  byId("panel-checks").querySelectorAll(".check").forEach((other) => other.classList.toggle("current", other === element));
  if (indexes.length) {
    look("text");
    take(chosen ?? indexes[0], "check");
  }
  cite(indexes);
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
    const chosen = hit(event, "[data-claim]")?.dataset.claim;
    if (element) {
      followCheck(element, chosen === undefined ? undefined : Number(chosen));
    }
  });
  when("current", ({ from }) => from === "check" || cite([]));
}
