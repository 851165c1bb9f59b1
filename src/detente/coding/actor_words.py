"""The closed lists of words by which noun phrases of actors are read.

Words of the language, not facts of the world: names, titles and role nouns are data
(data/curated/). Source of all: curated 2026-11.
"""

from detente.knowledge.names import HONORIFICS

PARTICLES = frozenset(
    "al el bin bint ibn ben abu abdel abd ul de da di do dos das del della der den van "
    "von la le du ter ten af av zu y e wa uz ur ud st o'".split()
)
# Titles of courtesy and rank that stand before a name, beyond those of `names.py`.
COURTESY = HONORIFICS | frozenset(
    "senator rep representative congressman congresswoman lawmaker judge justice rev "
    "reverend father bishop archbishop cardinal pope rabbi mullah maulana grand rear "
    "vice brigadier lieutenant sergeant corporal private chief commander cmdr sen lt. "
    "gen. mr. mrs. ms. dr. col. maj. adm. sen. rep. sgt. capt. brig. gov. st. hrh "
    "dato datuk tun kyai syed haji chairman chairwoman sultan emir shah tsar".split()
)
# Functions before a name that are never part of it, and stand after names of bodies.
FUNCTIONS = frozenset(
    "secretary commissioner senator sen sen. representative rep rep. governor gov gov. "
    "mayor director chairman chairwoman chairperson spokesman spokeswoman spokesperson "
    "ambassador minister congressman congresswoman correspondent reporter professor prof "
    "prof. lt. gen. col. maj. adm. mr mr. mrs mrs. ms ms. dr dr.".split()
)
LAWMAKING = frozenset(
    "senator sen sen. representative rep rep. congressman congresswoman lawmaker".split()
)
# Military ranks before a name; those that are civil offices too are left out.
RANKS = frozenset(
    "gen general lt lieutenant col colonel maj major adm admiral brig brigadier capt sgt "
    "sergeant corporal".split()
)
MASCULINE = frozenset(
    "mr mr. sir king prince sheikh sheik emir sultan lord father pope ayatollah imam "
    "spokesman chairman congressman mullah bishop cardinal husband brother son".split()
)
FEMININE = frozenset(
    "mrs mrs. ms ms. dame lady queen princess spokeswoman chairwoman congresswoman wife "
    "sister daughter baroness".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december mon tue tues wed "
    "thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec ramadan "
    "christmas easter eid".split()
)
# Months that are given names as well: "Jan Kalns", "June Parker".
GIVEN_MONTHS = frozenset("jan april may june august".split())
# Offices and organs whose field a for-phrase gives: "ministry for health".
WITH_FOR = frozenset(
    "minister ministers ministry department secretary commissioner representative envoy "
    "commission committee office agency authority directorate spokesman spokeswoman "
    "spokesperson adviser advisor candidate council".split()
)
# Whom such a one serves stands after "to": "an adviser to the Afghan president".
WITH_TO = frozenset("adviser advisers advisor advisors aide aides assistant".split())
# Verbs in the present that the tagger takes for plural nouns after a name.
VERBS = frozenset(
    "heads visits meets calls hosts warns slams urges backs vows tells says signs leads "
    "plans rules holds talks moves seeks faces condemns demands orders threatens hits "
    "strikes blasts arrives leaves lands speaks names returns flies travels wins quits "
    "resigns joins ends starts offers pledges thanks praises supports rejects welcomes "
    "accuses denies cancels postpones recalls expels sends sets eyes cites hails lauds "
    "stresses rebukes blames summons tours sacks fires dismisses nominates appoints "
    "promises agrees insists hints claims weighs mulls dies".split()
)
# Ranks that are names as well.
RANK_NAMES = frozenset(
    "amir emir king prince major general judge bishop pope marshal shah sultan dean duke "
    "lord baron justice chancellor speaker mayor senator chief peer deputy malik khan "
    "sheikh hakim premier regent abbot constable page knight noble".split()
)
# Capitalised last words that make a name one of a thing or place and not of a person.
THINGS = frozenset(
    "accord accords act agency agreement air airlines airport airways alliance "
    "assembly association authority avenue award bank base basin bay beach bill bloc "
    "border bridge bureau camp canal cape center centre century championship channel "
    "charter church city club coast college commission committee company conference "
    "congress constitution convention convoy corp corporation corridor council county "
    "court cup day declaration deal department desert directorate district division "
    "doctrine east embassy enclave exchange express facility federation festival fleet "
    "flight forum foundation front fund games gazette governorate group guard gulf "
    "harbor harbour heights herald hill hills hospital hotel house inc industries "
    "initiative institute institution island islands journal king lake law league "
    "line mail memorandum middle mission mosque mount mountain mountains movement "
    "museum nation nations network news north oblast observatory observer ocean office "
    "olympics operation organisation organization pact palace park parliament party "
    "peace peninsula plan platform police port post press prison process programme "
    "program project prize province radio red region report republic review river road "
    "roundtable sea secretariat senate service services shelf school site south "
    "square state states station strait straits street strip studies summit television "
    "temple territory territories terminal times tower town treaty trial tribunal "
    "trust tv union university valley village war watch website west world zone missile "
    "missiles fighter jet jets aircraft tank tanks system systems internet god islam "
    "parallel resolution article chapter army navy force forces command ministry "
    "board".split()
)
WHERE = frozenset(
    "in at from to near into inside outside across through throughout around off toward "
    "towards via within onto out over".split()
)
NUMBERS = {
    "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "either": 2,
    "neither": 2,
}  # fmt: skip
# Nouns by which a text takes up states, sides or people that it has named.
STATE_SETS = frozenset(
    "country nation state government neighbour neighbor power capital rival ally "
    "foe adversary administration republic kingdom people economy signatory "
    "nemesis arch-foe arch-rival superpower".split()
)
SIDE_SETS = frozenset("side party delegation camp faction team enemy".split())
PEOPLE_SETS = frozenset(
    "leader minister president official man woman diplomat counterpart envoy negotiator "
    "politician statesman premier secretary chief general king head colleague "
    "ambassador".split()
)
STATE_WORDS = frozenset(
    "country nation kingdom republic emirate sultanate monarchy island neighbour "
    "neighbor".split()
)
KINGDOMS = frozenset(
    "SAU JOR MAR BHR GBR ESP NOR SWE DNK NLD BEL THA KHM BTN TON LSO SWZ".split()
)
ISLANDS = frozenset("TWN CYP CUB LKA MLT MDG BHR SGP ISL JPN IRL MUS FJI".split())
DEFINITE = frozenset("the this that these those both its his her their".split())
QUANTITY = frozenset(
    "a an the this that these those some several many most all no any few dozens "
    "hundreds thousands scores more less than at least about around nearly over up to "
    "only just another other each every both such what".split()
)
# Nouns that only say what sort of thing the name before them is: "the Anadolu agency".
SORTS = frozenset(
    "agency newspaper daily network channel broadcaster television tv radio website "
    "group movement party organisation organization militia alliance bloc forum wire "
    "magazine outlet service faction union network".split()
)
BUREAUS = frozenset("office bureau administration chancellery".split())
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast "
    "northwest southeast southwest north-east north-west south-east south-west upper "
    "lower greater mainland".split()
)
# What belongs to several states at once: "European authorities" are of none alone.
REGIONAL = frozenset(
    "european african asian arab western nordic scandinavian baltic balkan "
    "caribbean".split()
)
# Registers before a ship's name: "INS Vikrant" is nobody.
SHIPS = frozenset("USS USNS HMS HMAS HMCS INS PNS MV SS RFS ROKS BRP KRI TCG".split())
# What makes a party one of guests, or of a contract.
FESTIVE = frozenset(
    "christmas holiday birthday dinner garden wedding tea cocktail farewell costume third "
    "house pool block dance warring injured guilty interested".split()
)
# Weapons and craft that act for the armed forces of the state that their adjective names.
MACHINES = frozenset(
    "tank aircraft warplane warship plane jet helicopter missile drone artillery "
    "submarine frigate destroyer bomber gunship gunboat shell airstrike predator "
    "commando vessel fighter".split()
)
# First words of titles that few states have, and those states: a senator of whom nothing
# says whose is American. Source: their constitutions; curated 2026-11.
SENATES = frozenset(
    "USA ARG AUS BEL BOL BRA CAN CHL COL CZE DOM ESP FRA HTI IRL ITA KAZ KEN KHM LBR MEX "
    "NGA PAK PHL POL PRY ROU RWA SOM THA TTO URY UZB ZAF ZWE".split()
)
CONGRESSES = frozenset("USA PHL".split())
CHAMBERS = {
    "senator": SENATES, "sen.": SENATES, "sen": SENATES, "congressman": CONGRESSES,
    "congresswoman": CONGRESSES, "rep.": CONGRESSES,
}  # fmt: skip
