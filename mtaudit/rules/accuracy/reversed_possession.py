from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.analysis.language import zipf
from mtaudit.model import Role, Severity
from mtaudit.rules.accuracy._people import SPEECH, mentions
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_accuracy import name_meanings, name_words
from mtaudit.rules.lexicons_names import first_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.analysis.patterns import TokenPattern

#: Offices that nobody gives to another as a person: the possessor is the holder.
_OFFICES = [
    "chairman", "chairwoman", "chairperson", "chair", "speaker", "mayor", "governor", "regent", "rector",
    "commissioner", "director", "president", "commander", "chief", "head", "headmaster", "principal", "dean",
    "superintendent", "minister", "secretary", "ambassador", "judge", "senator", "prosecutor", "treasurer",
    "ombudsman", "premier", "justice", "vicar", "abbot", "patriarch", "archbishop", "sultan", "consul",
    "marshal", "chancellor", "bishop", "auditor", "inspector", "general", "admiral", "coach", "captain",
    "spokesperson", "ceo", "chairlady", "co-chair", "prefect", "provost", "executive",
]  # fmt: skip
#: Offices that a superior does give: with these the possessor must not appoint anybody.
_GIVEN = frozenset(
    "secretary ambassador director head chief commander general judge coach captain prosecutor "
    "spokesperson".split()
)
#: Titles of two words for one office: *director general*, *secretary-general*.
_GENERALS = ("director", "secretary", "attorney", "governor", "inspector", "consul", "surgeon", "comptroller")
#: Offices that a body has, behind which *of* names the body: *the governor of Ridwan Kamil* is a fault.
_OF_OFFICES = [
    "chairman", "chairwoman", "chairperson", "mayor", "governor", "regent", "rector", "commissioner",
    "president", "premier", "ceo", "chancellor", "minister",
]  # fmt: skip
#: Words before the office that make it the possessor's staff or family business.
_STAFF = frozenset(
    "of deputy vice campaign staff personal private press own first former new old late then longtime "
    "long trusted favorite favourite favoured own-party company band boat ship fictional running "
    "campaign-finance predecessor successor incoming outgoing handpicked hand-picked acting".split()
)
#: Offices that serve single people too: *the player's coach*, *the suspect's judge*.
_SERVING = frozenset("coach captain judge prosecutor principal headmaster bishop vicar inspector".split())
#: Who has ministers, directors and chiefs.
_APPOINT = frozenset("president premier king queen chancellor sultan prince owner founder".split())
#: What follows a phrase that ends with the office.
_AFTER = frozenset(
    "who to on in at during after before as because when while and until over about for with from".split()
)
#: Endings of names of companies, clubs and places that the entity recogniser takes for persons.
_NO_HOLDERS = frozenset(
    "stanley fargo sachs chase morgan lynch bros brothers motors ford boeing united villa palace madrid "
    "ham city rovers wanderers albion barclays lloyds disney hopkins fein haram sabha qaeda taliban "
    "hezbollah hamas college school hall house foods stores mart depot inc corp co group party union club "
    "league island town hill park valley beach springs falls haven county".split()
)
#: What stands before somebody who does something or is met, and not before *Trump's chief of police*.
_PREPOSITIONS = frozenset(
    "by to for with from against among them including behind beside toward towards".split()
)
#: Zipf frequency in English under which a word is a foreign name.
_RARE = 3.0
_SPEECH = frozenset(SPEECH.split("|"))
_BODIES = (
    "ministry department agency bureau directorate bank court police commission office council service "
    "hospital board committee institute corps"
).split()
#: What a body is named for, as an adjective or noun that stands before it in English.
_FIELDS = (
    "trade trading finance financial fiscal health education educational agriculture agricultural "
    "planning maritime fisheries fishery forestry forest foreign defense defence religious religion "
    "social transport transportation environment environmental energy tourism manpower labor labour "
    "industry industrial investment information communication communications youth sports sport culture "
    "cultural interior home domestic law legal justice economic economy economics development housing "
    "world international islamic asian european ulema mining mineral public research science scientific "
    "technology space weather meteorological "
    "meteorology geological statistics statistical disaster nuclear intelligence food drug narcotics tax "
    "taxation customs immigration village rural urban water irrigation marine land spatial civil aviation "
    "railway women procurement national regional provincial municipal central supreme district high "
    "constitutional military commercial criminal administrative electoral election audit anti-corruption "
    "antitrust training licensing broadcasting fishing shipping policing farming banking budgeting "
    "monitoring supervisory veterinary pharmaceutical postal digital marketing manufacturing "
    "healthy developmental"
).split()
#: Nouns that only a ministry or an agency is named for, and not a court or a bank.
_NOUN_FIELDS = frozenset(
    "oil gas mines cooperatives children population quarantine archives standardization certification "
    "counterterrorism terrorism plantation plantations villages protection competition elections sea "
    "security war human refugees migration export commerce telecommunications works infrastructure search "
    "rescue geology geospatial cyber railways highways roads ports".split()
)
_NO_GERUNDS = frozenset(
    "building meeting briefing hearing spending opening ruling filing warning bombing shooting killing king "
    "string spring ring wing offering finding listing posting".split()
)
#: Bodies that are named for an adjective often enough for any to count.
_NAMED_FOR = frozenset("ministry department agency directorate bureau commission minister".split())
#: Endings of adjectives, and nouns that have them.
_ADJECTIVE = ("al", "ic", "ive", "ary")
_NO_FIELDS = frozenset(
    "official general special mobile capital appeal trial festival hospital music public traffic clinic "
    "executive secretary representative library journal portal manual arrival removal approval withdrawal "
    "referral proposal panic critic mechanic archive martial royal medal rival goal detective "
    "relative native memorial academic "
    "initiative directive commissary dispensary material signal criminal individual personal principal "
    "annual final original local professional diary topic music clinical sanctuary salary summary "
    "anniversary glossary obituary itinerary documentary dictionary library".split()
)
#: Fields of two words: *Ministry Foreign Affairs*.
_TWO_WORDS = frozenset(
    "human rights,public works,foreign affairs,home affairs,religious affairs,social affairs,land affairs,"
    "environmental protection,food security,civil aviation,disaster management,corruption eradication,"
    "drug enforcement,public health,public housing,higher education,consumer protection,child protection,"
    "witness protection,state enterprises,marine affairs,maritime affairs,internal affairs,"
    "village development,rural development,national security,social services,social security,"
    "water resources,natural resources".split(",")
)
#: What stands before a body and begins no longer name: *the National Agency Planning*.
_NO_NAMES = frozenset(
    "the a at in national state regional provincial central local city municipal this".split()
)
#: Bodies after which some of these words are right: *Bank Central Asia*, *Police National*, *Court Martial*.
_NAMES = frozenset(
    "council house,office public,bank public,service public,service industry,service economy,"
    "police information,police training,police intelligence,court administrative,board high".split(",")
)


