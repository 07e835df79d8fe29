"""Holds the confidence of what was read against the labels: of the values called certain, how many are right?

    .venv/bin/python tests/benchmarks/calibration.py               # as filed, flattened, and 2,000 damaged copies
    .venv/bin/python tests/benchmarks/calibration.py 500 --wrong certain

The labelled filings of the folder shared are read as filed, as they circulate flattened, and in damaged copies: cut
off, blank lines or columns lost, lines lost, moved or broken anew, capitals throughout, tags lost. A value is held
against its label where the label's words still stand in the damaged text one after another; a value where the label
says that there is none is wrong. Quotations have no labels and are left out.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from calendar import month_name
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from neoarchive.parser import parse_filing
from neoarchive.parser.as_json import as_json
from tests.shared import gold_label, gold_sources, need

LEVELS = ("certain", "likely", "doubtful")
Verdict = tuple[str, str, bool, str]
"""Path, level, whether it is right, and what was read against what is labelled."""

_TYPOGRAPHY = str.maketrans("‘’“”–—\u00a0", "''\"\"-- ")
_TRADEMARK = re.compile(r"-(?:TM|SM|REGISTERED TRADEMARK|R)-|\((?:TM|SM|R)\)|[™®©]", re.I)
_STATES = {"DE": "delaware", "NY": "new york", "CA": "california", "TX": "texas", "MD": "maryland", "NJ": "new jersey"}


# -- right or wrong -----------------------------------------------------------------------------------------------


def words(text: object) -> list[str]:
    """What is compared: letters and digits, without case and typography."""
    plain = unicodedata.normalize("NFKC", _TRADEMARK.sub(" ", str(text).translate(_TYPOGRAPHY)))
    return re.findall(r"\w+", plain.casefold())


def joined(text: object) -> str:
    return f" {' '.join(words(text))} "


def _digits(text: object) -> str:
    return re.sub(r"\D", "", str(text)).lstrip("0")


def _number(text: object) -> str:
    return re.sub(r"\s", "", str(text)).rstrip(".").lstrip("0").casefold()


class Held:
    """One reading, held against its label. ``text`` is what the source reads like, all words in order."""

    def __init__(self, label: dict[str, Any], read: dict[str, Any], text: str) -> None:
        self.label, self.read, self.text = label, read, text
        self.confidence: dict[str, dict[str, str]] = read["confidence"]

    def verdicts(self) -> Iterator[Verdict]:
        yield from self._scalars()
        yield from self._registrants()
        numbers = {_number(one["number"]) for one in self.label.get("items", ())}
        for i, item in enumerate(self.read["items"]):
            yield from self._said(f"items.{i}.number", _number(item["number"]) in numbers, item["number"], numbers)
        if "exhibits" in self.label:
            numbers = {_number(one["number"]) for one in self.label["exhibits"]}
            for i, one in enumerate(self.read["exhibits"]):
                yield from self._said(f"exhibits.{i}.number", _number(one["number"]) in numbers, one["number"], numbers)
        signers = {joined(one["name"]) for one in self.label.get("signatures", ())}
        for i, one in enumerate(self.read["signatures"]):
            yield from self._said(f"signatures.{i}.name", _among(one["name"], signers), one["name"], signers)
        yield from self._kinds()
        yield from self._releases()

    def _said(self, path: str, right: bool, read: object, wanted: object) -> Iterator[Verdict]:
        if path in self.confidence:
            yield path, self.confidence[path]["level"], right, f"{read!r} for {wanted!r}"

    def _scalars(self) -> Iterator[Verdict]:
        for name in ("form_type", "accession_number", "report_date", "filed_date"):
            read, wanted = self.read[name], self.label.get(name)
            if name in self.label and read is not None and (wanted is None or self._dated(wanted)):
                yield from self._said(name, (wanted or "").upper() == read.upper(), read, wanted)

    def _dated(self, wanted: str) -> bool:
        """Does a date (or a form type) still stand in the text, in one of the ways dates are printed?"""
        found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", wanted)
        if not found:
            return joined(wanted) in self.text
        year, month, day = found.groups()
        name = month_name[int(month)].lower()
        spelled = rf" (?:{name}|{name[:3]}|{name[:4]}) {int(day)} {year} | {int(day)} {name} {year} "
        return bool(
            re.search(rf"{spelled}| {year}{month}{day}| 0?{int(month)} 0?{int(day)} (?:{year}|{year[2:]}) ", self.text)
        )

    def _registrants(self) -> Iterator[Verdict]:
        wanted = self.label.get("registrants", [])
        by_name = {joined(one["name"]): one for one in wanted}
        for i, read in enumerate(self.read["registrants"]):
            label = by_name.get(joined(read["name"])) or (wanted[0] if len(wanted) == 1 else None)
            path = f"registrants.{i}"
            standing = [one["name"] for one in wanted if joined(one["name"]) in self.text]
            if standing:
                yield from self._said(f"{path}.name", joined(read["name"]) in by_name, read["name"], standing)
            for field in ("cik", "file_number", "irs_number", "state_of_incorporation", "phone"):
                if label is None or field not in label or not read[field]:
                    continue
                want = label[field]
                if want is None or joined(want) in self.text or _digits(want) in self.text.replace(" ", ""):
                    yield from self._said(f"{path}.{field}", _same_field(field, want, read[field]), read[field], want)

    def _kinds(self) -> Iterator[Verdict]:
        held = {_number(one["exhibit"]) for one in self.label.get("releases", ()) if one.get("exhibit")}
        for i, one in enumerate(self.read["exhibits"]):
            is_release = one.get("kind") == "press-release"
            if one.get("kind"):
                yield from self._said(
                    f"exhibits.{i}.kind", is_release == (_number(one["number"]) in held), one["kind"], held
                )

    def _releases(self) -> Iterator[Verdict]:
        labels = list(self.label.get("releases", ()))
        for i, read in enumerate(self.read["releases"]):
            label = next((one for one in labels if joined(one["headline"]) == joined(read["headline"])), None)
            label = label or next((x for x in labels if _number(x["exhibit"]) == _number(read["exhibit"])), None)
            if label is not None:
                labels.remove(label)
                yield from self._release(f"releases.{i}", read, label)

    def _release(self, path: str, read: dict[str, Any], label: dict[str, Any]) -> Iterator[Verdict]:
        for name, wanted in (("headline", label["headline"]), ("place", label.get("place"))):
            if wanted is None or joined(wanted) in self.text:
                right = joined(read[name] or "") == joined(wanted or "")
                if read[name] or name == "headline":
                    yield from self._said(f"{path}.{name}", right, read[name], wanted)
        if "date" in label and read["date"] and (label["date"] is None or self._dated(label["date"])):
            yield from self._said(f"{path}.released_on", read["date"] == label["date"], read["date"], label["date"])
        decks = {joined(one) for one in label.get("subheadlines", ())}
        if all(deck in self.text for deck in decks):
            for j, deck in enumerate(read["subheadlines"]):
                yield from self._said(f"{path}.subheadlines.{j}", joined(deck) in decks, deck, decks)
        symbols = {one["symbol"].upper() for one in label.get("tickers", ())}
        for j, one in enumerate(read["tickers"]):
            yield from self._said(f"{path}.tickers.{j}", one["symbol"].upper() in symbols, one["symbol"], symbols)
        yield from self._contacts(path, read, label)
        for kind in ("about", "safe_harbor"):
            if kind in label:
                wanted = label[kind]
                blocks = [(j, b) for j, b in enumerate(read["blocks"]) if b["kind"] == kind]
                if blocks and (wanted is None or joined(wanted) in self.text):
                    told = joined(" ".join(b["text"] for _, b in blocks))
                    right = wanted is not None and joined(wanted).strip() in told
                    yield from self._said(f"{path}.{kind}", right, told[:60], wanted)

    def _contacts(self, path: str, read: dict[str, Any], label: dict[str, Any]) -> Iterator[Verdict]:
        if "contacts" not in label:
            return
        for j, one in enumerate(read["contacts"]):
            same = [c for c in label["contacts"] if _person(c.get("name")) == _person(one["name"])]
            right = any(_same_contact(c, one) for c in same)
            values = [c["name"] for c in label["contacts"] if c.get("name")]
            if not same or right or any(self._stands(c) for c in same):
                yield from self._said(f"{path}.contacts.{j}", right, one, same or values)

    def _stands(self, contact: dict[str, Any]) -> bool:
        values = [contact.get(name) for name in ("name", "title", "organization")]
        values += [*(contact.get("phones") or ()), *(contact.get("emails") or ())]
        return all(joined(value) in self.text for value in values if value)


def _person(name: object) -> str:
    drop = {"mr", "ms", "mrs", "dr", "phd", "md", "cpa", "cfa", "esq", "jr", "sr"}
    return " ".join(word for word in words(name or "") if word not in drop)


def _among(name: str, people: set[str]) -> bool:
    return _person(name) in {_person(one) for one in people}


def _same_contact(label: dict[str, Any], read: dict[str, Any]) -> bool:
    for name in ("title", "organization"):
        if name in label:
            wanted, got = label[name], read.get(name)
            if bool(wanted) != bool(got) or not set(words(wanted or "")) <= set(words(got or "")):
                return False
    for name in ("phones", "emails"):
        if name in label:
            wanted = {_digits(x) if name == "phones" else x.casefold() for x in label[name]}
            got = {_digits(x) if name == "phones" else x.casefold() for x in read.get(name) or ()}
            if len(wanted) != len(got) or not all(any(a in b or b in a for b in got) for a in wanted):
                return False
    return True


def _same_field(name: str, wanted: object, read: object) -> bool:
    if not wanted:
        return False
    if name == "state_of_incorporation":
        a, b = (" ".join(words(_STATES.get(str(x).strip().upper(), str(x)))) for x in (wanted, read))
        return a == b or a.startswith(b) or b.startswith(a) or (a[0] == b[0] and 2 in (len(a), len(b)))
    if name == "file_number":
        a, b = ([part.lstrip("0") for part in re.findall(r"\d+", str(x))] for x in (wanted, read))
        return a == b
    return _digits(wanted) == _digits(read)


# -- damaged copies -----------------------------------------------------------------------------------------------


def _cut(text: str, rng: random.Random) -> str:
    return text[: int(len(text) * rng.uniform(0.05, 0.98))]


def _headless(text: str, rng: random.Random) -> str:
    return text[int(len(text) * rng.uniform(0.005, 0.3)) :]


def _no_blanks(text: str, rng: random.Random) -> str:
    return re.sub(r"\n\s*\n", "\n", text)


def _double(text: str, rng: random.Random) -> str:
    return text.replace("\n", "\n\n")


def _squeezed(text: str, rng: random.Random) -> str:
    return re.sub(r"[ \t]+", " ", text)


def _unindented(text: str, rng: random.Random) -> str:
    return re.sub(r"(?m)^[ \t]+", "", text)


def _joined_lines(text: str, rng: random.Random) -> str:
    """Some line ends are lost."""
    return re.sub(r"(?<=\S)\r?\n(?=\S)", lambda m: " " if rng.random() < 0.3 else m[0], text)


def _broken(text: str, rng: random.Random) -> str:
    """Some blanks become line ends."""
    return re.sub(r"(?<=\w) (?=\w)", lambda m: "\n" if rng.random() < 0.03 else m[0], text)


def _lost_lines(text: str, rng: random.Random) -> str:
    return "".join(line for line in text.splitlines(True) if rng.random() > 0.04)


def _moved(text: str, rng: random.Random) -> str:
    """Some neighbouring lines change places."""
    lines = text.splitlines(True)
    for _ in range(max(len(lines) // 40, 1)):
        i = rng.randrange(max(len(lines) - 1, 1))
        lines[i : i + 2] = reversed(lines[i : i + 2])
    return "".join(lines)


def _strewn(text: str, rng: random.Random) -> str:
    """Page furniture between the lines."""
    marks = ("- 2 -", "Page 3 of 9", "FORM 8-K", "Table of Contents", "- more -", "<PAGE>", "===")
    return "".join(line if rng.random() > 0.02 else f"{rng.choice(marks)}\n{line}" for line in text.splitlines(True))


def _capitals(text: str, rng: random.Random) -> str:
    return re.sub(r">[^<]+<", lambda m: m[0].upper(), text) if "<html" in text.lower() else text.upper()


def _untagged(text: str, rng: random.Random) -> str:
    return re.sub(r"</?(?:p|div|br|tr|td)\b[^<>]*>", lambda m: " " if rng.random() < 0.3 else m[0], text, flags=re.I)


DAMAGES: tuple[Callable[[str, random.Random], str], ...] = (
    _cut, _cut, _headless, _no_blanks, _double, _squeezed, _unindented, _joined_lines, _broken, _lost_lines, _moved,
    _strewn, _capitals, _untagged,
)  # fmt: skip


# -- measuring ----------------------------------------------------------------------------------------------------


def _visible(text: str) -> str:
    """The words of a source in order, without tags, so that labels can be looked for."""
    return joined(unescape(re.sub(r"(?i)<(?:/?[a-z][^<>]*|!--.*?--)>", " ", text)))


def hold(path: Path, text: str) -> list[Verdict]:
    """The verdicts on one text of a labelled filing."""
    read = as_json(parse_filing(text), path.name)
    return list(Held(gold_label(path), read, _visible(text)).verdicts())


def _share(seeds: tuple[int, int, str]) -> list[tuple[int, str, Verdict]]:
    first, stop, folder = seeds
    paths = gold_sources()
    found = []
    for seed in range(first, stop):
        rng = random.Random(seed)
        path = rng.choice(paths)
        if rng.random() < 0.3:
            text = (Path(folder) / path.name).read_text(encoding="utf-8", errors="replace")
        else:
            text = text_of(path)
        for damage in rng.sample(DAMAGES, rng.choice((1, 1, 1, 2))):
            text = damage(text, rng)
        found += [(seed, path.name, verdict) for verdict in hold(path, text)]
    return found


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def report(name: str, verdicts: list[tuple[int, str, Verdict]], wrong: str | None) -> None:
    """Of each level, how many values and how many of them right; and by kind of value."""
    print(f"\n{name}")
    kinds: dict[str, Counter[str]] = {}
    for _, _, (path, level, right, _) in verdicts:
        kind = re.sub(r"\.\d+(?=\.|$)", "", path)
        for key in ("all", kind):
            kinds.setdefault(key, Counter()).update((level, *((f"{level} right",) if right else ())))
    print(f"  {'':38}" + "".join(f"{level:>24}" for level in LEVELS))
    for kind in ["all", *sorted(set(kinds) - {"all"})]:
        counts, cells = kinds[kind], []
        for level in LEVELS:
            n, right = counts[level], counts[f"{level} right"]
            cells.append(f"{right}/{n} = {right / n:.4f}" if n else "-")
        print(f"  {kind:38}" + "".join(f"{cell:>24}" for cell in cells))
    if wrong:
        for seed, file, (path, level, right, told) in verdicts:
            if level == wrong and not right:
                print(f"    seed {seed} {file} {path}: {told[:300]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=2000, help="how many damaged copies")
    parser.add_argument("--wrong", choices=LEVELS, help="list the wrong values of this level")
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    paths = gold_sources()
    if not paths:
        print("No filings: the folder shared is not beside the checkout.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, need("gold/flatten.py"), paths[0].parent, folder], check=True, stdout=2)
        plain = [(0, p.name, v) for p in paths for v in hold(p, text_of(p))]
        report("As filed", plain, given.wrong)
        flat = [(0, p.name, v) for p in paths for v in hold(p, (Path(folder) / p.name).read_text("utf-8", "replace"))]
        report("Flattened", flat, given.wrong)
        size = 50
        work = [(a, min(a + size, given.count), folder) for a in range(0, given.count, size)]
        with ProcessPoolExecutor(given.workers) as pool:
            damaged = [one for found in pool.map(_share, work) for one in found]
        report(f"{given.count:,} damaged copies", damaged, given.wrong)
    everything = [v for _, _, v in (*plain, *flat, *damaged)]
    certain = [right for _, level, right, _ in everything if level == "certain"]
    share = sum(certain) / len(certain) if certain else 1.0
    print(f"\nOf {len(certain):,} values called certain {share:.4%} are right (aim 99.5 %)")
    return 0 if share >= 0.995 else 1


if __name__ == "__main__":
    raise SystemExit(main())
