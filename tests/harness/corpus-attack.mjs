// What is posted in the simulated attack: real comments on a library's blog, and spam of six kinds.
//
// It was written without knowledge of the rules that defend a site, and stays as it is when they
// change: they are measured by it. The same seed makes the same posts.

import { random } from "./util.mjs";

export const KINDS = /** @type {const} */ (["flood", "copied", "random", "praise", "drip", "solver"]);

/**
 * @typedef {object} Planned
 * @property {"real" | typeof KINDS[number]} kind
 * @property {number} at milliseconds after the attack begins
 * @property {string} path of the blog's page
 * @property {string} who whose device key it is: a new one for each name
 * @property {string} ip
 * @property {string} name
 * @property {string} [url]
 * @property {string} body
 * @property {number} [took] milliseconds, as the client says
 * @property {string} [trap]
 * @property {boolean} works whether it does the work that it is asked for, and comes back when it is told to wait
 */

/** Days that the attack goes on. */
export const DAYS = 10;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How many there are of each kind at full size. */
const SIZES = { real: 300, flood: 1100, copied: 1000, random: 900, praise: 900, drip: 500, solver: 600 };

/** The posts, in the order of their time. @param {number} seed @param {number} [part] one of so many is made */
export function attack(seed, part = 1) {
  const dice = (/** @type {number} */ at) => new Dice(seed * 31 + at);
  const real = people(dice(0), Math.round(SIZES.real / part)).sort((a, b) => a.at - b.at);
  const spam = KINDS.flatMap((kind, at) => makers[kind](dice(at + 1), Math.round(SIZES[kind] / part), real));
  return [...real, ...spam].sort((a, b) => a.at - b.at);
}

class Dice {
  /** @param {number} seed */
  constructor(seed) {
    this.next = random(seed);
  }
  /** @param {number} n */
  below(n) {
    return Math.floor(this.next() * n);
  }
  /** @param {number} share */
  chance(share) {
    return this.next() < share;
  }
  /** @template T @param {readonly T[]} list @returns {T} */
  of(list) {
    return list[this.below(list.length)];
  }
  /** Some of a list, each once. @template T @param {readonly T[]} list @param {number} n */
  some(list, n) {
    const left = [...list];
    return Array.from({ length: Math.min(n, left.length) }, () => left.splice(this.below(left.length), 1)[0]);
  }
  network() {
    return `${20 + this.below(180)}.${this.below(256)}.${this.below(256)}.${1 + this.below(250)}`;
  }
  /** An hour at which people are awake, on some day. */
  daytime() {
    return this.below(DAYS) * DAY + 7 * HOUR + Math.floor(((this.next() + this.next()) / 2) * 16 * HOUR);
  }
  anytime() {
    return Math.floor(this.next() * DAYS * DAY);
  }
  letters(/** @type {number} */ least, /** @type {number} */ most, alphabet = "abcdefghijklmnopqrstuvwxyz") {
    return Array.from({ length: least + this.below(most - least + 1) }, () => alphabet[this.below(alphabet.length)]).join("");
  }
}

const PAGES = ["/2026/11/opening-hours/", "/2026/11/late-fees/", "/2026/10/reading-group/", "/2026/10/seed-library/", "/2026/09/local-newspapers/", "/2026/09/3d-printer/", "/2026/08/childrens-room/", "/2026/06/ebooks/", "/2026/05/roof-repairs/", "/2026/07/summer-reading/", "/2026/04/oral-history/", "/2025/12/best-of-the-year/"];

const FIRST = "Ada Bert Clara Dinesh Edith Farid Greta Hamish Ines Jan Keiko Leopold Maeve Nadia Oskar Priya Quentin Rosa Samir Tove Ulla Viktor Wanda Xenia Yusuf Zofia Margaret Tom Sue Big Jim Anon".split(" ");
const LAST = "Abbott Brennan Castellanos Dupont Eriksen Fairweather Goldberg Hussein Ivanova Jankowski Kowalski Lindqvist Mbeki Novak Okafor Petrov Quirke Rasmussen Silva Tanaka Underhill Vasquez Whitlock Yilmaz Zimmermann".split(" ");

/** @param {Dice} dice */
function personName(dice) {
  const first = dice.of(FIRST);
  return dice.of([first, first, `${first} ${dice.of(LAST)}`, `${first} ${dice.of(LAST)}`, `${first[0]}. ${dice.of(LAST)}`, `${first.toLowerCase()}${dice.below(90) + 10}`, `Mrs ${dice.of(LAST)}`, `${first} (volunteer)`, first.toLowerCase()]);
}

// ---- what people write ----

