"""What only people are, and the things that an engine says it of, for the rule misplaced-modifier."""

from __future__ import annotations

from functools import lru_cache

from mtaudit.rules.lexicons_grammar import nouns

__all__ = [
    "BODIES",
    "BODILY",
    "HOLDERS",
    "LEANINGS",
    "LIVES",
    "MOODS",
    "OBJECTS",
    "PLACES_FEEL",
    "REALMS",
    "STANCES",
    "STATES",
    "THINGS",
    "WORKERS",
    "is_person",
]

#: Office holders of a state, who take sides.
HOLDERS = (
    "president leader minister premier chancellor ruler king queen monarch governor dictator head "
    "official politician mayor ambassador chairman director chief commander general lawmaker senator "
    "secretary envoy emir sultan prince speaker marshal strongman prosecutor judge parliamentarian "
    "legislator chairwoman regent spokesman spokeswoman spokesperson diplomat negotiator candidate "
    "chairperson princess emperor empress consul attorney treasurer deputy councillor councilor rector "
    "commissioner vice-president congressman congresswoman premier-elect president-elect despot tyrant "
    "autocrat admiral colonel captain"
).split()
#: What only people and parties are towards a power, a trade or a thing.
LEANINGS = (
    "friendly leaning loyal minded inclined sympathetic oriented loving hating worshipping admiring "
    "phobic hostile critical skeptical sceptical bashing"
).split()
#: What people and parties are towards a power, and territories only by extension.
STANCES = (
    "backed aligned installed supported affiliated allied linked sponsored endorsed funded approved "
    "picked appointed anointed chosen favored favoured financed nominated groomed bankrolled"
).split()
#: What only people are, behind a hyphen.
LIVES = (
    "educated trained born raised schooled bred haired eyed handed bearded skinned tempered spoken "
    "dressed clad masked degreed sighted aged legged toothed hearted shouldered cheeked voiced mannered "
    "moustached mustached mustachioed suited wed married shaven faced nosed lipped bellied waisted "
    "fingered blooded turbaned hatted blinded widowed divorced lagged"
).split()
#: What only people are, by themselves; before a country a ballot or a court did it.
STATES = (
    "elected re-elected reelected deposed ousted impeached appointed retired exiled incumbent outgoing "
    "abdicated inaugurated"
).split()
#: Of body, age, family and state of mind, which nothing but a person or an animal has.
BODILY = (
    "drunk drunken tipsy bearded moustached mustachioed mustached bespectacled barefoot barefooted "
    "elderly pregnant bald balding tearful weeping sobbing crying smiling grinning giggling chuckling "
    "laughing frowning scowling unemployed jobless widowed divorced unmarried married childless "
    "fatherless motherless blindfolded handcuffed turbaned shirtless barechested drowsy dozing napping "
    "outspoken softspoken talkative chatty garrulous shy remorseful repentant illiterate orphaned "
    "toothless arrogant conceited unconscious comatose sleepless deaf mute limping helmetless hungover "
    "intoxicated inebriated sober frightened terrified exhausted jealous grieving mourning bereaved "
    "homesick heartbroken lovesick nervous freckled wrinkled dimpled pimpled toddling teenage teenaged "
    "adolescent suicidal feverish dizzy coughing sneezing snoring yawning fainting vomiting nauseous "
    "seasick carsick airsick sweating sweaty perspiring blushing shivering trembling panting gossiping "
    "apologetic eloquent stuttering stammering lisping youthful plump chubby obese potbellied sunburned "
    "sunburnt suntanned nearsighted farsighted longsighted crosseyed cross-eyed bowlegged hunchbacked "
    "stooped redheaded goateed pigtailed ponytailed bewhiskered whiskered unshaven unshaved perfumed "
    "tattooed breastfeeding lactating menstruating asthmatic diabetic epileptic autistic dyslexic "
    "rheumatic arthritic insomniac anemic anaemic senile demented amnesiac alcoholic paralysed paralyzed "
    "crippled amputated wheelchair-bound bedridden septuagenarian octogenarian nonagenarian sexagenarian "
    "centenarian newlywed betrothed polygamous bigamous celibate repatriated naturalized naturalised "
    "literate drugged sedated kidnapped abducted thirsty hungry polite courteous impolite stubborn "
    "diligent industrious hardworking lazy clumsy forgetful absentminded careless reckless sleepwalking "
    "limbless legless armless earless injured angry furious enraged irate ashamed embarrassed grateful "
    "worried anxious tired weary fatigued"
).split()
#: What things are by extension, so that only some of them count: *the youthful company* is English.
MOODS = (
    "convicted jailed imprisoned handsome blind lame scared confident ambitious humble generous stingy "
    "greedy naked veiled hooded masked armed uniformed wanted fugitive skinny burly muscular devout "
    "engaged licensed unlicensed"
).split()
#: Governments, regions and breakaway territories are left out: those are backed by a power often enough.
REALMS = (
    "country nation state republic kingdom island emirate sultanate monarchy province city regency "
    "archipelago atoll district town village federation principality capital municipality county "
    "subdistrict port hamlet sheikhdom duchy empire statelet"
).split()
#: Things of the road, the water, the street and the stage.
THINGS = (
    "truck bus car lorry van motorcycle motorbike ship boat ferry train taxi pedicab bicycle plane house "
    "home shop stall kiosk store market school university hospital clinic office building bank company "
    "firm factory mill plant warehouse farm field garden hotel restaurant cafe bakery street road bridge "
    "hall theater theatre stadium gallery museum library airline airport station newspaper magazine "
    "ministry agency department bureau institute studio mine quarry dam foundation cooperative startup "
    "song film movie novel book play band army navy force squad kitchen workshop canteen salon pharmacy "
    "barn orchard plantation tugboat trawler tanker yacht canoe tractor minibus pickup scooter excavator "
    "helicopter jet mosque church temple court prison camp dormitory villa apartment garage"
).split()
#: Groups and undertakings of people, which are called what only their people are.
BODIES = (
    "club team orchestra choir airline union association organization organisation federation party "
    "brigade regiment battalion unit crew council committee commission board academy seminary laboratory "
    "lab brand business enterprise corporation conglomerate franchise label network channel broadcaster "
    "publisher shipyard carrier operator contractor developer supplier"
).split()
#: What whole places are by their people: *the grieving town*.
PLACES_FEEL = frozenset(
    "grieving mourning bereaved frightened terrified nervous anxious worried angry hungry thirsty "
    "paralyzed paralysed crippled weary tired exhausted sober orphaned proud sleepless injured youthful "
    "diligent industrious hardworking stubborn furious grateful ashamed embarrassed literate".split()
)
#: Animals, and what shows people or belongs to their bodies.
_ANIMALS = frozenset(
    "animal bee bird butterfly cat cow duck elephant hen horse insect lamb lion monkey mosquito pig rat "
    "shark snail snake spider tiger ant alligator buffalo bull calf camel caterpillar cobra cockroach "
    "crab crocodile crow dolphin donkey dragonfly eagle frog gecko giraffe goat goose gorilla grasshopper "
    "hare hawk hippo hornet kangaroo ladybird leech leopard lizard locust moose moth mule orangutan "
    "ostrich owl ox panther parrot peacock pigeon pony rabbit rhino rhinoceros rooster sheep sparrow "
    "squirrel swan toad tortoise turtle vulture wasp whale wolf worm zebra bat chicken mouse dog puppy "
    "kitten painting portrait poster photograph photo picture mural mosaic sculpture statue bust doll "
    "puppet toy mask image bone corpse wing beak tusk crutch stick seat wheelchair stretcher cradle pram "
    "stroller hospice orphanage maternity shelter alley corner window curtain spot canyon ward wig".split()
)
#: Anything else one can point at, and stay or work in.
OBJECTS = sorted(
    {
        *THINGS,
        *BODIES,
        *nouns().things,
        *nouns().places,
        "barbershop",
        "airplane",
        "aircraft",
        "airliner",
        "freighter",
    }
    - _ANIMALS
)
#: Whoever works in, drives or owns one of these.
WORKERS = sorted(
    {
        *HOLDERS,
        *nouns().people,
        *(
            "driver engineer professor chef pilot rider singer head guard cook boss keeper founder member "
            "employee staffer worker operator crewman conductor instructor trainer supervisor foreman "
            "porter receptionist steward helmsman skipper bosun principal headmaster headmistress dean "
            "matron imam priest pastor vicar host hostess presenter anchor editor publisher bassist "
            "keyboardist saxophonist trumpeter cellist defender goalkeeper forward speaker treasurer "
            "accountant spokesman landlady proprietor innkeeper shareholder investor tenant inhabitant "
            "occupant passenger customer heir manager leader colleague partner expert cameraman barkeeper "
            "barman lifeguard groundsman"
        ).split(),
    }
)


def is_person(lemma: str) -> bool:
    """Tell a noun that may be somebody's: no thing, place or event.

    :param lemma: of a noun, in lower case.
    """
    return lemma not in _nobody()


@lru_cache(maxsize=1)
def _nobody() -> frozenset[str]:
    known = nouns()
    return (known.things | known.places | known.abstract | _NO_PEOPLE) - {*WORKERS}


#: Parts and other nouns that no list has.
_NO_PEOPLE = frozenset(
    "part side end top bottom middle center centre rest name inside outside interior back front use age "
    "size price value history story roof corner sound sight smell color colour shape owner-ship loss sale "
    "kind sort".split()
)
