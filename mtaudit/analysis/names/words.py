"""Words by which names are told from titles, from offices and from what is no name."""

from __future__ import annotations

__all__ = [
    "COMMON_ACRONYMS", "FIELDS", "GENERIC", "HEADS", "ILLNESSES", "JOINTS", "MANY_HAVE", "NAME_BEGINS",
    "OFFICES", "OF_PEOPLES", "PARTICLES", "TITLES",
]  # fmt: skip

#: What people are called beside their names.
TITLES = frozenset(
    "mr mrs ms miss mx sir dame lord lady dr drs dra prof professor president vice prime minister "
    "ministers premier chancellor king queen prince princess emperor pope cardinal archbishop bishop rev "
    "reverend father imam sheikh shaikh ayatollah haji hj ir h governor gov mayor regent senator sen "
    "representative rep congressman congresswoman secretary ambassador general gen colonel col major maj "
    "captain capt lieutenant lt sergeant sgt admiral marshal commander chief chairman chairwoman "
    "chairperson chair head director spokesman spokeswoman spokesperson judge attorney prosecutor lawyer "
    "staff coach manager striker deputy acting former ex coordinating brigadier inspector officer "
    "superintendent commissioner speaker economist analyst researcher scientist ceo founder singer actor "
    "actress pak bu ibu bapak mas mbak gus kh leader defender midfielder goalkeeper forward "
    "winger spiker setter skipper referee volcanologist geologist seismologist professor activist".split()
)
#: Titles that many persons of one report may have; the others are offices of one.
MANY_HAVE = frozenset(
    "winger spiker setter referee volcanologist geologist seismologist activist "
    "mr mrs ms miss mx sir dame lord lady dr drs dra prof professor haji hj ir h rev reverend pak bu ibu "
    "bapak mas mbak gus kh deputy acting former ex vice lawyer attorney officer inspector judge "
    "prosecutor analyst economist researcher scientist striker defender midfielder goalkeeper forward "
    "actor actress singer senator sen representative rep congressman congresswoman staff prince princess "
    "general gen colonel col major maj captain capt lieutenant lt sergeant sgt".split()
)
#: What a ministry is for, or its minister: a title before a name, a part of the name of an office.
FIELDS = frozenset(
    "foreign defence defense finance transport transportation health interior home justice trade "
    "education energy environment agriculture labour labor economy tourism sports culture security legal "
    "maritime".split()
)
#: Words that alone name nothing, however they are written.
GENERIC = frozenset(
    "commission ministry court agency government police party company parliament senate house council "
    "committee bank university army navy force city province district regency island islands state states "
    "country union office department group team club association federation airport hospital school "
    "church mosque stadium covid internet god sir madam congress bill act law constitution north south "
    "east west northern southern eastern western central".split()
)
#: Words that begin or end names of bodies and places.
HEADS = frozenset(
    "ministry bank university republic house institute organization organisation kingdom gulf bay sea "
    "cape port isle chamber board bureau centre center faculty museum school college society league".split()
)
#: Small words within names of persons.
PARTICLES = frozenset("de la del der den van von bin binti al el di da".split())
#: Endings of words for peoples.
OF_PEOPLES = ("an", "ans", "ese", "ish", "ic", "ist", "ists", "i", "is", "s", "ch", "greek", "thai", "im")
#: These are no names, however they are written.
ILLNESSES = frozenset("covid covid19 coronavirus corona omicron pcr".split())
#: Words in names of organisations; no person has them.
OFFICES = GENERIC | HEADS | frozenset("air airlines agency bank group holdings partners organization".split())
#: Words that stand between two parts of a name and never at its end.
JOINTS = frozenset("of de la del der den van von bin binti al el dan and & for".split())
#: Acronyms that are common nouns: they name a kind of thing, not one.
COMMON_ACRONYMS = frozenset(
    "atm atms pin dna rna hiv aids tbc tb gps cctv sms gdp gnp tv dvd cd pc pcs it pr vip ngo ngos lsm sim "
    "usb suv suvs lng lpg cng vat ppn ceo cfo coo hr ipo ai id ids ktp pdf faq ok sos ufo url wifi app led "
    "lcd rpm mri ct icu er ev evs lrt mrt brt am pm utc gmt wib wita wit ac phd msme msmes umkm smes".split()
)
#: Words that begin a name, of which the next word is a part: ``Bank Sekar Pantura``.
NAME_BEGINS = frozenset("pt cv bank hotel port fort mount lake universitas dinas gunung sungai pulau".split())
