from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import after, before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

#: Words that are tagged or look like comparatives and are none, or that *more* may go before.
_NOT_COMPARED = frozenset(
    "other former latter inner outer upper further later earlier elder under over either neither "
    "rather never ever clever bitter eager proper tender sober slender sinister bitter more most less "
    "least first last best-known better-off sooner northern premier senior junior minor major super "
    "hyper after minder other".split()
)
#: Short adjectives that always take an ending.
_SHORT = frozenset(
    "big small cheap old young long short tall low hot cold warm cool weak rich easy heavy early "
    "happy fast large high bad good hard soft thick thin wide near dark bright strong great safe "
    "new late dirty busy pretty ugly lucky funny angry hungry poor slow tiny sweet sharp steep "
    "tight rough smooth mild nice neat noisy windy muddy dusty messy nasty tasty salty shiny "
    "chilly wealthy lazy sunny cloudy fat sad wet dry loud smelly rusty sticky thirsty heavy bulky "
    "sandy rocky hazy foggy rainy sleepy".split()
)
_MORE_SHORT = frozenset(
    "narrow shallow deep calm clean clear close fair fine firm fresh full kind light quick quiet rare simple "
    "smart tough wild wise brave grand green dear strict pale bold blunt brief broad coarse crude damp dense "
    "dull faint fierce flat frail gentle grim harsh humble icy keen lame lean loose mad mean moist noble "
    "plain polite proud pure raw ripe rude scarce shy sick slight slim sore sour stiff strange stupid sturdy "
    "swift tame tidy tired tricky vague vast warm weird worthy young bitter crazy greedy healthy hasty holy "
    "juicy likely lively lonely mighty needy risky rowdy scary shabby shaky silly skinny spicy stormy tense "
    "thrifty ugly wary weary witty costly deadly friendly handy wealthy far little".split()
)
_PLAIN_SHORT = frozenset("big small cheap old young long short tall low fast large high".split())
#: Short words that are adverbs too.
_OF_MANNER = frozenset("fast hard early late soon near long loud quick slow high low deep cheap".split())
#: Adjectives that are nouns too, so that *more* before them may be a quantity (*more good than harm*).
_NOUNS_TOO = frozenset(
    "good cold dark light calm quiet cool warm wet dry deep sweet sour fat firm fine wild brave sick kind "
    "young old poor rich high low smart tough clear hard early late".split()
)
#: Adjectives of _MORE_SHORT that *the most* does not go before either.
_MOST_TOO = frozenset("narrow shallow deep clean young wise rude slim damp pale pure busy dense".split())
_USUAL = frozenset({"usual", "normal", "average", "previous", "other", "necessary", "last", "many", "most"})
#: Endings of adjectives that take no ending themselves, and what makes a word long and common.
_LONG_ADJECTIVES = (
    "ive",
    "ous",
    "ful",
    "ent",
    "ant",
    "al",
    "able",
    "ible",
    "less",
    "ing",
    "ed",
    "ern",
    "ult",
)
_LONG_WORD = 8
_COMMON = 3.3
_ENDING = {"good": "better", "bad": "worse"}
#: Words that compare by themselves, and words of number that *more* does not go before.
_LATIN = frozenset("superior inferior preferable favorite favourite supreme foremost utmost".split())
_NUMBERS = frozenset({"many", "much", "few"})
_DETERMINERS = frozenset({"the", "his", "her", "its", "their", "our", "my", "your", "'s"})


