from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import after, before, is_finite
from mtaudit.rules.lexicons_names import first_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

_ROLES = {
    "victim": "korban", "perpetrator": "pelaku", "suspect": "tersangka", "defendant": "terdakwa",
    "witness": "saksi", "accused": "terdakwa", "complainant": "pelapor", "convict": "terpidana",
}  # fmt: skip
#: People of crime news who stand bare as subject or object only, not as a title before a name.
_OTHERS = {
    "thief": "pencuri", "culprit": "pelaku", "robber": "perampok", "burglar": "pembobol",
    "killer": "pembunuh",
    "murderer": "pembunuh", "attacker": "penyerang", "assailant": "penyerang", "kidnapper": "penculik",
    "pickpocket": "pencopet", "arsonist": "pembakar", "rapist": "pemerkosa", "looter": "penjarah",
    "smuggler": "penyelundup", "swindler": "penipu", "detainee": "tahanan", "prisoner": "narapidana",
    "plaintiff": "penggugat", "hostage": "sandera", "eyewitness": "saksi mata", "fugitive": "buronan",
    "inmate": "narapidana", "accomplice": "kaki tangan", "mastermind": "otak pelaku", "intruder": "penyusup",
    "gunman": "pelaku penembakan", "shooter": "penembak", "hijacker": "pembajak", "bomber": "pengebom",
    "hitman": "pembunuh bayaran", "mugger": "penjambret", "shoplifter": "pengutil", "fraudster": "penipu",
    "trafficker": "pengedar", "poacher": "pemburu liar", "stalker": "penguntit", "molester": "pencabul",
    "abuser": "pelaku kekerasan", "informant": "informan", "courier": "kurir", "survivor": "korban selamat",
    "offender": "pelaku", "petitioner": "pemohon", "claimant": "pemohon", "complainer": "pelapor",
    "receiver": "penadah", "provocateur": "provokator", "murderess": "pembunuh", "escapee": "buronan",
}  # fmt: skip
_WORDS = _ROLES | _OTHERS
_INITIALS = re.compile(r"[A-Z]{1,4}")
#: Verbs that make a set phrase with a bare role (*fall victim*), and prepositions before people.
_TELLING = frozenset("tell inform assure warn convince remind notify".split())
#: Verbs with an object and a plain verb behind it: *saw thief run*.
_PERCEIVING = frozenset("see hear watch notice let make help".split())
_SET_VERBS = frozenset("fall bear turn become be remain play stand cast".split())
#: Verbs that take a bare role in the passive (*was named suspect*), and those that take a person *hostage*.
_NAMING = frozenset("give call name brand deem declare label make elect".split())
_SEIZING = frozenset("take hold keep".split())
#: Verbs before *to*, behind which the tagger takes *suspect* for an infinitive (*was given to suspect by*).
_REACHING = frozenset("give hand belong bring show sell return speak talk pass deliver point".split())
#: What a bare role is classed by (*the role of victim*).
_CLASSES = frozenset("kind type sort category form role part status label image mindset mentality".split())
#: Verbs in the present that *Suspect* and *Witness* have behind them at the head of a sentence.
_PRESENT = frozenset(
    "faces denies admits claims says remains knows tells believes insists wants lives works confesses".split()
)
#: What opens a parenthesis behind a bare role, and nouns that *victim's* names a kind of.
_APPOSED = frozenset("a an the who whose whom identified named known aged initialed".split())
_OF_A_KIND = frozenset("rights right compensation advocate advocates statement fund impact support".split())
_BEFORE_PERSONS = frozenset(
    "of to by from with for against between about towards toward on at after near beside around".split()
)
#: What is called after a role, with a capital (*Victim Support said*).
_INSTITUTIONS = frozenset("support protection services advocate fund compensation impact relations".split())
#: Verbs that have somebody and then an infinitive (*asked defendant to stand*).
_URGING = frozenset(
    "ask order tell force allow urge invite persuade want instruct summon pay advise require encourage "
    "permit help compel command beg threaten warn".split()
)
#: What may stand before the noun that opens a clause or is an object.
_LEFT = frozenset({"VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PUNCT", "ADV", "SPACE", "PART"})


