from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_grammar import nouns
from mtaudit.rules.lexicons_style import style_words
from mtaudit.rules.style._phrases import FINITE, after, before, first_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument

#: Initials with what newspapers put behind them: an age, a sex.
_AGED = re.compile(
    r"(?<![\w.(/-])(?P<who>(?:[A-Z]\.?){1,4}) "
    r"(?:\((?P<in>(?:(?:fe)?male|man|woman|boy|girl|aged)?,? ?(?:\d{1,2})?"
    r"(?: years?(?: old)?| ?y/?o)?(?:,? ?(?:fe)?male|, ?(?:man|woman|boy|girl))?)\)"
    r"|aged \d{1,2}\b)"
    r"|(?<![\w./-])(?P<set>[A-Z]{1,3}), (?P<years>[1-9]\d?)(?: years old)?(?=,|\)|\.$)"
)
#: Texts of which every match of these holds one.
_AGES = ("(", "aged", *(f", {figure}" for figure in range(1, 10)))
_INITIALS = re.compile(r"[A-Z]{1,4}|(?:[A-Z]\.){1,4}[A-Z]?")
_PLURAL = re.compile(r"[A-Z]{2,4}s")
#: Words before a letter that names a thing: *Table A (12)*.
_LABELS = frozenset(
    "table group class type vitamin category figure appendix plan grade schedule part section".split()
)
_POLICE = frozenset("police officers arrested questioned detained charged detectives".split())
_AGE = re.compile(r" ?\(\d{1,2}(?:, [a-z]+)?\)| ?\((?:fe)?male(?:, \d{1,2})?\)")
_INTRODUCERS = frozenset({"initials", "initial", "initialed", "initialled", "initialing", "initialling"})
_BE = frozenset({"is", "are", "was", "were", "of", "as"})
#: What is done to persons, before bare initials: *named TS as a suspect*.
_DONE = frozenset(
    "arrested arrest arresting detained detain named questioned caught interrogated stabbed murdered raped "
    "killed beat assaulted robbed molested nabbed apprehended".split()
)
_AFTER_OBJECT = frozenset("as at in on for after when while because and who".split())
_LEADS = frozenset({"with", "the", "his", "her", "their", "by", "under", "using", "whose", "having", "only"})

#: Ranks that stand before initials with a capital, as before a name.
_RANKS = frozenset("private corporal sergeant lieutenant brigadier inspector constable".split())
#: Initials of one or several beside persons: *A soldier, DK, was hurt*, *the men as PT, SL and KS*.
_BESIDE = re.compile(
    r"(?:,|:|\bnamely|\bas|\bare|\bwere|\bis) (?:namely )?(?:Mrs?\. |Ms\. )?"
    r"(?P<all>(?P<who>[A-Z]{2,3})(?:, [A-Z]{2,3})*(?:,? and (?P<other>[A-Z]{2,3}))?)"
    r"(?=[,.;]|$| (?:and|was|is|were|are|has|had) )"
)
_ARTICLES = frozenset("a an the two three four five six another his her their its one this".split())
#: Verbs that give a person initials: *identified as SN*.
_NAMED = frozenset({"identified", "named", "known", "called", "listed", "initialed"})
_GROUPS = frozenset({"people", "couple", "pair", "duo", "trio"})
_SEVERAL = frozenset("two three four five six one them him her he she who trio pair duo accused".split())
#: Words that stand for persons told of before: *The two, HB and ZA,*, *one of them, WD,*.
_TAKEN_UP = frozenset(
    "two three four five six both them third first second fourth other others another trio pair duo accused "
    "deceased latter arrested injured dead".split()
)
#: Words of a text about police and courts.
_CRIME = (
    "police", "suspect", "suspects", "arrested", "detained", "detectives", "prosecutors", "victim", "victims",
    "perpetrator", "custody", "prosecutor", "killed", "stabbed", "officers", "inspector",
)  # fmt: skip