/** Sentences by what they are about, in the order of the pages. */
const SAID = [
  [
    "I work until six, so the late Thursday is the only evening I can get there at all.",
    "Could the book drop on Mill Street be emptied on Sundays as well? It was jammed full again.",
    "Nine is too late for those of us who bring children to school at eight and have half an hour to kill in the rain.",
    "The sign on the door still shows last year's hours, by the way.",
    "My mother, who is 84, walks there every morning and reads the paper by the radiator; please don't take that from her.",
    "Is the study room open on the bank holiday?",
    "I counted eleven people waiting outside at 9.05 on Tuesday, and the lights were still off.",
    "Would you consider opening the side gate earlier? The number 14 drops us there at twenty to.",
    "I moved here from Cork in March and this was the first door I found open on a Sunday.",
    "Closing at one on Saturdays rules out anybody with a stall on the market.",
    "There used to be a bell, didn't there, ten minutes before the end.",
    "Staff were lovely about it when I got locked in the lavatory at closing time.",
    "Half past seven would suit the night shift at the hospital, we come off at seven.",
    "Your phone message still says that you shut on Wednesdays.",
    "I'd volunteer to hold the fort on a Friday evening if keys are the trouble.",
    "Self-service after hours works well in Aarhus, we visited.",
    "What about the week between Christmas and New Year?",
  ],
  [
    "Fines never made me bring a book back sooner. The friendly reminder by text does.",
    "I owed four pounds for three years and was too ashamed to come in, which is rather silly when I write it down.",
    "What happens with fines from before January, are those written off too?",
    "I disagree. Somebody has to pay for the copies that never come back, and I'd rather it were those who kept them.",
    "In Sheffield they dropped them in 2019 and the returns went up, at least according to the Star.",
    "Thirty pence a day was hardly going to ruin anybody!",
    "Would a jar at the desk do? People give more than you think.",
    "A girl in my class stopped borrowing because her mum couldn't pay 2.40.",
    "Honest question, how many books never came back last year?",
    "I'd keep a fee for DVDs, they go round the whole street.",
    "You let me pay mine off in jam once. Damson, I believe.",
    "It was the letter with the red stamp that frightened people, not the sum.",
    "Charging children was always wrong in my view.",
    "My record is eleven years: a Haynes manual for a Morris Minor.",
    "Has the council agreed to make up the difference, or does it come out of the book fund?",
    "People with money pay, people without stay away, that's all a fine does.",
    "Perhaps limit renewals instead, then things come back by themselves.",
  ],
  [
    "I couldn't get past chapter four, and I gather I am not the only one.",
    "The translation by Edith Grossman reads so much better than the old Penguin one.",
    "May we please have something shorter for January, some of us read slowly.",
    "What struck me was how little the daughter actually says; count her lines, there are nine.",
    "I'd second Middlemarch if we take it over two months.",
    "Somebody left a grey scarf on the chair by the window after last week's meeting.",
    "We could meet in the Crown afterwards, they don't mind if you only have tea.",
    "The ending made me so cross that I threw it across the room, and then went and picked it up and read it again.",
    "Page 212 has a misprint in our edition that turns the whole sentence round.",
    "I listened to it on the bus and missed my stop twice.",
    "Her letters explain a great deal; there is a selection upstairs at 826.8.",
    "Could we vote on next term's titles here rather than by a show of hands?",
    "Nobody has mentioned the dog. I thought that the dog was the best thing in it.",
    "I'm with Clara on the narrator, he is lying from the first line on.",
    "Please no more thrillers with a girl in the title.",
    "Large print copies would be welcome for two of us.",
    "The film leaves out the aunt altogether, imagine.",
    "Read it at school, hated it, read it at fifty, wept.",
    "There's a recording of him reading it himself, crackly but worth an hour.",
  ],
  [
    "The runner beans from your drawer did wonderfully, I have saved about sixty seeds to bring back.",
    "Does anyone have purple podded peas to swap?",
    "Mine all got eaten by slugs, every last one, copper tape and all.",
    "You can't save squash seed if the neighbours grow marrows, it will cross, so do label it.",
    "How do I dry tomato seeds without them sticking to the paper?",
    "Allotment 17 has broad beans over if somebody wants them.",
    "Leeks for showing need sowing on Boxing Day, so my dad swore.",
    "The envelopes were damp at the bottom of the drawer, I took out the mouldy ones.",
    "Sweet peas went in a fortnight ago under the cold frame.",
    "Would you take acorns? We have a sackful from the churchyard oak.",
    "My Crown Prince weighed in at nine kilos!",
    "Borage seeds itself everywhere, you have been warned.",
    "Is there a talk on grafting this spring?",
    "Frost got the dahlias on the fourth, earlier than I ever noted.",
    "I soak parsnip seed in cold tea. Don't laugh.",
    "Mice ate the whole packet in the shed.",
  ],
  [
    "My grandfather is the third from the left in the 1953 flood picture. His name was Albert Pask, not Paske.",
    "Reel 14 of the Gazette is out of order: April 1911 comes after June.",
    "Has anyone got a photograph of the old tannery before the fire?",
    "The microfilm reader on the left eats the film; use the other.",
    "I transcribed the burials for 1832 (the cholera year) years ago and would gladly let you have the file.",
    "We lived above the baker's in Tanner Row from 1961 until they pulled it down, and I can still smell it.",
    "That's not the Corn Exchange, that's the Methodist hall; look at the windows.",
    "The date on the back of the bridge photograph is wrong, the lamp posts went electric only in '28.",
    "Mum was evacuated to Hill Farm and kept the label with her number all her life.",
    "I can read Sütterlin if those letters ever need it.",
    "Try the tithe map for field names, it is in the county record office, drawer 9.",
    "Three brothers on that memorial were cousins of ours, the fourth name is misspelt.",
    "Could you scan the shop adverts too? They tell more than the articles.",
    "There was a cinema on the corner, the Regal, with a tin roof that drowned the film whenever it rained.",
    "He signed the strike roll in 1926 and never worked at the quarry again.",
    "We found a ration book behind the skirting board and would like to give it to you.",
    "Who was the woman with the bicycle?",
    "I was that paper boy.",
  ],
  [
    "The nozzle was blocked when I came for my slot on Saturday, and nobody knew who to ask.",
    "PLA is fine for a bracket indoors but it will creep in a hot car, use PETG.",
    "I printed a new knob for a 1970s cooker that you can't get parts for any more. It cost me 40p.",
    "Why is a library spending money on this when the roof leaks?",
    "Set the bed to 60 and the first layer to 0.28 and it sticks every time.",
    "Can we bring our own filament?",
    "How much does a gram come to?",
    "A wheelchair joystick cap took me two tries and cost less than the bus.",
    "It smells, frankly, and the readers next to it have told you so.",
    "Tinkercad is enough for a beginner, leave Fusion alone.",
    "My grandson did a Roman helmet for school in four evenings.",
    "Booking online showed it free, and then there were three of us.",
    "Are there rules on what may be made?",
    "The belt on the Y axis wants tightening, hear it rattle.",
    "A sewing machine next, please.",
    "You could fund the spools by selling bookmarks, ours went like hot cakes at the fete.",
  ],
  [
    "My two loved the story time with the puppets, especially the crow!!",
    "Please could the pushchair space be kept free of the book trolley.",
    "The Lego table was a stroke of genius, I read a whole newspaper.",
    "There is a broken hinge on the low cupboard, little fingers could get caught.",
    "Leo (5) would like to say: MORE DINOSAURS.",
    "Is it meant to be for under fives only? We were told off with our six year old.",
    "Ms Okafor's voices for the three goats had the whole room in stitches.",
    "My daughter asked whether the fish tank is coming back.",
    "Nappy bin was full by ten.",
    "We'd come on Mondays if there were a Monday.",
    "First library card today, aged four, she slept with it.",
    "Wipeable cushions were a wise choice after what mine did to the old ones.",
    "Any chance of a quiet hour for children who can't bear noise?",
    "He has read all of Tintin and asks for Tintin.",
    "The stairs are a danger, a gate at the top would be cheap.",
    "Picture books in Urdu went down so well with granny that she now comes along too.",
  ],
  [
    "The app logs me out every single time, then says that I have no loans.",
    "Twelve weeks' wait for the new Osman as an e-book, while there are four paper copies on the shelf.",
    "If you have an older Kindle it will not work at all, don't spend an evening on it as I did.",
    "Turn off 'only on wifi' in the settings, that was it for me.",
    "I am partially sighted and the audio books have given me reading back. I cannot say it more plainly.",
    "Does it work with a card from the county scheme?",
    "I gave up and borrowed my neighbour's paperback.",
    "Narrators matter: the Welsh one for the Pratchett is a joy.",
    "After the update it shows covers but won't open them.",
    "Could loans be three weeks like everything else?",
    "Does the publisher decide how many of us can read at once, or do you?",
    "On a train without signal it plays only what you fetched beforehand.",
    "My arthritis thanks you for books that weigh nothing.",
    "PIN is the last four digits of the card number, in case others looked as long as I did.",
    "No Linux version I take it.",
    "Newspapers from abroad are the hidden treasure in there, try the Portuguese ones.",
  ],
  [
    "Who decided to put scaffolding in front of the only ramp?",
    "The builders were very kind and carried my shopping in.",
    "I hope the swifts' nests were looked at before the slates came off.",
    "£240,000 seems a lot. Is there a breakdown anywhere?",
    "It rained on the biographies again this morning, I moved what I could.",
    "Buckets in the reference section are a tradition by now, we shall miss them.",
    "Scaffolders start at six fifteen, I live opposite.",
    "Lead was stolen from St Anne's too, so lock up the old sheets.",
    "My firm quoted for it in 2017 at half of that.",
    "Solar panels while you're at it?",
    "The reading room ceiling has a plaster rose by a local man, mind it.",
    "Is the lift going to be out as well?",
    "I fell on the duckboards on Friday. Nothing broken, but do put a light there.",
    "Temporary shelves in the Town Hall are rather charming.",
    "Welsh slate would have been dearer but lasts a century.",
    "They found a jackdaw's nest with a teaspoon of ours in it.",
  ],
  [
    "I got through nineteen, and my sister thirty-one, she cheats with poetry.",
    "Stickers at my age, and I was proud of every one.",
    "The challenge ended before the Scottish... before our visitors went home, pity.",
    "A prize for whoever reads the dullest book would find takers.",
    "Under the plane tree with a flask, that's how it is done.",
    "What do teenagers get? Nothing, as always.",
    "Sand fell out of the atlas when I opened it, so somebody had a good July.",
    "Log sheets ran out in the second week.",
    "I only managed one but it was Ulysses.",
    "Mine read to the cat, does that count?",
  ],
  [
    "The recording of Mr Brennan stops in the middle of a word, is there a second tape?",
    "My aunt speaks on number seven and says things that she never told us.",
    "Transcripts would help those of us who are hard of hearing.",
    "Dialect words like clarty and nesh ought to be kept as they were said.",
    "I'd interview the lollipop man before he retires.",
    "Was permission asked of the families?",
    "Play it at one and a quarter, he pauses for the length of a pipe.",
    "We laughed at the story of the pig in the signal box until it hurt.",
    "There is a box of reels in our attic from the hospital radio.",
    "You can hear the mill hooter in the background at 12:40, it went for the last time that spring.",
  ],
  [
    "No Tremain? Really?",
    "I bought two of these for my brothers and one for me.",
    "Your list cost me thirty pounds last winter, so I am reading it with one eye shut.",
    "The cookery one has a mistake in the plum cake, 50 g of baking powder can't be right.",
    "Short books please, life is getting on.",
    "A colleague wrote the one on mosses and will be tickled.",
    "Seven of ten by people who live within an hour of here, well chosen.",
    "Not a single play among them.",
    "Small Things made my husband cry on a plane.",
    "I would swap numbers two and nine.",
  ],
];

