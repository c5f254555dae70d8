"""How well the comparison finds what people found: links, quotes, facts and claims of the article pairs.

Run from the root: ``python -m tests.quality.comparison [DATA] [--wrong]``. The gold of the pairs in
``corpora/`` and of the article pair was written by readers who had not seen the program's code or results;
the article pair's is kept without its text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtaudit.analysis import analyse
from mtaudit.analysis.folding import folded_words
from mtaudit.comparison import compare
from mtaudit.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.model import Comparison, FactPair, QuotePair

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
CORPORA = ROOT / "corpora"
ARTICLE_PAIR = ROOT / "tests" / "comparison" / "article_pair_gold.json"
#: Kinds of facts that readers tell apart less sharply than the program.
_FAMILIES = {"number": "number", "quantity": "number", "money": "number", "date": "date", "name": "name"}

Gold = dict[str, Any]


@dataclass
class Counted:
    """What was found of what there is.

    :param right: gold entries found with their counterpart and verdict.
    :param gold: gold entries.
    :param found: what the program gave, without what counts neither way.
    :param wrong: gold entries missed or judged otherwise, for people.
    :param spurious: what was found and is no gold entry, for people.
    """

    right: int = 0
    gold: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)

    def __iadd__(self, other: Counted) -> Counted:
        self.right += other.right
        self.gold += other.gold
        self.found += other.found
        self.wrong += other.wrong
        self.spurious += other.spurious
        return self

    @property
    def recall(self) -> float:
        """Share of the gold that is right."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """Share of what was found that is in the gold."""
        return 1 - len(self.spurious) / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Pair:
    """Two reports with their gold."""

    name: str
    gold: Gold
    text: str
    native: str


def pairs(data: Path = DATA) -> Iterator[Pair]:
    """Yield the pairs of ``corpora/``, then the article pair where the shared data is."""
    for path in sorted(CORPORA.glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        texts = (path.parent / f"{side}.txt" for side in ("machine_translated", "native"))
        yield Pair(path.parent.name, gold, *(file.read_text(encoding="utf-8") for file in texts))
    folder = data / "seed_pair"
    if folder.is_dir():
        gold = json.loads(ARTICLE_PAIR.read_text(encoding="utf-8"))
        texts = (folder / f"{side}.txt" for side in ("machine_translated", "native"))
        yield Pair("article pair", gold, *(file.read_text(encoding="utf-8") for file in texts))


def digest() -> str:
    """Return the digest of every gold file and text in the repository, and of the article pair's gold."""
    files = sorted(CORPORA.glob("*/gold.json"))
    files += [path.parent / f"{side}.txt" for path in files for side in ("machine_translated", "native")]
    joined = "".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in [*files, ARTICLE_PAIR])
    return hashlib.sha256(joined.encode()).hexdigest()


def measure(pair: Pair) -> dict[str, Counted]:
    """Hold the program's comparison of a pair against its gold, by kind of thing."""
    dates = pair.gold.get("date") or {}
    one = analyse(Document("document", pair.text, _day(dates.get("document"))))
    other = analyse(Document("reference", pair.native, _day(dates.get("reference"))))
    got = compare(one, other)
    return {
        "links": _links(pair.gold, one, other, got),
        "quotes": _quotes(pair, got),
        "speakers": _speakers(pair, got),
        "facts": _facts(pair, got),
        "claims": _claims(pair, got),
    }


def _day(stated: str | None) -> date | None:
    return date.fromisoformat(stated) if stated else None


def _span(entry: Gold, prefix: str = "") -> Span | None:
    start = entry.get(f"{prefix}start")
    return None if start is None else Span(start, entry[f"{prefix}end"])


def _meets(one: Span | None, other: Span | None) -> bool:
    """Tell whether two spans cover each other by half of the shorter, or are both absent."""
    if one is None or other is None:
        return one is other
    common = min(one.end, other.end) - max(one.start, other.start)
    return common > 0 and 2 * common >= min(one.end - one.start, other.end - other.start)


def _links(gold: Gold, one: AnalysedDocument, other: AnalysedDocument, got: Comparison) -> Counted:
    """Pairs of segments; those that share one fact only count neither way."""
    wanted = _segment_pairs(gold["links"], one, other)
    loose = _segment_pairs(gold.get("loose_links", ()), one, other) - wanted
    found = {(i, j) for link in got.links for i in link.segments for j in link.reference_segments} - loose

    def told(pairs: Iterable[tuple[int, int]]) -> list[str]:
        texts = (one.segments, other.segments)
        return [
            " | ".join(text[place].segment.text for text, place in zip(texts, pair, strict=True))
            for pair in sorted(pairs)
        ]

    return Counted(len(wanted & found), len(wanted), len(found), told(wanted - found), told(found - wanted))