class ReversedPossession(Rule):
    """An office that belongs to its own holder, or a ministry before what it is for.

    ## What it finds
    A person with `'s` before the office that this person holds (`Jerome Powell's chairman said`), an office
    with `'s` before its holder (`the governor's Anies said`), and a body before the word it is named
    for (`Ministry Trading`, `Agency Maritime`).

    ## Why it matters
    Indonesian puts the office before the holder and the body before what it is for (*Kementerian
    Perdagangan*). Turned round in the wrong place, the text names a person who does not exist.

    ## Known false alarms
    A person who does appoint the office holder. Known heads of state and government, people the text calls
    so, deputies, chiefs of staff and spokesmen are left alone.

    ## Example
    `Yusril Hamdani's chairman told reporters that there would be no appeal.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on noun phrases with a possessor; MQM,
    Accuracy/Mistranslation.
    """

    code = "ACC008"
    name = "reversed-possession"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MAJOR
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "holder": [
            [
                {"IS_TITLE": True, "IS_ALPHA": True},
                {"LOWER": {"IN": ["'s", "’s"]}, "TAG": "POS"},
                {"IS_ALPHA": True, "OP": "{0,3}"},
                {"LOWER": {"IN": _OFFICES}},
            ],
            [
                {"IS_TITLE": True, "IS_ALPHA": True},
                {"LOWER": {"IN": ["'s", "’s"]}, "TAG": "POS"},
                {"IS_ALPHA": True, "OP": "{0,2}"},
                {"LOWER": {"IN": [*_GENERALS]}},
                {"TEXT": "-"},
                {"LOWER": "general"},
            ],
        ],
        "of": [
            [
                {"LOWER": {"IN": _OF_OFFICES}},
                {"LOWER": "of"},
                {"IS_TITLE": True, "LOWER": {"IN": sorted(first_names())}},
                {"IS_TITLE": True, "IS_ALPHA": True, "OP": "{1,2}"},
            ]
        ],
        "office": [
            [
                {"LOWER": {"IN": [*_OFFICES, "spokesman", "spokeswoman", "chief"]}},
                {"LOWER": {"IN": ["'s", "’s"]}, "TAG": "POS"},
                {"IS_TITLE": True, "IS_ALPHA": True, "OP": "{1,3}"},
                {"TAG": {"IN": ["VBD", "VBZ", "MD"]}},
            ]
        ],
        "body": [
            [
                {"LOWER": {"IN": _BODIES}, "IS_TITLE": True},
                {"IS_TITLE": True, "IS_ALPHA": True},
            ],
            [
                {"LOWER": "minister", "IS_TITLE": True},
                {"LOWER": {"IN": _FIELDS}, "IS_TITLE": True},
            ],
        ],
    }

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the possessor with the office, and the body with the word after it."""
        if not any(evidence.matches.get(name) for name in self.patterns):
            return
        people = _people(evidence)
        hits = [
            hit
            for name, judge in (
                ("holder", _holder),
                ("of", _of_holder),
                ("office", _office),
                ("body", _body),
            )
            for segment, tokens in evidence.matches.get(name, ())
            if (hit := judge(segment, tokens, people)) is not None
        ]
        yield from sorted(hits, key=lambda hit: hit.span)


def _people(evidence: Evidence) -> Mapping[str, bool]:
    """Return the parts of persons' names with whether the person appoints others."""
    people: dict[str, bool] = {}
    for mention in mentions(evidence.document):
        if mention.person:
            appoints = mention.role in _APPOINT
            prime = evidence.document.view[max(0, mention.span.start - 15) : mention.span.start].lower()
            for word in mention.words:
                people[word] = people.get(word, False) or appoints or "prime minister" in prime
    return people