class BareRoleNoun(Rule):
    """A person's role in a case, used without an article.

    ## What it finds
    `victim`, `suspect`, `witness` and the like in the singular without a determiner, before a name
    (`victim Suganda`), before initials (`the perpetrator LZ`), as the subject of a verb (`suspect was
    taken`), or as its object or a preposition's (`brought suspect to the station`).

    ## Why it matters
    English wants an article or another determiner there. Indonesian police reports use `korban`, `pelaku`
    and `tersangka` bare, like titles.

    ## Known false alarms
    Newspapers that drop the article before a name on purpose, and notes in court style (`Defendant moved`).

    ## Example
    `The officers said victim Rahmat was found by a neighbour.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on noun phrases without determiner; Quirk et
    al. 1985, *A Comprehensive Grammar of the English Language*, ch. 5 on articles.
    """

    code = "FLU027"
    name = "bare-role-noun"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the noun, with the name behind it."""
        for segment, role in evidence.document.tokens(*_WORDS):
            if segment.segment.role not in ("body", "subhead"):
                continue
            words = (
                (_named(role) if role.lower_ in _ROLES else None)
                or _subject(role, segment)
                or _object(role)
                or _owner(role)
            )
            if words is None or words.end > segment.parsed.end:
                continue
            yield Hit(
                segment.span_of(words),
                f"“{role.text}” has no article here (Indonesian “{_WORDS[role.lower_]}” needs none).",
                confidence=0.75,
                suggestion=f"the {words.text}" if role.text.islower() and _is_bare(role) else None,
            )


def _opens_sentence(role: Token, segment: AnalysedSegment) -> bool:
    """Tell *Victim was found dead.*: a full sentence of running text, not a headline or a note of court."""
    last = segment.parsed[-1].text if len(segment.parsed) else ""
    first = role.i == segment.parsed.start or role.is_sent_start
    verb = after(role)
    if not first or not role.text.istitle() or verb is None or last not in (".", '"', "!"):
        return False
    noted = role.lower_ in ("accused", "suspect", "witness") and verb.tag_ == "VBZ" and verb.pos_ != "AUX"
    opened = (
        (is_finite(verb) and not (noted and verb.lower_ not in _PRESENT))
        or verb.lower_ in ("also", "then", "who")
        or _has_apposition(role)
    )
    return segment.segment.role == "body" and opened


def _has_apposition(role: Token) -> bool:
    """Tell *Suspect, 34, was …*, *victim, a teacher, had …*: two commas and a finite verb behind them."""
    comma, first = after(role), after(role, 2)
    if comma is None or first is None or comma.text != "," or role.lower_ == "accused":
        return False
    if first.tag_ != "CD" and first.lower_ not in _APPOSED:
        return False
    second = next((t for t in role.doc[first.i : role.sent.end] if t.text == ","), None)
    verb = after(second) if second is not None else None
    return verb is not None and is_finite(verb)


def _is_bare(role: Token) -> bool:
    """Tell a noun with nothing of its phrase before it."""
    left = before(role)
    if left is None or role.is_sent_start:
        return True
    if left.lower_ == "that" and left.i and left.nbor(-1).pos_ == "VERB":
        # *heard that defendant had sold*, where the tagger takes a determiner
        return True
    if left.tag_ == "WDT" and left.lower_ == "that" and role.tag_ == "NN":
        # *the knife that perpetrator used*
        return True
    if left.lower_ == "that" and any(
        t.lemma_.lower() in _TELLING for t in role.doc[max(0, left.i - 5) : left.i]
    ):
        # *told the officers that defendant had sold*
        return True
    if (
        left.dep_ == "pobj"
        and left.head.i == role.sent.start
        and role.dep_ in ("nsubj", "nsubjpass", "compound")
    ):
        # *On the way suspect was taken*: an adverbial without its comma.
        return True
    if left.pos_ == "NOUN" and left.i == role.sent.start + 1 and left.nbor(-1).pos_ == "ADP":
        # *At dawn suspect Dodi was caught*, whatever the parse makes of it.
        return True
    if left.ent_type_ in ("DATE", "TIME") and left.pos_ in ("NOUN", "PROPN"):
        # *On Sunday witness Sulastri told police*
        return True
    fronted = left.pos_ == "NOUN" and role.head.i == role.sent.start and role.dep_ == "pobj"
    following = after(role)
    if fronted and following is not None and (following.pos_ == "PROPN" or is_finite(following)):
        # *In the struggle victim Suganda was cut*: an adverbial without its comma.
        return True
    name = after(role)
    if left.lower_ == "of" and name is not None and name.pos_ == "PROPN":
        # *the body of victim Sumarni*; *of suspect John Smith* is newspaper style
        return role.lower_ in ("victim", "perpetrator", "defendant")
    if left.lower_ in ("as", "of") or left.tag_ in ("PRP$", "POS", "HYPH") or left.pos_ not in _LEFT:
        return False
    return not _is_modifier(left)


def _is_modifier(left: Token) -> bool:
    """Tell *a wanted smuggler*, *the last reported victim*, whatever the tagger makes of the participle."""
    if left.tag_ in ("VBN", "VBG") and left.dep_ == "amod":
        return True
    first = before(left)
    inside = first is not None and (first.pos_ in ("DET", "ADJ", "NUM") or first.tag_ in ("POS", "PRP$"))
    return inside and left.pos_ == "VERB" and left.tag_ in ("VBN", "VBG", "VBD")


def _named(role: Token) -> TokenSpan | None:
    name = after(role)
    if name is None or not name.text[0].isupper() or name.is_sent_start:
        return None
    last = name
    initials = _INITIALS.fullmatch(name.text) is not None
    while (
        (following := after(last)) is not None and following.pos_ == "PROPN" and following.text[0].isupper()
    ):
        last = following
    if not initials and (name.pos_ != "PROPN" or name.ent_type_ in ("NORP", "DATE")):
        return None
    if role.tag_.startswith("VB") and name.ent_type_ in ("ORG", "GPE"):
        # *Police suspect Iran*
        return None
    left, verb = before(role), after(last)
    if role.lower_ == "accused" and (verb is None or not is_finite(verb) or (left and left.pos_ == "AUX")):
        # *accused Putin of …* is the verb.
        return None
    article = left is not None and left.lower_ in ("the", "a")
    unnamed = initials or role.lower_ in ("victim", "perpetrator")
    opens = (
        role.is_sent_start
        and role.text.istitle()
        and ((unnamed and name.lower_ not in _INSTITUTIONS) or _is_lone_name(name, last))
    )
    opens = bool(opens and verb is not None and _goes_on(verb))
    bare = _is_bare(role) and (role.text.islower() or opens)
    possessor = after(last)
    if possessor is not None and possessor.tag_ == "POS" and not bare:
        return None
    if not (bare or (initials and article and last.i == name.i)):
        return None
    words: TokenSpan = role.doc[role.i : last.i + 1]
    return words


def _is_lone_name(name: Token, last: Token) -> bool:
    """Tell *Suspect Rahmat later led*: a name of one word or with a known first name, and no institution."""
    if last.i == name.i + 1 and name.lower_ in first_names():
        return True
    return last.i == name.i and name.text.istitle() and name.lower_ not in _INSTITUTIONS


def _goes_on(verb: Token) -> bool:
    """Tell a finite verb, an adverb before it, or a parenthesis such as *, 47,*."""
    following = after(verb)
    if verb.text in ",(" and following is not None:
        return following.tag_ == "CD" or following.lower_ in _APPOSED
    adverb = verb.tag_ == "RB" and following is not None
    return is_finite(verb) or bool(adverb and following is not None and is_finite(following))


def _object(role: Token) -> TokenSpan | None:
    """Find *brought suspect to the station*, *the house of victim*: an object with nothing before it."""
    left, following = before(role), after(role)
    told = left is not None and left.lower_ in ("told", "ordered", "asked") and role.lower_ == "accused"
    if told and following is not None and following.lower_ == "to":
        asked: TokenSpan = role.doc[role.i : role.i + 1]
        return asked
    if left is None or not role.text.islower() or role.lower_ == "accused" or role.is_sent_start:
        return None
    verbal = left.lower_ == "to" and role.lower_ in ("suspect", "witness") and _is_reached(left, following)
    if not verbal and (role.tag_ not in ("NN", "JJ") or left.tag_ == "TO"):
        return None
    if not _ends_phrase(role, following):
        return None
    if left.pos_ == "VERB":
        bare = _takes_person(left, role) and not _is_modifier(left)
    else:
        behind = before(left)
        kind = behind is not None and behind.lemma_.lower() in _CLASSES
        ranged = following is not None and (left.lower_, following.lower_) == ("from", "to")
        ranged = ranged or (left.lower_ == "to" and behind is not None and behind.lower_ in _WORDS)
        bare = verbal or (left.pos_ == "ADP" and left.lower_ in _BEFORE_PERSONS and not kind and not ranged)
    words: TokenSpan = role.doc[role.i : role.i + 1]
    return words if bare else None


def _is_reached(to: Token, following: Token | None) -> bool:
    """Tell *was given to suspect by a courier*, where the tagger takes an infinitive."""
    verb = before(to)
    ends = (
        following is None or following.is_punct or following.lower_ in ("by", "on", "at", "in", "and", "who")
    )
    return verb is not None and verb.lemma_.lower() in _REACHING and ends


def _takes_person(verb: Token, role: Token) -> bool:
    """Tell a verb with the person as its object, not *fell victim*, *was named suspect*, *took hostage*."""
    lemma = verb.lemma_.lower()
    passive = verb.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in verb.children)
    if lemma in _SET_VERBS or (lemma in _NAMING and (passive or role.dep_ != "dobj")):
        return False
    return not (lemma in _SEIZING and role.lower_ in ("hostage", "prisoner")) and not passive


def _ends_phrase(role: Token, following: Token | None) -> bool:
    """Tell that no noun follows which the role would be part of, nor a second bare noun behind *and*."""
    if following is None:
        return True
    if following.tag_ == "CC":
        second = after(following)
        return second is not None and (
            is_finite(second)
            or second.tag_ in ("DT", "PRP", "PRP$", "RB", "VBN", "NNP")
            or second.pos_ == "AUX"
        )
    seen = before(role)
    if following.tag_ == "TO" and seen is not None and seen.pos_ == "VERB":
        return seen.lemma_.lower() in _URGING and role.tag_ == "NN"
    plain = following.tag_ in ("VB", "NN") and seen is not None and seen.lemma_.lower() in _PERCEIVING
    if plain and following.pos_ == "NOUN":
        # *saw perpetrator climb over the wall*, where the tagger takes a noun
        beyond = after(following)
        return beyond is not None and beyond.tag_ in ("IN", "RP", "DT") and following.lower_ != "case"
    return not (following.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PART") or following.text in "-/")


def _owner(role: Token) -> TokenSpan | None:
    """Find *took victim's bag*: the role as an owner with nothing before it."""
    mark, owned, left = after(role), after(role, 2), before(role)
    if mark is None or owned is None or left is None or mark.tag_ != "POS" or not role.text.islower():
        return None
    if owned.pos_ not in ("NOUN", "ADJ") or owned.lower_ in _OF_A_KIND or role.is_sent_start:
        return None
    if left.pos_ not in ("VERB", "ADP", "SCONJ") or left.lower_ == "as" or not _is_bare(role):
        return None
    words: TokenSpan = role.doc[role.i : role.i + 1]
    return words