/** Short ones, which many write alike. */
const SHORT = ["Thank you!", "Thanks for this.", "Well said.", "Agreed.", "+1", "Lovely post.", "Me too!", "Congratulations to all of you.", "Great news!!", "So glad to hear that", "Yes please", "Same here.", "ha ha, brilliant", "Oh no.", "👏👏👏", "Sad to hear it.", "Where?", "When does it start?", "Nice pictures, Maeve"];

/** In other tongues. */
const ABROAD = [
  "Merci pour cet article, je ne savais pas que la salle de lecture était ouverte le samedi.",
  "Est-ce qu'on peut rendre les livres empruntés à l'annexe dans la boîte de la rue du Moulin ?",
  "Je regrette beaucoup la disparition des revues en français, c'était la seule raison de ma visite hebdomadaire.",
  "Bonjour, mon fils de sept ans a adoré l'atelier de dimanche, y en aura-t-il un autre avant Noël ?",
  "Schade, dass die deutschen Krimis aussortiert wurden. Gab es dafür einen Grund?",
  "Mein Großvater hat hier 1946 als Kriegsgefangener gearbeitet und in der Bücherei Englisch gelernt.",
  "Dziękuję za polskie książki dla dzieci, córka czyta je od deski do deski.",
  "¿Habrá otra vez el club de conversación en otoño? Lo echo de menos.",
  "شكرا جزيلا على الكتب العربية الجديدة، أولادي سعداء بها جدا.",
  "Спасибо за выставку, фотографии старого рынка замечательные.",
  "図書館の写真がとてもきれいです。来月また行きます。",
];

