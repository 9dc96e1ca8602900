/** Adds to a link to a section: pressing it also copies its address. */
const script = document.querySelector("script[data-copied]");
const status = document.createElement("p");
status.className = "visually-hidden";
status.setAttribute("role", "status");
document.body.append(status);

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.anchor");
  if (!link || !navigator.clipboard) return;
  try {
    await navigator.clipboard.writeText(link.href);
    status.textContent = script.dataset.copied;
  } catch {
    // Refused by the browser: the link still leads to the section.
  }
});