def _segment_pairs(
    links: Sequence[Gold], one: AnalysedDocument, other: AnalysedDocument
) -> set[tuple[int, int]]:
    return {
        (i, j)
        for link in links
        for i in _indices(one, link["document"])
        for j in _indices(other, link["reference"])
    }


def _indices(document: AnalysedDocument, places: Sequence[Gold]) -> list[int]:
    spans = [_span(place) for place in places]
    return [s.segment.index for s in document.segments if any(_meets(s.segment.span, span) for span in spans)]


def _quotes(pair: Pair, got: Comparison) -> Counted:
    """Quotes of the document with counterpart and verdict, and those that only the native report has."""
    counted = Counted()
    used: set[int] = set()
    for entry in pair.gold["quotes"]:
        span, there = _span(entry), _span(entry, "reference_")
        near = [n for n, quote in enumerate(got.quotes) if quote.span and _meets(quote.span, span)]
        right = [
            n
            for n in near
            if got.quotes[n].verdict == entry["verdict"] and _meets(got.quotes[n].reference_span, there)
        ]
        used.update(near)
        _count(counted, bool(right), f"{entry['verdict']}: {_shown(pair, entry)}; found {_told(got, near)}")
    for entry in pair.gold["quotes_only_in_native"]:
        near = [
            n
            for n, quote in enumerate(got.quotes)
            if quote.reference_span and _meets(quote.reference_span, _span(entry))
        ]
        right = [n for n in near if got.quotes[n].span is None]
        used.update(near)
        words = pair.native[entry["start"] : entry["end"]]
        _count(counted, bool(right), f"only in native: {words!r}; found {_told(got, near)}")
    for n, quote in enumerate(got.quotes):
        if n not in used and not _counts_neither_way(pair, quote):
            counted.spurious.append(f"{quote.verdict}: {quote.text!r} {quote.reference_text!r}")
    counted.found = len(used) + len(counted.spurious)
    return counted


def _counts_neither_way(pair: Pair, quote: QuotePair) -> bool:
    """Tell a quotation within one, and a quote of the native report that is counted from the other side."""
    kinds = ("nested_quotes", "quotes_repeated_in_native")
    entries = [entry for kind in kinds for entry in pair.gold.get(kind, ())]
    ours = [_span(entry) for entry in entries if entry.get("side") == "document"]
    theirs = [_span(entry) for entry in entries if entry.get("side") != "document"]
    if quote.span is None:
        theirs += [_span(entry, "reference_") for entry in pair.gold["quotes"]]
        return any(_meets(quote.reference_span, span) for span in theirs)
    return any(_meets(quote.span, span) for span in ours)


def _count(counted: Counted, right: bool, wrong: str) -> None:
    counted.gold += 1
    counted.right += right
    if not right:
        counted.wrong.append(wrong)


def _shown(pair: Pair, entry: Gold) -> str:
    there = _span(entry, "reference_")
    return f"{pair.text[entry['start'] : entry['end']]!r} {there.of(pair.native) if there else None!r}"


def _told(got: Comparison, places: Sequence[int]) -> str:
    return "; ".join(
        f"{got.quotes[n].verdict} {got.quotes[n].text!r} {got.quotes[n].reference_text!r}" for n in places
    )


def _speakers(pair: Pair, got: Comparison) -> Counted:
    """Who says each quote of the document; a surname is enough."""
    counted = Counted()
    for entry in pair.gold["quotes"]:
        span = _span(entry)
        found = next((quote.speaker for quote in got.quotes if quote.span and _meets(quote.span, span)), None)
        wanted = entry.get("speaker")
        if wanted is None and entry.get("speaker_start") is not None:
            wanted = pair.text[entry["speaker_start"] : entry["speaker_end"]]
        if wanted is None:
            continue
        same = found is not None and bool(set(folded_words(found)) & set(folded_words(wanted)))
        _count(counted, same, f"{wanted!r}, found {found!r}")
        counted.found += found is not None
        if found is not None and not same:
            counted.spurious.append(f"{found!r} for {wanted!r}")
    return counted


