// The table of claims. Rows are made when they are needed: a first screen, more as the reader goes on.

const rows = byId("rows");
const FIRST = 80;
const MORE = 160;
const COLUMNS = ["subject", "amount", "indicator", "period", "section_title"];
let made = 0;

function showHeads() {
  const all = make("input", { type: "checkbox", id: "choose-all", "aria-label": say("choose.all") });
  byId("heads").replaceChildren(make("th", { class: "choose", scope: "col" }, all), ...COLUMNS.map((column) => {
    const sorted = state.sort.column === column ? (state.sort.down ? "descending" : "ascending") : "none";
    return make("th", { scope: "col", class: column, "aria-sort": sorted },
      make("button", { type: "button", "data-column": column }, say(`column.${column}`)));
  }));
}

function showRows() {
  rows.replaceChildren();
  made = 0;
  makeRows(FIRST);
  byId("scroller").scrollTop = 0;
  show(byId("nothing"), !shownClaims.length);
  showChosen();
}

function makeRows(count) {
  const upTo = Math.min(made + count, shownClaims.length);
  const part = document.createDocumentFragment();
  for (; made < upTo; made += 1) {
    part.append(rowElement(shownClaims[made], made));
  }
  rows.append(part);
}

function rowElement(claim, place) {
  const chips = [
    claim.status === "actual" ? null : make("span", { class: "chip" }, say(`status.${claim.status}`)),
    claim.part_of ? make("span", { class: "chip" }, say("chip.part")) : null,
    claim.repeats ? make("span", { class: "chip" }, say("chip.repeat")) : null,
  ];
  const about = claim.item ?? claim.action;
  const chosen = state.chosen.has(claim.index);
  return make("tr", { "data-claim": claim.index, tabindex: place ? "-1" : "0", "aria-selected": String(chosen),
    class: claim.index === state.current ? "current" : null },
  make("td", { class: "choose" }, checkbox(claim, chosen)),
  make("td", { class: "subject" }, about ? make("span", { class: "item" }, about) : make("span", { class: "empty" }, "—"),
    claim.item && claim.action ? make("span", { class: "action" }, claim.action) : null, ...chips),
  make("td", { class: `amount kind-${claim.kind}` }, make("span", { class: "number" }, claim.amount),
    make("span", { class: "as-printed" }, asPrinted(claim))),
  make("td", { class: "indicator" }, ...breakable(indicatorName(claim))),
  make("td", { class: "period" }, claim.period),
  make("td", { class: "section_title" },
    claim.section_title && make("span", { class: "clamped", title: claim.section_path }, claim.section_title)));
}

function checkbox(claim, chosen) {
  const box = make("input", { type: "checkbox", tabindex: "-1", "aria-label": say("choose", { claim: `${subject(claim)} ${claim.amount}` }) });
  box.checked = chosen;
  return box;
}

const rowOf = (index) => rows.querySelector(`tr[data-claim="${index}"]`);

/** The row of a claim, made if it was not yet; null when the filters leave it out. */
function reachRow(index) {
  const place = shownClaims.findIndex((claim) => claim.index === index);
  if (place >= made) {
    makeRows(place - made + MORE);
  }
  return place < 0 ? null : rowOf(index);
}

function followInTable({ from }) {
  rows.querySelectorAll("tr.current").forEach((row) => row.classList.remove("current"));
  if (state.current === null) {
    return;
  }
  const row = reachRow(state.current);
  if (!row) {
    return;
  }
  row.classList.add("current");
  rove(rows, row, "tr");
  if (from !== "table" && row.offsetParent) {
    const box = byId("scroller");
    const at = row.getBoundingClientRect();
    const around = box.getBoundingClientRect();
    box.scrollTop += at.top - around.top - (around.height - at.height) / 2;
  }
}

/** Goes to the claim `by` places on in the table's order; at the ends it stays. */
function step(by) {
  if (!shownClaims.length) {
    return;
  }
  const at = shownClaims.findIndex((claim) => claim.index === state.current);
  const next = at < 0 ? 0 : Math.max(0, Math.min(at + by, shownClaims.length - 1));
  take(shownClaims[next].index, "step");
}

function sortBy(column) {
  const { sort } = state;
  if (sort.column !== column) {
    state.sort = { column, down: false };
  } else if (!sort.down) {
    state.sort = { column, down: true };
  } else {
    state.sort = { column: null, down: false };
  }
  tell("filters");
  byId("heads").querySelector(`[data-column="${column}"]`).focus();
}

function listenToTable() {
  byId("heads").addEventListener("click", (event) => {
    const column = hit(event, "[data-column]")?.dataset.column;
    if (column) {
      sortBy(column);
    }
  });
  byId("heads").addEventListener("change", (event) => chooseAll(event.target.checked));
  rows.addEventListener("click", (event) => {
    const row = hit(event, "tr");
    if (!row || getSelection().toString()) {
      return;
    }
    const index = Number(row.dataset.claim);
    if (hit(event, ".choose")) {
      const box = row.querySelector("input");
      if (event.target !== box) {
        box.checked = !box.checked;
      }
      choose(index, box.checked, event.shiftKey);
      return;
    }
    look("text");
    take(index, "table");
  });
  rows.addEventListener("keydown", (event) => {
    const row = hit(event, "tr");
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    if (!row || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key in steps) {
      event.preventDefault();
      focusRow(row, steps[event.key]);
    } else if (event.key === " ") {
      event.preventDefault();
      const index = Number(row.dataset.claim);
      choose(index, !state.chosen.has(index), event.shiftKey);
    } else if (event.key === "Enter") {
      event.preventDefault();
      look("text");
      take(Number(row.dataset.claim), "table");
    }
  });
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting) && made < shownClaims.length) {
      makeRows(MORE);
    }
  }, { root: byId("scroller"), rootMargin: "600px" }).observe(byId("end"));
  window.addEventListener("beforeprint", () => makeRows(shownClaims.length));
}

function focusRow(row, by) {
  const at = shownClaims.findIndex((claim) => claim.index === Number(row.dataset.claim));
  const to = shownClaims[Math.max(0, Math.min(at + by, shownClaims.length - 1))];
  const next = reachRow(to.index);
  rove(rows, next, "tr");
  next.focus();
}
