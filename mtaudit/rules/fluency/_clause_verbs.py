"""Verbs and adjectives by what may stand before and behind them, for the rule missing-subject."""

from __future__ import annotations

__all__ = [
    "ACTING",
    "BEHIND_PRESENT",
    "GIVEN",
    "IDIOMS",
    "INTRANSITIVE",
    "MOVING",
    "OPENING_PHRASES",
    "PERSONAL",
    "PLAIN_PAST",
    "REPORTING",
    "SURE_PAST",
    "SURE_PRESENT",
    "TELLING",
]

#: Verbs of what people do: *that* before them is a conjunction (*said that would sleep*), while
#: *said that would help* has it as a subject.
ACTING = frozenset(
    "sleep return resign go visit report investigate arrest ask meet send study wait file appeal "
    "coordinate summon question examine prepare conduct build sue sell buy move live marry work try seek "
    "fight pay check call announce sign discuss evaluate travel fly walk drive eat drink speak talk write "
    "read learn teach search look arrive attend join follow stay rest pray vote run donate distribute "
    "deploy open close cooperate negotiate apologise apologize monitor patrol evacuate hand submit hire "
    "recruit invite choose decide refuse accept reject hold play train coach retire compete leave detain "
    "hunt pursue cook plant harvest steal flee escape hide surrender carry bring continue know want hope "
    "intend plan receive obtain borrow lend repay repair finish complete resolve solve catch win beat "
    "provide deliver supply enforce implement supervise oversee inspect verify clarify explain tell "
    "inform encourage advise persuade protect rescue save feed treat cure vaccinate register enrol enroll "
    "apply elect nominate appoint dismiss fire punish fine deport transfer deposit withdraw spend earn "
    "produce process cultivate breed cover manage maintain launch establish organise organize host "
    "celebrate welcome tour accompany escort guard secure raid seize confiscate come see find hear feel "
    "agree disagree deny regret need object understand remember forget worry believe think fear love like "
    "enjoy own possess commit admit confess lose miss fail succeed suffer experience wear expect wish "
    "dare recognise recognize trust respect support oppose reopen rebuild reply answer insist propose "
    "request demand strive endeavour endeavor sail board ride swim climb hike camp depart migrate "
    "relocate settle reside graduate practise rehearse perform sing dance testify plead divorce adopt "
    "campaign march protest demonstrate boycott rent lease bid export import fish sow shoot rob smuggle "
    "bribe cheat forgive thank greet phone contact consult sacrifice rejoin".split()
)
#: What people are, so that *said that was sleepy* is of a person.
PERSONAL = frozenset(
    "sleepy ill sick tired innocent afraid sorry willing able unable aware unaware happy sad angry satisfied "
    "disappointed confident optimistic pessimistic grateful thankful proud pregnant drunk hungry thirsty "
    "shocked surprised relieved worried sure unsure ashamed eager reluctant ready glad annoyed upset scared "
    "nervous frightened unwell injured concerned interested busy".split()
)
#: Verbs of two objects: *when given the choice* is a passive.
GIVEN = frozenset(
    "ask give offer deny tell show teach pay grant award send allow promise hand lend refuse fine call name "
    "elect appoint make declare owe leave".split()
)
#: Present tenses that open no noun phrase before these words: *Works as a guard*.
SURE_PRESENT = frozenset(
    "works lives wants hopes plans believes claims says admits comes goes needs uses knows feels becomes "
    "contains consists aims wishes sells teaches studies earns owns suffers sleeps expects intends refuses "
    "tries continues remains stays belongs carries weighs costs".split()
)
BEHIND_PRESENT = frozenset("as in at to that with from of a an the on for his her their about around".split())
#: Verbs whose participle is never a passive one: *when arrived at the hospital* lacks a subject.
INTRANSITIVE = frozenset(
    "arrive go come sleep wake fall die return happen appear disappear live stay remain sit stand lie enter "
    "leave reach run flee escape swim travel depart work fail try want feel know see hear think get".split()
)
REPORTING = frozenset(
    "say explain state admit claim add hope believe tell think know reveal announce confirm reply "
    "argue promise report stress emphasize emphasise predict acknowledge deny insist note mention "
    "declare feel realize realise remember warn fear estimate suspect ensure guarantee assure "
    "convince inform remind swear vow".split()
)
#: Past tenses that are no participle, or whose participle does not open a sentence.
SURE_PAST = frozenset(
    "went came took gave saw fell began ran drove wrote broke spoke chose knew flew grew threw ate drank "
    "swam rang sang brought reported arrived died lived returned happened occurred appeared worked tried "
    "failed hoped decided wanted managed succeeded refused agreed asked said admitted claimed promised "
    "planned continued started waited stayed remained seemed became stood sat slept escaped entered "
    "joined received felt thought believed explained added needed used ended woke climbed walked finished "
    "spent looked listened talked laughed cried smiled slipped jumped hid crept leaned knelt swore shook "
    "fled met kept led rose sank swung stole tore froze blew rode wore forgot got moved visited resigned "
    "apologized apologised complained graduated participated suffered collapsed crashed retired "
    "surrendered confessed emerged insisted replied responded attended hesitated regretted enjoyed "
    "preferred voted travelled traveled migrated competed cooperated earned gained".split()
)
#: Past tenses that differ from their participle: no passive can be meant (*after ate breakfast*).
PLAIN_PAST = frozenset(
    "went took gave saw fell began ran drove wrote broke spoke chose knew flew grew threw ate drank swam "
    "rang sang became woke rode wore forgot got stole tore froze blew hid shook swore drew rose sank".split()
)
MOVING = frozenset(
    "came went followed began comes goes follows begins arose stood lies stands ran fell flew".split()
)
IDIOMS = frozenset(
    {
        ("turns", "out"),
        ("turned", "out"),
        ("looks", "like"),
        ("looks", "as"),
        ("goes", "without"),
        ("makes", "sense"),
        ("serves", "him"),
        ("sounds", "like"),
        ("feels", "like"),
        ("says", "who"),
    }
)
OPENING_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "until now, up to now, so far, in addition, at that time, at this time, after that, for now, as a "
        "result, not long after, shortly after, in fact, in the end, according to him, according to her"
    ).split(", ")
)
TELLING = frozenset("tell inform warn assure remind convince persuade notify".split())