/** Addresses that people give each other. */
const SHARED = [
  "The timetable is at https://www.valleybuses.example/route/14 if anybody needs it.",
  "There is a longer piece about it here: https://history.example.org/tanneries/1911-fire.html",
  "I wrote about this on my own blog a while ago (https://edithreads.example/2024/03/fines), if it is of use.",
  "See [the council's minutes](https://council.example.gov/minutes/2026-09-14.pdf), page 6.",
  "https://archive.example.org/details/gazette1911 has a better scan.",
  "My settings are at https://print.example.net/u/hamish/petg and https://print.example.net/u/hamish/pla, help yourselves.",
  "www.rspb.example.org/swifts tells you whom to ring",
];

const OPENINGS = ["", "", "", "", "", "Hello, ", "Hi all. ", "Dear librarians, ", "Sorry to be late to this. ", "Hm. ", "Oh, ", "Just a thought: ", "FWIW ", "I may be wrong, but ", "Speaking as a former trustee: "];
const CLOSINGS = ["", "", "", "", "", "", " Thanks!", " Best wishes, {name}", " :-)", " Keep up the good work.", " Anyway.", " (Sent from my phone, sorry for typos.)", " Many thanks, {name}", "\n\n{name}", " x"];

/** @param {Dice} dice @param {string} text @param {string} name */
function inTheirWay(dice, text, name) {
  let said = dice.of(OPENINGS) + text + dice.of(CLOSINGS).replace("{name}", name.split(" ")[0]);
  if (dice.chance(0.12)) said = said.toLowerCase();
  if (dice.chance(0.08)) said = said.replace(/\. /g, " ... ");
  if (dice.chance(0.08)) said = said.replace("the ", "teh ").replace("ing ", "ign ");
  if (dice.chance(0.03)) said = said.toUpperCase();
  if (dice.chance(0.05)) said = said.replace(/[.!?]$/, "!!!");
  if (dice.chance(0.05)) said = said.replace(/(\w+) (\w+) /, "*$1* $2 ");
  return said;
}

