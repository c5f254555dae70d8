"""Words by which a sentence without a verb is known, for the rule missing-copula."""

from __future__ import annotations

__all__ = [
    "ADVERBS",
    "ALSO_VERBS",
    "APPROXIMATE",
    "BEHIND_STATES",
    "BY",
    "DEFINITE",
    "DIMENSIONS",
    "ENDS",
    "GRADABLE",
    "INSIDE",
    "LINKS",
    "LONGEST_TAIL",
    "MEASURED",
    "MOSTLY",
    "NOUNS",
    "OF_PLACE",
    "OF_THEM",
    "OPENERS",
    "OUT_OF",
    "PARTICLES",
    "POSTPOSED",
    "PREDICATIVE",
    "PREPOSITIONS",
    "PRONOUNS",
    "SAYING",
    "STARTS",
    "STATES",
    "STATE_PHRASES",
    "STRONG",
    "STRONGEST",
    "SUBORDINATORS",
    "TIMES",
]

#: Adverbs that stand between a subject and its predicate, not inside a noun phrase.
ADVERBS = frozenset(
    "still now very not already quite so too currently always mostly often never also just almost "
    "really increasingly only nearly largely mainly probably perhaps usually again yet extremely always "
    "all rather generally fully completely somewhat relatively certainly clearly pretty fairly deeply "
    "highly heavily badly temporarily really totally slightly longer even both now much sufficiently "
    "once actually apparently reportedly yet far once today basically truly especially entirely "
    "absolutely barely hardly seldom rarely presently similarly equally officially mainly predominantly "
    "lately everywhere indeed incredibly surprisingly terribly definitely obviously genuinely partly "
    "partially".split()
)
#: Adverbs after which a participle names a state (*still closed*), and participles that mostly do.
STRONG = frozenset(
    "still very not mostly currently quite largely already now longer yet almost fully completely badly "
    "heavily only partly partially temporarily really deeply rather so too completely totally entirely "
    "nearly just extremely slightly fairly always always often again".split()
)
STRONGEST = frozenset(
    "still very not mostly currently quite largely already almost fully completely rather too extremely "
    "totally entirely nearly partly slightly".split()
)
STATES = frozenset(
    "closed blocked damaged flooded submerged isolated detained hospitalized hospitalised treated "
    "trapped buried stuck worried traumatized traumatised injured scattered abandoned locked parked "
    "covered crowded limited finished completed broken destroyed ruined paralyzed paralysed disrupted "
    "suspended postponed unfinished disappointed confused frightened scared shocked interested "
    "satisfied surprised tired unpaid cut cracked burnt burned polluted contaminated overwhelmed "
    "guarded sealed packed filled empty dominated controlled known missing displaced divided concerned "
    "determined prepared committed deserted crowded excited delighted pleased annoyed bored exhausted "
    "embarrassed amazed astonished devastated heartbroken saddened alarmed frustrated relieved upset "
    "puzzled depressed stressed motivated inspired amused angered wounded bruised swollen drunk torn "
    "rusted rotten frozen wrecked shattered outdated related connected linked located situated based "
    "married engaged divorced retired employed unemployed uninhabited untouched unchanged undecided "
    "uncertain unresolved untreated unsolved unused licensed registered insured protected exposed "
    "affected infected occupied reserved booked sold lost gone done open shut spread wasted neglected "
    "underdeveloped isolated equipped furnished decorated littered soaked drenched coated chained tied "
    "bound jailed arrested hidden forbidden banned restricted allowed permitted required needed "
    "paid cleaned rebuilt mended fixed painted built cooked washed delivered approved signed printed "
    "published "
    "caught freed released told invited warned trained tested vaccinated verified confirmed identified found "
    "expected involved excluded included opposed united scheduled planned delayed stalled halted "
    "settled solved confused convinced worn".split()
)
#: Adjectives that stand in the predicate only, so that no adverb need part them from the subject.
PREDICATIVE = frozenset(
    "afraid aware able unable alive asleep alone ready glad sure unaware sorry willing unwilling "
    "reluctant confident hopeful doubtful optimistic pessimistic eager certain convinced proud "
    "worried tired pregnant absent present guilty enough thankful grateful fond".split()
)
#: Nouns that say with their preposition how somebody or something is.
STATE_PHRASES = {
    "on": frozenset(
        "leave fire strike trial duty sale holiday alert standby schedule track edge display "
        "parole bail hold probation guard patrol watch foot show course".split()
    ),
    "at": frozenset("large home risk war sea work school peace rest stake ease odds fault".split()),
    "off": frozenset("limits duty sick course target air guard balance".split()),
    "behind": frozenset("bars schedule".split()),
    "beyond": frozenset("repair doubt reach control recognition".split()),
    "within": frozenset("reach sight".split()),
    "short": frozenset({"of"}),
    "in": frozenset(
        "force session motion transit exile flames danger trouble ruins shock custody hospital "
        "jail prison place pain tears debt demand doubt chaos panic poverty need despair turmoil "
        "mourning limbo disarray bed".split()
    ),
    "under": frozenset(
        "control repair construction investigation arrest pressure water guard threat treatment surveillance "
        "renovation review siege supervision observation attack fire quarantine lockdown suspicion "
        "discussion scrutiny".split()
    ),
    "without": frozenset(
        "water power electricity food work shelter hope help money jobs homes light lights fuel "
        "heating clothes medicine permits tickets papers signal internet parents".split()
    ),
}
#: Nouns that say with *out of* how something is (*out of order*).
OUT_OF = frozenset(
    "order danger use service reach control stock date work action office print tune town money breath sight "
    "hand bounds line place season step touch fuel food water business commission ammunition".split()
)
#: Adverbs that are a predicate by themselves (*the power off*).
PARTICLES = frozenset("down off over out".split())
#: Nouns that a bare sum or measure is said of (*the fee 50,000 rupiah*).
MEASURED = frozenset(
    "price fee fare cost distance length width height depth weight age speed temperature number total "
    "population area capacity salary wage rent score magnitude duration size value prize fine debt damage "
    "loss toll tariff tax budget income pay membership".split()
)
#: Adjectives that follow a measure or a noun, and make no predicate there.
POSTPOSED = frozenset(
    "possible available present ahead past old long tall wide high deep elect general apart alike else "
    "strong thick worth first last more less left other such only own due new wrong right open clear close "
    "slow dry cool warm empty free".split()
)
#: Adjectives that the tagger takes for verbs behind a plural (*the roads already dry*).
ALSO_VERBS = frozenset({"dry", "empty", "clear", "calm", "quiet", "clean", "warm", "busy", "full", "low"})
#: What a definite subject begins with.
DEFINITE = frozenset(
    "the this that these those his her its their our my many most all some several both".split()
)
#: Nouns that *a* counts by (*five dollars a day*).
BY = frozenset(
    "day week month year hour minute person head piece kilo kilogram time game night litre liter".split()
)
#: Verbs of saying, behind which a clause may stand, and words that open a clause.
SAYING = frozenset(
    "said says added explained stated admitted stressed claimed insisted told believe believes "
    "reported recalled".split()
)
LINKS = frozenset({"because", "although", "though", "but"})
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
OF_THEM = frozenset({"them", "us", "these", "those", "which"})
PREPOSITIONS = frozenset(
    "under in at on out without near behind above below against within inside outside from for".split()
)
#: What stands behind a participle that names a state, times that may open a sentence, and how many tokens
#: an attribution behind it may have.
BEHIND_STATES = frozenset({"by", "at", "in", "about", "from", "with"})
MOSTLY = frozenset({"mostly", "mainly", "largely", "all", "both", "predominantly", "only", "still"})
TIMES = frozenset({"now", "currently", "meanwhile", "today"})
LONGEST_TAIL = 7
STARTS = frozenset({"DT", "JJS", "PDT", "JJR", "PRP$", "NNP", "NNPS", "NNS", "CD", "PRP", "JJ", "NN"})
NOUNS = frozenset({"NOUN", "PROPN"})
SUBORDINATORS = frozenset(
    "because when while after before as if although though since where until who which that whose "
    "what how whom whether unless why than even".split()
)
INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
#: Adjectives of state, quality and measure that hardly ever stand behind their noun inside a phrase.
GRADABLE = frozenset(
    "good bad better worse poor rich dry wet full empty ill sick angry happy hungry thirsty busy "
    "quiet calm safe unsafe dangerous difficult hard easy expensive cheap cheaper high higher low "
    "lower strong weak hot cold dark clean dirty narrow wide deep shallow big small large tense "
    "critical stable unstable crowded lonely beautiful important necessary clear unclear uncertain "
    "unknown similar different normal serious severe slight minor slippery muddy dusty noisy "
    "smooth rough steep heavy light fast slow late early new old young famous popular healthy "
    "unhealthy weak lame blind deaf dead broke bankrupt prone vulnerable complete incomplete ready "
    "unready enough sufficient insufficient adequate inadequate satisfied limited short scarce "
    "rare abundant grateful thankful helpless homeless unemployed jobless innocent guilty "
    "responsible capable incapable legal illegal free illiterate fertile barren remote isolated "
    "far near close warm cool fine nervous sad glad sleepy fragile brittle flat sharp blunt thick "
    "thin tight impassable unusable unbearable undrinkable unreadable unreachable inaccessible "
    "unaffordable affordable illegible legible invisible edible inedible unavailable operational "
    "inoperable navigable inactive active temporary provisional preliminary mandatory compulsory "
    "optional voluntary excessive rampant widespread uncommon frequent infrequent unusual evident "
    "obvious doubtful delicate precarious chaotic orderly peaceful festive solemn emotional "
    "speechless breathless motionless lifeless powerless defenceless fearful fearless hostile "
    "friendly unfriendly dreadful terrible horrible awful excellent perfect superb brilliant "
    "wonderful marvellous great fantastic amazing impressive remarkable stunning shocking alarming "
    "worrying disappointing encouraging promising confusing exhausting tiring boring exciting "
    "interesting surprising frightening embarrassing comfortable uncomfortable spacious cramped "
    "luxurious lavish humble modest typical genuine fake authentic identical unequal inevitable "
    "unavoidable pointless fruitless inconclusive unanimous confidential viral profitable "
    "unprofitable lucrative productive unproductive competitive stagnant sluggish brisk robust "
    "solid sturdy flimsy bulky slender plump skinny fit unfit feverish unwell contagious "
    "infectious fatal lethal deadly toxic poisonous hazardous risky secure insecure curious keen "
    "enthusiastic indifferent sceptical skeptical cautious careful careless reckless negligent "
    "ashamed pleasant unpleasant delicious tasty crisp juicy bland spicy fresh rotten mouldy moldy "
    "frozen muddled messy unfinished unpaid unemployed uninhabited brown black white red green "
    "grey gray yellow blue orange pink purple golden pointed round square crooked oval curved "
    "lonesome bleak grim hostile tepid opaque transparent incompetent competent negative positive "
    "fluent barefoot naked unarmed armed drunk sober loose true false wrong right simple complex "
    "complicated modern traditional valid invalid effective ineffective efficient fair unfair "
    "strict lenient polite rude honest lazy diligent patient impatient brave sure unsure worried "
    "tired exhausted conscious unconscious stiff sore numb pale hoarse dizzy weary bitter sour "
    "salty ripe stale soft hollow loud silent bald lean slim damp humid icy chilly windy foggy "
    "cloudy misty dim murky leaky rusty shabby filthy tidy messy vacant idle intact useless "
    "worthless harmless painful hopeless desperate furious jealous shy anxious restless cheerful "
    "gloomy stubborn loyal generous greedy clever stupid wise skilful skillful lively simple "
    "bright sick bored content lame wild tame huge tiny steep bumpy slick sticky greasy warm "
    "lukewarm hot audible inaudible noticeable recognizable recognisable reachable accessible passable "
    "reliable unreliable manageable treatable curable preventable avoidable bearable believable "
    "comparable acceptable unacceptable understandable predictable unpredictable sustainable suitable "
    "unsuitable flexible feasible plausible possible impossible eligible ineligible responsive "
    "supportive defensive passive cooperative uncooperative conducive destructive persistent "
    "insistent urgent dependent independent reluctant distant ambitious ambiguous spontaneous "
    "suspicious notorious famous envious conscious mysterious numerous plentiful peaceful useful "
    "fearless ruthless endless countless priceless tasteless odorless odourless colorless colourless "
    "symbolic chronic tragic ironic dramatic drastic sporadic static problematic apathetic sympathetic "
    "critical practical impractical logical illogical historical minimal optimal equal neutral crucial vital "
    "essential fundamental unnecessary imaginary customary steady shaky chilly bumpy lengthy costly pricey "
    "swampy rocky sandy hilly shiny sunny rainy stormy sleepy hungry weak swollen bruised blurred "
    "proud unpopular unlikely likely unfamiliar unequipped uninsured undamaged unharmed "
    "unhurt uninjured underweight overweight obsolete immature premature obese rife "
    "dense sparse scant ample meagre meager immense massive shiny foul pungent fragrant "
    "dormant ablaze adrift afloat ajar aground astray awake aware wary leery".split()
)
#: Words of place that are a predicate by themselves, and those that a measure goes before.
OF_PLACE = frozenset("abroad away overseas home absent here there upstairs downstairs offline online".split())
DIMENSIONS = frozenset(
    "old long tall wide high deep thick away above below from apart short late early behind ahead".split()
)
#: What goes before a measure, and conjunctions at which a clause ends.
APPROXIMATE = frozenset(
    "about around only more less than nearly almost over under some roughly at least".split()
)
ENDS = frozenset(
    "because since although though while when until after before if so as unless whereas".split()
)
#: Conjunctions and verbs of saying behind which a clause begins that has to have a verb.
OPENERS = ("because", "although", "though", "while", "if", "when", "that", "said", "but", "where", "and")
