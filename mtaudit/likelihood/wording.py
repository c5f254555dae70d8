"""What a kind of evidence says, for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.likelihood.findings import FINDINGS
from mtaudit.likelihood.sequences import START
from mtaudit.likelihood.surprisal import SURPRISAL

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["told"]

#: Contributions below this, up or down, say little: a likelihood ratio of 1.2.
_LITTLE = 0.2
_KINDS = {
    "sequences": "how sentences are built, word class by word class",
    "structure": "how words depend on one another",
    "findings": "artifacts that the rules found",
    "surprisal": "how predictable a language model finds the words",
}
_CLASSES = {
    START: "sentence start", "NAME": "name", "NUM": "number", "NN": "noun", "NNS": "plural noun",
    "JJ": "adjective", "JJR": "comparative", "JJS": "superlative", "RB": "adverb", "RBR": "comparative",
    "VB": "verb", "VBP": "verb in the present", "VBZ": "verb in the present", "VBD": "verb in the past",
    "VBN": "participle", "VBG": "-ing form", "IN": "preposition", "DT": "determiner", "PRP": "pronoun",
    "PRP$": "possessive", "MD": "modal", "CC": "conjunction", "RP": "particle", "TO": "to",
}  # fmt: skip
_RELATIONS = {
    "nsubj": "subject", "nsubjpass": "passive subject", "auxpass": "passive", "aux": "auxiliary",
    "dobj": "object",
    "pobj": "what a preposition governs", "prep": "preposition", "det": "determiner", "amod": "adjective",
    "advmod": "adverb", "compound": "first part of a compound", "poss": "possessor", "case": "possessive 's",
    "conj": "second of a pair", "cc": "conjunction", "relcl": "relative clause", "advcl": "adverbial clause",
    "ccomp": "clause as object", "xcomp": "open clause", "acl": "participle clause", "mark": "opens a clause",
    "appos": "apposition", "nummod": "number", "attr": "predicate noun", "acomp": "predicate adjective",
    "pcomp": "clause after a preposition", "npadvmod": "noun as adverb", "ROOT": "main verb",
    "neg": "negation",
}  # fmt: skip
_SHOWN = 3


def told(kind: str, contribution: float, parts: Mapping[str, float]) -> str:
    """Say what a kind of evidence speaks for, and what in it most of all.

    :param kind: ``sequences``, ``structure``, ``findings`` or ``surprisal``.
    :param contribution: to the logarithm of the likelihood ratio.
    :param parts: what adds to its score beside what it adds in the mean, by name.
    """
    if abs(contribution) < _LITTLE:
        return f"{_KINDS[kind]}: says little"
    side = "for" if contribution > 0 else "against"
    sign = 1 if contribution > 0 else -1
    speaking = [item for item in parts.items() if item[1] * sign > 0]
    strongest = sorted(speaking, key=lambda item: (-sign * item[1], item[0]))
    shown = "; ".join(_named(kind, name) for name, _ in strongest[:_SHOWN])
    most = f", most of all {shown}" if shown else ""
    return f"{_KINDS[kind]}: speaks {side} a machine translation{most}"


def _named(kind: str, name: str) -> str:
    if kind == "sequences":
        return "“" + " + ".join(_CLASSES.get(sign, sign) for sign in name.split(" ")) + "”"
    if kind == "structure":
        return f"“{_attachment(name)}”"
    if kind == "surprisal":
        return SURPRISAL[name]
    return FINDINGS[name]


def _attachment(name: str) -> str:
    """Name what a word hangs on, where the run is that, or else the dependencies in a row."""
    word, *rest = name.split(" ")
    if len(rest) == 2:
        relations = (_RELATIONS.get(relation, relation) for relation in rest[0].strip("-").split("-"))
        return f"{_CLASSES.get(word, word)} ({', '.join(relations)}) of {_CLASSES.get(rest[1], rest[1])}"
    return " + ".join(map(_dependency, (word, *rest)))


def _dependency(sign: str) -> str:
    """Name a dependency: the function word where it is one, and what it is to its head."""
    if sign in _CLASSES:
        return _CLASSES[sign]
    word, _, relation = sign.rstrip("<>").rpartition(":")
    told = _RELATIONS.get(relation, relation)
    return f"{word} ({told})" if word else told
