const d = document, all = s => [...d.querySelectorAll(s)], one = s => all(s)[0]
const say = (b, t) => b.hidden = !(b.textContent = t)
const look = d.documentElement.dataset, knob = one("#theme")
const show = () => look.theme && say(knob, "Colours: " + look.theme)
knob.onclick = () => show(localStorage.theme = look.theme = { auto: "light", light: "dark" }[look.theme] || "auto")
show()
const clip = navigator.clipboard
if (clip) for (const from of all("[data-copy]")) {
	const b = d.createElement("button")
	b.className = "lk"
	b.onclick = () => clip.writeText(from.textContent).then(() => say(b, "Copied"))
	b.onblur = () => say(b, "Copy " + from.dataset.copy)
	b.onblur()
	from.after(b)
}
all(".keys").map(e => e.hidden = 0)
let last
const box = one("#lines"), num = e => +e.id.slice(1)
const light = () => {
	const [, a, z = a] = /^#L(\d+)(?:-L(\d+))?$/.exec(location.hash) || []
	if (!a || !box) return
	for (const e of all(".raw [id]")) e.classList.toggle("lit", num(e) >= +a && num(e) <= +z)
	box.value = a + "-" + z
	return one("#L" + a)
};
(onhashchange = () => light()?.scrollIntoView())()
onclick = e => {
	const raw = e.target.closest(".raw"), n = raw && num(e.target.closest("[id]"))
	if (!n || e.clientX - raw.getBoundingClientRect().left > 48) return
	last = e.shiftKey && last || n
	history.replaceState(0, "", `#L${Math.min(last, n)}-L${Math.max(last, n)}`)
	getSelection().empty()
	light()
}
onkeydown = e => {
	const k = e.key, marks = all("mark[id]"), at = marks.findIndex(m => m.matches(":target"))
	if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input,textarea,select,[role=region]")) return
	const to = one({ ArrowLeft: "link[rel=prev]", ArrowRight: "link[rel=next]" }[k] || "_")
	if (to) location = to.href
	if (k == "/") all("[type=search]").find(i => i.offsetParent)?.focus(e.preventDefault())
	const hit = { n: marks[at + 1] || marks[0], p: marks.at(Math.max(at, 0) - 1) }[k]
	if (hit) location.hash = hit.id
}
