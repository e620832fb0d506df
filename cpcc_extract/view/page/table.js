// The table of claims. Only the rows around the reader's place are made, more as the reader goes on: the window.

const rows = byId("rows");
const MORE = 60;
const COLUMNS = ["subject", "amount", "indicator", "period", "section_title"];
let from = 0;
let to = 0;

function showHeads() {
  const all = make("input", { type: "checkbox", id: "choose-all", "aria-label": say("choose.all") });
  byId("heads").replaceChildren(make("th", { class: "choose", scope: "col" }, all), ...COLUMNS.map((column) => {
    const sorted = state.sort.column === column ? (state.sort.down ? "descending" : "ascending") : "none";
    return make("th", { scope: "col", class: column, "aria-sort": sorted },
      make("button", { type: "button", "data-column": column }, say(`column.${column}`)));
  }));
}

function showRows() {
  openWindow(0);
  byId("scroller").scrollTop = 0;
  show(byId("nothing"), !shownClaims.length);
  showChosen();
}

/** Makes the rows around a place anew, and no others. */
function openWindow(place) {
  from = Math.max(0, place - MORE / 2);
  to = from;
  rows.replaceChildren();
  widen(0, MORE + MORE / 2);
}

/** Makes up to so many rows above and below those that there are; what is in sight stays where it is. */
function widen(above, below) {
  const top = Math.max(0, from - above);
  const bottom = Math.min(to + below, shownClaims.length);
  if (top < from) {
    const anchor = rows.firstElementChild;
    const before = anchor.getBoundingClientRect().top;
    anchor.before(...rowElements(top, from));
    const box = narrow.matches ? document.scrollingElement : byId("scroller");
    box.scrollTop += anchor.getBoundingClientRect().top - before;
  }
  rows.append(...rowElements(to, bottom));
  from = top;
  to = bottom;
  watch();
}

const rowElements = (first, end) => shownClaims.slice(first, end).map(rowElement);

const observer = new IntersectionObserver((entries) => {
  const seen = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target.id);
  const above = seen.includes("start") && from > 0 ? MORE : 0;
  const below = seen.includes("end") && to < shownClaims.length ? MORE : 0;
  if (above || below) {
    widen(above, below);
  }
});

/** Looks anew whether the reader is near an end of the rows; an observer tells only of changes. */
function watch() {
  for (const edge of [byId("start"), byId("end")]) {
    observer.unobserve(edge);
    observer.observe(edge);
  }
}

function rowElement(claim) {
  const chips = [
    claim.status === "actual" ? null : make("span", { class: "chip" }, say(`status.${claim.status}`)),
    claim.part_of ? make("span", { class: "chip" }, say("chip.part")) : null,
    claim.repeats ? make("span", { class: "chip" }, say("chip.repeat")) : null,
  ];
  const about = claim.item ?? claim.action;
  const chosen = state.chosen.has(claim.index);
  return make("tr", { "data-claim": claim.index, tabindex: "-1", "aria-selected": String(chosen),
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
  if (place >= 0 && (place < from || place >= to)) {
    openWindow(place);
  }
  return place < 0 ? null : rowOf(index);
}

function followInTable({ from: place }) {
  rows.querySelectorAll("tr.current").forEach((row) => row.classList.remove("current"));
  if (rows.firstElementChild) {
    rove(rows, rows.firstElementChild, "tr");
  }
  const row = state.current === null ? null : reachRow(state.current);
  if (!row) {
    return;
  }
  row.classList.add("current");
  rove(rows, row, "tr");
  if (place !== "table" && row.offsetParent) {
    const box = byId("scroller");
    const at = row.getBoundingClientRect();
    const around = box.getBoundingClientRect();
    // Into the middle of what is seen of the table: the reader's eyes are on the text, which must not move.
    const middle = (Math.max(around.top, 0) + Math.min(around.bottom, innerHeight)) / 2;
    box.scrollTop += at.top + at.height / 2 - middle;
    window.scrollBy(0, Math.max(0, row.getBoundingClientRect().bottom + 12 - innerHeight));
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
  window.addEventListener("beforeprint", () => widen(shownClaims.length, shownClaims.length));
}

function focusRow(row, by) {
  const at = shownClaims.findIndex((claim) => claim.index === Number(row.dataset.claim));
  const to = shownClaims[Math.max(0, Math.min(at + by, shownClaims.length - 1))];
  const next = reachRow(to.index);
  rove(rows, next, "tr");
  next.focus();
}
