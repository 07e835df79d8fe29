// How a text becomes words: neoarchive/search/words.py says why, and a test holds the two to the same words.
"use strict"

const WORD = (() => {
	const c = "\\u0300-\\u036f", d = "\\p{Nd}", sign = "[\\p{L}\\p{N}]", l = "[\\p{L}\\p{Nl}\\p{No}]"
	const w = `${sign}[${c}]*`, before = `(?<!${sign})`, after = `(?!${sign})`, apostrophe = "['’‘ʼ＇]"
	return new RegExp([
		`(?<mark>-(?:TM|SM|R|REGISTERED(?: TRADEMARK)?)-|\\((?:TM|SM|R|C)\\)|-C-(?= ?${d}{4})|[™℠®©])`,
		`(?<figure>${before}(?:(?:${d}{1,3}(?:,${d}{3})+|${d}+)(?:\\.${d}+)+|${d}{1,3}(?:,${d}{3})+)${after})`,
		`${before}(?:${d}{1,3}-[A-Za-z]${d}*|[A-Za-z]-${d}{1,4})${after}(?!-[\\p{L}\\p{N}_])`,
		`${before}(?:${l}\\.){2,}(?:${l}${after})?`,
		`${before}${l}{1,3}(?:&${l}{1,3})+${after}`,
		`(?<word>(?:${w})+(?:${apostrophe}(?:${w})+)*)`,
	].join("|"), "giu")
})()
const LONGEST = 60

// The words of a text with their places: [word, start, end].
function tokens(text, folds) {
	const found = []
	for (const match of text.matchAll(WORD)) {
		const { mark, figure, word } = match.groups
		if (mark !== undefined) continue
		let raw = match[0]
		if (figure !== undefined) {
			const parts = raw.replaceAll(",", "").split(".").map(part => fold(part, folds))
			found.push([cut(parts.join("·")), match.index, match.index + raw.length])
			continue
		}
		const possessive = word === undefined ? 0 : raw.search(/['’‘ʼ＇]s$/iu)
		if (possessive > 0) raw = raw.slice(0, possessive)
		const folded = fold(raw, folds)
		if (folded) found.push([folded, match.index, match.index + raw.length])
	}
	return found
}

// folds: what becomes of the letters whose folding is more than their small form, as ß is ss.
function fold(word, folds) {
	if (/^[A-Za-z0-9]+$/.test(word)) return cut(word.toLowerCase())
	word = [...word].filter(c => !(/\p{No}/u.test(c) && c.normalize("NFKD").includes("⁄"))).join("")
	for (let twice = 0; twice < 2; twice++)
		word = [...word.normalize("NFKD")].map(c => folds[c.toLowerCase()] ?? c.toLowerCase()).join("")
	return cut(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""))
}

const cut = word => word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word
