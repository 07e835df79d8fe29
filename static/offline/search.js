// The page that searches a copy: reads its own address, shows what is found as the site's lists show it.
"use strict"

const PAGE = 15, WIDTH = 260, BEFORE = 70, MOST = 8
const FACETS = [["company", "Company", "§c"], ["item", "Form item", "§i"], ["year", "Year", "§y"]]
const asked = new URLSearchParams(location.search)
const found = document.querySelector("#found"), rail = document.querySelector("#refine")
const counted = (number, what = "release") => `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`

// An element with attributes and what stands in it: elements and text.
function make(name, attributes, ...inner) {
	const element = document.createElement(name)
	for (const [key, value] of Object.entries(attributes ?? {})) if (value != null) element.setAttribute(key, value)
	element.append(...inner.flat().filter(one => one != null))
	return element
}

const link = (text, href, attributes) => make("a", { href, ...attributes }, text)
const note = (...inner) => make("div", { class: "note-box" }, ...inner)

// The address of this page with some parameters changed, null to leave them out.
function but(changes) {
	const changed = new URLSearchParams(asked)
	changed.delete("page")
	for (const [name, value] of Object.entries(changes)) value == null ? changed.delete(name) : changed.set(name, value)
	if (!changed.has("year")) changed.delete("month")
	return "?" + changed
}

function day(iso) {
	if (!iso) return make("span", { class: "when" }, "No date")
	const said = new Date(iso).toLocaleDateString("en-US", { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" })
	return make("time", { datetime: iso }, said)
}

// Where the words looked for stand in a text: [start, end, which], in order, none within another.
function hits(text, wanted, index) {
	const words = tokens(text, index.folds), places = []
	wanted.forEach((one, which) => {
		for (const [first, last] of rows(words, one.words, one.prefix)) places.push([words[first][1], words[last][2], which])
	})
	places.sort((a, b) => a[0] - b[0] || b[1] - a[1])
	return places.filter(([start, end], i) => !places.slice(0, i).some(([first, last]) => start < last && end > first))
}

function marked(text, places, start = 0, end = text.length) {
	const inner = []
	for (const [from, to] of places.filter(place => place[0] >= start && place[1] <= end)) {
		inner.push(text.slice(start, from), make("mark", null, text.slice(from, to)))
		start = to
	}
	return [...inner, text.slice(start, end)]
}

// The part of a release that shows most of the words, with the line of the filing that it stands on.
function snippet(texts, folder, wanted, index) {
	let best = null
	for (const [text, ...lines] of texts) {
		const places = hits(text, wanted, index), number = new Set(places.map(place => place[2])).size
		if (number && number > (best?.number ?? 0)) best = { text, lines, places, number }
	}
	best ??= { text: texts.map(([text]) => text).find(text => text.length > 60) ?? texts[0]?.[0] ?? "", lines: [], places: [] }
	const { text, lines, places } = best
	let start = Math.max(Math.min((places[0]?.[0] ?? 0) - BEFORE, text.length - WIDTH), 0), end = Math.min(start + WIDTH, text.length)
	if (text.length <= WIDTH + 40) [start, end] = [0, text.length]
	if (start) start = text.indexOf(" ", start) + 1
	if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start)
	const source = lines.length && link(lines[0] === lines[1] || lines.length < 2 ? lines[0] : `${lines[0]}–${lines[1]}`,
		`../${folder}/source/index.html#L${lines[0]}`, { class: "src", "aria-label": `Source line ${lines[0]}` })
	return make("p", { class: "snip" }, start ? "…" : "", marked(text, places, start, end), end < text.length ? "…" : "", ...(source ? [" ", source] : []))
}

function line([folder, headline, iso, by, company, filed, texts], wanted, index) {
	const anywhere = wanted.filter(one => !one.headline)
	return make("li", { class: "entry" }, day(iso),
		make("h2", headline.length > 160 ? { class: "long" } : null, make("a", { href: `../${folder}/index.html` }, marked(headline, hits(headline, wanted, index)))),
		make("p", { class: "by" }, link(by, `../${company}`), filed),
		snippet(texts, folder, anywhere, index))
}

// What is asked for besides words, each with a link that leaves it out.
async function chips(index) {
	const all = []
	for (const name of FILTERS.filter(name => asked.get(name))) {
		let text = `${name} ${asked.get(name)}`
		if (name === "company") text = (await index.of(`§c${asked.get(name)}`))?.name ?? asked.get(name)
		if (name === "month") text = new Date(Date.UTC(2000, asked.get(name) - 1)).toLocaleDateString("en-US", { timeZone: "UTC", month: "long" })
		if (name.startsWith("has_")) text = `has ${asked.get(name) === "0" ? "no" : "a"} ${name.slice(4)}`
		if (name === "state") text = `incorporated in ${asked.get(name)}`
		all.push(link([text, " "], but({ [name]: null })))
		all.at(-1).append(make("span", { class: "x", "aria-hidden": "true" }, "×"), make("span", { class: "vh" }, ", remove this filter"))
		document.querySelector("#ask").append(make("input", { type: "hidden", name, value: asked.get(name) }))
	}
	return all
}

function sorting(now, ranked, shown, first, total) {
	const ways = { ...(ranked ? { best: "Best match" } : {}), newest: "Newest", oldest: "Oldest" }
	const usual = ranked ? "best" : "newest"
	return make("div", { class: "sort hang" },
		make("ul", { "aria-label": "Sort by" }, Object.entries(ways).map(([way, text]) =>
			make("li", null, link(text, but({ sort: way === usual ? null : way }), { "aria-current": way === now ? "true" : null })))),
		make("span", { class: "mute" }, `${(first + 1).toLocaleString("en")}–${(first + shown).toLocaleString("en")} of ${total.toLocaleString("en")}`))
}

function pager(page, last) {
	const to = (text, number, rel) => number < 1 || number > last ? make("span", { class: "mute" }, text)
		: link(text, but({ page: number > 1 ? number : null }), { rel })
	const near = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, last])].filter(n => n >= 1 && n <= last)
	return make("nav", { class: "pager hang", "aria-label": "Pages" }, to("Previous", page - 1, "prev"), " ",
		make("ul", null, near.map(n => make("li", null, n === page ? make("span", { "aria-current": "page" }, n) : to(n, n)))),
		" ", to("Next", page + 1, "next"))
}

