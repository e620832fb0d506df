// The record of the claim in hand, beside its mark; on a narrow screen at the bottom.

const card = byId("record");
let waitingToHover;

/** Shows what the mouse rests on, unless a record was asked for by click or key. */
function hover(index, mark) {
  clearTimeout(waitingToHover);
  if (!state.pinned && !narrow.matches) {
    waitingToHover = setTimeout(() => {
      fillCard(recordOf(current().claims[index]), false);
      place(mark);
    }, 60);
  }
}

function hoverReason(aside) {
  clearTimeout(waitingToHover);
  if (!state.pinned && !narrow.matches) {
    waitingToHover = setTimeout(() => showReason(aside), 60);
  }
}

function leave() {
  clearTimeout(waitingToHover);
  if (!state.pinned) {
    waitingToHover = setTimeout(() => state.pinned || show(card, false), 120);
  }
}

function followInRecord({ from }) {
  clearTimeout(waitingToHover);
  const claim = state.current === null ? null : current().claims[state.current];
  if (!claim) {
    show(card, false);
    return;
  }
  fillCard(recordOf(claim), state.pinned);
  const mark = marksOf.get(claim.index)?.[0];
  place(mark);
  if (from !== "text" && mark && !narrow.matches) {
    placeWhenStill(mark);
  }
}

function showReason(aside) {
  const [printed, line, column, verdict, rule] = current().asides[Number(aside.dataset.aside)];
  fillCard([
    make("h3", {}, printed.trim(), " ", make("span", { class: "chip" }, say("aside"))),
    make("p", {}, sayOf("fate", verdict)),
    list([[say("record.rule"), make("code", {}, rule)], [say("record.place"), say("place", { line, column })]]),
  ], false);
  place(aside);
}

function fillCard(content, pinned) {
  card.classList.toggle("pinned", pinned);
  const close = make("button", { type: "button", class: "close", "data-do": "close", "aria-label": say("close") }, "×");
  card.replaceChildren(close, ...content);
  card.scrollTop = 0;
  show(card, true);
}

function recordOf(claim) {
  const one = current();
  const heading = make("h3", {}, make("i", { class: `dot kind-${claim.kind}` }), claim.amount, " ",
    make("span", { class: "as-printed" }, asPrinted(claim)));
  const rows = [
    ["item", claim.item],
    ["action", claim.action],
    ["indicator", claim.indicator && make("span", {}, claim.indicator_label, " ", make("code", {}, claim.indicator))],
    ["dimension", claim.dimension && sayOf("dimension", claim.dimension)],
    ["bound", claim.bound === "exact" ? null : say(`bound.${claim.bound}`)],
    ["change", claim.change && say(`change.${claim.change}`)],
    ["comparison", claim.comparison],
    ["status", claim.status === "actual" ? null : say(`status.${claim.status}`)],
    ["period", claim.period && claim.period + (claim.period_text ? ` (${claim.period_text})` : "")],
    ["organisation", claim.organisation && [claim.organisation, claim.division_code].filter(Boolean).join(" ")],
    ["section_path", claim.section_path],
    ["part_of", leadTo(one.claimsById.get(claim.part_of))],
    ["repeats", leadTo(one.claimsById.get(claim.repeats))],
    ["sentence", claim.sentence && quoted(claim)],
    ["rule", claim.rule && make("code", {}, claim.rule)],
    ["place", `${say("place", { line: claim.line, column: claim.column })} · ${claim.start}–${claim.end} · ${claim.id}`],
  ];
  const tools = make("div", { class: "tools" },
    make("button", { type: "button", "data-do": "previous" }, "‹ ", say("previous")),
    make("button", { type: "button", "data-do": "next" }, say("next"), " ›"),
    make("button", { type: "button", "data-do": "table", class: "in-table" }, say("show.table")),
    make("button", { type: "button", "data-do": "text", class: "in-text" }, say("show.text")));
  return [heading, list(rows.filter(([, value]) => value).map(([id, value]) => [say(`record.${id}`), value])), tools];
}

/** The sentence, with the amount in it set off where it stands in one piece. */
function quoted(claim) {
  const printed = claim.text.replace(/\s+/g, "");
  const at = claim.sentence.indexOf(printed);
  if (at < 0 || claim.sentence.indexOf(printed, at + 1) >= 0) {
    return claim.sentence;
  }
  return make("span", {}, claim.sentence.slice(0, at), make("b", {}, printed), claim.sentence.slice(at + printed.length));
}

function leadTo(claim) {
  return claim && make("button", { type: "button", class: "link", "data-do": "claim", "data-claim": claim.index },
    `${subject(claim)} ${claim.amount}`);
}

function list(rows) {
  return make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

/** Puts the card under its mark, or above where there is more room. */
function place(mark) {
  card.style.left = "";
  card.style.top = "";
  if (!mark || narrow.matches) {
    return;
  }
  const at = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const width = card.offsetWidth;
  const height = card.offsetHeight;
  const below = at.bottom + 8;
  const above = at.top - height - 8;
  const top = below + height < innerHeight || above < 0 ? Math.min(below, innerHeight - height - 8) : above;
  // Over the text, not over the table, where the claim's row stands out at the same time.
  const right = Math.min(innerWidth, text.getBoundingClientRect().right) - 8;
  card.style.left = `${Math.max(8, Math.min(at.left - 24, right - width))}px`;
  card.style.top = `${Math.max(8, top)}px`;
}

/** Places the card again until the text under it has come to rest. */
function placeWhenStill(mark, before = null, tries = 90) {
  requestAnimationFrame(() => {
    const { top } = mark.getBoundingClientRect();
    place(mark);
    if (tries && state.pinned && (top !== before || tries > 85)) {
      placeWhenStill(mark, top, tries - 1);
    }
  });
}

function listenToRecord() {
  card.addEventListener("mouseenter", () => clearTimeout(waitingToHover));
  card.addEventListener("mouseleave", leave);
  card.addEventListener("click", (event) => {
    const button = hit(event, "[data-do]");
    if (!button) {
      return;
    }
    const action = button.dataset.do;
    if (action === "close") {
      take(null, "record");
    } else if (action === "previous" || action === "next") {
      step(action === "next" ? 1 : -1);
    } else if (action === "claim") {
      take(Number(button.dataset.claim), "record");
    } else {
      look(action === "table" ? "data" : "text");
      take(state.current, "record");
    }
  });
  const follow = () => {
    const mark = marksOf.get(state.current)?.[0];
    if (!card.hidden && state.pinned && mark) {
      place(mark);
    } else if (!state.pinned) {
      show(card, false);
    }
  };
  text.addEventListener("scroll", follow, { passive: true });
  window.addEventListener("scroll", follow, { passive: true });
  window.addEventListener("resize", follow);
}
