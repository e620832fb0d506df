// The report as printed: lines in their sections, claims and set-aside numerals marked in place.

const text = byId("text");
let marksOf = new Map();

function showText() {
  const one = current();
  marksOf = new Map();
  const whole = make("div", { class: "printed" });
  let open = [{ id: null, box: whole }];
  let article = -1;
  one.lines.forEach((line) => {
    if (line.article !== article && line.article !== null) {
      article = line.article;
      const box = make("section", { class: "article", "data-article": article });
      whole.append(box);
      open = [{ id: null, box }];
    }
    open = openedAt(one, open, line);
    open[open.length - 1].box.append(lineElement(one, line));
  });
  text.replaceChildren(whole);
  text.scrollTop = 0;
}

/** The sections around a line; those that it does not share with the line above are begun. */
function openedAt(one, open, line) {
  const path = pathOf(one, line.section);
  let depth = 0;
  while (depth < path.length && open[depth + 1]?.id === path[depth]) {
    depth += 1;
  }
  const kept = open.slice(0, depth + 1);
  for (const id of path.slice(depth)) {
    const box = make("section", { class: "part", "data-section": id });
    kept[kept.length - 1].box.append(box);
    kept.push({ id, box });
  }
  return kept;
}

const HEADINGS = { title: 1, heading: 2 };

function lineElement(one, line) {
  const content = line.parts.map((part) => (typeof part === "string" ? part : markElement(one, ...part)));
  const level = HEADINGS[line.kind];
  if (!level) {
    return make("p", { class: `line ${line.kind}${line.joins ? " joins" : ""}`, "data-line": line.line }, ...content);
  }
  const depth = line.kind === "heading" ? (one.sections.get(line.section)?.level ?? 1) : 0;
  const head = make("div", { class: `line ${line.kind}`, role: "heading", "aria-level": Math.min(level + depth, 6),
    "data-line": line.line, "data-depth": depth });
  if (line.kind === "heading") {
    head.append(make("button", { type: "button", class: "fold", "aria-expanded": "true",
      "aria-label": say("fold", { title: one.sections.get(line.section)?.title ?? "" }) }));
  }
  head.append(...content);
  return head;
}

function markElement(one, content, kind, index) {
  if (kind === "aside") {
    return make("span", { class: "aside", "data-aside": index }, content);
  }
  const claim = one.claims[index];
  const mark = make("mark", { class: `claim kind-${claim.kind} ${claim.status}`, role: "button", tabindex: "-1",
    "data-claim": index }, content);
  marksOf.set(index, [...(marksOf.get(index) ?? []), mark]);
  return mark;
}

/** Marks what is in hand, and brings it into sight unless the reader is there already. */
function followInText({ from }) {
  text.querySelectorAll("mark.current").forEach((mark) => mark.classList.remove("current"));
  const marks = marksOf.get(state.current);
  if (!marks) {
    return;
  }
  marks.forEach((mark) => mark.classList.add("current"));
  rove(text, marks[0], "mark");
  unfold(marks[0]);
  if (from !== "text" || hiddenByRecord(marks[0])) {
    bring(marks[0]);
  }
}

const hiddenByRecord = (mark) => narrow.matches && mark.getBoundingClientRect().bottom > innerHeight * 0.4;

/** Of many elements of one kind only one is on the way of the tab key; arrows lead to the others. */
function rove(inside, element, selector) {
  inside.querySelectorAll(`${selector}[tabindex="0"]`).forEach((other) => other.setAttribute("tabindex", "-1"));
  element.setAttribute("tabindex", "0");
}

function unfold(element) {
  for (let part = element.closest(".folded"); part; part = part.parentElement.closest(".folded")) {
    fold(part, false);
  }
}

function fold(part, folded) {
  part.classList.toggle("folded", folded);
  part.querySelector(":scope > .heading > .fold")?.setAttribute("aria-expanded", String(!folded));
}

let dimming;

/** Claims that the filters leave out step back, once the reader has stopped typing. */
function dimFiltered() {
  const first = shownClaims.length ? marksOf.get(state.current ?? shownClaims[0].index) : null;
  if (first) {
    rove(text, first[0], "mark");
  }
  clearTimeout(dimming);
  dimming = setTimeout(() => {
    const kept = new Set(shownClaims.map((claim) => claim.index));
    marksOf.forEach((marks, index) => marks.forEach((mark) => mark.classList.toggle("dim", !kept.has(index))));
  }, 100);
}

function showAsides() {
  text.classList.toggle("with-asides", state.asides);
  text.querySelectorAll(".aside").forEach((aside) => {
    if (state.asides) {
      aside.setAttribute("tabindex", "0");
    } else {
      aside.removeAttribute("tabindex");
    }
  });
}

function listenToText() {
  text.addEventListener("click", (event) => {
    const toggle = hit(event, ".fold");
    const mark = hit(event, "mark");
    const aside = hit(event, ".aside");
    if (toggle) {
      fold(toggle.closest(".part"), toggle.getAttribute("aria-expanded") === "true");
    } else if (mark) {
      take(Number(mark.dataset.claim), "text");
    } else if (aside && state.asides) {
      showReason(aside);
    } else {
      take(null, "text");
    }
  });
  text.addEventListener("mouseover", (event) => {
    const mark = hit(event, "mark");
    const aside = hit(event, ".aside");
    if (mark) {
      hover(Number(mark.dataset.claim), mark);
    } else if (aside && state.asides) {
      hoverReason(aside);
    } else {
      leave();
    }
  });
  text.addEventListener("mouseleave", leave);
  text.addEventListener("focusin", (event) => {
    const mark = hit(event, "mark");
    const aside = hit(event, ".aside");
    if (mark && mark.matches(":focus-visible")) {
      take(Number(mark.dataset.claim), "text", { pinned: false });
    } else if (aside && aside.matches(":focus-visible")) {
      showReason(aside);
    }
  });
}
