// The keyboard, and the help that lists its keys.

const KEYS = [
  ["/", "key.search"],
  ["j n", "key.next"],
  ["k p", "key.previous"],
  ["Enter", "key.jump"],
  ["↑ ↓", "key.rows"],
  ["Space", "key.choose"],
  ["c", "key.copy"],
  ["a", "key.asides"],
  ["[ ]", "key.reports"],
  ["Esc", "key.close"],
  ["?", "key.help"],
];

function showHelp() {
  const help = byId("keys");
  help.replaceChildren(
    make("h2", {}, say("help")),
    make("p", {}, say("help.text")),
    make("dl", {}, ...KEYS.flatMap(([keys, word]) => [
      make("dt", {}, ...keys.split(" ").map((key) => make("kbd", {}, key))), make("dd", {}, say(word))])),
    make("p", { class: "version" }, `cpcc-extract ${contents.version}`),
    make("form", { method: "dialog" }, make("button", {}, say("close"))));
  help.showModal();
}

const ACTIONS = {
  "/": () => {
    look("data");
    byId("query").focus();
    byId("query").select();
  },
  j: () => stepInSight(1),
  n: () => stepInSight(1),
  k: () => stepInSight(-1),
  p: () => stepInSight(-1),
  c: copyRows,
  a: () => byId("asides").click(),
  "[": () => turnBy(-1),
  "]": () => turnBy(1),
  "?": showHelp,
};

function stepInSight(by) {
  if (narrow.matches) {
    look("text");
  }
  step(by);
}

function turnBy(by) {
  const number = state.report + by;
  if (contents.reports[number]) {
    turnTo(number);
  }
}

function onKey(event) {
  const typing = hit(event, "input[type=search], select, textarea, dialog");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  if (event.key === "Escape") {
    escape(event);
    return;
  }
  const mark = hit(event, "mark");
  if (mark && ["Enter", " ", "ArrowRight", "ArrowLeft"].includes(event.key)) {
    event.preventDefault();
    useMark(mark, event.key);
    return;
  }
  if (!typing && Object.hasOwn(ACTIONS, event.key)) {
    event.preventDefault();
    ACTIONS[event.key]();
  }
}

/** Enter leads to the claim's row; arrows to the next mark. */
function useMark(mark, key) {
  const index = Number(mark.dataset.claim);
  if (key.startsWith("Arrow")) {
    const marks = [...text.querySelectorAll("mark:not(.dim)")].filter((one) => one.offsetParent);
    const next = marks[marks.indexOf(mark) + (key === "ArrowRight" ? 1 : -1)];
    next?.focus();
    return;
  }
  look("data");
  take(index, "text");
  const row = reachRow(index);
  row?.focus({ preventScroll: true });
}

function escape(event) {
  if (!card.hidden) {
    take(null, "key");
  } else if (event.target === byId("query") && state.filters.query) {
    filterBy({ query: "" });
  } else {
    document.activeElement?.blur();
  }
}
