"""Languages as models call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Tokens", "iso_code", "language_name", "language_tokens"]

#: ISO 639-1 codes whose language NLLB and OPUS know by the code of one member, since they are
#: macrolanguages in ISO 639-3 (NLLB's list of languages, FLORES-200).
_MEMBERS = {
    "ar": "arb", "az": "azj", "et": "est", "fa": "pes", "gn": "gug", "ku": "kmr", "lv": "lvs", "mg": "plt",
    "mn": "khk", "ms": "zsm", "ne": "npi", "no": "nob", "om": "gaz", "or": "ory", "ps": "pbt", "sq": "als",
    "sw": "swh", "uz": "uzn", "yi": "ydd",
}  # fmt: skip


class Tokens(NamedTuple):
    """What tells a model the languages.

    :param before: tokens before the segment.
    :param forced: first token of the output, or None.
    """

    before: tuple[str, ...]
    forced: str | None


def language_name(code: str) -> str:
    """Return the English name of a language.

    :param code: ISO 639-1 code.
    :raises EngineError: for a code that CLDR does not know.
    """
    from babel import Locale

    name = Locale("en").languages.get(code)
    if name is None:
        raise EngineError(f"no language has the code {code!r}", mend="give an ISO 639-1 code such as id")
    return str(name)


def iso_code(part: str) -> str | None:
    """Return the ISO 639-1 code of a language by that code or by its ISO 639-3 code, None for other text.

    :param part: of a model's name, such as ``id`` or ``ind``.
    """
    import langcodes
    from babel import Locale

    if not (part.isascii() and part.isalpha() and part.islower() and len(part) in {2, 3}):
        return None
    code = langcodes.standardize_tag(part)
    return code if len(code) == 2 and code in Locale("en").languages else None


def language_tokens(
    family: str, source: str, target: str, *, vocabulary: Iterable[str], known: Callable[[str], bool]
) -> Tokens:
    """Return the tokens that tell a model the languages.

    Marian models of one pair need none, those of several targets ``>>ind<<`` or ``>>id<<`` before the
    segment; M2M100 ``__en__`` before it and ``__id__`` as first token of the output; NLLB the same with
    ``eng_Latn`` and ``ind_Latn``; MADLAD ``<2id>`` before the segment.

    :param family: ``model_type`` of the configuration: marian, m2m_100, t5 or like it.
    :param source: ISO 639-1 code of the language of the segments.
    :param target: ISO 639-1 code of the language wanted.
    :param vocabulary: the tokens.
    :param known: tells whether a token is one of them.
    :raises EngineError: for a language that the model has no token for.
    """
    if family == "marian":
        marks = sorted(token for token in vocabulary if token.startswith(">>") and token.endswith("<<"))
        if not marks:
            return Tokens((), None)
        return Tokens((_first([f">>{code}<<" for code in _codes(target)], known, target),), None)
    if family == "m2m_100":
        spoken, wanted = (_m2m_token(code, vocabulary, known) for code in (source, target))
        return Tokens((spoken,), wanted)
    return Tokens((_first([f"<2{code}>" for code in _codes(target)], known, target),), None)


def _m2m_token(code: str, vocabulary: Iterable[str], known: Callable[[str], bool]) -> str:
    if known(f"__{code}__"):
        return f"__{code}__"
    alpha3 = {member for member in _codes(code) if len(member) == 3}
    # Latin script before others; NLLB has Chinese, Kashmiri and the like in two.
    scripts = sorted(
        (token for token in vocabulary if len(token) == 8 and token[:3] in alpha3 and token[3] == "_"),
        key=lambda token: (not token.endswith("_Latn"), token),
    )
    return _first(scripts, known, code)


def _codes(code: str) -> list[str]:
    """Return a language's code, its ISO 639-3 code, and that of the member that models mean."""
    import langcodes

    member = _MEMBERS.get(code)
    return [code, *([member] if member else []), langcodes.Language.get(code).to_alpha3()]


def _first(tokens: list[str], known: Callable[[str], bool], code: str) -> str:
    for token in tokens:
        if known(token):
            return token
    raise EngineError(
        f"the model does not know the language {code!r}", mend="choose a model for this pair of languages"
    )