/** Sentences that only this person would write: from what happened to them. @param {Dice} dice */
function ownStory(dice) {
  const of = (/** @type {string[]} */ ...words) => dice.of(words);
  const kin = of("my aunt", "our neighbour", "my late husband", "a boy from the estate", "the postman", "my daughter-in-law", "an old schoolfriend", "the vicar", "my flatmate", "our eldest", "a woman at the bus stop", "my brother");
  const thing = of("an atlas", "the parish magazine", "a book about bees", "knitting patterns", "the sheet music", "a driving theory CD", "Simenon", "the bound Punches", "a guide to mosses", "the chess set", "a ukulele", "a tide table", "cookery for one", "a life of Turner", "the Hansards");
  const place = of("by the stairs", "near the photocopier", "under the clock", "in the annexe", "on the top floor", "behind the large print", "in the porch", "at the branch in Easton", "on the mobile van", "beside the fish tank");
  const when = of("last Tuesday", "in the spring of 1978", "on my way home", "before the floods", "every other Friday", "during the heatwave", "the day after the fair", "when I was off sick", "around Easter", "at ten to five", "the winter we had no heating");
  const felt = of("it made my week", "I could have wept", "nobody believed me", "that was that", "I have been grateful ever since", "we still joke about it", "it taught me patience", "I never went back", "the queue applauded", "I owe somebody an apology");
  const n = 2 + dice.below(47);
  return of(
    `${cap(kin)} found ${thing} ${place} ${when}, and ${felt}.`,
    `I looked for ${thing} ${when} and ended up with ${kin} ${place} instead.`,
    `It must be ${n} years since I sat ${place} with ${thing}.`,
    `Could ${thing} be kept ${place}? ${cap(kin)} never finds it.`,
    `${cap(when)} there were ${n} of us ${place}, and one chair.`,
    `Ask ${kin} about ${thing}, but bring time.`,
    `Not everyone agrees, ${kin} for one, who has wanted ${thing} moved ${of("since it came", "for years", "out of spite")}.`,
    `What became of ${thing} that stood ${place} ${when}?`,
    `For the record: ${thing} went missing ${when}, not in ${1950 + n}.`,
    `${cap(thing)}, ${n} pence, withdrawn from stock; ${felt}.`,
    `If ${kin} hadn't left ${thing} ${place}, I'd not be reading this blog.`,
    `${n} pages in, I noticed that ${kin} had pencilled notes in ${thing}.`,
    `I dropped ${thing} in the bath ${when} and paid for it; ${felt}.`,
    `We measured it: ${n} steps from the door to ${thing}, hard going for ${kin}.`,
  );
}

/** @param {string} text */
const cap = (text) => text[0].toUpperCase() + text.slice(1);

/** What has not been said yet of a subject, or a story of one's own. @param {Dice} dice @param {string[][]} deck @param {number} about */
const sentence = (dice, deck, about) => (dice.chance(0.62) && deck[about].pop()) || ownStory(dice);

