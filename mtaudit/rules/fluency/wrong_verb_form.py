from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import after, before
from mtaudit.rules.fluency._verb_clashes import (
    bare_after_negated_have,
    finite_after_modal,
    is_plain_passive,
    past_after_plain_do,
    plain_after_noun_not,
)
from mtaudit.rules.lexicons_forms import verb_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_MODALS = ("can", "could", "may", "might", "must", "shall", "should", "will", "would", "ca", "wo")
_BE = ("am", "is", "are", "was", "were", "be", "been", "being")
_HAVE = ("has", "have", "had")
_DO = ("do", "does", "did")
_NOT = frozenset({"not", "n't", "never"})
#: Words that open a clause whose auxiliary stands alone (*all he can to help*, *what he did shocked us*).
_OPEN = frozenset(
    "all everything anything nothing something what whatever whichever whoever best utmost most who "
    "how which where every any possibly much hard as than that thing things little more".split()
)
_SUBJECTS = frozenset({"i", "he", "she", "it", "we", "you", "they"})
_OBJECT = frozenset({"PRP", "PRP$", "DT"})
_FINITE_BE = frozenset({"am", "is", "are", "was", "were"})
_FOUND = "After “not” English has the plain form “find”."
#: Verbs with an infinitive.
_WANTING = frozenset(
    "want plan try hope wish need decide refuse intend agree promise attempt manage fail continue begin "
    "start choose expect ask order able ready forget like prefer seek threaten come go hesitate struggle "
    "pledge vow offer deserve afford learn aim".split()
)


