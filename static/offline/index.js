// The index of a copy: files of words and of texts, which are scripts, as a page on disk may load no other files.
// neoarchive/offline/postings.py and searching.py write them.
"use strict"

const waiting = {}, loaded = {}
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"
const VALUE = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]))

// Called by each file with what it holds.
function part(name, value) {
	waiting[name]?.(value)
}

// The value of a file; it is loaded once. Rejects with its name where it can't be loaded.
function load(name) {
	return loaded[name] ??= new Promise((done, failed) => {
		const script = document.createElement("script")
		waiting[name] = value => done(value)
		script.onerror = () => failed(new Error(`search/${name}.js`))
		script.src = `${name}.js`
		document.head.append(script)
	})
}

// The place of the last of some sorted values that does not come after one.
function lastUpTo(sorted, one) {
	let low = 0, high = sorted.length
	while (low < high) {
		const middle = (low + high) >> 1
		if (sorted[middle] > one) high = middle
		else low = middle + 1
	}
	return low - 1
}

class Index {
	constructor(start) {
		Object.assign(this, start)
	}

	// What the index has for a word: its releases, and its name if it has one. null where it has none.
	async of(word) {
		const at = lastUpTo(this.parts, word)
		if (at < 0) return null
		const lines = "\n" + await load(`words/${at}`) + "\n", from = lines.indexOf(`\n${word} `)
		return from < 0 ? null : entry(lines.slice(from + 1, lines.indexOf("\n", from + 1)))
	}

	// The same for every word that begins so.
	async beginning(prefix) {
		const found = []
		const last = lastUpTo(this.parts, prefix + "\uffff")
		for (let at = Math.max(lastUpTo(this.parts, prefix), 0); at <= last; at++)
			for (const line of (await load(`words/${at}`)).split("\n"))
				if (line.startsWith(prefix)) found.push(entry(line))
		return found
	}

	// Words of the same part of the index that are a letter or two away, the nearest and most frequent first.
	async near(word) {
		const at = Math.max(lastUpTo(this.parts, word), 0), most = word.length < 5 ? 1 : 2
		const found = []
		for (const line of (await load(`words/${at}`)).split("\n")) {
			const other = line.slice(0, line.indexOf(" "))
			const away = Math.abs(other.length - word.length) > most ? 9 : distance(word, other, most)
			if (away <= most && other !== word) found.push({ ...entry(line), away })
		}
		return found.sort((a, b) => a.away - b.away || b.releases.length - a.releases.length).slice(0, 3)
	}

	// What is shown of some releases: folder, headline, day, by, company, filed as, texts.
	async shown(numbers) {
		const chunks = numbers.map(number => lastUpTo(this.chunks, number))
		const values = await Promise.all(chunks.map(chunk => load(`texts/${chunk}`)))
		return numbers.map((number, i) => values[i][number - this.chunks[chunks[i]]])
	}
}

function entry(line) {
	const [word, numbers, ...name] = line.split(" ")
	const releases = [], weights = []
	let value = 0, shift = 0, release = 0
	for (const digit of numbers) {
		const bits = VALUE[digit]
		value += (bits & 31) * 2 ** shift
		shift += 5
		if (bits > 31) continue
		release += Math.floor(value / 4)
		releases.push(release)
		weights.push(value % 4)
		value = shift = 0
	}
	return { word, releases, weights, name: name.join(" ") }
}

// How many letters have to be changed, added or left out, as far as that is at most so many.
function distance(one, other, most) {
	let row = Array.from({ length: other.length + 1 }, (_, i) => i)
	for (let i = 1; i <= one.length; i++) {
		const next = [i]
		for (let j = 1; j <= other.length; j++)
			next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]))
		if (Math.min(...next) > most) return most + 1
		row = next
	}
	return row[other.length]
}