/** What a person writes of one subject. @param {Dice} dice @param {string[][]} deck @param {number} about @param {string} name */
function remark(dice, deck, about, name) {
  const some = (/** @type {number} */ n) => Array.from({ length: n }, () => sentence(dice, deck, about));
  const roll = dice.next();
  if (roll < 0.12) return dice.of(SHORT);
  if (roll < 0.17) return dice.of(ABROAD);
  if (roll < 0.24) return inTheirWay(dice, `${some(1)} ${dice.of(SHARED)}`, name);
  if (roll < 0.3) return `> ${dice.of(SAID[about])}\n\n${inTheirWay(dice, some(1)[0], name)}`;
  if (roll < 0.33) return `A few points:\n\n- ${some(3).join("\n- ")}`;
  if (roll < 0.39) return some(4 + dice.below(4)).map((one, at) => (at % 3 === 2 ? `${one}\n\n` : `${one} `)).join("").trim();
  return inTheirWay(dice, some(1 + dice.below(2)).join(" "), name);
}

/** People: some come once, some again and again, and some sit in the reading room, behind one address. */
/** @param {Dice} dice @param {number} count */
function people(dice, count) {
  const deck = SAID.map((told) => dice.some(told, told.length));
  const house = dice.network().replace(/\d+$/, "");
  const newcomer = () => {
    const name = personName(dice);
    return { who: `person ${dice.below(1e9)}`, name, ip: dice.chance(0.12) ? house + (1 + dice.below(250)) : dice.network(), url: dice.chance(0.08) ? `https://${name.toLowerCase().replace(/[^a-z]/g, "")}.example/` : undefined, scripts: !dice.chance(0.04) };
  };
  const regulars = Array.from({ length: Math.ceil(count / 12) }, newcomer);
  /** @type {Planned[]} */
  const made = [];
  while (made.length < count) {
    const { who, name, ip, url, scripts } = dice.chance(0.45) ? dice.of(regulars) : newcomer();
    const about = dice.below(PAGES.length);
    const body = remark(dice, deck, about, name);
    // Most type; some have written it elsewhere and paste it, and on their phone they come from anywhere.
    const took = dice.chance(0.06) ? 1500 + dice.below(3000) : 2500 + body.length * (90 + dice.below(260));
    made.push({ kind: "real", at: dice.daytime(), path: PAGES[about], who, ip: dice.chance(0.15) ? dice.network() : ip, name, url, body, took: scripts ? took : undefined, works: true });
    // Now and then they have something to add at once, or send the same again with a slip put right.
    if (dice.chance(0.05)) {
      const { at } = made[made.length - 1];
      const more = dice.chance(0.4) ? `${body} (Sorry, I meant ${dice.of(["Tuesday", "the annexe", "1911", "page 6"])}.)` : `PS: ${sentence(dice, deck, about)}`;
      made.push({ ...made[made.length - 1], at: at + 45_000 + dice.below(240_000), body: more, took: 4000 + dice.below(20_000) });
    }
  }
  return made.slice(0, count);
}

