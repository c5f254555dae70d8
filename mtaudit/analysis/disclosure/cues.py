"""What a sentence contributes to a publisher's note on machine translation.

A note is recognised by what it says and not by its wording: that a machine did it, that what it did was
translate, that the text it did it to is this one; and often that nobody looked at the result, or which
text to go by. An article about machine translation says some of it, of other texts, in other voices. The
cues are ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["LABEL", "SERVICE", "TOOL_NOUN", "Cues", "language_names", "may_own_up", "read_cues"]

#: Services that sites name; one outside the list is found by ``powered by`` and the like.
_SERVICES = (
    "Google Translate|Google Cloud Translation|DeepL|Microsoft Translator|Bing Translator|"
    "Amazon Translate|Yandex Translate|Papago|Baidu Translate|ChatGPT|GPT-4o?|Gemini|Claude|OpenAI|"
    "SYSTRAN|Systran|ModernMT|Lingvanex|Weglot|GTranslate|eTranslation"
)
SERVICE = re.compile(rf"\b(?:{_SERVICES})\b")
#: What may be nobody's but a machine's, and what needs a word of machines before it.
TOOL_NOUN = (
    r"(?:program(?:me)?|engine|tool|machine|app|application|software|robot|bot|system|model|algorithm|"
    r"plug-?in)s?"
)
_ANY_TOOL = rf"(?:{TOOL_NOUN}|services?|platform|partner|technology|translators?)"
#: Words of translating by machine that need no further one.
_MACHINE_WORD = (
    r"(?:machine|automat(?:ic|ed|ion)|a\.?i\.?|artificial intelligence|neural|computers?|software|robots?|"
    rf"algorithms?|(?:large )?language models?|{_SERVICES})"
)
_OF_MACHINES = (
    r"(?:(?:machine|automat(?:ic|ed)|ai|artificial[- ]intelligence|neural|computer|"
    r"software)[- ](?:[\w-]+[- ]){0,2}"
    rf"{_ANY_TOOL}|transla(?:tion|ting)[- ](?:{TOOL_NOUN}|technology))"
)
#: What must not follow where the machine is meant: *by AI translation*, not *by computer linguists*.
_NOT_ITS_OWNER = (
    rf"(?!\w)(?! (?!(?:translations?|{_ANY_TOOL}|api|named|called|known|that|which|and|or|but|from|into|"
    r"in|of|for|to|on|at|only|alone|without|with|by|via|using|before|instead|rather|so|is|are|was|"
    r"were|may|has|have|"
    r"can|first|then|under)\b)%s)"
)
_BY = (
    r"(?:by|with|using|uses?|via|through|thanks to|courtesy of|out of|work of|output of|product of|"
    r"result of|c[ao]mes? from)"
    r"(?: (?:means|the (?:help|aid|use|work|assistance|support)|help) of)?(?: an?| the| our| its)?"
)
_NAMED = r"(?:[\w.'-]+ ){1,3}(?:engine|software|bot|robot)\b"
_PROPER = r"(?-i:[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2})"
#: The provider, then what it is: *Awanlingua, a program that*; *Alihwarta, our translation engine*.
_EXPLAINED = (
    rf"{_PROPER}(?:,| \(| [–-]) ?(?:an?|our|the)"
    rf"(?:(?: (?!of\b|in\b|at\b|for\b|from\b|and\b)[\w-]+){{0,3}} {TOOL_NOUN}| {_OF_MACHINES})\b"
)
_AGENT = re.compile(
    rf"\b{_BY} (?:{_OF_MACHINES}{_NOT_ITS_OWNER % '(?-i:[a-z])'}|{_MACHINE_WORD}{_NOT_ITS_OWNER % '[a-z]'}|"
    rf"{_NAMED}|{_EXPLAINED})"
    rf"|\b(?:automatically|machine|auto|ai|computer)[- ]?"
    r"(?:translated|rendered|generated|produced|created|made|done|provided|published|converted)\b"
    r"|\b(?:translated|rendered|turned|converted|generated|produced|created|made|done|provided|published)\b"
    r"(?: [\w-]+){0,8} automatically\b"
    r"|\b(?:is|are|was|were) (?:only )?(?:an?|the)(?: [\w-]+){0,2} (?:machine|automatic|automated|ai|"
    r"computer)[- ]"
    r"(?:\w+ )?translations?\b|\breading (?:is )?(?:an? )?(?:machine|automatic|automated|ai)[- ]translation\b"
    rf"|\b(?:is|are)\b(?: an?)?(?: [\w-]+){{0,2}} (?:{_SERVICES}) (?:translation|version)\b"
    rf"|\b(?:program|engine|tool|service|machine|app|software|robot|bot|system|{_SERVICES})(?: \w+){{0,4}} "
    r"(?:turn|translat|render|convert|put|br(?:ing|ough))\w*(?: [\w-]+){0,5} (?:this|these|our|it|"
    r"them|into)\b",
    re.IGNORECASE,
)
#: The bare word, which is cheap to look for and part of every note.
_ANY_MACHINE = re.compile(rf"\b(?:{_MACHINE_WORD}|{TOOL_NOUN}|automatically|auto)\b", re.IGNORECASE)
_TEXTS = (
    r"(?:articles?|stor(?:y|ies)|texts?|pages?|posts?|reports?|reporting|news|contents?|versions?|editions?|"
    r"translations?|items?|pieces?|interviews?|transcripts?|publications?|websites?|site|documents?|columns?)"
)
LABEL = re.compile(
    r"\W*(?:(?:please )?note(?: to (?:our )?readers)?|notice|disclaimer|attention|catatan(?: redaksi)?|"
    r"(?:editor|translator|publisher)[s']{1,2} note|dear readers?|(?:about|on|how we made) this "
    r"(?:text|page|article|story|translation|version|edition)|(?:a )?note on (?:the|this) (?:text|"
    r"translation)|"
    r"translation (?:note|notice|disclaimer)|transparency)\s*(?:[:,.–—-]|$)",
    re.IGNORECASE,
)
_LANGUAGE = "@LANGUAGE@"
_THIS = (
    rf"\b(?:this|these|our)\s+(?:[\w-]+\s+){{0,3}}{_TEXTS}\b"
    r"|\bthis is an?\b"
    rf"|\bthe {_TEXTS} (?:below|above|you are reading)\b|\b(?:what )?you (?:are reading|have (?:just "
    rf")?read)\b"
    r"|\b(?:everything|all|what) you (?:read|see)\b"
    r"|^\W*(?:content|text|article|translation|page|story)s? (?:(?:is|are|was|were|has been|have been) )?"
    r"(?:auto\w*[- ]?|machine[- ]?|ai[- ]?)?(?:translated|rendered|generated|produced|created|made|"
    r"done|provided)\b"
)
_THEIRS = (
    rf"\bthe (?:[\w,-]+ ){{0,6}}{_LANGUAGE},? (?:[\w,-]+ ){{0,6}}{_TEXTS}\b"
    rf"|\b{_TEXTS} (?:[\w,'-]+ ){{0,6}}in (?:languages other than |(?:the )?{_LANGUAGE})"
)
_TRANSLATING = (
    r"\btranslat\w+|\blanguages\b"
    rf"|\b(?:in|into|from|to)(?: the)? {_LANGUAGE}|\b{_LANGUAGE}(?: (?:and|or) [A-Z]\w+)? (?:[\w-]+ "
    rf"){{0,2}}{_TEXTS}\b"
)
_CHECK = (
    r"(?:check\w*|correct\w*|edit(?:ed|s|ing)?\b|review\w*|revis\w+|proof-?read\w*|interven\w+|"
    r"touch\w*|verif\w+|"
    r"vet(?:ted)?\b|involved\b|look\w* (?:over|at|through)|read\b|seen\b)"
)
_PERSON = (
    r"(?:humans?|persons?|people|editors?|journalists?|staff|desk|newsroom|translators?|nobody|no[- ]one|"
    r"(?:wo)?m[ae]n|colleagues?|hands?|eyes?)\b"
)
_UNCHECKED = re.compile(
    rf"(?i:\b{_PERSON}(?: [\w'’]+){{0,5}} {_CHECK}|\b{_CHECK}(?: \w+){{0,4}} {_PERSON}|"
    rf"\b(?:no|not|never|without)(?: \w+){{0,4}} {_PERSON}|\b(?:unedited|unchecked|unrevised|unreviewed)\b|"
    rf"\b(?:not|never)(?: been)?(?: \w+){{0,2}} {_CHECK})"
)
#: What goes on speaking of the translation before or after the sentence that owns up to it.
_FOLLOWS = re.compile(
    r"(?i:\btranslat\w+|\b(?:inaccura|imprecis|discrepanc|authoritativ|mistranslat)\w+|\boriginal\b|"
    r"\berrors?\b|"
    r"\bmistakes?\b|\bmain language\b|\b(?:powered|supported) by\b|\breviewed\b|\baccuracy\b|\bprevails?\b|"
    r"\bprecedence\b|\bdecisive\b|\bbinding\b|\brefer to\b|\bnuances?\b|\bdisclaimer\b)"
)
#: Too common in news to be followed but in a paragraph that is a note for the rest.
_ADVICE = (
    r"\b(?:if|where|when|should)\b[^.]{0,40}\b(?:unclear|in doubt|odd|strange|wrong|ambiguous|differ|"
    r"doubt)(?:ly)?\b"
    rf"|\b(?:trust|consult|go by|rely on|hold on to|follow|compare)\b[^.]{{0,40}}\b{_LANGUAGE}"
    rf"|\b(?:official|responsib\w+|liab\w+|counts|publish(?:es|ed)?|apologi[sz]e|wording|valid)\b[^.]{{0,60}}"
    rf"\b(?:{_LANGUAGE}|one\b|texts?\b|pages?\b|versions?\b|editions?\b|content\b)"
    rf"|\b{_LANGUAGE}(?: \w+){{0,2}} {_TEXTS}\b[^.]{{0,40}}\b(?:official|counts|valid|applies|right|first)\b"
    rf"|\bplease\b[^.]{{0,60}}\b(?:{_LANGUAGE}|tell us|let us know|write to us|report|contact)"
    r"|\b(?:let us know|tell us|write to us|contact us|give us feedback|we (?:apologi[sz]e|are sorry))\b"
    r"|\b(?:may|can|could|might) (?:be|sound|read|contain|differ|go|get)\b[^.]{0,30}"
    r"\b(?:wrong|off|odd|stiff|awkward|strange|imprecise|slips|faults|from)\b"
)
#: The voice of a publisher who speaks to readers.
_VOICE = re.compile(r"(?i:\b(?:our|we|us|please|readers?|you|your)\b)")
_DONE = r"(?:translated|rendered|generated|produced|created|made|done|provided)"
_SUPPOSED = re.compile(
    rf"(?i:\b(?:can|could|may|might|should|will|would)\b(?: \w+)? be {_DONE}\b|\b(?:if|whether|had|"
    rf"suppose|imagine|"
    rf"as if|as though|unlike)\b(?: [\w-]+)? (?:this|our|an?) (?:\w+ )?{_TEXTS}\b|\?\W*$)"
)
_DENIED = re.compile(
    rf"(?i:(?:\b(?:no|not|never|without|neither|nor|rather than|instead of)|n't) (?:the (?:help|aid|"
    rf"use) of )?"
    rf"(?:been |being |is |was )?(?:{_DONE} |us(?:e[sd]?|ing) |rel(?:y|ies) on )?(?:by |with |from |"
    rf"using |via |through )?"
    rf"(?:an? |any |the )?(?:{_OF_MACHINES}|{_MACHINE_WORD})|\bnone of\b|\bno {_TEXTS}\b)"
)
#: Sentences about somebody else's translating, which are news.
_NEWS = re.compile(
    r"(?i:\b(?:said|says|told|announced|launched|according to|wrote(?! it\b)|writes(?! in\b)|"
    r"admit(?:s|ted)|warn(?:s|ed)|argue[sd]?|"
    r"claim(?:s|ed)|complain(?:s|ed)|explain(?:s|ed)|(?:he|she|they) (?:added|asked|found)|accus\w+|"
    r"denie[sd]|"
    r"revealed|sued|surveys?|stud(?:y|ies)|researchers|spokes\w+|(?<!be )reported)\b)"
)
#: Longer than a word or two between marks: somebody is quoted.
_QUOTING = re.compile(r"(?:^|[\s(])(?:\"(?:[^\" ]{1,40} ){2}|'\w[^']{12})")
#: Notices of other kinds, and notes on what is not the text.
_OTHER = re.compile(
    r"(?i:\b(?:cookies?|privacy|consent|personal data|advert\w*|subscri\w+|audio|voice|podcast|listen|"
    r"videos?|"
    r"images?|illustrations?|subtitles?|captions?|headlines? (?:is|was|were|are)|summar\w+|"
    r"quotations?|quotes|"
    r"comments?|excerpts?|novel|book|poem|photos?|chapters?|lyrics)\b)"
)
#: A note without a subject or a finite verb, as it stands in italics or brackets; or a label.
_BARE = re.compile(
    r"\W*(?:(?:note|disclaimer|editor's note|translator's note|attention|ed|language|translation)\b\W*)?"
    r"(?:(?:machine|auto(?:matically|matic|mated)?|a\.?i\.?|computer|neural)[ -]+(?:[\w-]+[ -]+)?translat\w+"
    r"|translat(?:ed|ion)(?: [\w-]+){0,6} (?:by|with|using|via|through|by means of)"
    rf"(?: the (?:help|aid|use) of)?(?: an?| the| our)? (?:{_OF_MACHINES}|"
    rf"{_MACHINE_WORD}){_NOT_ITS_OWNER % '[a-z]'}"
    r"|translated (?:\w+ )?automatically"
    rf"|(?:translation|translator|translated by|terjemahan|penerjemahan)\s*:\s*(?:{_SERVICES}|machine|"
    rf"automatic|ai)\b)",
    re.IGNORECASE,
)
#: The name of a provider at the end of a bare note.
_GIVEN = re.compile(rf"(?:\b(?:with|using|via|through|[Pp]owered by) |\(){_PROPER}(?=\W*$)")
_WORD = re.compile(r"[\w'.-]+")
#: Words that may follow a bare note; anything else makes it a sentence or a title about something.
_BARE_WORDS = frozenset(
    "a an the by with using via through from into in to of and or not no only but at on for help aid "
    "machine ai "
    "automatic automated neural software tool engine system service computer artificial intelligence "
    "program model "
    "models language translation translated translator version original source text article page "
    "story edition "
    "editor editors human newsroom staff desk show read see view hide may can contain contains "
    "errors mistakes "
    "inaccuracies be been yet has have checked reviewed edited revised proofread corrected unedited "
    "unchecked "
    "unreviewed without review editing check checking revision intervention lightly bahasa our this "
    "powered api "
    "please refer full it a.i report reviewed afterwards languages".split()
)
_LONGEST_NOTE = 60


@dataclass(frozen=True, slots=True)
class Cues:
    """What a sentence contributes to a note.

    :param bare: a note in itself, without a subject or a finite verb unless the parse finds one.
    :param agent: a machine did something.
    :param translating: it is about translating or about texts in a language.
    :param this: of the text that it stands in or the publisher's own.
    :param theirs: of texts in a language.
    :param voice: it speaks as a publisher, or to readers.
    :param follows: it goes on about a translation.
    :param advises: it says that nobody checked the text, or which one to go by, in words common in news.
    :param news: it reports or quotes somebody.
    :param alien: it is a supposition, a denial or a notice of another kind.
    """

    bare: bool = False
    agent: bool = False
    translating: bool = False
    this: bool = False
    theirs: bool = False
    voice: bool = False
    follows: bool = False
    advises: bool = False
    news: bool = False
    alien: bool = False

    @property
    def machine_translates(self) -> bool:
        """Whether it says that a machine translated some text."""
        return self.agent and self.translating and not (self.news or self.alien)

    @property
    def goes_on(self) -> bool:
        """Whether it may stand in a note that another sentence begins."""
        return not self.news and (self.follows or self.advises or self.translating)

    @property
    def owns_up(self) -> bool:
        """Whether it says alone that a machine translated this text."""
        return self.machine_translates and self.this


def read_cues(sentence: str) -> Cues:
    """Read a sentence for what it contributes to a note.

    :param sentence: the plain view of a sentence.
    """
    sentence = " ".join(sentence.split())
    patterns = _patterns()
    news = bool(_NEWS.search(sentence) or _QUOTING.search(sentence)) or len(sentence.split()) > _LONGEST_NOTE
    agent = bool(_AGENT.search(sentence))
    return Cues(
        bare=_is_bare(sentence),
        agent=agent,
        translating=bool(patterns.translating.search(sentence)),
        this=bool(patterns.this.search(sentence) or LABEL.match(sentence)),
        theirs=bool(patterns.theirs.search(sentence)),
        voice=bool(_VOICE.search(sentence)),
        follows=bool(_FOLLOWS.search(sentence)),
        advises=bool(_UNCHECKED.search(sentence) or patterns.advice.search(sentence)),
        news=news,
        alien=any(pattern.search(sentence) for pattern in (_SUPPOSED, _OTHER))
        or (agent and _DENIED.search(sentence) is not None),
    )


def may_own_up(sentence: str) -> bool:
    """Tell cheaply whether a sentence has a word that no note is without.

    :param sentence: the plain view of a sentence.
    """
    return _ANY_MACHINE.search(sentence) is not None


def _is_bare(sentence: str) -> bool:
    found = _BARE.match(sentence)
    if found is None:
        return False
    rest = _GIVEN.sub(" ", SERVICE.sub(" ", sentence[found.end() :]))
    rest = language_names()[0].sub(" ", rest)
    words = [word.strip(".'-").lower() for word in _WORD.findall(rest)]
    return all(not word or word in _BARE_WORDS for word in words)


@dataclass(frozen=True, slots=True)
class _Patterns:
    this: re.Pattern[str]
    theirs: re.Pattern[str]
    translating: re.Pattern[str]
    advice: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    """Compile the patterns that need the names of languages."""
    names = language_names()[0].pattern
    compiled = (
        re.compile(pattern.replace(_LANGUAGE, names), re.IGNORECASE)
        for pattern in (_THIS, _THEIRS, _TRANSLATING, _ADVICE)
    )
    return _Patterns(*compiled)


@lru_cache(maxsize=1)
def language_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the English names of languages, and their two-letter codes, after CLDR."""
    from babel import Locale

    names = {str(name): code for code, name in Locale.parse("en").languages.items() if len(code) == 2}
    names |= {"Bahasa Indonesia": "id", "Bahasa": "id", "Mandarin": "zh", "Farsi": "fa", "Castilian": "es"}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), names
