// The preview works without this. With it, all lines of a range light up, not only the first, also when a field
// gets the focus, and leaving the page with something typed and not sent asks first.
"use strict";
(() => {
  const form = document.querySelector("form.ingest");
  const pane = document.querySelector(".ingest-raw");
  if (!form || !pane) return;

  const light = (range) => {
    const [first, last] = range.split("-").map(Number);
    for (const line of pane.querySelectorAll(".lit")) line.classList.remove("lit");
    const top = document.getElementById(`L${first}`);
    if (!top) return;
    for (let n = first; n <= last; n++) document.getElementById(`L${n}`)?.classList.add("lit");
    // Only the pane moves, not the page: the field stays under the eye.
    const place = top.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTop = place - pane.clientHeight / 4;
  };

  form.addEventListener("click", (event) => {
    const link = event.target.closest("a.lines");
    if (!link) return;
    // On a narrow screen the source is out of sight: the link goes there, as it does without this file.
    if (pane.getBoundingClientRect().bottom > 0) event.preventDefault();
    light(link.dataset.lines);
  });

  form.addEventListener("focusin", (event) => {
    const field = event.target;
    if (!field.matches("input[type=text], textarea, select")) return;
    const link = field.closest(".form-row")?.querySelector("a.lines");
    const range = field.dataset.lines || link?.dataset.lines;
    if (range) light(range);
  });

  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
})();
