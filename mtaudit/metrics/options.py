"""Which of sacrebleu's metrics hold systems against references, and with what settings."""

from __future__ import annotations

from dataclasses import dataclass

from mtaudit.errors import UsageError

__all__ = ["SMOOTHINGS", "SYSTEM_METRICS", "TOKENIZERS", "MetricOptions", "metric_named"]

#: In the order of their columns.
SYSTEM_METRICS = ("bleu", "chrf", "chrfpp", "ter")
#: sacrebleu's, which are known before it is imported; a test compares them with the installed ones.
TOKENIZERS = (
    *("none", "zh", "13a", "intl", "char", "ja-mecab", "ko-mecab"),
    *("spm", "flores101", "flores200", "spBLEU-1K"),
)
SMOOTHINGS = ("none", "floor", "add-k", "exp")


def metric_named(name: str) -> str:
    """Return the name of a metric as measures carry it: ``chrF++`` is ``chrfpp``.

    :raises UsageError: for one that is not sacrebleu's.
    """
    known = name.strip().lower().replace("+", "p")
    if known not in SYSTEM_METRICS:
        raise UsageError(f"no metric is called {name!r}", mend="choose from bleu, chrf, chrf++ and ter")
    return known


@dataclass(frozen=True, slots=True)
class MetricOptions:
    """sacrebleu's options, with its names and defaults.

    :param lowercase: fold case for BLEU.
    :param tokenize: BLEU's tokeniser.
    :param smooth_method: BLEU's smoothing: ``exp``, ``floor``, ``add-k`` or ``none``.
    :param smooth_value: for ``floor`` and ``add-k``; None is sacrebleu's.
    :param char_order: longest n-grams of characters of chrF and chrF++, 1 and up.
    :param word_order: longest n-grams of words of ``chrf``, 0 and up; ``chrfpp`` always has 2.
    :param chrf_lowercase: fold case for chrF and chrF++.
    :param beta: how much recall weighs beside precision in chrF and chrF++, 1 and up.
    :param whitespace: True counts white space as characters of chrF and chrF++.
    :param eps_smoothing: True smooths chrF and chrF++ as their author's program does.
    :param ter_normalized: True normalises punctuation for TER as Tercom does.
    :param ter_no_punct: True removes punctuation for TER.
    :param ter_asian_support: True splits Chinese and Japanese for TER.
    :param ter_case_sensitive: True tells upper from lower case in TER.
    """

    lowercase: bool = False
    tokenize: str = "13a"
    smooth_method: str = "exp"
    smooth_value: float | None = None
    char_order: int = 6
    word_order: int = 0
    chrf_lowercase: bool = False
    beta: int = 2
    whitespace: bool = False
    eps_smoothing: bool = False
    ter_normalized: bool = False
    ter_no_punct: bool = False
    ter_asian_support: bool = False
    ter_case_sensitive: bool = False

    def __post_init__(self) -> None:
        """Refuse what sacrebleu does not know.

        :raises UsageError: for an unknown tokeniser or smoothing, or an order out of range.
        """
        for what, given, known in (
            ("tokeniser", self.tokenize, TOKENIZERS),
            ("smoothing", self.smooth_method, SMOOTHINGS),
        ):
            if given not in known:
                raise UsageError(f"BLEU has no {what} {given!r}", mend=f"choose from {', '.join(known)}")
        for name, value, least in (
            ("char order", self.char_order, 1),
            ("word order", self.word_order, 0),
            ("beta", self.beta, 1),
        ):
            if value < least:
                raise UsageError(f"chrF's {name} is {value}", mend=f"give {least} or more")
