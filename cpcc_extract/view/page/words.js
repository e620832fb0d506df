// The interface's words, in the language that is chosen.

const LANGUAGES = ["zh", "en"];
let language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";

/** The word with that id; {name} in it is replaced by `values.name`. Unknown ids are shown as they are. */
function say(id, values = {}) {
  const word = contents.words[id];
  const text = word ? word[LANGUAGES.indexOf(language)] : id;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The word `<group>.<id>`, or the id itself where the table has none. */
function sayOf(group, id) {
  const word = `${group}.${id}`;
  return word in contents.words ? say(word) : id;
}

/** Number with the separators of the language. */
const counted = (number) => number.toLocaleString(language === "zh" ? "zh-CN" : "en");

/** A number of any size in few characters, for charts. */
function brief(number) {
  const locale = language === "zh" ? "zh-CN" : "en";
  return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 2 }).format(number);
}

/** Puts the words into all elements that ask for one. */
function speak() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = say(element.dataset.word);
  }
  for (const element of document.querySelectorAll("[data-word-name]")) {
    element.setAttribute("aria-label", say(element.dataset.wordName));
  }
  for (const element of document.querySelectorAll("[data-word-title]")) {
    element.title = say(element.dataset.wordTitle);
    element.setAttribute("aria-label", element.title);
  }
  for (const element of document.querySelectorAll("[data-word-placeholder]")) {
    element.placeholder = say(element.dataset.wordPlaceholder);
  }
}
