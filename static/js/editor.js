// The Markdown editor takes the Tab key for itself, and a keyboard user could never leave it
// (WCAG 2.1.2). We see the key first and leave it to the browser.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab" && event.target.matches(".markdownx-editor")) event.stopPropagation();
  },
  true,
);
