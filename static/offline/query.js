// What is asked of a copy, and which of its releases answer to it.
"use strict"

const CHECKED = 400 // releases whose text is read to see whether words stand in a row
const COUNTS = [1, 1.5, 2, 4] // for a word once, a few times, often, in the headline
const KINDS = { company: "§w", contact: "§v", speaker: "§q" }
const FILTERS = ["company", "year", "month", "event", "item", "ticker", "state", "has_contact", "has_quotation", "has_table"]

// A fact as the index writes it: signs of ASCII by their full-width forms, a blank by its symbol.
const shield = text => text.replace(/[!-\/:-@[-`{-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replaceAll(" ", "␠")

// A query as groups of parts, one of which is to hold, with what of it can't be searched here.
function read(text, index) {
	const groups = [[]], faults = []
	let not = false
	for (const [raw, minus, name, quoted, bare] of text.replace(/[“”„]/g, '"').matchAll(/(-?)(?:([a-z]+):(?=\S))?(?:"([^"]*)"?|(\S+))/giu)) {
		if (bare === "OR" || bare === "|") groups.push([])
		else if (bare === "NOT") not = true
		else if (/^NEAR(\/\d+)?$/.test(bare) || /^\(|\)$/.test(bare ?? "")) faults.push(raw)
		else if (bare !== "AND") {
			const one = partOf(name?.toLowerCase(), quoted ?? bare, quoted !== undefined, raw.replace(/^-/, ""), index)
			if (one) groups.at(-1).push({ ...one, not: not || minus === "-" })
			not = false
		}
	}
	return { groups: groups.filter(group => group.length), faults }
}

// A part of a query: the words that the index is asked for (each a list, one of which is enough), the words that are
// to stand in a row, and those that are marked.
function partOf(name, value, quoted, raw, index) {
	const facts = name && factsOf(name, value, index)
	if (facts) return { raw, any: [facts] }
	const plain = !name || !(name in KINDS || name === "headline")
	const words = tokens(plain && name ? `${name}:${value}` : value, index.folds).map(([word]) => word)
	if (!words.length) return null
	if (name in KINDS) return { raw, any: words.map(word => [KINDS[name] + word]) }
	const prefix = !quoted && value.endsWith("*")
	const any = words.map(word => [word])
	if (prefix) any[any.length - 1] = [words.at(-1), true]
	return { raw, any, words, prefix, headline: name === "headline", plain: words.length === 1 && !name && !prefix }
}

// Facts of the index that a field stands for; null for a field of words, or one that is none.
function factsOf(name, value, index) {
	const years = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(value)
	switch (name) {
	case "year":
		if (!years || !(years[1] || years[3])) return [`§y${value}`]
		return between(+(years[1] ?? 1900), +(years[3] ?? (years[2] ? 2099 : years[1]))).map(year => `§y${year}`)
	case "ticker": return [value === "-" ? "§z" : "§t" + shield(value.toUpperCase())]
	case "item": return ["§i" + shield(value)]
	case "event": return ["§i" + shield(index.events[value.toLowerCase()] ?? value)]
	case "form": return ["§f" + shield(value.toUpperCase())]
	case "exhibit": return ["§e" + shield(value.toUpperCase())]
	case "state": return ["§s" + shield(value)]
	case "cik": return ["§k" + value.padStart(10, "0")]
	case "has": return ["§h" + (value === "quote" ? "quotation" : value)]
	}
	return null
}

const between = (first, last) => Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i)

// The parts that the filters of an address stand for.
function filtersOf(asked, index) {
	const found = []
	for (const name of FILTERS) {
		const value = asked.get(name)
		if (!value) continue
		if (name === "company") found.push({ any: [[`§c${value}`]], name })
		else if (name === "month") found.push({ any: [[`§m${asked.get("year")}${value.padStart(2, "0")}`]], name })
		else if (name.startsWith("has_")) found.push({ any: [[`§h${name.slice(4)}`]], not: value === "0", name })
		else found.push({ any: [factsOf(name, value, index)], name })
	}
	return found
}

// The releases that have one of some words, in order, with what they count for there.
async function having(wanted, index, headline) {
	const [word, prefix] = wanted
	const found = prefix === true ? await index.beginning(word)
		: (await Promise.all(wanted.map(one => index.of(one)))).filter(Boolean)
	const scores = new Map()
	for (const { releases, weights } of found) {
		const rare = Math.log(1 + index.releases / releases.length)
		for (let i = 0; i < releases.length; i++)
			if (!headline || weights[i] === 3)
				scores.set(releases[i], Math.max(scores.get(releases[i]) ?? 0, rare * COUNTS[weights[i]]))
	}
	return scores
}

// The releases that all parts hold of, with their scores; what can only be seen in the text is left to be checked.
async function matching(parts, index) {
	let scores = null
	for (const one of parts.filter(one => !one.not))
		for (const wanted of one.any) {
			const found = await having(wanted, index, one.headline)
			const before = scores
			scores = new Map()
			for (const [release, score] of found)
				if (!before || before.has(release)) scores.set(release, (before?.get(release) ?? 0) + (one.words ? score : 0))
		}
	scores ??= new Map(between(0, index.releases - 1).map(release => [release, 0]))
	for (const one of parts.filter(one => one.not && one.any.length === 1))
		for (const release of (await having(one.any[0], index, one.headline)).keys()) scores.delete(release)
	return scores
}

// Where words stand in a row: places of the first and the last. A row of one word is that word.
function rows(found, words, prefix) {
	const places = []
	for (let at = 0; at + words.length <= found.length; at++)
		if (words.every((word, i) => found[at + i][0] === word || (prefix && i === words.length - 1 && found[at + i][0].startsWith(word))))
			places.push([at, at + words.length - 1])
	return places
}

function holds([, headline, , by, , , texts], checks, index) {
	const top = tokens(headline, index.folds)
	const all = tokens([headline, by, ...texts.map(([text]) => text)].join("\n"), index.folds)
	return checks.every(one => !!one.not !== rows(one.headline ? top : all, one.words, one.prefix).length > 0)
}

// All releases that a query with filters finds: their numbers in order. looked: how many were read, where not all were.
async function search(query, filters, index, sort) {
	const scores = new Map()
	let looked = 0
	for (const group of query.groups.length ? query.groups : [[]]) {
		const found = await matching([...group, ...filters], index)
		const checks = group.filter(one => one.words?.length > 1)
		let kept = [...found.keys()]
		if (checks.length) {
			kept = ordered(found, sort)
			if (kept.length > CHECKED) looked = CHECKED
			const read = kept.slice(0, CHECKED), shown = await index.shown(read)
			kept = read.filter((_, i) => holds(shown[i], checks, index))
		}
		for (const release of kept) scores.set(release, Math.max(scores.get(release) ?? 0, found.get(release)))
	}
	return { releases: ordered(scores, sort), looked }
}

function ordered(scores, sort) {
	const found = [...scores.keys()].sort((a, b) => a - b)
	if (sort === "best") found.sort((a, b) => scores.get(b) - scores.get(a) || a - b)
	return sort === "oldest" ? found.reverse() : found
}
