"""What spaCy's ``attribute_ruler`` gives each token, worked out once for each kind of token.

It tries 179 patterns at every token, a tenth of the time of the whole pipeline. Nearly all of them look at
nothing but one token's tag, its dependency, and whether it is one of some words; so what they give is
remembered by these three. The few others are matched as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

__all__ = ["Attributes"]

_KEY: list[int | str] = ["TAG", "DEP", "LOWER", "IS_SPACE"]
_GIVEN: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]

#: For how many tokens of a text the component works in the time that it takes for one alone.
_DEAR = 30

#: What is asked or given of one token, and what it is known by.
_Row = tuple[int, ...]
#: A rule of the component, its label, and the tokens that it matched.
_Match = tuple[int, int, int, int]


class Attributes:
    """Does the work of the component, to the same effect.

    :param ruler: the component, an ``AttributeRuler``.
    """

    def __init__(self, ruler: Any) -> None:
        self._ruler = ruler
        self._strings = ruler.vocab.strings
        self._wide = Matcher(ruler.vocab, validate=False)
        words: set[str] = set()
        for number, rule in enumerate(self._ruler.patterns):
            wide = [pattern for pattern in rule["patterns"] if not _is_narrow(pattern)]
            if wide:
                self._wide.add(str(number), wide)
            words.update(word for pattern in rule["patterns"] for word in _words(pattern))
        #: Words that some pattern asks for; no pattern tells any others apart.
        self._words = frozenset(self._strings.add(word) for word in words)
        self._known: dict[_Row, _Row] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Give each token what the component gives it.

        :param doc: tagged and parsed; is changed.
        """
        wide = self._wide_matches(doc)
        kinds = [
            (tag, dep, lower if lower in self._words else 0, space)
            for tag, dep, lower, space in doc.to_array(_KEY).tolist()
        ]
        new = {kind for place, kind in enumerate(kinds) if place not in wide} - self._known.keys()
        if len(new) * _DEAR > len(doc):
            self._ruler(doc)
            learnt = zip(kinds, map(tuple, doc.to_array(_GIVEN).tolist()), strict=True)
            self._known.update(pair for place, pair in enumerate(learnt) if place not in wide)
            return doc
        given = [self._row(doc, place, kind, wide.get(place)) for place, kind in enumerate(kinds)]
        if given:
            values: Any = np.array(given, np.uint64)
            doc.from_array(_GIVEN, values)
        return doc

    def _row(self, doc: Doc, place: int, kind: _Row, wide: list[_Match] | None) -> _Row:
        if wide is not None:
            return self._work_out(doc, place, wide)
        if kind not in self._known:
            self._known[kind] = self._work_out(doc, place, [])
        return self._known[kind]

    def _wide_matches(self, doc: Doc) -> Mapping[int, list[_Match]]:
        """Return matches of patterns that look further, by the token that they change."""
        found: dict[int, list[_Match]] = {}
        for label, start, end in self._wide(doc):
            rule = int(self._strings[label])
            place = range(start, end)[self._ruler.indices[rule]]
            found.setdefault(place, []).append((rule, label, start, end))
        return found

    def _work_out(self, doc: Doc, place: int, wide: list[_Match]) -> _Row:
        """Run the component on one token; later rules win, whatever they match."""
        alone = self._ruler.match(doc[place : place + 1])
        matches = sorted([*((rule, label, place, place + 1) for rule, label, _, _ in alone), *wide])
        self._ruler.set_annotations(doc, matches)
        token: Any = doc[place]
        return token.tag, token.dep, token.pos, token.morph.key, token.lemma


def _is_narrow(pattern: list[dict[str, Any]]) -> bool:
    """Tell whether a pattern asks only what is remembered of one token."""
    asked = [value for token in pattern for value in token.values() if isinstance(value, dict)]
    return (
        len(pattern) == 1
        and pattern[0].keys() <= set(_KEY)
        and all(value.keys() <= {"IN", "NOT_IN"} for value in asked)
    )


def _words(pattern: list[dict[str, Any]]) -> Iterator[str]:
    for token in pattern:
        asked = token.get("LOWER")
        if isinstance(asked, str):
            yield asked
        elif isinstance(asked, dict):
            yield from (word for name in ("IN", "NOT_IN") for word in asked.get(name, ()))
