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

function show(element, visible) {
  element.hidden = !visible;
}

/** The element of that kind which an event happened in, or null. */
const hit = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

const narrow = window.matchMedia("(max-width: 760px)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Scrolls `element` into the middle of what scrolls around it. */
function bring(element) {
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}