def _holder(segment: AnalysedSegment, tokens: TokenSpan, people: Mapping[str, bool]) -> Hit | None:
    name, office = tokens[0], tokens[-1]
    start = name
    while (
        start.i > segment.parsed.start
        and start.nbor(-1).text.istitle()
        and start.nbor(-1).tag_ in ("NNP", "NNPS")
        and start.nbor(-1).ent_type_ not in ("DATE", "TIME")
    ):
        start = start.nbor(-1)
    words = [t.text for t in name.doc[start.i : name.i + 1]]
    while words and words[0].lower() in name_words().roles | name_words().openers:
        words.pop(0)
    lexicon, full = name_words(), len(words) > 1
    between = {token.lower_ for token in tokens[2:-1]}
    if not words or name.lower_ in _NO_HOLDERS | lexicon.no_persons or between & _STAFF:
        return None
    if any(word.lower() in lexicon.no_persons for word in words):
        return None
    known = name.text in people or name.lower_ in lexicon.heads
    named = full and (
        words[0].lower() in lexicon.given | first_names() or name.ent_type_ == "PERSON" or _is_strange(words)
    )
    if not (known or named):
        return None
    appoints = name.lower_ in lexicon.heads or people.get(name.text, False)
    if appoints and (office.lower_ != "president" or between or not (full or name.lower_ in lexicon.heads)):
        # A president has ministers, but no president.
        return None
    if office.lower_ in _SERVING and not between:
        return None
    if office.lower_ == "executive" and tokens[-2].lower_ != "chief":
        return None
    before = name.doc[max(segment.parsed.start, start.i - 1) : start.i].text.lower()
    agent = before in _SPEECH | _PREPOSITIONS
    general = office.lower_ == "general" and between & frozenset(_GENERALS)
    given = office.lower_ in _GIVEN and not general
    if not _fits(office, given=given, full=full, agent=agent):
        return None
    whole = name.doc[start.i + (name.i + 1 - start.i - len(words)) : _phrase_end(office).i + 1]
    title = name.doc[tokens.start + 2 : _phrase_end(office).i + 1].text
    person = " ".join(words)
    return Hit(
        segment.span_of(whole),
        f"{person} more likely is the {title} than has one.",
        confidence=0.8,
        suggestion=f"{title} {person}",
    )


def _is_strange(words: list[str]) -> bool:
    """Tell names that English does not have."""
    return all(zipf(word.lower(), "en") < _RARE for word in words)


