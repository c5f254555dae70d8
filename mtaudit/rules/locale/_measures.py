"""Units, scales and currencies that stand beside numbers, and the words that show a number to count."""

from __future__ import annotations

import re

__all__ = ["CODES", "COUNTS", "CURRENCIES", "FEW_COUNTS", "LENGTHS", "MEASURE_WORDS", "SIGNS", "UNIT"]

#: Names of currencies, singular and plural, whose lower-case forms are hardly other words.
CURRENCIES = (
    "dollars?|rupiahs?|euros?|ringgits?|pounds|yen|yuan|renminbi|bahts?|pesos?|rupees?|rubles?|roubles?|"
    "francs?|kroner|krone|kronor|krona|reais|reals|rands?|dongs?|riels?|kyats?|kips?|takas?|dinars?|dirhams?|"
    "riyals?|rials?|shekels?|liras?|liri|zlotys?|zloty|forints?|korunas?|hryvnias?|hryvnia|nairas?|cedis?|"
    "shillings?|birrs?|kwachas?|guilders?|patacas?|tenges?|afghanis?|kinas?|vatus?|bolivars?|bolivares|"
    "guaranis?|quetzals?|colones|lempiras?|manats?|laris?|soms?|tugriks?|rufiyaas?|ngultrums?|escudos?|"
    "drachmas?|deutschmarks?|marks|crowns|centavos|gourdes?|meticais|metical|kwanzas?|dalasis?|pulas?"
)
#: Signs of currencies, and codes and letters that are written before amounts.
SIGNS = "$€£¥₱₹₩฿₫₽₺₦₪"
CODES = (
    "Rp\\.?|IDR|USD|EUR|GBP|JPY|CNY|RMB|SGD|MYR|THB|PHP|AUD|NZD|CAD|HKD|INR|KRW|TWD|VND|CHF|SAR|AED|BRL|"
    "MXN|ZAR|TRY|RUB|SEK|NOK|DKK|BND|PGK|RM|Rs\\.?"
)
#: Units in which lengths, areas, weights and volumes are given.
LENGTHS = (
    r"(?:(?:kilo|centi|milli|micro|nano|deci)?(?:met(?:er|re)s?|grams?|lit(?:er|re)s?)|km|cm|mm|m|kg|mg|ha|"
    r"hectares?|acres?|feet|foot|yards?|miles?|tons?|tonnes?|quintals?|ounces?|barrels?|gallons?|(?:square|cubic|"
    r"nautical)\s\w+|(?:kilo|mega|giga|tera)?watts?|kW|MW|GW)"
)
#: Everything before which a number with decimals stands.
UNIT = (
    rf"(?:{LENGTHS}|per\s?cent|percentage|%|thousand|million|billion|trillion|times|inch(?:es)?|knots?|"
    r"light-years?|carats?|(?:kilo|mega|giga|tera)(?:tons?|tonnes?|volts?|hertz|bytes?|bits?|joules?|pascals?|"
    r"calories)|(?:kilo|mega|giga|tera)?watt-hours?|volts?|amperes?|kWh|MWh|GWh|kV|GHz|MHz|TB|GB|MB|"
    r"horsepower|decibels?|calories|hectopascals?|hPa|degrees?|°\s?[CF]?|fold|years?|months?|weeks?|decades?|"
    r"centuries|days?|hours?|minutes?|seconds?|points?|magnitude|on\sthe\sRichter|SR|centimes?|cents?|"
    rf"(?:US|Australian|Singapore|Canadian)\sdollars?|{CURRENCIES})"
)
#: Nouns in the plural that measure and do not count: with them three digits may be decimals.
MEASURE_WORDS = frozenset(
    "meters metres kilometers kilometres centimeters centimetres millimeters millimetres micrometers "
    "grams kilograms milligrams liters litres milliliters millilitres hectares acres feet yards miles "
    "inches tons tonnes ounces pounds barrels gallons degrees points seconds minutes hours days weeks "
    "months years times percent percentages volts watts kilowatts megawatts gigawatts hertz carats knots "
    "units dollars euros cents yuan rubles francs runs goals odds ratios light-years bytes megabytes "
    "gigabytes terabytes calories decibels pesos rupees moles newtons joules parts standard-deviations "
    "averages".split()
)
#: What shows that the number after it counts: *the number of displaced people has reached*, *as many as*.
COUNTS = re.compile(
    r"\b(?:(?:number|total|toll|tally|crowd|population|attendance|headcount|membership)\b[^.;:\"\d]{0,70}|"
    r"(?:as many as|as few as|a total of) )$",
    re.IGNORECASE,
)
#: What shows it of a number before a verb or the end of its clause.
FEW_COUNTS = re.compile(
    r"\b(?:more than|fewer than|less than|at least|at most|up to|some|about|around|nearly|almost|over|"
    r"another|roughly|approximately|an estimated|a further|the other|or) $",
    re.IGNORECASE,
)
