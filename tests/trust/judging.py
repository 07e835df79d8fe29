"""Whether a page in Chromium runs, loads or holds anything that a filing put into it."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

# Whatever a hostile text would do to show that it runs is said on the console; the policy may be off, so that a script
# that got in would run.
HOOKS = """
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = () => console.error('RAN ' + name + ' in ' + location.href);
"""

# What public pages are made of: elements, and the attributes of each beside id, class, role, title, hidden and aria-*.
_PLAIN = (
    "article aside b blockquote body br caption code dd del dl dt footer h1 h2 h3 header head ins main mark nav ol "
    "search section small strong summary sup tbody tfoot thead title tr ul wbr em"
)
PUBLIC = {
    **dict.fromkeys(_PLAIN.split(), ""),
    "a": "href rel",
    "abbr": "",
    "button": "type name value",
    "col": "",
    "datalist": "",
    "details": "open",
    "div": "tabindex",
    "fieldset": "",
    "form": "action method",
    "html": "lang data-theme",
    "i": "",
    "input": "autocomplete list maxlength name placeholder tabindex type value checked",
    "kbd": "",
    "label": "for",
    "legend": "",
    "li": "",
    "link": "href rel type",
    "meta": "charset content name property",
    "option": "value selected",
    "p": "data-copy",
    "path": "d",
    "pre": "data-copy tabindex",
    "rect": "x height width",
    "script": "defer src type",
    "select": "name",
    "span": "data-n",
    "svg": "preserveAspectRatio viewBox",
    "table": "",
    "td": "colspan rowspan",
    "textarea": "maxlength minlength name required rows",
    "th": "scope colspan rowspan",
    "time": "datetime",
}
# The names that elements of public pages have: none is made from what a filing says.
IDS = (
    r"[Lhy]\d+|h\d+|ix-.|table-\d+|addresses|cite|companies|contacts|email|errors|examples|failures|fields|holdings|lines"
    r"|looked|main|names|not|numbers|q|qerr|raw|reading|refine|tables|text|theme|website|copied|said|keys"
)
# The admin is Django's, with fields and widgets of its own: elements that it does not use, and what none may have.
_NEVER = (
    "applet audio base bgsound bdo canvas dialog embed font frame frameset iframe keygen marquee math noembed noframes "
    "object param picture plaintext portal slot source style template track video xmp animate set foreignObject image"
)

_LOOK = """([allowed, names, never, site]) => {
  const found = [], always = /^(?:id|class|role|title|hidden|aria-[a-z]+)$/, ids = new RegExp(`^(?:${names})$`);
  const addresses = ['href', 'src', 'action', 'formaction', 'cite', 'data', 'poster', 'background', 'xlink:href'];
  for (const one of document.querySelectorAll('*')) {
    const tag = one.localName, say = (words) => found.push(`${words}: ${one.outerHTML.slice(0, 150)}`);
    if (allowed ? !(tag in allowed) : never.includes(tag)) { say('element'); continue; }
    for (const {name, value} of one.attributes) {
      if (/^on|^(?:srcdoc|formaction|ping|srcset|background|nonce|is|popover)$/.test(name)) say(name);
      if (allowed && !always.test(name) && !allowed[tag].split(' ').includes(name)) say(name);
      if (allowed && name === 'id' && !ids.test(value)) say('id');
      if (name === 'http-equiv') say(name);
      if (!addresses.includes(name)) continue;
      let to;
      try { to = new URL(value, document.baseURI); } catch { say('address'); continue; }
      if (![location.origin, site].includes(to.origin)) say('address');
    }
    if (tag === 'script' && !one.src) {
      if (one.type !== 'application/ld+json') say('inline script');
      else try { JSON.parse(one.textContent); } catch { say('JSON'); }
    }
  }
  return found;
}"""


class Watch:
    """A page that is watched: ``faults`` gathers, with its address, what a page did that it must not."""

    def __init__(self, page: Any, site: str) -> None:
        self.page, self.site, self.faults = page, site, list[str]()
        self.opened = 0
        page.add_init_script(HOOKS)
        page.on("console", lambda m: self._console(m))
        page.on("pageerror", lambda error: self._say(f"script: {error}"))
        page.on("dialog", lambda dialog: (self._say(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._request(request.url))
        page.on("popup", lambda popup: self._say(f"opened {popup.url}"))

    def open(self, path: str, texts: Iterable[str] = (), *, admin: bool = False) -> Any:
        """Open a page and look at it; ``texts`` are those that may stand in it as words only."""
        response = self.page.goto(self.site + path, wait_until="load")
        self.opened += 1
        if response.status >= 500:
            self._say(f"answers {response.status}")
        if not self.page.url.startswith(self.site + "/"):
            self._say("was left")
            return response
        html = response.text()
        for text in texts:
            if re.search("<[a-zA-Z/!?]", text) and text in html:
                self._say(f"holds as it is: {text!r}")
        own = [None if admin else PUBLIC, IDS, _NEVER.split(), "http://testserver"]
        for fault in self.page.evaluate(_LOOK, own):
            self._say(fault)
        return response

    def _console(self, message: Any) -> None:
        # A page that answers 4xx is told on the console too.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self._say(f"console: {message.text[:200]}")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("about", "data") and f"{parts.scheme}://{parts.netloc}" != self.site:
            self._say(f"asks for {url[:200]}")

    def _say(self, words: str) -> None:
        self.faults.append(f"{self.page.url}: {words}")