// Values that narrow what was found, with what each leaves of it.
async function facets(releases, index) {
	const here = new Set(releases), sections = []
	for (const [name, title, sign] of FACETS) {
		if (asked.get(name)) continue
		const values = (await index.beginning(sign)).map(one => ({ ...one, count: one.releases.filter(release => here.has(release)).length }))
			.filter(one => one.count && one.count < releases.length)
		values.sort(name === "year" ? (a, b) => (a.word < b.word ? 1 : -1) : (a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
		if (!values.length) continue
		const plain = one => one.word.slice(2).replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
		sections.push(make("section", null, make("h3", null, title), make("ul", { class: "facet" },
			values.slice(0, name === "year" ? values.length : MOST).map(one => make("li", null,
				make("a", { href: but({ [name]: plain(one) }) }, make("span", null, one.name || plain(one)), " ", make("span", { class: "n" }, one.count.toLocaleString("en"))))))))
	}
	return sections.length ? [make("section", null, make("h2", null, "Refine"), make("div", null, sections))] : []
}

// Nothing was found: what was looked for, and searches near it that find something.
async function nothing(query, filters, index) {
	const text = asked.get("q") ?? "", others = [], unknown = []
	const offer = async (q, without, said, after = "") => {
		const changed = read(q, index), kept = without ? filters.filter(one => !without.includes(one.name)) : filters
		const { releases, looked } = await search(changed, kept, index, "newest")
		if (releases.length) others.push(make("li", null, link(said, but({ q: q || null, ...Object.fromEntries((without ?? []).map(name => [name, null])) })),
			`${after}: ${looked ? "at least " : ""}${counted(releases.length)}`))
	}
	const parts = query.groups.flat()
	for (const one of parts.filter(one => one.plain && !one.not)) {
		if (await index.of(one.words[0])) continue
		unknown.push(one.raw)
		for (const near of await index.near(one.words[0]))
			await offer(text.replace(one.raw, near.word), null, text.replace(one.raw, near.word), " is close")
	}
	if (parts.length > 1)
		for (const one of parts) await offer(text.replace((one.not ? "-" : "") + one.raw, "").replace(/\s+/g, " ").trim(), null, `The same search without ${one.raw}`)
	for (const { name } of filters) await offer(text, [name], `The same search without the filter ${name.replace("_", " ")}`)
	if (filters.length > 1 && text) await offer(text, filters.map(one => one.name), "The same search without any filter")
	const said = unknown.length ? `No release in this copy has ${unknown.map(one => `“${one}”`).join(" or ")}.`
		: text ? `No release${filters.length ? " with these filters" : ""} fits the query ${text}.` : "No release has all of these filters."
	return [note(make("p", null, said), others.length ? make("ul", null, others) : null),
		make("p", { class: "mute" }, "The archive holds what has been ingested, not everything that was filed. This copy has ",
			counted(index.releases), ": ", link("all of them, newest first", "../releases/index.html"), ".")]
}

async function answer() {
	const index = new Index(await load("start"))
	const text = (asked.get("q") ?? "").slice(0, 1000), query = read(text, index), filters = filtersOf(asked, index)
	document.querySelector("#q").value = text
	const wanted = query.groups.flat().filter(one => one.words && !one.not)
	const sort = ["best", "newest", "oldest"].includes(asked.get("sort")) ? asked.get("sort") : wanted.length ? "best" : "newest"
	const now = make("p", { role: "status" }, "Searching")
	found.append(make("div", { class: "now" }, now, await chips(index)))
	if (query.faults.length) found.append(make("p", { class: "hint" }, `Brackets and NEAR are read at the archive’s own site only: ${query.faults.join(" ")} was left out.`))
	const { releases, looked } = await search(query, filters, index, sort)
	const page = Math.max(parseInt(asked.get("page")) || 1, 1), first = (page - 1) * PAGE
	const last = Math.max(Math.ceil(releases.length / PAGE), 1)
	now.replaceChildren(make("b", null, releases.length ? counted(releases.length) : "No releases"), text || filters.length ? ` of ${index.releases.toLocaleString("en")}` : "")
	document.title = text ? `${text}: ${counted(releases.length)} – neoarchive` : document.title
	if (looked) found.append(make("p", { class: "hint" }, `Words in a row are looked for in the text itself: in the ${looked} releases that fit best.`))
	if (!releases.length) return found.append(...await nothing(query, filters, index))
	const numbers = releases.slice(first, first + PAGE)
	if (!numbers.length) return found.append(note(make("p", null, make("b", null, `There is no page ${page}.`), " This list ends before it: ", link("its first page", but({})), ".")))
	const shown = await index.shown(numbers)
	found.append(sorting(sort, wanted.length > 0, numbers.length, first, releases.length),
		make("ol", { class: "entries" }, shown.map(one => line(one, wanted, index))))
	if (last > 1) found.append(pager(page, last))
	rail.append(...await facets(releases, index))
}

answer().catch(error => found.append(make("div", { class: "note-box", role: "alert" },
	make("p", null, make("b", null, "This search can’t be carried out."), ` ${error.message} is missing from the copy or can’t be read.`))))