def _facts(pair: Pair, got: Comparison) -> Counted:
    """Facts of the document with counterpart and verdict."""
    counted = Counted()
    families = {_FAMILIES[entry["kind"]] for entry in pair.gold["facts"]}
    facts = [fact for fact in got.facts if fact.span and _FAMILIES[fact.kind] in families]
    used: set[int] = set()
    for entry in pair.gold["facts"]:
        near = [
            n
            for n, fact in enumerate(facts)
            if _FAMILIES[fact.kind] == _FAMILIES[entry["kind"]] and _meets(fact.span, _span(entry))
        ]
        used.update(near)
        allowed = [entry, *entry.get("also", ())]
        right = any(_is_fact(pair, facts[n], one) for n in near for one in allowed)
        found = "; ".join(f"{facts[n].verdict} {facts[n].text!r} {facts[n].reference_text!r}" for n in near)
        _count(
            counted,
            right,
            f"{entry['kind']} {entry['verdict']}: {_shown(pair, entry)}; found {found or None}",
        )
    for n, fact in enumerate(facts):
        # A name or number that is told again belongs to the entry of its first mention.
        if n not in used and not _is_repeated(fact, [facts[m] for m in used]):
            counted.spurious.append(f"{fact.kind} {fact.verdict}: {fact.text!r} {fact.reference_text!r}")
    counted.found = len(used) + len(counted.spurious)
    return counted


def _is_fact(pair: Pair, fact: FactPair, entry: Gold) -> bool:
    if fact.verdict != entry["verdict"]:
        return False
    there = _span(entry, "reference_")
    if fact.reference_span is None or there is None:
        return fact.reference_span is there
    if _meets(fact.reference_span, there):
        return True
    # Another mention of the same thing is as good a counterpart.
    return bool(set(folded_words(fact.reference_text or "")) & set(folded_words(there.of(pair.native))))


def _is_repeated(fact: FactPair, others: Sequence[FactPair]) -> bool:
    return any(fact.value == other.value and fact.verdict == other.verdict for other in others)


def _claims(pair: Pair, got: Comparison) -> Counted:
    """Claims with both spans and their kind; optional ones count neither way."""
    counted = Counted()
    entries = pair.gold.get("claims")
    if entries is None:
        return counted
    used: set[int] = set()
    for entry in entries:
        right = [
            n
            for n, claim in enumerate(got.claims)
            if claim.kind == entry["kind"]
            and _touches(claim.span, _span(entry))
            and _touches(claim.reference_span, _span(entry, "reference_"))
        ]
        used.update(right)
        if not entry.get("optional"):
            _count(counted, bool(right), f"{entry['kind']}: {_shown(pair, entry)}")
            counted.found += len(right)
    for n, claim in enumerate(got.claims):
        if n not in used:
            counted.spurious.append(
                f"{claim.kind} {claim.confidence:.2f}: {claim.text!r} {claim.reference_text!r}"
            )
    counted.found += len(counted.spurious)
    return counted


def _touches(one: Span, other: Span | None) -> bool:
    return other is not None and one.overlaps(other)


def all_measured(data: Path = DATA) -> dict[str, dict[str, Counted]]:
    """Return what was counted, by pair and kind of thing."""
    return {pair.name: measure(pair) for pair in pairs(data)}


def figures(measured: dict[str, dict[str, Counted]]) -> dict[str, float]:
    """Return what floors are pinned for, summed over pairs."""
    counted = totals(measured)
    return {
        "links_f1": counted["links"].f1,
        "quotes": counted["quotes"].recall,
        "facts": counted["facts"].recall,
        "claims": counted["claims"].recall,
        "claims_precision": counted["claims"].precision,
    }


def totals(measured: dict[str, dict[str, Counted]]) -> dict[str, Counted]:
    """Sum over pairs."""
    summed: dict[str, Counted] = {}
    for kinds in measured.values():
        for kind, counted in kinds.items():
            summed.setdefault(kind, Counted())
            summed[kind] += counted
    return summed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--wrong", action="store_true", help="print what is missed and what is too much")
    options = parser.parse_args()
    measured = all_measured(options.data)
    for name, kinds in [*measured.items(), ("all", totals(measured))]:
        for kind, counted in kinds.items():
            print(
                f"{name:20} {kind:9} right {counted.right} of {counted.gold} ({counted.recall:.3f}), found"
                f" {counted.found}, precision {counted.precision:.3f}, F1 {counted.f1:.3f}"
            )
            if options.wrong and name != "all":
                print(*(f"      missed   {wrong}" for wrong in counted.wrong), sep="\n")
                print(*(f"      too much {spurious}" for spurious in counted.spurious), sep="\n")
    counts = Counter({kind: counted.gold for kind, counted in totals(measured).items()})
    print("gold entries:", dict(counts), "digest", digest())


if __name__ == "__main__":
    main()