def _subject(role: Token, segment: AnalysedSegment) -> TokenSpan | None:
    """Find *suspect was taken*, *accused told his workers*: before a finite verb."""
    verb = after(role)
    while verb is not None and verb.tag_ == "RB" and verb.lower_ not in ("not", "n't"):
        verb = after(verb)
    opens = _opens_sentence(role, segment)
    apposed = opens or (role.text.islower() and _has_apposition(role))
    if verb is None or not (is_finite(verb) or apposed) or not (role.text.islower() or opens):
        return None
    if not _is_bare(role):
        return None
    left, first = before(role), before(role, 2)
    if left is not None and left.tag_ == "CC" and first is not None and first.lower_ in _WORDS:
        # *The roles of victim and attacker are mixed up*
        return None
    if left is not None and not opens:
        if (
            left.lower_ in ("who", "which")
            or left.tag_ in ("MD", "TO", "PRP")
            or left.pos_ in ("AUX", "PART")
        ):
            return None
        verbal = role.lower_ in ("accused", "suspect", "witness") and left.pos_ in ("ADV", "CCONJ")
        told = role.tag_ == "NN" and verb.tag_ == "VBD" and role.lower_ != "accused"
        if verbal and verb.pos_ != "AUX" and not told:
            # *and accused told …*: the word may be a verb.
            return None
    words: TokenSpan = role.doc[role.i : role.i + 1]
    return words
