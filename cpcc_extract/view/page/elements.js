// Elements are found and made here. Whatever a report says goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);

/** An element with attributes (null and false: left out, true: empty) and content (strings and elements). */
function make(tag, attributes = {}, ...content) {
  return filled(document.createElement(tag), attributes, content);
}

/** The same for a drawing. */
function draw(tag, attributes = {}, ...content) {
  return filled(document.createElementNS(SVG, tag), attributes, content);
}

function filled(element, attributes, content) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...content.filter((part) => part !== null && part !== undefined && part !== ""));
  return element;
}

/** The text with places where a line may end: behind the dots and bars of `proposal.answer_rate`. */
const breakable = (name) => (name.match(/[^._]+[._]*|[._]+/g) ?? []).flatMap((part) => [part, make("wbr")]);

function show(element, visible) {
  element.hidden = !visible;
}

/** The element of that kind which an event happened in, or null. */
const hit = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

const narrow = window.matchMedia("screen and (max-width: 760px)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

const glide = () => (calm.matches ? "auto" : "smooth");

/** Scrolls `element` into sight: into the middle of its pane, on a narrow screen above the record. */
function bring(element) {
  if (narrow.matches) {
    window.scrollBy({ top: element.getBoundingClientRect().top - innerHeight / 5, behavior: glide() });
  } else {
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: glide() });
  }
}