/** @type {Record<typeof KINDS[number], (dice: Dice, count: number, real: Planned[]) => Planned[]>} */
const makers = {
  /** A few machines that pour out addresses, as fast as they can, in bursts. */
  flood(dice, count) {
    const bursts = Array.from({ length: 6 }, () => ({ at: dice.anytime(), ips: Array.from({ length: 1 + dice.below(6) }, () => dice.network()) }));
    return Array.from({ length: count }, (_, n) => {
      const burst = bursts[n % bursts.length];
      const shop = domain(dice);
      const links = Array.from({ length: 3 + dice.below(12) }, () => {
        const address = `http${dice.chance(0.5) ? "s" : ""}://${dice.chance(0.7) ? shop : domain(dice)}/${dice.letters(3, 9)}${dice.chance(0.4) ? `?p=${dice.below(9999)}` : ""}`;
        const words = `${dice.of(["cheap", "best", "buy", "online", "discount", "original"])} ${dice.of(WARES)}`;
        return dice.of([address, `[${words}](${address})`, `<a href="${address}">${words}</a>`, `[url=${address}]${words}[/url]`, `${words} ${address}`]);
      });
      return spam(dice, "flood", burst.at + Math.floor(n / bursts.length) * (800 + dice.below(6000)), {
        ip: dice.of(burst.ips),
        name: dice.of([dice.of(WARES), `Buy ${dice.of(WARES)}`, dice.letters(5, 10), personName(dice)]),
        url: dice.chance(0.6) ? `https://${shop}/` : undefined,
        body: links.join(dice.of(["\n", " ", ", ", " | ", "\n\n"])),
        trap: dice.chance(0.25) ? `https://${shop}/` : undefined,
      });
    });
  },

  /** Comments of this very blog, with words changed and an address added. */
  copied(dice, count, real) {
    const waves = Array.from({ length: 12 }, () => 12 * HOUR + Math.floor(dice.next() * (DAYS - 1) * DAY));
    return Array.from({ length: count }, (_, n) => {
      const shop = domain(dice);
      const where = dice.next();
      const at = waves[n % waves.length] + dice.below(4 * HOUR);
      const body = changed(dice, earlier(dice, real, at), 0.06 + 0.2 * dice.next());
      return spam(dice, "copied", at, {
        name: personName(dice),
        url: where < 0.55 ? `https://${shop}/` : undefined,
        body: where < 0.55 ? body : where < 0.92 ? `${body} ${dice.of(["More:", "See", "I found this:", "Look here", ""])} https://${shop}/${dice.letters(3, 8)}`.trim() : body,
        took: dice.chance(0.5) ? 1000 + dice.below(60_000) : undefined,
      });
    });
  },

  /** Letters and words without sense, with and without an address: a program that tries doors. */
  random(dice, count) {
    const ips = Array.from({ length: Math.ceil(count / 9) }, () => dice.network());
    return Array.from({ length: count }, () => {
      const mixed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
      const heap = Array.from({ length: 1 + dice.below(14) }, () => dice.letters(4, 14, dice.chance(0.5) ? mixed : undefined)).join(" ");
      const nouns = Array.from({ length: 4 + dice.below(20) }, () => dice.of(NOUNS)).join(" ");
      return spam(dice, "random", dice.anytime(), {
        ip: dice.of(ips),
        name: dice.letters(5, 11, mixed),
        url: dice.chance(0.4) ? `https://${domain(dice)}/` : undefined,
        body: dice.chance(0.65) ? heap : dice.chance(0.5) ? nouns : `${nouns} http://${domain(dice)}/${dice.letters(4, 8)}`,
        took: dice.chance(0.3) ? 500 + dice.below(9000) : undefined,
      });
    });
  },

  /** One word of praise, and what it is for. */
  praise(dice, count) {
    const shops = Array.from({ length: 25 }, () => domain(dice));
    return Array.from({ length: count }, () => {
      const word = dice.of(["Great", "Nice", "Awesome", "Thanks", "Wonderful", "Interesting", "Super", "Cool", "Amazing", "Excellent", "Perfect", "Merci", "Fantastic", "Beautiful", "Wow"]) + dice.of(["", "!", ".", "!!", " :)", "…"]);
      const address = `https://${dice.chance(0.3) ? `${dice.letters(3, 6)}.` : ""}${dice.of(shops)}/${dice.chance(0.6) ? dice.letters(3, 9) : ""}`;
      const inName = dice.chance(0.4);
      return spam(dice, "praise", dice.anytime(), {
        name: dice.chance(0.6) ? personName(dice) : dice.of(WARES),
        url: inName ? address : undefined,
        body: inName ? word : dice.of([`${word} ${address}`, `${word}\n${address}`, `[${word}](${address})`]),
        took: dice.chance(0.6) ? 800 + dice.below(12_000) : undefined,
      });
    });
  },

  /** One every half an hour, each from another network and with another key, in sentences. */
  drip(dice, count) {
    const shops = Array.from({ length: 8 }, () => ({ shop: domain(dice), ware: dice.of(WARES) }));
    return Array.from({ length: count }, (_, n) => {
      const { shop, ware } = dice.of(shops);
      const address = `https://${shop}/${dice.of(["", `${dice.letters(4, 9)}`, `blog/${dice.letters(4, 9)}`])}`;
      const inName = dice.chance(0.35);
      const body = `${spun(dice, ware)}${inName ? "" : ` ${dice.of(["Read more at", "Visit", "I got mine at", "Details:", "Here:"])} ${dice.chance(0.3) ? `[${ware}](${address})` : address}`}`;
      return spam(dice, "drip", ((n + dice.next()) * DAYS * DAY) / count, { name: personName(dice), url: inName ? address : undefined, body, took: 6000 + body.length * (60 + dice.below(200)) });
    });
  },

  /** A program made for this very comment section: it says what a browser would, solves, waits and comes again. */
  solver(dice, count, real) {
    const shops = Array.from({ length: 5 }, () => ({ shop: domain(dice), ware: dice.of(WARES) }));
    const crew = Array.from({ length: Math.ceil(count / 4) }, (_, n) => ({ who: `crew ${n}`, ip: dice.network() }));
    const nights = Array.from({ length: 8 }, () => (1 + dice.below(DAYS - 1)) * DAY + dice.below(6) * HOUR);
    return Array.from({ length: count }, (_, n) => {
      const { shop, ware } = dice.of(shops);
      const address = `https://${shop}/${dice.letters(3, 8)}`;
      const inName = dice.chance(0.25);
      const at = nights[n % nights.length] + dice.below(5 * HOUR);
      const text = dice.chance(0.5) ? spun(dice, ware) : `${earlier(dice, real, at)} ${spun(dice, ware)}`;
      const body = inName ? text : `${text} ${dice.chance(0.5) ? `[${dice.of([ware, "here", "this shop"])}](${address})` : address}`;
      return spam(dice, "solver", at, { ...dice.of(crew), name: personName(dice), url: inName ? address : undefined, body, took: 5000 + body.length * (90 + dice.below(150)), works: true });
    });
  },
};

