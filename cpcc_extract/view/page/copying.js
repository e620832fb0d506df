// Choosing rows and copying them, as a table that a spreadsheet takes and never runs.

let lastChosen = null;

const runs = new RegExp(`^(?:${contents.formula.runs})`);
const signed = new RegExp(`^(?:${contents.formula.signed})$`);

/** A cell as text on one line; an apostrophe before what a spreadsheet would take for a formula. */
function cell(value) {
  const printed = value === null ? "" : String(value);
  const safe = runs.test(printed) && !signed.test(printed) ? contents.formula.harmless + printed : printed;
  return safe.replace(/[\t\r\n\u2028\u2029]+/g, " ");
}

function asTsv(claims) {
  const names = contents.columns.map((column) => (language === "zh" ? column.header : column.id));
  const lines = claims.map((claim) => contents.columns.map((column) => cell(claim[column.id])));
  return [names, ...lines].map((line) => `${line.join("\t")}\r\n`).join("");
}

/** With `range`, all shown claims from the last one chosen to this. */
function choose(index, chosen, range) {
  const indexes = range && lastChosen !== null ? between(lastChosen, index) : [index];
  for (const one of indexes) {
    if (chosen) {
      state.chosen.add(one);
    } else {
      state.chosen.delete(one);
    }
  }
  lastChosen = index;
  showChosen();
}

function between(one, other) {
  const places = [one, other].map((index) => shownClaims.findIndex((claim) => claim.index === index));
  return places.includes(-1) ? [other]
    : shownClaims.slice(Math.min(...places), Math.max(...places) + 1).map((claim) => claim.index);
}

function chooseAll(chosen) {
  shownClaims.forEach((claim) => (chosen ? state.chosen.add(claim.index) : state.chosen.delete(claim.index)));
  showChosen();
}

const chosenClaims = () => shownClaims.filter((claim) => state.chosen.has(claim.index));

function showChosen() {
  for (const row of rows.children) {
    const chosen = state.chosen.has(Number(row.dataset.claim));
    row.setAttribute("aria-selected", String(chosen));
    row.querySelector("input").checked = chosen;
  }
  const count = chosenClaims().length;
  const all = byId("choose-all");
  all.checked = count > 0 && count === shownClaims.length;
  all.indeterminate = count > 0 && count < shownClaims.length;
  byId("copy").textContent = count
    ? say("copy.chosen", { count: counted(count) })
    : say("copy.all", { count: counted(shownClaims.length) });
  byId("copy").disabled = !shownClaims.length;
}

async function copyRows() {
  const claims = chosenClaims().length ? chosenClaims() : shownClaims;
  const done = await copyText(asTsv(claims));
  announce(done ? say("copy.done", { count: counted(claims.length) }) : say("copy.failed"));
}

/** True when the text is on the clipboard; browsers that deny it to pages from disk have an older way. */
async function copyText(content) {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    const area = make("textarea", { class: "unseen" });
    area.value = content;
    document.body.append(area);
    const before = document.activeElement;
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    return done;
  }
}

function listenToCopying() {
  byId("copy").addEventListener("click", copyRows);
  document.addEventListener("copy", (event) => {
    if (rows.contains(document.activeElement) && !getSelection().toString() && chosenClaims().length) {
      event.preventDefault();
      event.clipboardData.setData("text/plain", asTsv(chosenClaims()));
      announce(say("copy.done", { count: counted(chosenClaims().length) }));
    }
  });
}
