// The outline: articles and sections with how many claims they hold, and the legend of kinds.

const tree = byId("tree");

function showOutline() {
  const one = current();
  const counts = new Map();
  for (const claim of one.claims) {
    for (const id of [`a${claim.article}`, ...pathOf(one, claim.section)]) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  const lists = new Map();
  const roots = one.articles.map((article) => {
    const list = make("ul");
    lists.set(`a${article.index}`, list);
    const name = article.title ?? say("article.untitled", { number: article.index + 1 });
    return make("li", { class: "whole" }, entry("article", article.index, name, counts.get(`a${article.index}`)), list);
  });
  for (const section of one.sections.values()) {
    const list = make("ul");
    lists.set(section.id, list);
    const above = lists.get(section.parent ?? `a${section.article}`) ?? lists.get(`a${section.article}`);
    above?.append(make("li", {}, entry("section", section.id, section.title, counts.get(section.id)), list));
  }
  for (const list of lists.values()) {
    if (list.children.length) {
      const name = list.previousElementSibling.querySelector("a").textContent;
      list.before(make("button", { type: "button", class: "fold", "aria-expanded": "true",
        "aria-label": say("fold", { title: name }) }));
    } else {
      list.remove();
    }
  }
  tree.replaceChildren(make("ul", { class: "tree" }, ...roots));
}

function entry(kind, id, name, count = 0) {
  return make("div", { class: "entry", [`data-${kind}`]: id },
    make("a", { href: "#text", title: name }, name), make("span", { class: "count" }, counted(count)));
}

function showLegend() {
  const one = current();
  const counts = new Map();
  one.claims.forEach((claim) => counts.set(claim.kind, (counts.get(claim.kind) ?? 0) + 1));
  byId("legend").replaceChildren(...contents.kinds.filter((kind) => counts.has(kind.id)).map((kind) =>
    make("button", { type: "button", class: `kind kind-${kind.id}`, "data-kind": kind.id,
      "aria-pressed": String(state.filters.kinds.has(kind.id)) },
    make("i"), say(`kind.${kind.id}`), " ", make("span", { class: "count" }, counted(counts.get(kind.id))))));
  byId("asides-count").textContent = counted(one.asides.length);
  byId("asides").checked = state.asides;
}

/** The entry of the section that is being read stands out. */
function followReading() {
  const top = text.getBoundingClientRect().top + 60;
  let reading = null;
  for (const head of text.querySelectorAll(".part > .heading")) {
    if (head.offsetParent && head.getBoundingClientRect().top <= top) {
      reading = head.parentElement.dataset.section;
    }
  }
  tree.querySelectorAll(".entry").forEach((one) =>
    one.classList.toggle("reading", reading !== null && one.dataset.section === reading));
}

function listenToOutline() {
  tree.addEventListener("click", (event) => {
    const toggle = hit(event, ".fold");
    const link = hit(event, "a");
    if (toggle) {
      const expanded = toggle.getAttribute("aria-expanded") === "true";
      toggle.setAttribute("aria-expanded", String(!expanded));
    } else if (link) {
      event.preventDefault();
      goTo(link.parentElement);
    }
  });
  byId("legend").addEventListener("click", (event) => {
    const kind = hit(event, ".kind")?.dataset.kind;
    if (kind) {
      const kinds = new Set(state.filters.kinds);
      if (!kinds.delete(kind)) {
        kinds.add(kind);
      }
      filterBy({ kinds });
      byId("legend").querySelector(`[data-kind="${kind}"]`).focus();
    }
  });
  byId("asides").addEventListener("change", (event) => {
    state.asides = event.target.checked;
    showAsides();
  });
  let waiting = false;
  text.addEventListener("scroll", () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        followReading();
      });
    }
  }, { passive: true });
}

function goTo({ dataset }) {
  const place = dataset.section === undefined
    ? text.querySelector(`[data-article="${CSS.escape(dataset.article)}"]`)
    : text.querySelector(`[data-section="${CSS.escape(dataset.section)}"]`);
  if (!place) {
    return;
  }
  look("text");
  unfold(place);
  place.scrollIntoView({ block: "start", behavior: glide() });
  const head = place.querySelector(".heading, .title") ?? place;
  head.setAttribute("tabindex", "-1");
  head.focus({ preventScroll: true });
}
