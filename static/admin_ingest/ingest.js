// The preview works without this. With it, all lines of a range light up, not only the first, also when a field
// gets the focus, and what is typed is kept as one goes: closing the page loses nothing.
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

  // Text that is marked in the source becomes the value of the field one was in, with its place as evidence.
  const use = document.querySelector(".ingest .use");
  let field = null;
  let marked = null;
  const lineOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".ingest-raw > span");
  const columnOf = (line, node, offset) => {
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    return range.toString().length;
  };

  form.addEventListener("focusin", (event) => {
    if (event.target.matches("input[type=text][data-path], textarea[data-path]")) field = event.target;
  });

  document.addEventListener("selectionchange", () => {
    if (!use || document.activeElement?.matches("input, textarea")) return;
    const chosen = document.getSelection();
    marked = null;
    if (field && chosen.rangeCount && !chosen.isCollapsed) {
      const range = chosen.getRangeAt(0);
      const [first, last] = [lineOf(range.startContainer), lineOf(range.endContainer)];
      if (first && last && pane.contains(first)) {
        const from = columnOf(first, range.startContainer, range.startOffset);
        const to = columnOf(last, range.endContainer, range.endOffset);
        marked = { text: chosen.toString().split(/\s+/).join(" ").trim(), place: `${first.dataset.n}:${from}-${last.dataset.n}:${to}` };
      }
    }
    use.hidden = !marked?.text;
    if (marked?.text) use.firstElementChild.textContent = `Use what is marked for: ${field.getAttribute("aria-label") || field.labels[0]?.textContent.replace(/:$/, "") || ""}`;
  });

  use?.firstElementChild.addEventListener("click", () => {
    if (!field || !marked?.text) return;
    field.value = marked.text;
    const name = `${field.name}.from`;
    let place = form.elements.namedItem(name);
    if (!place) {
      place = document.createElement("input");
      place.type = "hidden";
      place.name = name;
      form.append(place);
    }
    place.value = marked.place;
    use.hidden = true;
    document.getSelection().removeAllRanges();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });

  form.addEventListener("input", (event) => {
    // What is typed over stands nowhere.
    const place = event.isTrusted && form.elements.namedItem(`${event.target.name}.from`);
    if (place) place.remove();
  });

  form.querySelector(".errors [data-path], [data-doubt]")?.focus();

  let typed = 0;
  let kept = 0;
  let timer = 0;
  let gone = false;
  const status = form.querySelector(".kept");
  const say = (words) => { if (status) status.textContent = words; };

  const keep = async () => {
    clearTimeout(timer);
    if (gone || kept === typed) return;
    const upTo = typed;
    const data = new FormData(form);
    data.append("_autosave", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, redirect: "manual" });
      if (answer.status !== 204) throw new Error(answer.status);
      kept = Math.max(kept, upTo);
      const now = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      say(`What you typed is kept, ${now}.`);
    } catch {
      say("What you typed is not kept yet: the archive did not answer. It is tried again.");
      timer = setTimeout(keep, 10000);
    }
  };

  form.addEventListener("input", () => {
    typed += 1;
    clearTimeout(timer);
    timer = setTimeout(keep, 1500);
  });
  form.addEventListener("submit", () => { gone = true; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  window.addEventListener("beforeunload", (event) => {
    if (gone || kept === typed) return;
    keep();
    event.preventDefault();
  });
})();