class DoubledComparison(Rule):
    """A comparison marked twice, or by the wrong means.

    ## What it finds
    `more` or `less` before a comparative, `most` before a superlative or comparative, `very` or `too`
    before either, `more` or `most` before a short adjective that takes an ending, and `as` with `than`.

    ## Why it matters
    Indonesian compares with one word before the adjective (`lebih besar`, `paling besar`); the engine
    translates that word and inflects the adjective as well.

    ## Known false alarms
    `more` as a quantity before a comparative and a plural (`more younger voters`), which the rule leaves
    out by the plural noun.

    ## Example
    `The new road is more better than the old one.`

    ## Source
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 7 on comparison; Swan 2016,
    *Practical English Usage*, on comparative and superlative adjectives.
    """

    code = "FLU016"
    name = "doubled-comparison"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the marker through the adjective."""
        document = evidence.document
        for segment, marker in document.tokens("more", "less", "most", "very", "too"):
            adjective = after(marker)
            if adjective is None or adjective.i >= segment.parsed.end:
                continue
            if not _is_double(marker, adjective) and not _is_short(marker, adjective):
                continue
            right = _right(marker, adjective)
            yield Hit(
                segment.span_of(marker.doc[marker.i : adjective.i + 1]),
                f"“{adjective.text}” is not compared with “{marker.text}”.",
                confidence=0.85,
                suggestion=right,
            )

        for segment, than in document.tokens("than"):
            words = _as_than(than)
            if words is not None and words.start >= segment.parsed.start:
                message = f"“{words[:2].text}” is followed by “as”, not “than”."
                yield Hit(segment.span_of(words), message, suggestion=f"{words[:2].text} as")


def _inflected(adjective: str, ending: str) -> str:
    """Return *big* with its ending, *bigger*."""
    if adjective.endswith("e"):
        return adjective + ending[1:]
    if adjective.endswith("y") and adjective[-2] not in "aeiou":
        return f"{adjective[:-1]}i{ending}"
    vowels = [letter in "aeiou" for letter in adjective]
    doubles = vowels[-3:] == [False, True, False] and sum(vowels) == 1 and adjective[-1] not in "wxy"
    return f"{adjective}{adjective[-1] if doubles else ''}{ending}"


_COMPARATIVES = frozenset(
    _inflected(adjective, "er") for adjective in (_SHORT | _MORE_SHORT) - {"good", "bad", "far", "little"}
) - {"dearer", "meaner"}
_SUPERLATIVES = frozenset(
    _inflected(adjective, "est") for adjective in (_SHORT | _MORE_SHORT) - {"good", "bad", "far", "little"}
)


def _is_double(marker: Token, adjective: Token) -> bool:
    word = adjective.lower_
    beyond = after(adjective)
    if word == "earlier" and marker.lower_ == "more" and beyond is not None and beyond.lower_ == "than":
        return True
    kind = _kind(adjective)
    if marker.lower_ in ("more", "most") and word in _LATIN | _NUMBERS:
        return _compares_again(marker, adjective)
    if _is_nonce_comparative(word):
        return True
    if (marker.lower_, word) in (("most", "least"), ("more", "less"), ("most", "more")):
        following = after(adjective)
        return following is not None and following.pos_ in ("NOUN", "ADJ", "ADV", "VERB")
    if kind not in ("JJR", "RBR", "JJS", "RBS") or word in _NOT_COMPARED or _is_compound(adjective):
        return False
    superlative = kind in ("JJS", "RBS")
    if superlative != word.endswith("st") or (not superlative and not word.endswith(("er", "worse", "ier"))):
        return False
    following = after(adjective)
    plural = following is not None and following.tag_ in ("NNS", "NNPS")
    left = before(marker)
    if marker.lower_ in ("more", "less", "most") and plural:
        # *more younger voters*, *most smaller firms* count the voters and the firms.
        return marker.lower_ == "most" and left is not None and left.lower_ in _DETERMINERS and superlative
    if marker.lower_ == "very":
        # *the very best*, *a very early one* are English.
        return not superlative or left is None or left.lower_ not in (*_DETERMINERS, "this", "that", "own")
    return marker.lower_ != "too" or not superlative


def _is_nonce_comparative(word: str) -> bool:
    """Tell *expensiver*, *dangerousest*: an ending on a long adjective, which makes no word."""
    if not word.endswith(("er", "est")) or len(word) < _LONG_WORD or zipf(word, "en"):
        return False
    stem = word.removesuffix("er").removesuffix("est")
    return any(s.endswith(_LONG_ADJECTIVES) and zipf(s, "en") >= _COMMON for s in (stem, f"{stem}e"))


def _kind(adjective: Token) -> str:
    """Return the tag, or that of *sweetest* and *quieter* where the tagger takes something else."""
    word, following = adjective.lower_, after(adjective)
    noun = adjective.tag_ == "NN" and following is not None and following.pos_ in ("NOUN", "PROPN")
    if word in _SUPERLATIVES:
        return "JJS"
    return "JJR" if word in _COMPARATIVES and not noun else str(adjective.tag_)


def _compares_again(marker: Token, word: Token) -> bool:
    """Tell *more superior*, *most favorite*, *more many people*, not *once more many people*."""
    left, following = before(marker), after(word)
    if word.lower_ in _NUMBERS:
        free = left is None or left.lower_ not in ("once", "no", "any", "some", ",", "and")
        counted = following is not None and (following.tag_ in ("NNS", "NN", "IN") or following.is_punct)
        return marker.lower_ == "more" and free and counted
    return word.lower_ not in ("foremost", "utmost", "supreme") or marker.lower_ == "most"


def _is_short(marker: Token, adjective: Token) -> bool:
    """Find *more big*: in the predicate, for before a noun *more* may be a quantity; *the most big*."""
    following, left = after(adjective), before(marker)
    compared = following is not None and following.lower_ == "than" and marker.lower_ == "more"
    known = adjective.lower_ in _SHORT or (compared and adjective.lower_ in _MORE_SHORT)
    known = known or (marker.lower_ == "most" and adjective.lower_ in _MOST_TOO)
    if not known or marker.lower_ not in ("more", "most") or _is_compound(adjective):
        return False
    if left is not None and left.tag_ == "RB" and left.i > 0 and left.nbor(-1).pos_ in ("AUX", "VERB"):
        # *are now more fast*
        left = left.nbor(-1)
    noun = following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    noun = noun and following is not None and following.lower_ not in ("today", "tonight")
    if (
        compared
        and left is not None
        and left.pos_ in ("NOUN", "PROPN")
        and adjective.lower_ not in _NOUNS_TOO
    ):
        # *sent to earpieces more tiny than a grain of rice*
        return _is_noun_phrase(adjective)
    if marker.lower_ == "most":
        plural = following is not None and following.tag_ in ("NNS", "NNPS")
        determined = left is not None and (
            left.lower_ in _DETERMINERS or (left.lemma_ == "be" and adjective.lower_ in _PLAIN_SHORT)
        )
        return (
            determined
            and not plural
            and (
                adjective.lower_ not in ("high", "hard") or (following is not None and following.tag_ == "NN")
            )
        )
    ends = following is None or following.is_punct or following.lower_ in ("than", "now", "today")
    manner = marker.lower_ == "more" and adjective.lower_ in _OF_MANNER and ends and left is not None
    if manner and left is not None and left.pos_ in ("VERB", "NOUN", "ADV", "PRON", "PROPN"):
        # *came round the bend more fast than*, *works more hard*
        return True
    predicate = left is not None and (
        left.lemma_.lower()
        in ("be", "become", "get", "feel", "look", "seem", "grow", "make", "much", "even", "far")
    )
    than = following is not None and following.lower_ == "than"
    beyond = after(adjective, 2)
    # *more good than bad* weighs two words; *more long than usual* compares.
    weighs = than and beyond is not None and beyond.pos_ == "ADJ" and beyond.lower_ not in _USUAL
    if left is not None and left.lower_ in ("a", "an") and following is not None and following.tag_ == "NN":
        # *a more big role*, not *a more high profile case*.
        return beyond is None or beyond.pos_ not in ("NOUN", "PROPN")
    return predicate and not noun and not weighs


def _is_noun_phrase(adjective: Token) -> bool:
    """Tell a phrase that something is compared with behind *than*, not a second adjective."""
    beyond = after(adjective, 2)
    return beyond is not None and (beyond.pos_ in ("DET", "PRON", "PROPN") or beyond.lower_ in _USUAL)


def _is_compound(adjective: Token) -> bool:
    following = after(adjective)
    return following is not None and following.text == "-"


def _as_than(than: Token) -> TokenSpan | None:
    """Find *as cheap than*, *not so deep than*."""
    adjective, first = before(than), before(than, 2)
    if adjective is not None and first is not None and first.lower_ in _NUMBERS:
        # *as many guests than*
        adjective, first = first, before(than, 3)
    if adjective is None or first is None or first.lower_ not in ("as", "so"):
        return None
    if adjective.tag_ not in ("JJ", "RB") or adjective.lower_ in (*_NOT_COMPARED, "different"):
        return None
    words: TokenSpan = first.doc[first.i : than.i + 1]
    return words


def _right(marker: Token, adjective: Token) -> str | None:
    if _kind(adjective) in ("JJR", "RBR", "JJS", "RBS"):
        return str(adjective.text) if marker.lower_ in ("more", "most") else None
    return _ENDING.get(adjective.lower_) if marker.lower_ == "more" else None
