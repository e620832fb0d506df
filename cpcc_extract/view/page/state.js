// What the reader has chosen, and who wants to know when it changes.

const state = {
  report: 0,
  filters: emptyFilters(),
  sort: { column: null, down: false },
  chosen: new Set(),
  current: null,
  pinned: false,
  asides: false,
};

function emptyFilters() {
  return { query: "", article: "", section: "", indicator: "", unit: "", kinds: new Set() };
}

const current = () => report(state.report);

const listeners = {};

/** Has `action` called whenever `event` is told; in the order of registration. */
function when(event, action) {
  (listeners[event] ??= []).push(action);
}

function tell(event, ...details) {
  for (const action of listeners[event] ?? []) {
    action(...details);
  }
}

/** Another report; filters, choices and the claim in hand belonged to the one before. */
function turnTo(number) {
  Object.assign(state, { report: number, filters: emptyFilters(), chosen: new Set(), current: null, pinned: false });
  tell("report");
  tell("filters");
  tell("current", { from: "report" });
}

function filterBy(changes) {
  Object.assign(state.filters, changes);
  tell("filters");
}

/** Takes a claim (its index, or null for none) in hand. `from` is where the reader did it: text, table, chart … */
function take(index, from, { pinned = true } = {}) {
  state.current = index;
  state.pinned = index !== null && pinned;
  tell("current", { from });
}

/** On a narrow screen one part is seen at a time. */
function look(view) {
  document.documentElement.dataset.view = view;
  tell("view", view);
}

let hush;

/** A short message that goes away by itself. */
function announce(message) {
  const said = byId("said");
  said.textContent = message;
  show(said, true);
  clearTimeout(hush);
  hush = setTimeout(() => show(said, false), 4000);
}