class InitialledPerson(Rule):
    """A person who goes by initials.

    ## What it finds
    `with the initials D (19)`, `initialed N`, initials with an age or a sex in brackets (`A (17)`, `AR
    (male, 31)`, `SW, 45,`), initials after a role or rank (`suspect AB`), beside persons (`two men, PT and
    KS,`) or as those whom police arrested or named, and such initials in the plural.

    ## Why it matters
    Indonesian police and papers give suspects and victims by their initials (*berinisial*). English papers
    give no name at all, or say `identified only as`.

    ## Known false alarms
    Sports tables, and organisations with a number in brackets; common acronyms are left alone. A thing with
    initials on it is none.

    ## Example
    `A nurse with the initials F (28) was questioned.`

    ## Source
    Indonesia's press council, *Kode Etik Jurnalistik*, article 5, by which victims and children are not
    named; MQM, Style.
    """

    code = "STY012"
    name = "initialled-person"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the initials with what introduces them and the age."""
        document = evidence.document
        found = {
            *_introduced(document),
            *_aged(document),
            *_in_role(document),
            *_object(document),
            *_beside(document),
            *_of_trade(document),
        }
        places = sorted(found, key=lambda place: (place[0], -place[1]))
        end = -1
        known: set[str] = set()
        for start, last, who in places:
            known.add(who.replace(".", ""))
            if start >= end:
                yield self._hit(start, last)
                end = last
        for segment in document.english if known else ():
            for token in segment.parsed:
                if _PLURAL.fullmatch(token.text) and token.text[:-1] in known:
                    span = segment.span_of(token)
                    yield self._hit(span.start, span.end)

    def _hit(self, start: int, end: int) -> Hit:
        return Hit(
            Span(start, end),
            "English does not name a person by initials (Indonesian berinisial); say “identified only as”.",
            confidence=0.75,
        )


_Place = tuple[int, int, str]


def _introduced(document: AnalysedDocument) -> Iterator[_Place]:
    """*with the initials D (19)*, *initialed N*."""
    for segment, token in document.tokens(*_INTRODUCERS):
        who = after(segment, token)
        while who is not None and (who.text in "\"“‘:'," or who.lower_ in _BE):
            who = after(segment, who)
        if who is None or not _INITIALS.fullmatch(who.text):
            continue
        first = token
        while (place := before(segment, first)) is not None and place.lower_ in _LEADS:
            first = place
        end = segment.span_of(who).end
        age = _AGE.match(document.view, end)
        noun = before(segment, first)
        if noun is not None and noun.text == ",":
            noun = before(segment, noun)
        if age is None and token.lower_.startswith("initials") and not _is_person(noun):
            continue
        # *Smith initialed A and B*: the verb with its subject.
        if token.tag_ == "VBD" and noun is not None and noun.pos_ == "PRON":
            continue
        yield segment.span_of(first).start, age.end() if age else end, who.text


def _is_person(noun: Token | None) -> bool:
    if noun is None:
        return False
    near = [noun, *noun.ancestors][:3]
    if noun.pos_ == "VERB":
        # *The man goes by the initials L*
        near += [t for t in noun.children if t.dep_ in ("nsubj", "nsubjpass")]
    return any(
        t.lemma_.lower() in nouns().people or t.ent_type_ == "PERSON" or t.lower_ in ("people", "he", "she")
        for t in near
    )


def _aged(document: AnalysedDocument) -> Iterator[_Place]:
    """*D (19) was arrested*, *AR (male, 31)*, *MR, 25, was*."""
    for match in document.search(_AGED, holding=_AGES):
        if match["set"]:
            # *a woman, SW, 45, a resident of Cilacap*
            unknown = match["set"] not in _acronyms() and match["set"] not in ("A", "I")
            unknown = unknown and len(match["set"]) + len(match["years"]) > 2
            if unknown and _about_people(document, match.start()):
                yield match.start(), match.end(), match["set"]
            continue
        who = match["who"].replace(".", "")
        inside = match["in"]
        sexed = inside is not None and "male" in inside
        if (
            inside == ""
            or (who in _acronyms() and not sexed)
            or _word_before(document, match.start()) in _LABELS
        ):
            continue
        bare = inside is not None and inside.isdigit()
        if bare and (int(inside) < 5 or len(who) > 2) and not _about_people(document, match.start()):
            continue
        yield match.start(), match.end(), match["who"]


def _acronyms() -> frozenset[str]:
    """Return the acronyms that are no person."""
    return frozenset(word.upper() for word in style_words().acronyms)


def _word_before(document: AnalysedDocument, place: int) -> str:
    words = document.view[max(0, place - 30) : place].lower().split()
    return words[-1] if words else ""


def _about_people(document: AnalysedDocument, place: int) -> bool:
    """Tell whether the sentence around a place tells of police and people."""
    segment = document.segment_at(place)
    if segment is None or segment.tokens is None:
        return False
    return any(
        t.lower_ in style_words().roles or t.lemma_.lower() in nouns().people or t.lower_ in _POLICE
        for t in segment.tokens
    )


def _in_role(document: AnalysedDocument) -> Iterator[_Place]:
    """*suspect AB was*, *the perpetrator LZ*."""
    for segment, token in document.tokens(*(style_words().roles | _RANKS)):
        who = after(segment, token)
        ranked = token.lower_ in _RANKS
        capital = token.text != token.lower_ and token != first_word(segment) and not ranked
        if who is None or capital or not re.fullmatch(r"[A-Z]{1,3}", who.text):
            continue
        following = after(segment, who)
        joined = following is not None and (
            following.tag_ in ("NN", "NNS", "HYPH", "POS") or following.text == "-"
        )
        if who.text in _acronyms() or who.text in ("A", "I") or joined:
            continue
        ends = following is None or following.is_punct or following.tag_ in FINITE
        if ranked and not (token.is_title and len(who.text) > 1 and ends):
            # *Private DK*, but not *a private TV*
            continue
        yield segment.span_of(token).start, segment.span_of(who).end, who.text


def _beside(document: AnalysedDocument) -> Iterator[_Place]:
    """Find *A soldier, DK, was hurt*, *two men, PT and KS,* and *identified the men as PT, SL and KS*."""
    for match in document.search(_BESIDE):
        segment = document.segment_at(match.start())
        if segment is None or set(re.findall(r"[A-Z]+", match["all"])) & _acronyms():
            continue
        clause = document.view[match.end() : match.end() + 4]
        if clause.startswith(" ") and clause != " and" and not match[0].startswith("as "):
            # *with 400 workers, FMC is a large firm*
            continue
        words = [t for t in segment.parsed if segment.offset + t.idx < match.start()]
        if words and _is_told(document, words, match[0].split()[0]):
            yield match.start("all"), match.end("all"), match["who"]


def _is_told(document: AnalysedDocument, words: list[Token], lead: str) -> bool:
    """Tell whether what stands before initials are persons."""
    last = words[-1]
    if lead == "as" and last.lower_ in _NAMED:
        near = words[-7:-1] or [t for t in last.sent if t.i > last.i][:8]
        return any(t.lemma_.lower() in nouns().people or t.lower_ in _SEVERAL for t in near)
    if last.lemma_.lower() in nouns().people or last.lower_ in _GROUPS or _is_owned(words):
        marked = any(t.lower_ in _ARTICLES or t.tag_ == "POS" for t in words[-8:-1])
        return marked or len(words) == 1
    if last.lower_ not in _TAKEN_UP or lead not in (",", ":", "as", "namely"):
        return False
    return any(document.tokens(*_CRIME))


def _is_owned(words: list[Token]) -> bool:
    """Tell *the owner of the house*, but not *the founder of the group*, which may have the initials."""
    near = [t.lower_ for t in words[-4:]]
    owner = words[-5 + near.index("of")] if "of" in near and len(words) > 4 else None
    thing = words[-1].lemma_.lower() in nouns().things | nouns().persons | {"house", "shop", "stall"}
    return thing and owner is not None and owner.lemma_.lower() in nouns().people


def _of_trade(document: AnalysedDocument) -> Iterator[_Place]:
    """Find *the nurse HL said*: any trade before initials, in a text of police and courts."""
    for segment, token in document.tokens(*(nouns().people - style_words().roles)):
        who, following = after(segment, token), after(segment, token, 2)
        if who is None or not re.fullmatch(r"[A-Z]{2,3}", who.text) or who.text in _acronyms():
            continue
        ends = following is None or following.text in ",.;" or following.tag_ in FINITE
        if ends and token.text == token.lower_ and any(document.tokens(*_CRIME)):
            yield segment.span_of(token).start, segment.span_of(who).end, who.text


def _object(document: AnalysedDocument) -> Iterator[_Place]:
    """*police arrested TS*, *named RD as a suspect*."""
    for segment, token in document.tokens(*_DONE):
        who, following = after(segment, token), after(segment, token, 2)
        if who is None or not re.fullmatch(r"[A-Z]{2,3}", who.text) or who.text in _acronyms():
            continue
        if following is None or following.is_punct or following.lower_ in _AFTER_OBJECT:
            span = segment.span_of(who)
            yield span.start, span.end, who.text