class WrongVerbForm(Rule):
    """A verb in a form that its auxiliary does not take.

    ## What it finds
    A past form after `did not`, a modal or `to` (`did not went`, `will comes`, `to went`), `to` after a
    modal (`must to pay`), two modals in a row, a past form for a participle after `have` or `be` (`has
    went`), a plain form after `have been` (`have been arrive`), the passive of a verb that has none (`was
    happened`), `be` before a finite verb (`is consists of`), and `not` without its auxiliary (`they not
    agree`, `not yet know`).

    ## Why it matters
    Indonesian verbs have no tense or person, and `adalah`, `telah` and `di-` do not match English
    auxiliaries one to one.

    ## Known false alarms
    Clauses that end in an auxiliary and run into the next verb (`what he did shocked us`), which the rule
    leaves out by their first word, and dialect in quotations.

    ## Example
    `The officers did not found the weapon.`

    ## Source
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 3 on verb phrases; Swan 2016,
    *Practical English Usage*; the forms and verbs are in the lexicon with their sources.
    """

    code = "FLU018"
    name = "wrong-verb-form"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the auxiliary through the verb."""
        for words, finder in _FINDERS:
            for segment, first in evidence.document.tokens(*words):
                found = finder(first)
                if found is None or found[0].i >= segment.parsed.end:
                    continue
                last, message = found
                if last.lower_ != first.lower_:
                    yield Hit(segment.span_of(first.doc[first.i : last.i + 1]), message, confidence=0.85)


def _skip(token: Token | None) -> Token | None:
    """Return the first token from here on that is no *not* and no adverb."""
    while token is not None and (token.lower_ in _NOT or (token.pos_ == "ADV" and token.tag_ == "RB")):
        token = after(token)
    return token


def _is_open(first: Token) -> bool:
    words = first.doc[max(first.sent.start, first.i - 8) : first.i]
    if len(words) == 2 and words[0].lower_ in ("all", "every", "most", "any") and words[1].pos_ == "NOUN":
        # *All passengers must …*
        return False
    return any(token.lower_ in _OPEN for token in words)


def _inflected(verb: Token) -> bool:
    """Tell a form that is not the plain one, whatever its tag."""
    lexicon = verb_forms()
    word = verb.lower_
    if word in lexicon.pasts and word not in lexicon.plain_too:
        return True
    if word in lexicon.plain_too or word == verb.lemma_.lower():
        return False
    return verb.tag_ in ("VBD", "VBZ", "VBN")


def _after_do(first: Token) -> tuple[Token, str] | None:
    negation = after(first)
    if negation is None or negation.lower_ not in _NOT:
        return _asked(first) or past_after_plain_do(first)
    verb = _skip(negation)
    if verb is None:
        return None
    past = verb.lower_ in _pasts()
    if not past and (verb.tag_ not in ("VBD", "VBN", "VBZ") or verb.lower_ == verb.lemma_.lower()):
        return None
    if verb.lower_ in ("been", "bid", "wound", "ground", "bound") or (
        verb.tag_ == "VBN" and verb.dep_ == "amod"
    ):
        return None
    return verb, f"After “{first.text} {negation.text}” English has the plain form, not “{verb.text}”."


def _asked(first: Token) -> tuple[Token, str] | None:
    """Find *Did the driver fled?*, *Why did he went?*: a question with a past form."""
    left, subject = before(first), after(first)
    opens = left is None or first.i == first.sent.start or left.tag_ in ("WRB", "WP") or left.text == '"'
    if not opens or subject is None or "?" not in first.sent.text:
        return None
    past = _pasts() | (verb_forms().participles - verb_forms().unchanged)
    for token in first.doc[subject.i : subject.i + 5]:
        if token.tag_ == "VBD" or (token.lower_ in past and token.i > subject.i):
            return token, f"After “{first.text}” English has the plain form, not “{token.text}”."
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"):
            return None
        if token.pos_ == "PRON" and token.tag_ == "PRP" and token.i > subject.i:
            return None
    return None


def _after_modal(first: Token) -> tuple[Token, str] | None:
    if first.tag_ != "MD" or not first.text.islower():
        return None
    verb = _skip(after(first))
    if verb is None:
        return None
    following, left = after(verb), before(first)
    if left is None or left.pos_ in ("DET", "ADJ") or left.tag_ in ("PRP$", "POS"):
        return None
    if verb.lower_ == "to":
        bridge = first.doc[first.i + 1 : verb.i]
        plain = following is not None and following.tag_ == "VB" and all(t.lower_ in _NOT for t in bridge)
        if (
            not plain
            or following is None
            or (first.lower_ in ("can", "could", "ca", "wo") and _is_open(first))
            or left.text == ","
            or first.lower_ in ("ca", "wo")
        ):
            return None
        return following, f"“{first.text}” takes the plain verb, without “to”."
    if verb.lower_ == "able" and following is not None and following.lower_ == "to":
        return verb, f"“{first.text}” wants “be” before “able”."
    if verb.tag_ == "MD" and verb.lower_ in ("can", "could", "must", "will", "should"):
        if verb.i == first.i + 1 and first.lower_ in ("will", "would", "must", "should", "may", "can"):
            return verb, f"“{first.text}” and “{verb.text}” are both modals; English takes one."
        return None
    if _is_open(first) or verb.lower_ in ("been", "being"):
        return None
    if verb.lower_ == "found" and verb.i > first.i + 1 and following is not None:
        # *could not found her passport*, not *could not found a party*
        return (verb, _FOUND) if following.tag_ in _OBJECT and following.lower_ not in ("a", "an") else None
    if verb.tag_ in ("JJ", "VBN", "VBD", "VB") and verb.i == first.i + 1 and _is_regular_past(verb):
        bare = following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ")
        return (verb, f"“{first.text}” wants “be” before “{verb.text}”.") if bare else None
    gerund = verb.tag_ == "VBG" and verb.head.i == verb.i and any(c.i == first.i for c in verb.children)
    plural = verb.tag_ == "NNS" and verb.i == first.i + 1 and first.dep_ == "aux" and first.head.i == verb.i
    if plural and verb.lemma_.lower() != verb.lower_ and verb.dep_ in ("ROOT", "ccomp", "conj", "relcl"):
        # *may floods again*
        return verb, f"“{first.text}” takes the plain form of the verb, not “{verb.text}”."
    if gerund or (
        _inflected(verb) and ((verb.dep_ != "amod" and first.head.i == verb.i) or verb.lower_ in _pasts())
    ):
        return verb, f"“{first.text}” takes the plain form of the verb, not “{verb.text}”."
    return None


def _is_regular_past(verb: Token) -> bool:
    return verb.lower_.endswith("ed") and verb.lower_ not in verb_forms().plain_too


def _pasts() -> frozenset[str]:
    return verb_forms().pasts


def _after_have(first: Token) -> tuple[Token, str] | None:
    verb = _skip(after(first))
    if verb is None or verb.i > first.i + 3:
        return None
    been = verb.lower_ == "been"
    if verb.lower_ == "being":
        return verb, f"“{first.text}” takes “been”, not “being”."
    if been:
        verb = _skip(after(verb))
        if verb is None:
            return None
    forms = verb_forms()
    if verb.lower_ in forms.pasts and verb.tag_ in ("VBD", "VBN"):
        if _is_open(first) and not (first.dep_ == "aux" and first.head.i == verb.i):
            return None
        return verb, f"“{verb.text}” is a simple past; “{first.text}” takes the participle."
    bridged = verb.i > first.i + 1 and verb.tag_ in ("JJ", "NN")
    if verb.lower_ in forms.plain_verbs and (been or bridged or verb.tag_ in ("VB", "VBP", "VBD", "VBN")):
        if before(first) is not None and first.nbor(-1).lower_ in ("to", "will", "would") and not been:
            return None
        return verb, f"“{verb.text}” is the plain form; “{first.text}” takes the participle."
    if (been and (_is_plain_verb(first, verb) or is_plain_passive(verb.nbor(-1), verb))) or (
        not been and _is_plain_perfect(first, verb)
    ):
        return verb, f"“{verb.text}” is the plain form; “{first.text}” takes the participle."
    if verb.lower_ in forms.intransitive and been and not _is_stranding(verb):
        return verb, f"“{verb.lemma_}” has no passive in English."
    return None


def _is_plain_perfect(have: Token, verb: Token) -> bool:
    """Find *have arrest two men*: a plain form that the parser itself joins to *have*."""
    joined = have.dep_ == "aux" and have.head.i == verb.i and verb.tag_ in ("VB", "VBP")
    plain = verb.lower_ == verb.lemma_.lower() and verb.lower_ not in verb_forms().unchanged
    helped = any(c.i < have.i and c.dep_ == "aux" for c in verb.children)
    return joined and plain and not helped and not _is_open(have)


def _after_be(first: Token) -> tuple[Token, str] | None:
    verb = _skip(after(first))
    left = before(first)
    if verb is None or verb.i > first.i + 3 or (left is not None and left.lower_ in _HAVE):
        return None
    forms = verb_forms()
    if verb.lower_ in forms.intransitive and verb.tag_ in ("VBN", "VBD"):
        if first.lower_ == "been":
            return None
        return None if _is_stranding(verb) else (verb, f"“{verb.lemma_}” has no passive in English.")
    if verb.i == first.i + 1 and (verb.tag_ == "MD" or verb.lower_ == "been") and first.lower_ in _FINITE_BE:
        clear = verb.lower_ not in ("will", "may", "might", "need") and not _is_open(first)
        return (verb, f"“{first.text}” and “{verb.text}” do not combine.") if clear else None
    if is_plain_passive(first, verb) and not _is_open(first):
        return verb, f"“{verb.text}” is the plain form; “{first.text}” takes the participle."
    if _is_open(first) or first.lower_ in ("been", "being"):
        return None
    if first.lower_ in _FINITE_BE and _is_plain_verb(first, verb):
        return verb, f"“{verb.text}” is the plain form; “{first.text}” takes a participle."
    if verb.i != first.i + 1:
        return None
    never_noun = verb.lower_ in ("consist", "belong", "exist", "occur", "happen", "depend", "agree")
    if verb.lower_ in forms.finite and (never_noun or verb.tag_ in ("VBZ", "NNS", "VBP", "VB", "VBN", "JJ")):
        return verb, f"“{first.text}” and “{verb.text}” are both the verb of the clause; English takes one."
    if verb.lower_ in forms.pasts and verb.tag_ in ("VBD", "VBN") and verb.lower_ not in ("broke", "saw"):
        return verb, f"“{verb.text}” is a simple past; “{first.text}” takes the participle."
    helped = first.lower_ == "be" and left is not None and left.tag_ == "MD"
    plain = helped or first.lower_ not in ("be", "am")
    if verb.lower_ in forms.plain_verbs and verb.tag_ in ("VB", "VBP") and plain:
        did = any(t.lemma_.lower() == "do" for t in first.sent if t.i < first.i)
        return (
            None if did else (verb, f"“{verb.text}” is the plain form; “{first.text}” takes the participle.")
        )
    return None


def _is_stranding(verb: Token) -> bool:
    """Tell *cannot be relied on*: the preposition of the verb has no object behind it."""
    preposition, beyond = after(verb), after(verb, 2)
    if preposition is None or preposition.tag_ not in ("IN", "RP"):
        return False
    ends = ("ADP", "ADV", "CCONJ", "SCONJ", "VERB", "AUX")
    bare = (
        beyond is None
        or beyond.is_punct
        or (beyond.pos_ in ends and beyond.lower_ not in ("about", "around"))
    )
    return bare or (preposition.lower_ in ("at", "upon") and verb.lower_ == "arrived")


def _is_plain_verb(be: Token, verb: Token) -> bool:
    """Find *were flee to*, *are still search for*, *was increase last month*, where no bare noun stands."""
    forms, subject, following = verb_forms(), before(be), after(verb)
    if verb.lower_ != verb.lemma_.lower() or following is None or subject is None:
        return False
    named = subject.pos_ in ("NOUN", "PROPN") or subject.lower_ in _SUBJECTS
    behind = following.tag_ in ("IN", "TO", "DT", "PRP$", "RB") or following.lower_ in (
        "last",
        "this",
        "next",
    )
    return named and behind and verb.lower_ in forms.plain_nouns and following.lower_ not in ("of", "and")


def _after_to(first: Token) -> tuple[Token, str] | None:
    verb, left = after(first), before(first)
    if verb is None or not verb.text.islower():
        return None
    forms, following = verb_forms(), after(verb)
    if verb.lower_ in forms.pasts - {"was", "were"} and verb.tag_ in ("VBD", "VBN", "VB"):
        return verb, f"“to” takes the plain form of the verb, not “{verb.text}”."
    if verb.lower_ in forms.participles and verb.tag_ in ("VBD", "VBN") and first.tag_ == "TO":
        # *plans to built new roads*, not *from planned to built*
        nominal = following is not None and following.pos_ in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM")
        nominal = nominal and not (following is not None and following.tag_ in ("WDT", "WP"))
        parallel = any(t.lower_ in ("from", "compared", "due", "according") for t in first.sent[: first.i])
        if nominal and not parallel:
            return verb, f"“to” takes the plain form of the verb, not “{verb.text}”."
    plain = first.tag_ == "TO" or following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ")
    regular = plain and verb.tag_ in ("VBN", "VBD") and _is_regular_past(verb)
    if regular and left is not None and left.lemma_.lower() in _WANTING:
        return verb, f"“to” takes the plain form of the verb, not “{verb.text}”."
    irregular = verb.lower_ in forms.participles - forms.unchanged
    wanted = irregular and left is not None and left.lemma_.lower() in _WANTING
    ends = following is None or following.is_punct or following.tag_ in (*_OBJECT, "RB")
    ends = ends or (verb.tag_ == "VBN" and following is not None and following.pos_ == "ADP")
    if wanted and ends and verb.lower_ not in forms.plain_too | {"left"}:
        return verb, f"“to” takes the plain form of the verb, not “{verb.text}”."
    if left is not None and left.lower_ in ("due", "according", "thanks", "owing", "from"):
        return None
    taken = following is not None and following.tag_ in _OBJECT and following.lower_ not in ("that", "no")
    if (
        verb.tag_ in ("VBD", "VBN")
        and verb.lower_ not in ("left", "used", "lost")
        and taken
        and verb.lower_ != verb.lemma_.lower()
    ):
        return verb, f"“to” takes the plain form of the verb, not “{verb.text}”."
    if verb.tag_ == "VBZ" and verb.dep_ in ("xcomp", "advcl", "acl") and verb.lower_ != verb.lemma_.lower():
        return verb, f"“to” takes the plain form of the verb, not “{verb.text}”."
    return None


def _after_not(first: Token) -> tuple[Token, str] | None:
    left, verb = before(first), after(first)
    if left is None or verb is None or left.i < first.sent.start:
        return None
    if verb.lower_ == "yet":
        verb = after(verb)
        if verb is None:
            return None
        kinds: tuple[str, ...] = ("VB", "VBP", "VBZ", "VBD", "VBN")
    elif left.lower_ in _SUBJECTS and left.dep_ in ("nsubj", "nsubjpass"):
        kinds = ("VB", "VBP", "VBZ", "VBD")
    else:
        return None
    subject = left.pos_ in ("NOUN", "PROPN") or left.tag_ == "PRP"
    if (
        not subject
        or verb.tag_ not in kinds
        or (verb.pos_ == "AUX" and verb.tag_ != "VBN")
        or verb.lower_ == "be"
    ):
        return None
    if verb.tag_ == "VBN" and verb.lower_.endswith("ed") and verb.dep_ != "ROOT":
        return None
    helped = any(child.dep_ in ("aux", "auxpass", "mark") for child in verb.children)
    helped = helped or any(t.dep_ in ("aux", "auxpass") for t in first.doc[max(0, left.i - 4) : left.i])
    if (
        helped
        or verb.head.i == left.i
        or any(t.lower_ in ("that", "lest", "if") for t in first.sent[: first.i])
    ):
        return None
    return verb, f"“{verb.text}” has “not” without an auxiliary."


_FINDERS = (
    (_DO, _after_do),
    (_MODALS, lambda first: _after_modal(first) or finite_after_modal(first)),
    (_HAVE, lambda first: _after_have(first) or bare_after_negated_have(first)),
    (_BE, _after_be),
    (("to",), _after_to),
    (("not",), lambda first: _after_not(first) or plain_after_noun_not(first)),
)