def _fits(office: Token, *, given: bool, full: bool, agent: bool) -> bool:
    """Tell whether the phrase ends here, as an agent where another person could have given the office."""
    end = _phrase_end(office)
    sure = full and (agent or not given)
    if end.i + 1 >= len(end.doc):
        return sure
    following = end.nbor()
    while following.pos_ == "ADV" and following.i + 1 < len(following.doc):
        following = following.nbor()
    if following.lower_ in _SPEECH:
        return True
    if following.tag_ in ("VBD", "VBZ", "MD"):
        return full or not given
    if following.text == ",":
        return sure and agent
    return sure and (following.text in (".", ";", '"') or following.lower_ in _AFTER)


def _phrase_end(office: Token) -> Token:
    """Return the end of *speaker of parliament*."""
    doc = office.doc
    end = office.i
    if end + 2 < len(doc) and doc[end + 1].lower_ == "of":
        end += 2
        while end + 1 < len(doc) and (
            doc[end].pos_ in ("DET", "ADJ")
            or doc[end + 1].text.istitle()
            or doc[end + 1].tag_ in ("NN", "NNS")
        ):
            end += 1
    return doc[end]


def _of_holder(segment: AnalysedSegment, tokens: TokenSpan, _: Mapping[str, bool]) -> Hit | None:
    """Find *the governor of Ridwan Kamil said*."""
    office, name = tokens[0], tokens[2:]
    following = tokens.doc[tokens.end] if tokens.end < segment.parsed.end else None
    ends = following is None or following.text in ".;" or following.tag_ in ("VBD", "VBZ", "MD")
    if not ends or any(t.lower_ in name_words().no_persons | _NO_HOLDERS for t in name):
        return None
    return Hit(
        segment.span_of(tokens),
        f"{name.text} more likely is the {office.text} than has one.",
        confidence=0.75,
        suggestion=f"{office.text} {name.text}",
    )


def _office(segment: AnalysedSegment, tokens: TokenSpan, people: Mapping[str, bool]) -> Hit | None:
    mark = next(token for token in tokens if token.lower_ in ("'s", "’s"))
    name = tokens.doc[mark.i + 1 : tokens.end - 1]
    known = name[-1].text in people or name[0].lower_ in first_names() | name_words().given
    if not known or name[0].lower_ in name_words().no_persons:
        return None
    office = tokens.doc[tokens.start : mark.i].text
    return Hit(
        segment.span_of(tokens.doc[tokens.start : tokens.end - 1]),
        f"“{name.text}” is the {office.lower()} and not the {office.lower()}'s.",
        confidence=0.75,
        suggestion=f"{office} {name.text}",
    )


def _body(segment: AnalysedSegment, tokens: TokenSpan, _: Mapping[str, bool]) -> Hit | None:
    body, field = tokens[0], tokens[1]
    doc = tokens.doc
    minister = body.lower_ == "minister"
    named_for = body.lower_ in _NAMED_FOR
    adjective = field.lower_.endswith(_ADJECTIVE) and field.lower_ not in _NO_FIELDS
    gerund = named_for and field.lower_.endswith("ing") and field.lower_ not in _NO_GERUNDS
    noun = named_for and field.lower_ in _NOUN_FIELDS
    if field.lower_ not in _FIELDS and not (adjective or gerund or noun):
        return None
    if segment.segment.role is not Role.BODY:
        return None
    if minister and field.lower_ in name_meanings().surnames:
        return None
    before = doc[body.i - 1] if body.i > segment.parsed.start else None
    after = doc[field.i + 1] if field.i + 1 < segment.parsed.end else None
    if before is not None and (_begins_name(before) or before.text in ("-", "&")):
        return None
    second = after is not None and f"{field.lower_} {after.lower_}" in _TWO_WORDS
    if (
        after is not None
        and not minister
        and not second
        and (after.text[:1].isupper() or after.text in ("-", "&", "/") or after.tag_ in ("NN", "NNS", "NNP"))
    ):
        return None
    if f"{body.lower_} {field.lower_}" in _NAMES:
        return None
    return Hit(
        segment.span_of(tokens),
        f"The {body.text.lower()} stands before “{field.text}”, which says what it is for.",
        confidence=0.85,
        suggestion=f"{field.text} {body.text}",
    )


def _begins_name(before: Token) -> bool:
    """Tell a capital that makes what follows part of a longer name; an article begins a phrase."""
    return before.text[:1].isupper() and before.lower_ not in _NO_NAMES