// ---- what spam is made of ----

const WARES = ["watches", "handbags", "sneakers", "viagra", "weight loss pills", "casino bonus", "crypto signals", "payday loans", "essay writing", "SEO services", "followers", "hair extensions", "CBD oil", "car insurance", "slots", "sunglasses", "VPN deals", "fake diplomas", "sports betting", "web hosting"];
const NOUNS = "table river copper engine lantern border cattle window mirror carpet velvet signal ladder pepper anchor basket candle pocket saddle timber violin walnut zipper bucket canyon dragon falcon garlic hammer island jacket kettle magnet needle oyster pillow rocket shovel tunnel wizard".split(" ");

/** @param {Dice} dice */
const domain = (dice) => `${dice.of(["best", "top", "my", "the", "go", "shop", "buy", "get", "e", "pro"])}${dice.letters(0, 4)}${dice.of(["shop", "store", "deal", "bet", "med", "loan", "seo", "watch", "style", "bonus"])}${dice.chance(0.4) ? dice.below(999) : ""}.${dice.of(["com", "net", "info", "xyz", "top", "shop", "ru", "online", "site", "club"])}`;

/** Sentences whose words are drawn anew each time. @param {Dice} dice @param {string} ware */
function spun(dice, ware) {
  const { of } = { of: (/** @type {string[]} */ ...words) => dice.of(words) };
  const sentences = [
    `${of("I", "My wife", "My brother", "A friend of mine", "My colleague")} ${of("was looking for", "needed", "searched for", "wanted")} ${ware} ${of("for months", "for a long time", "since last year", "everywhere")} and ${of("finally found", "now found", "came across", "discovered")} ${of("a good place", "the right people", "a real solution", "an honest shop")}.`,
    `${of("The prices are", "Their offers are", "The quality is", "Everything there is")} ${of("really good", "unbeatable", "amazing", "fair")} and ${of("delivery took two days", "they answer at once", "you can pay later", "it arrives quickly")}.`,
    `${of("This post", "Your article", "This blog", "What you write")} ${of("helped me a lot", "is very informative", "made me think", "is just what I needed")}, ${of("thank you", "thanks for sharing", "keep posting", "well done")}.`,
    `${of("If you", "Anyone who", "Everybody who")} ${of("needs", "wants", "is interested in")} ${ware} ${of("should have a look", "can try it", "will be happy with this", "must not miss this")}.`,
    `${of("Honestly", "To be fair", "Believe me", "Seriously")}, ${of("I did not expect that", "it changed my life", "you save a lot of money", "nothing else worked for me")}.`,
    `${of("Limited offer", "Only this week", "New customers get a gift", "Use the code")} ${of("until Friday", "for the first order", "WELCOME20", "while it lasts")}.`,
  ];
  return dice.some(sentences, 2 + dice.below(3)).join(" ");
}

/** What somebody has written before that moment, in more than a few words. @param {Dice} dice @param {Planned[]} real @param {number} at */
function earlier(dice, real, at) {
  const said = real.filter((one) => one.at < at && one.body.length > 60);
  return said.length ? dice.of(said).body : spun(dice, dice.of(WARES));
}

/** A text of which some words are others. @param {Dice} dice @param {string} text @param {number} share */
const changed = (dice, text, share) => text.split(" ").map((word) => (dice.chance(share) ? dice.of([...NOUNS, "very", "really", "quite", "good", "also"]) : word)).join(" ");

/** @param {Dice} dice @param {Planned["kind"]} kind @param {number} at @param {Partial<Planned>} changes @returns {Planned} */
function spam(dice, kind, at, changes) {
  return { kind, at: Math.floor(at) % (DAYS * DAY), path: dice.of(PAGES), who: `${kind} ${dice.below(1e9)}`, ip: dice.network(), name: "", body: "", works: false, ...changes };
}
