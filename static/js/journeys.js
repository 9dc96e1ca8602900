/** Questions that readers keep, on their device alone; a way out of a page; a button to print. */
const KEY = "kept-questions";
const MOST = 50;
const TOP = /^\/[^/\\]/; // an address of this site, and no other
const all = (selector) => [...document.querySelectorAll(selector)];

/** What is kept, oldest first; whatever else lies in the storage counts as nothing. */
function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return list.filter((one) => typeof one?.title === "string" && TOP.test(one.url));
  } catch {
    return [];
  }
}

function keep(list) {
  try {
    if (list.length) localStorage.setItem(KEY, JSON.stringify(list.slice(-MOST)));
    else localStorage.removeItem(KEY);
  } catch {
    // Full or forbidden: what shows is what is really kept.
  }
  show();
}

const without = (url) => kept().filter((one) => one.url !== url);

/** Shows what is kept, wherever this page speaks of it. */
function show() {
  const list = kept();
  for (const part of all("[data-kept]")) part.hidden = !list.length;
  for (const part of all("[data-kept-none]")) part.hidden = list.length > 0;
  for (const part of all("[data-kept-count]")) part.textContent = list.length;
  for (const button of all("button.keep")) {
    button.setAttribute("aria-pressed", list.some((one) => one.url === button.dataset.url));
  }
  document.querySelector("[data-kept-list]")?.replaceChildren(...list.map(line));
}

function line({ title, url }) {
  const item = document.querySelector("[data-kept-item]").content.cloneNode(true);
  const link = item.querySelector("a");
  link.textContent = title;
  link.href = url;
  const remove = item.querySelector("button");
  remove.setAttribute("aria-label", `${remove.textContent}: ${title}`);
  remove.addEventListener("click", () => {
    keep(without(url));
    document.getElementById("my-questions").focus();
  });
  return item;
}

/** Puts a button after `place` that keeps `title`, or lets it go again. */
function offer(template, place, title, url, heading) {
  const button = template.content.firstElementChild.cloneNode(true);
  button.dataset.url = url;
  if (heading) button.setAttribute("aria-label", `${button.textContent}: ${heading}`);
  button.addEventListener("click", () => {
    const pressed = button.getAttribute("aria-pressed") === "true";
    keep(pressed ? without(url) : [...kept(), { title, url }]);
  });
  place.after(button);
}

for (const template of all("template[data-keep]")) {
  const title = template.dataset.keep;
  if (!("sections" in template.dataset)) offer(template, template, title, template.dataset.url);
  else {
    for (const heading of all(".prose > h2[id]")) {
      const parts = [...heading.childNodes].filter((one) => !one.matches?.(".anchor"));
      const text = parts.map((one) => one.textContent).join("").trim();
      offer(template, heading, `${title}: ${text}`, `${location.pathname}#${heading.id}`, text);
    }
  }
}

document.querySelector("[data-forget]")?.addEventListener("click", () => {
  keep([]);
  document.getElementById("my-questions").focus();
});

document.querySelector("[data-kept-add]")?.addEventListener("click", () => {
  const field = document.getElementById("id_message");
  const lines = kept().map((one) => `- ${one.title}`);
  field.value = [field.value.trimEnd(), ...lines].filter(Boolean).join("\n");
  field.focus();
});

for (const part of all(".without-script")) part.hidden = true;
for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const exit = document.querySelector(".exit__link");
if (exit) {
  // This page's place in the tab's history is taken, so that “back” does not lead here.
  const leave = () => location.replace(exit.href);
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    presses = event.key === "Escape" ? [...presses, event.timeStamp].slice(-3) : [];
    if (presses.length === 3 && presses[2] - presses[0] < 3000) leave();
  });
}

addEventListener("storage", show); // kept, or forgotten, in another tab
show();
