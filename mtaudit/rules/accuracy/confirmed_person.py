from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_calques import frames_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.patterns import Match

_PRESS = frozenset(
    "reporter reporters journalist journalists media press crew newspaper correspondent newsmen team "
    "kompas antara tempo detik liputan6 tribun voi newsroom editors magazine daily broadcaster radio "
    "station agency".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SPEECH = frozenset(
    "say explain add admit claim deny confirm state tell reveal answer reply respond blame decline "
    "refuse ask urge insist promise acknowledge stress emphasize argue hope describe call speak warn "
    "express apologize comment dispute mention note report believe assure ensure thank advise deliver "
    "think maintain regret justify choose smile laugh joke dismiss appreciate assess clarify agree disclose "
    "remind appeal emphasise object rebut convey give hint welcome guarantee ignore".split()
)
_CHANNELS = frozenset("phone telephone whatsapp text message email letter chat sms zoom".split())
#: Words after *at* or *in* that are no place where one meets a reporter.
_NO_PLACE = frozenset("first last time all least once full part turn fact person court writing law".split())
#: Words after *met on* that are no place or day.
_NO_GROUND = frozenset(
    "terms principle merit merits condition conditions issue issues points grounds".split()
)
_LEXICON = frames_of("confirmed-person")


class ConfirmedPerson(Rule):
    """A person *confirmed* or *met* where a reporter reached or asked him.

    ## What it finds
    `when confirmed` of a speaker (`when confirmed by reporters`, `when confirmed at his office`), and `when
    met at` a place.

    ## Why it matters
    *Saat dikonfirmasi* and *saat ditemui* say how the reporter came by the statement. In English one confirms
    news and not people.

    ## Known false alarms
    A person confirmed in an office, where the body that confirms is not named.

    ## Example
    `The owner of the boat, when confirmed by reporters, denied the charge.`

    ## Source
    Stevens and Schmidgall-Tellings 2010, *A Comprehensive Indonesian-English Dictionary*, entries konfirmasi
    and temu; Oxford Advanced Learner's Dictionary, entry confirm.
    """

    code = "ACC016"
    name = "confirmed-person"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MINOR
    phrases = _LEXICON.phrases
    patterns = _LEXICON.patterns

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the words with the place or the reporters after them."""
        matches = [match for name in ("met", "confirmed") for match in evidence.matches.get(name, ())]
        matches += _openings(evidence)
        for segment, words in sorted(matches, key=lambda match: match[0].offset + match[1].start_char):
            tail = words.doc[words.end : segment.parsed.end]
            last = _end_met(words, tail) if words[-1].lower_ != "confirmed" else _end_confirmed(words, tail)
            if last is not None:
                yield Hit(
                    segment.span_of(words.doc[words.start : last]),
                    "Indonesian “saat dikonfirmasi” and “saat ditemui” say how the speaker was reached; "
                    "English says: when reached for comment, when asked.",
                    confidence=0.9 if words[-1].lower_ == "confirmed" else 0.8,
                )


def _names_press(words: set[str]) -> bool:
    return not words.isdisjoint(_PRESS) or any(word.endswith((".com", ".id", ".tv")) for word in words)


def _openings(evidence: Evidence) -> Iterator[Match]:
    """Yield *Confirmed by phone,* and *Met at his office,* at the head of a sentence."""
    for segment, verb in evidence.document.tokens("confirmed", "met"):
        tokens = segment.parsed
        before = tokens.doc[tokens.start : verb.i]
        if any(not (token.is_punct or token.is_space) for token in before) or verb.i + 1 >= tokens.end:
            continue
        words = tokens.doc[verb.i : verb.i + (1 if verb.lower_ == "confirmed" else 2)]
        tail = tokens.doc[words.end : tokens.end]
        if verb.lower_ == "met" and words[-1].lower_ not in (
            "at",
            "by",
            "separately",
            "after",
            "outside",
            "in",
        ):
            continue
        last = _end_met(words, tail) if verb.lower_ == "met" else _end_confirmed(words, tail)
        if last is not None and last < tokens.end and tokens.doc[last].lower_ in ("separately", "directly"):
            last += 1
        if last is not None and last < tokens.end and tokens.doc[last].text == ",":
            yield segment, words


def _phrase_end(tail: TokenSpan) -> int | None:
    """Return where the noun phrase at the beginning of the tail ends."""
    end = None
    for token in tail[:8]:
        ends = token.pos_ in ("PUNCT", "ADP", "SCONJ", "AUX", "CCONJ") or token.tag_ in ("VBD", "VBZ", "VBP")
        if ends and token.text != "-":
            return end
        end = token.i + 1
    return end


def _end_met(words: TokenSpan, tail: TokenSpan) -> int | None:
    last = words[-1].lower_
    if last == ",":
        after = tail[0] if len(tail) else None
        named = after is not None and (after.pos_ == "PROPN" or after.lower_ in ("he", "she"))
        return words.end - 1 if named and words[0].is_sent_start else None
    if words[0].lower_ in ("after", "once") and last not in ("at", "by"):
        return None
    if last in ("separately", "directly", "confirmation", "while"):
        return words.end
    if not len(tail) or tail[0].lower_ in _NO_PLACE:
        return None
    end = _phrase_end(tail)
    if end is None:
        return None
    held = {token.lower_ for token in words.doc[words.end : end]}
    if last == "by" and not _names_press(held):
        return None
    if last == "on" and not held.isdisjoint(_NO_GROUND):
        return None
    return end


def _end_confirmed(words: TokenSpan, tail: TokenSpan) -> int | None:
    following = tail[0] if len(tail) else None
    if following is None or following.is_sent_end or following.lower_ in (".", "separately", "directly"):
        return words.end
    word = following.lower_
    if word == "by":
        end = _phrase_end(tail[1:])
        held = {t.lower_ for t in words.doc[following.i : end or following.i]}
        return end if held & _CHANNELS or _names_press(held) else None
    if word in ("at", "in", "via", "through", "after", "outside", "on", "over", "about", "regarding"):
        end = _phrase_end(tail[1:])
        held = {t.lower_ for t in words.doc[following.i + 1 : end or following.i + 1]}
        return end if end is not None and held.isdisjoint(_NO_PLACE) else None
    if word in _WEEKDAYS:
        return words.end
    if following.tag_ == "VBD" and following.lemma_.lower() in _SPEECH:
        return words.end
    if word == ",":
        return words.end if _speaks(words[0], tail) else None
    return None


def _speaks(when: Token, tail: TokenSpan) -> bool:
    """Tell *when confirmed, he said* and *, said X when confirmed, Monday* from *when confirmed, would*."""
    after = tail[1] if len(tail) > 1 else None
    if after is None or after.lower_ in _WEEKDAYS:
        return True
    if after.tag_ == "MD" or after.lower_ in ("is", "are", "was", "were", "be", "has", "have"):
        return False
    return any(token.lemma_.lower() in _SPEECH for token in tail[1:12]) or (
        when.i > 0 and any(t.lemma_.lower() in _SPEECH for t in when.doc[max(0, when.i - 6) : when.i])
    )
