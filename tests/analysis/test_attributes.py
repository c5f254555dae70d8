"""What is remembered of tokens is what spaCy's own component gives them."""

from __future__ import annotations

from pathlib import Path

from mtaudit.analysis.spacy_pipeline import load_pipeline, parse

CORPORA = Path(__file__).parents[2] / "corpora"
#: Matched by patterns of two tokens, of expressions, and by several at once.
ODD = [
    "",
    " \n\t ",
    "I'm gonna go, y'all. Ain't it? I've got ta let's see, c'mon; nuthin' doin'.",
    "There is a dog. There's a cat, and there are two of them. It is me. \n\n The the end. \t",
    "You do it, they don't. He had had enough; she'd have gone. What got her gets him.",
]


def test_every_token_has_what_the_bare_pipeline_gives_it() -> None:
    texts = [path.read_text("utf-8") for path in sorted(CORPORA.glob("*/*.txt"))[:8]]
    pieces = [*ODD, *(line for text in texts for line in text.splitlines()), *ODD]
    assert len(pieces) > 100
    assert [told(doc) for doc in parse(pieces)] == [told(doc) for doc in load_pipeline().pipe(pieces)]


def told(doc: object) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start)
        for t in doc
    ]
