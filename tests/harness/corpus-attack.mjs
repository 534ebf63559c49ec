// A simulated attack on the blog of a small town's library: ten days in which 300 readers comment
// as readers do, while six kinds of spammers post 5,000 times between them. The readers' comments
// are written by hand, because made ones would resemble each other more than people do; the spam
// is made from templates, because spam is.
import { random } from "./util.mjs";

export const KINDS = /** @type {const} */ (["flood", "copied", "random", "praise", "drip", "solver"]);

/**
 * @typedef {object} Planned
 * @property {"real" | typeof KINDS[number]} kind
 * @property {number} at milliseconds after the attack begins (attack begins at midnight, day 0)
 * @property {string} path of the blog's page it is posted on
 * @property {string} who whose device key it is: any string; equal strings = same browser/key
 * @property {string} ip IPv4 address
 * @property {string} name
 * @property {string} [url] the optional "website" behind the name
 * @property {string} body Markdown
 * @property {number} [took] milliseconds it took to write, as the client says; undefined when the client says nothing
 * @property {string} [trap] value filled into a hidden field (robots)
 * @property {boolean} works whether it solves the proof of work it may be asked for, and comes back when told to wait
 */

/** @typedef {() => number} Random */

/** Days that the attack goes on. */
export const DAYS = 10;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SIZES = { real: 300, flood: 1100, copied: 1000, random: 900, praise: 900, drip: 500, solver: 600 };

// What readers wrote, by page. Before the `::` stands the name; behind the name `+` says that it was
// written minutes after the line before it, by the same person (a slip put right, an afterthought),
// `^` that it was pasted, and `~` that the browser had no scripts and so said nothing of the time.
/** @type {Record<string, string[]>} */
const READERS = {
  "/2026/returns-bin/": [
    "Maeve Duggan :: Finally! I have been driving past with a boot full of overdue picture books since September.", "Tom Hession :: Is it for DVDs as well or only books? The slot looks a bit tight for the box sets.", "Kilbrannan Library :: Hi Tom, DVDs are fine, just keep the case shut with a rubber band. Box sets are better brought to the desk.", "Tom Hession :: Grand so. Thanks.", "Oonagh :: The bin was full on Sunday evening and there was a bag of books left on the step in the rain. Could somebody empty it on Saturdays before closing?",
    "Declan Furey :: > The bin is emptied every weekday morning\n\nWhat about bank holidays? We came back from Spain on the Monday and I got an email on the Tuesday saying the books were late.", "P. Lally :: wheelchair user here. slot is at a good height, THANK YOU whoever thought of that 👏", "Bríd Ní Chonaill :: Smaoineamh iontach! Ní bheidh orm rith síos an baile roimh a cúig a chlog a thuilleadh.", "Kasia W. :: Super pomysł, pracuję do 18 i nigdy nie zdążam oddać książek na czas. Dziękuję!", "Ger Moran :: Half the town thought it was a clothes bank. I saw a woman put a duvet in it.",
    "Ger Moran+ :: Sorry, *try* to put a duvet in it. It did not fit.", "Noel :: why is it painted that shade of green", "Siobhán Tierney :: It's the green of the old railings outside the courthouse, Noel, they matched it on purpose. My father painted those railings in 1961.", "Noel :: fair enough, i take it back", "Annette K :: Does a book count as returned when it goes in the bin or when somebody scans it? My account still shows 3 from Friday.", "Fergal :: Same here, mine took two days to clear.", "Lucy Brennan age 8 :: i posted a book in it and it made a BIG clunk. it was Captain Underpants. i was finished it",
    "Aisling Brennan :: (Lucy typed that herself. It took twenty minutes and a biscuit.)", "Conor H :: Some lad put chips in it last Friday night. CCTV maybe?", "Margaret Folan :: I worked in the county library in Castlebar in the 80s and we had a returns chute which led straight down into the boiler room. Every winter at least one Maeve Binchy came out toasted. Whoever designed this one seems to have learned from us. The padded base with the spring is a very good touch, we lost so many spines to that drop.",
    "Yvonne :: Interlibrary loans - can they go in? They have that paper band on and I'm always afraid of losing it.", "Kilbrannan Library :: Yvonne, please hand interlibrary loans in at the desk, they travel in their own box. The same for the museum passes.", "Pádraic :: Maith sibh 👍", "dave_k :: Same model as the one in Athlone? That one jams when its frosty. bit of WD40 on the hinge sorts it", "Helen O'Dea :: Could we please have a light over it. I went at half five and couldn't see the slot at all, ended up using my phone torch with an armful of books and dropping the lot.",
  ],
  "/2026/staff-certificate/": [
    "Josie Walsh :: Congratulations Niamh and Eoin! Well deserved, ye are always so patient with me and the printer.", "Fr. Michael Kenny :: Warmest congratulations to all the staff. A library is only as good as the people at its desk, and ours is very good indeed.", "Ciara :: Well done lads 🎉🎉🎉 ye made the paper too!! https://www.mayonews.ie/news/library-duo-honoured", "Marek :: Gratulacje!", "Eileen :: About time somebody gave them something. Niamh found my late husband's school photograph when I had only the year and the name of the teacher to go on. I have it framed now on the piano.",
    "Tom Hession :: Well done. Is it framed and on the wall yet?", "R. Gallagher :: What does the certificate cover exactly? I am thinking of doing the library studies course by distance and would love to know whether it is the same one. Is it the UCD one or the Aberystwyth one?", "Kilbrannan Library :: It is a short certificate in digital skills teaching, six evenings and a project. Call in, Eoin will show you his folder!", "R. Gallagher :: Brilliant, I will. Thank you!", "Oksana Melnyk :: Вітаю! Ви дуже допомогли мені з документами, коли ми приїхали. Дякую за вашу доброту.",
    "Bernie :: So proud of my little brother 😭💚 (Eoin don't be scarlet)", "Paul Devane :: Congrats. Any chance of an evening on how to spot scam texts? My mother got one from 'An Post' asking for €2.99 and very nearly paid it. They've a page about it, https://www.anpost.com/Security, but she'd never find that by herself.", "Josie Walsh :: I second that. I got the same text, and one about a toll on a road I was never on.", "T. Concannon :: Comhghairdeas ó chroí libh go léir. Tá an t-ádh linn.",
    "Laura Pike :: As someone who moved here from Leeds two years ago knowing nobody: Niamh was the first person in town who learned my name. Certificates can't measure that sort of thing but I'm glad there's one anyway.", "anon :: is there a pay rise with it?",
  ],
  "/2026/winter-hours/": [
    "Sheila Mannion :: Could you put the hours in a table please? I can never work out from the paragraph which is the late evening.", "Kilbrannan Library :: Good idea Sheila:\n\n- Mon, Wed, Fri: 10 to 5\n- Tue, Thu: 12 to 8\n- Sat: 10 to 2\n- Sun: closed", "Sheila Mannion :: Perfect, on the fridge it goes.", "Ronan :: PLEASE PLEASE open Sundays. exams start in 3 weeks and there are five of us in the house and one table", "Orla Ruane :: Second this. Even two to six would do. The college library in Galway is 50 minutes on the bus, when there is one (https://www.buseireann.ie/).",
    "Mrs P Naughton~ :: I see ye close at 2 on Saturdays. In my day it was open until 6 on Saturdays and there was a fire lit in the reading room and you could hear the pages turn.", "Jakub :: Czy w Wigilię biblioteka będzie otwarta? Nie mogę znaleźć tej informacji.", "Kilbrannan Library :: Jakub: 24 grudnia do 13:00 (google translate, sorry!). Closed 25 Dec to 1 Jan.", "Frank Cosgrave :: The sign on the door still has the summer hours. I stood in the rain till someone took pity on me.", "Deirdre :: are the heaters fixed yet, last thursday i read with my gloves on",
    "Tomás Ó hEidhin :: An bhfuil an grúpa comhrá fós ar siúl Déardaoin ag 7?", "Kilbrannan Library :: Tá, a Thomáis! Sa seomra thuas staighre, agus beidh tae ann.", "Vera :: Half of the 8 o'clock crowd are only there for the heat, and why not. It's the only warm room in the town that doesn't want you to buy something.", "Ivana P. :: Can students from the other school also use the study room or is it only for members? My son has no card yet.",
    "J. Keaveney :: The 424 bus arrives at 9.52 and the doors open at 10. Eight minutes in a November wind is a long time at 83! Would it be possible to let us stand in the porch?", "Niall :: Seconding the porch idea, it's not as if there's anything in it but leaflets", "Ronan :: did they decide about sundays??",
    "Clodagh Finn :: Just to say the Tuesday late opening is a lifesaver for those of us on shifts. I finish at six in the nursing home, get the messages, and then I've an hour and a half in a quiet room where nobody needs me to lift, feed or find anything. I've read more this year than in the ten before. Please don't ever cut it, and if somebody in the Council is counting heads, count me twice.",
  ],
  "/2026/local-history-room/": [
    "Bill Sweeney, Boston :: My great grandfather Patrick Sweeney left Kilbrannan in 1887 from a townland the family always called 'Knockaroe'. I can't find it on any map. Might it be Cnoc Rua? Any help would be greatly appreciated. He had a brother, Martin, who stayed behind and is thought to have kept a forge.", "Siobhán Tierney :: Bill, there was a Sweeney's forge on the Ballyhaunis road up to the 1950s, my father had his bicycle welded there. The townland is Knockroe on the Ordnance Survey, Cnoc Rua in Irish, just as you guessed. Try https://www.townlands.ie/ and zoom in north of the river.",
    "Bill Sweeney, Boston :: Siobhán I am sitting here in my kitchen in Dorchester in tears. Thank you. I found it. There's a lane that still has our name on it.", "Siobhán Tierney :: You're very welcome. Come over and see it, but bring boots.", "Karen Sweeney-Olsen :: Bill - I think we're cousins!! My gran was Delia, Martin's daughter. How do I contact you? Maybe the library can pass on my email.", "Kilbrannan Library :: Karen and Bill, ring the desk or call in and we will put you in touch. Please don't put addresses or numbers in the comments.",
    "Michael J. Hanley :: The 1901 and 1911 census are free online, no need to pay any of those ancestry crowds: http://www.census.nationalarchives.ie/", "Prof. E. Lindqvist^ :: I am preparing an article on weavers' cottages in Connacht, c. 1790-1830, and would be grateful to learn whether the estate rentals of the Browne family mentioned in the post have been digitised, or if they must be consulted on site. Shelf mark or any reference would help.", "Kilbrannan Library :: Not digitised, I'm afraid. They're at LH 929.2 BRO, boxes 3 to 7. Two days' notice please, the room is small.",
    "Dympna Coyne :: Does anybody remember the name of the photographer on Bridge Street who did all the communion photographs? Something like Zimmermann, he was a refugee I think.", "Pat the Post :: Dympna it was ZELINSKI. Lovely man. He gave us all a barley sugar to stop us crying", "Dympna Coyne :: Zelinski! Thank you Pat, that was going to keep me up all night.", "Gearóid Mac Donnchadha :: Moltar an bailiúchán béaloidis ar https://www.duchas.ie/ga freisin. Tá scéalta ó scoil Chill Bhreanáin ann ó 1938, ina measc ceann ó mo sheanmháthair féin.",
    "Una Feeney :: The caption on the third photo is wrong. That's not the creamery, that's the egg store. The creamery had two chimneys.", "Una Feeney+ :: One chimney and a vent, to be exact. But not the egg store.", "Una Feeney+ :: I mean it IS the egg store. Lord, I should have had my coffee first.", "Liam Og :: whats the oldest thing in there", "Kilbrannan Library :: A rent receipt from 1743 for one acre, two hens and a day's turf-cutting, Liam.", "Liam Og :: two hens 💀",
    "Rosemary Tuohy :: I've transcribed the gravestones of the old abbey, both sides, about 340 names. I put it all on my own little page at https://kilbrannanstones.wordpress.com/ and anyone is welcome to use it. Corrections gratefully received, lichen is not easy to read.", "Bill Sweeney, Boston :: Rosemary, row 14 has two Sweeneys! You are a saint.", "H. Brandt :: Guten Tag, mein Großvater war 1940–45 im Curragh interniert und hat danach kurz in Ihrer Stadt gearbeitet, bei einem Uhrmacher. Gibt es dazu vielleicht noch Unterlagen? Mein Englisch ist leider nicht so gut.",
    "Pat the Post :: Could be Duffys on the square, they always had a German clock in the window and a German to mind it", "Eamon Lyons :: There is a good piece on the railway strike of 1920 in the Western People archive, and Wikipedia has the outline: https://en.wikipedia.org/wiki/Irish_munitions_strike_of_1920", "Teresa :: Can I bring in my mother's ration books to be scanned? There are four and some have dried sugar on them.", "Cathal M :: Anyone have info about the Casino ballroom out the Tuam road? My parents met there in '64, the night the Royal Showband played. All I can find online is actual casinos!",
    "Vera :: Cathal, I danced there. Red lamps, a sprung floor and minerals only. It closed in '71 and became a tyre place.", "Cathal M :: Vera that's brilliant. Would you talk to me for the school project? My daughter is doing it, not me.", "Vera :: I would of course, I'm in the library most Thursdays. I'm the one asleep.",
  ],
  "/2026/mill-street-photos/": [
    "Josie Walsh :: Is that Mary Kate Dolan third from left?? She taught me to swim.", "Pat the Post :: It is, and that is Bomber Kelly behind her with the ice cream", "Mick Joyce :: Number 12 was the saddlers, then Lipton's, then the video shop, then nothing. Now it's a vape shop. Progress.", "Anna-Louise :: The one with the flood of 1954! My mam always said that the water came up to the third stair and that the piano floated and we never believed her. Sorry mam.",
    "Stefan B. :: Beautiful pictures. What camera has he used? The grain looks like Tri-X, but the tones are more like an old Ilford plate. I photograph the mill too, sometimes: https://stefanbauer.photo/ireland",
    "Seamus Heraty :: He had the loan of a Kodak Retina from the doctor, so my mother told me, and he learned to develop from a book out of this very library. He'd hang the films to dry in the henhouse as it was the one place without turf dust. She used to say that you can tell the 1951 pictures by the feathers. I never knew if that was a joke, but look at the top left corner of number 11 and tell me what that is.", "Breege :: Look at the hats 😍",
    "Attracta Burke :: My father is the small boy with the bandage on his knee. He passed in March. I'd never seen this photograph before today. I have been looking at it for an hour. Could I get a copy of it, I will pay whatever it costs.", "Kilbrannan Library :: Attracta, of course, and it costs nothing. We will print it for you. So sorry for your loss.", "Attracta Burke :: Thank you. It means more than I can say.", "Ray :: 4th photo is flipped, the church is on the wrong side. compare https://maps.app.goo.gl/Xk3vQ9dTr2", "Kilbrannan Library :: Well spotted Ray! Turned round now.",
    "Luis Ferreira :: Que fotos lindas. Moro na Mill Street há seis anos e não sabia que a nossa casa era uma padaria. Agora entendo o forno atrás da parede!", "Hilda :: Would anyone know who has the negatives of the Pattern Day 1949? There used to be a set in the parish hall.", "Mick Joyce :: The canon had them Hilda. After he died who knows.", "Brian Ó :: National Library has some by the same fella I think, search for 'Mill Street' here https://catalogue.nli.ie/ and tick photographs", "seanie :: number 9 is definately haunted",
    "Grace Madden :: It was the ESB, Seanie. My aunt lived there for forty years and the only thing that ever moved in the night was the meter.", "J. D. Whitcombe :: Charming. The lorry in no. 7 is a Bedford OB conversion, 1949 or 1950, note the split windscreen; so the date given (1946) cannot be right. See https://en.wikipedia.org/wiki/Bedford_OB for comparison.", "Ray :: how do people KNOW these things", "Nuala :: Ba bhreá liom taispeántas díobh seo a fheiceáil sa halla. Nach bhféadfaí iad a phriontáil mór?", "Tina :: ah the old chipper!!! the smell of that vinegar is coming through the screen",
    "Christopher Hynes :: I grew up over the saddler's and can put names to most of those in the pictures:\n\n1. Mrs Hynes (my mother), Dotie Glynn, unknown\n2. Men outside Lavelle's: Tommy, Jack and Stephen Lavelle, and the dog, Parnell\n3. Mary Kate Dolan as said\n4. The guard is Sgt. Scully\n5. I was told these were tinsmiths from Tuam\n\nI'm 88, so somebody should write it down soon.", "Kilbrannan Library :: Christopher, we would love to record you. May we ring?", "Christopher Hynes :: You may. Not before 11.",
  ],
  "/2026/book-club/": [
    "Orla Ruane :: Loved it. Cried on the bus. The bit with the coat.", "Deirdre :: couldnt get past page 40. is it just me", "Helen O'Dea :: Not just you Deirdre. I counted eleven pages about a field. I admire the writing, every sentence of it, it's like being shown round a beautiful house by somebody who won't let you sit down. And I didn't believe in the brother for a minute: no man from Leitrim has ever said that much at a funeral. I'll finish it, since I have the book club tea to earn, but I'll be doing so under protest and with a crossword beside me.",
    "Laura Pike :: But the field is the point! The field is the marriage. I will die on this hill (in this field).", "Helen O'Dea :: > The field is the marriage\n\nThen it's a very wet marriage.", "Vera :: I read it twice. Second time I read it as a comedy and it is much better.", "Gráinne T :: Can we please have something with a murder in it next month 🔪", "Frank Cosgrave :: I'd like to propose [The Third Policeman](https://en.wikipedia.org/wiki/The_Third_Policeman). Nobody in the club has been right since the last time we did it, but still.",
    "Clodagh Finn :: How many copies did ye get in? The catalogue says 0 of 6 available and the meeting is Thursday!", "Kilbrannan Library :: Two more came from Ballinrobe this morning, Clodagh, one's behind the desk with your name on it.", "Clodagh Finn :: Legends.", "Martin A. :: Is there an audiobook? I drive a lorry.", "Fiona McHale :: It's on https://library.borrowbox.com/ Martin, read by the author. She has a cold in chapter 9, you can hear it, it's lovely.", "Martin A. :: Got it. Listened to all of it between Rosslare and Le Mans. What an ending.",
    "Yolanda Reyes :: ¿Hay algún club de lectura en español? Somos cuatro o cinco en el pueblo y nos encantaría empezar con algo corto, quizás Rulfo.", "Kilbrannan Library :: Yolanda, sí! Come and talk to us, we have a room free on Wednesday evenings.", "Peadar :: The Irish Times review gives away the ending, beware: https://www.irishtimes.com/culture/books/", "Eileen :: It made me think of my own mother, who also counted the spoons. I don't think that the daughter ever forgives her, whatever the last page says. People don't. They just get tired.",
    "Laura Pike :: Eileen, that's the best thing anyone has said about the book.", "S. Okafor :: First time joining. Do I need to have finished it? I have a small baby and am on page 112.", "Gráinne T :: God no. Half of us come for the biscuits. Bring the baby.", "Ann-Marie^ :: Running order for Thursday, from my notes:\n\n* the coat\n* whether Hannah knew\n* the field (max. 10 minutes, Laura)\n* AOB and mince pies", "Laura Pike :: 😂 I'll need fifteen",
    "Peter L :: I'm enjoying the new translation of the Odyssey (883.01 HOM) at the moment if the club ever fancies something long. Emily Wilson's own notes on it are worth the time too.", "Deirdre :: ok i finished it. i was wrong. the field is good", "Una Feeney :: I write a bit about what I read, nothing fancy, and had a go at this one too: https://unareads.blogspot.com/2026/11/the-wet-field.html Laura will not agree with it.",
  ],
  "/2026/fines-free/": [
    "Gerry :: So I can bring back the Zane Grey I've had since 1987?", "Josie Walsh :: Gerry! I was waiting for that in 1988!", "Gerry :: It's a good one in fairness, that's why.", "Paula Ní Mháille :: This is such a good change. I was afraid to set foot in the place for years over a £4 fine from when I was a student and broke. It seems small but it keeps people out, and it's always the ones who need it most.", "Conor H :: Devil's advocate: what stops people from keeping the new releases for months then?", "Niall :: You can't borrow anything else till its back Conor. Says so in the post",
    "Conor H :: Missed that. Fair.", "J. Keaveney :: In 1951 I was fined sixpence for 'The Scarlet Pimpernel' and my mother made me work it off picking stones. I've resented the Pimpernel ever since.", "Mags :: What about lost books? My toddler fed one to the dog. The dog is fine.", "Tadhg Lawlor :: Evidence seems to support it: Chicago saw a big rise in returns after dropping fines, https://www.npr.org/2019/11/30/ there's a piece somewhere around there on it. Can't find the exact page now.", "Beata :: czyli mogę przyjść i nic nie płacę? mam 3 książki z zeszłego roku 😬",
    "Kasia W. :: Tak, Beata, nic. Ja byłam wczoraj, pani tylko się uśmiechnęła.", "Credit union member :: Can the libraries talk to the credit union next? I've a loan there that could do with forgiving 😉", "Fintan :: About time.", "Louise Mac :: what happens to fines that were already paid, do we get that back lol", "Dr. A. Rahman :: As a GP I can say that I have 'prescribed' the library to a number of people over the years: for loneliness, for a warm room, for grief. Some said they couldn't go because they owed money. I'm very glad that I needn't argue with them any more.",
    "Vera :: You prescribed it to me, doctor, and I'm still taking it.", "Sr. Assumpta :: We are only delighted at the convent. There is a novice who shall remain nameless with eleven Agatha Christies.", "Shane :: who pays for it then. nothing is free", "Oonagh :: Shane, the fines brought in less than it cost to collect them, here's the piece in the paper: https://www.con-telegraph.ie/2026/11/12/library-fines-cost/ So actually you're saving money.", "Shane :: ok thats actually reasonable",
  ],
  "/2026/seed-library/": [
    "Fionnuala Healy :: I have saved seed from my grandmother's scarlet runners for thirty years and can bring an envelope or six. They don't have a name, we call them Nana's.", "Bernard :: how does it work do you have to bring some back", "Kilbrannan Library :: Bernard, take up to five packets, and if something does well, keep us some seed in the autumn. If not, no bother.",
    "Hugh Prendergast :: For anyone starting: peas, beans, lettuce and tomatoes are easy, as they don't cross much. Leave courgettes alone unless you want monsters. Irish Seed Savers have a good free guide, https://irishseedsavers.ie/ and they're lovely people to ring.", "Mags :: monsters you say 👀", "Olena :: Чи можна принести насіння з України? У мене є мак, кріп і соняшники від мами.",
    "Fionnuala Healy :: Olena, yes please! My dill never sets seed here, it bolts and rots. I'd love to try one which is used to real weather. In return I can give you leeks, parsnips, a very old kale that the neighbours call 'hungry gap', and more runner beans than any family should have. I'm there on Saturdays from eleven, the one with the wet dog.", "Bríd Ní Chonaill :: An bhfuil aon phrátaí síl agaibh, nó síolta amháin?", "Ted F. :: When sow the broad beans??? packet says Feb but my father always said Novmber",
    "Hugh Prendergast :: Your father was right, Ted, if it's Aquadulce. Otherwise wait. The RHS says the same: https://www.rhs.org.uk/vegetables/broad-beans/grow-your-own", "Ted F. :: its aquadulce. he would be pleased", "Ms. Corcoran (4th class) :: The children of 4th class would like to thank you for the seeds. We have put them in egg boxes on the windowsill and they are arguing about whose came up first. It was Darragh's. There's to be an inquiry.", "Sinéad :: do you have any dahlias",
    "Jonas Petraitis :: Is there somebody who can help prune an old apple tree? I don't know the sort, it's red inside also! I can pay in apples.", "Fionnuala Healy :: Jonas, red inside?! Hold on to that tree. I'll come and look at it. It may be a 'Bloody Butcher' or an 'Irish Peach', and there are not many about.", "Jonas Petraitis :: Thank you Fionnuala. House with yellow door after the bridge, Saturday is good.", "Hugh Prendergast :: Minor correction to the post: beetroot is biennial, so there'll be no seed the first year. Otherwise a great list.",
    "Maura :: I keep a diary of the allotment here if anyone likes reading about slugs: https://slugsandsunlight.wordpress.com", "Kevin :: slugs ate everything. everything. i have a packet of hope left and that's it. going to try this: https://www.youtube.com/watch?v=b7kZpQ0c3xE", "Rita Ó :: Sweet pea 'Matucana', anyone? I would swap for hollyhock, black or nearly.",
  ],
  "/2026/catalogue-changes/": [
    "Peter L :: The new search can't find anything with a fada. 'Ó Cadhain' gives 0 results, 'O Cadhain' gives 14.", "Gearóid Mac Donnchadha :: Agus ní aimsíonn sé 'Cré na Cille' ach oiread mura scríobhann tú 'Cre na Cille'. Náire!",
    "Tadhg Lawlor :: A few things I noticed this week, for the snag list:\n\n- on my (old) iPad the search button is half under the keyboard\n- 'Reserve' and 'Renew' are the same blue and beside each other. I've reserved four books that I already have\n- sorting by date puts 1899 after 2024, which I suppose is fair if one thinks about it long enough\n- the map of branches shows us in the sea\n\nNone of it is a disaster and I do like it on the whole. Credit to whoever did the covers.", "dave_k :: if you log in & get 'session expired' straight away, clear the cookies for the OLD address too. had me going for an hour",
    "Sheila Mannion :: Where's my list gone? I had 61 books on it, since 2014.", "Tadhg Lawlor :: Sheila, it's under the little person icon > Lists > Imported. Not exactly obvious!", "Sheila Mannion :: Found it! All 61. You're very good.", "I. Bergin :: For whoever looks after it: the record link returns\n\n```\nHTTP 500 /record/b1048821?lang=ga\n```\n\nbut only with `lang=ga`. With `lang=en` it works.", "Noel :: liked the old one", "Ann-Marie :: The old one was like talking to a cross uncle. This is much better, and it does ISBNs: I put in 9780571334650 with the phone camera and there it was.",
    "Annette K :: Is there a way to see what I borrowed before? I keep taking out the same Ann Cleeves.", "Niall :: the trick is a tiny pencil dot on page 17. my gran did it. every library book in Mayo has her dots", "Kilbrannan Library :: We have FOUND the dots, Niall. There are five different dot ladies.", "Niall :: 😂😂😂 she'll be mortified", "Fergal :: Still not able to renew by phone?", "Gosia :: Jak zmienić PIN? Strona jest tylko po angielsku i po irlandzku.",
    "M. Chauvin :: Bonjour, je suis en vacances chez ma fille et je voudrais lire en français. Le nouveau catalogue ne permet pas de choisir la langue, ou bien je ne l'ai pas vu ? Merci d'avance.", "Peter L :: > je ne l'ai pas vu\n\nFilters, then 'More', then 'Language'. There are 38 in French, mostly Simenon, which is no bad thing.", "M. Chauvin :: Merci beaucoup, Simenon c'est parfait !", "Hazel :: Large print is hidden under 'Format', and the text of the menu is TINY. The irony.",
    "Joe Kyne :: I am going to be the grumpy one. Every two years somebody decides that we need a new system, and every two years people of my age have to learn again where everything is. I asked for help at the desk and the girl was lovely about it, but why should anyone need help to look for a book? The card drawers worked from 1926 until 1994 and nobody ever had to reset a password on them.", "Yvonne :: Could ye bring back the 'new this week' list? It was the first thing I looked at of a Monday.", "Cormac :: api? id love to make a little screen for the kitchen with due dates",
    "I. Bergin :: Cormac, there's an iCal link on the loans page. I wrote up how I put it on an e-ink display: https://bergin.dev/notes/library-dates/", "Cormac :: exactly what i wanted cheers",
  ],
  "/2026/story-time/": [
    "Aisling Brennan :: Is it still on this Saturday with the match in town?", "Mags :: it is, rang them. half ten. park at the mart and walk, the square will be mental", "Daddy Brennan :: We were there, it was great, one shoe was lost. Small, left, purple, a unicorn on it. If found please keep it behind the desk.", "Kilbrannan Library :: We have the shoe.", "S. Okafor :: Is four months too young to bring him? He likes voices.", "Mags :: never too young. mine slept through a whole year of it and now won't stop talking",
    "Ewelina :: Czy są też bajki po polsku? Chętnie poczytam dzieciom, jeśli trzeba, mam dyplom z pedagogiki i dwie kukiełki.", "Kasia W. :: Ewelina, zapytaj Niamh przy biurku, na pewno się ucieszy! Moje dzieci by przyszły, i jeszcze troje z naszego bloku. Kukiełki koniecznie 🙂", "Lucy Brennan age 8 :: i am to big for it now but i go becuse of the songs. can you do the crocodile one again", "Lorcan's mam :: Thank you for being so kind to Lorcan last week when it got too loud for him. The beanbag in the back was just the thing. He asked today when the quiet lady is on again.",
    "Teresa :: My grandchildren in Perth watched it over the phone. At six in the evening, in their pyjamas, in the heat!", "Huda Al-Masri :: شكراً جزيلاً على القصص الجميلة. أولادي يتعلمون الإنجليزية والأيرلندية معكم كل أسبوع.", "Colm :: Which was the book with the bear who can't sleep? She's asking for it every night and 'bear' brings up four hundred.", "Ms. Corcoran (4th class) :: Colm, \"Can't You Sleep, Little Bear?\" by Martin Waddell, from Newcastle Co. Down. Under W in the picture books. https://www.walker.co.uk/ has the cover, if you want to be sure.", "Colm :: THAT'S IT thank you. Bedtime is saved",
    "Niamh's no. 1 fan :: the voices!!! the VOICES 🐊🐊", "Trish :: Any chance of a midweek one for the childminders? I've four under four and Saturday is my only day without them 😅", "Linh Nguyễn :: Cảm ơn cô Niamh nhiều! Con gái tôi rất thích bài hát con cá sấu.", "Grandad Joe :: I brought the two lads and was asked to leave... for laughing too loud. Best morning in ages.",
  ],
  "/2026/mobile-library/": [
    "J. Keaveney :: Will it stop at Carrowmore cross? It used to, up to 2009, by the pump.", "Kilbrannan Library :: It will: every second Wednesday 2.15 to 2.45, beginning on the 9th.", "J. Keaveney :: That's the best news since the pump.", "Sr. Assumpta :: Could it come up as far as the convent gate? Some of the sisters can't manage the hill now. We'd have the kettle on for the driver.", "Packie Gibbons :: MY LATE WIFE RAISED FIVE CHILDREN ON THE BOOKS FROM THAT VAN. GOD BLESS THE DRIVER TOMMY NEE WHO NEVER ONCE MISSED A WEEK EVEN IN THE SNOW OF 82",
    "Packie Gibbons+ :: SORRY ABOUT THE CAPITALS I CANT FIND HOW TO TURN IT OFF", "Fiona McHale :: Don't you worry Packie, it suited what you were saying ❤️", "Eoghan :: is there wifi on it", "Hugh Prendergast :: What about the road at Derrynabrock? The bridge has a weight limit of 7.5 t. The Council's notice is at https://www.mayo.ie/roads", "Kilbrannan Library :: Thanks Hugh, we checked: the van is 6.2 t, with books. 6.3 t with Tommy's sandwiches.",
    "Maureen in Glenhest~ :: I'm not on the internet, my neighbour is typing this for me. I would like westerns please, large print, and not ones I have read. She says to say I've read them all. Thank you.",
    "Cathal M :: Proper order. The post office went, the shop went, the bus went. It's nice to see something come back. When I was nine I used to wait for the van on the wall at our gate with my four books in a fertiliser bag, and I wouldn't say a word to Tommy, I was that shy, so he used to pick them for me. He never asked what I liked. He'd just look at me for a second like a man guessing the weight of a calf, and hand them down. Jack London, Walter Macken, a thing about volcanoes. I'm a geologist now. I blame him entirely.",
    "Isabel Thornton :: We had one of these in rural Vermont when I was small, the bookmobile, with a step that folded out & a smell of diesel and paper. I only came across your blog since my mother's people were from Glenhest. Made my morning.", "Kuba :: 6,2 tony książek 😮", "Ted F. :: the timetable pdf wont open on my phone, just says download failed", "Ted F.+ :: nevermind it was full of photos of beans", "Bridie :: Do you need your card or will the name do?",
    "Wes :: For the van nerds: there's a museum of sorts of mobile libraries, and the one in the picture is the 1974 Bedford I'm fairly sure. https://en.wikipedia.org/wiki/Bookmobile has a Dutch one that's even nicer.",
  ],
  "/2026/crochet-circle/": [
    "Rita Ó :: What size hook for the granny squares? I have a 4 and a 5.5 and a thing without a number.", "Breege :: 4 for double knit Rita. The thing without a number is for buttons.", "Sandra :: can men come?? asking for my husband, he is shy. he has made a hat", "Josie Walsh :: OF COURSE he can. Bring the hat.", "Donal (the husband) :: I came. They were very nice about the hat.", "Hilda :: Would someone explain row 7 to me. It says `*2tr, ch1, miss 1* rep to last 3 sts` and I end up with 4 stitches every time. I've ripped it out three times and am about to set fire to it.",
    "Breege :: Hilda you're counting the turning chain. Don't count it. Put down the matches.", "Hilda :: I was counting the turning chain.", "Inês Duarte :: Boa tarde! Posso levar as agulhas de tricô ou é só crochê? Obrigada.", "Kilbrannan Library :: Inês, bring whatever you like, there's even a man with a hat.", "Donal (the husband) :: I'm never going to live it down, am I.",
    "Phil Carty :: US patterns and Irish ones use different names: a US 'double' is our 'treble'. Half the trouble in this world comes from that. The Craft Yarn Council has a chart here: https://www.craftyarncouncil.com/standards/crochet-abbreviations", "Maureen C. :: The blankets for the hospital: 32 done, 8 to go 🧶", "Sandra :: I've a bag of wool free to anyone, mostly baby pink, some of it a colour I can only call ham.", "Rita Ó :: I'll take the ham.", "Nora :: I've been coming a year now and have made one (1) sleeve. I've also made seven friends, so I consider it a success.",
    "Caoimhe (14) :: can teenagers go or is it like, old people only. no offence", "Nora :: None taken, come on in. You can show us how to do the frog off the internet.",
  ],
  "/2026/ask-a-librarian/": [
    "Gavin :: What's the story with the date stamps? do ye still have one?", "Brónagh :: There was a book in the children's section around 1995 in which a girl lives in a lighthouse and her father is lost and she teaches a seal to read or maybe a seal teaches her. Blue cover. I have looked for it my whole adult life.", "Ms. Corcoran (4th class) :: Brónagh that may be one of the Carnegie Library sets, was there a map inside the cover?", "Brónagh :: YES there was a map", "Ms. Corcoran (4th class) :: I have it in the attic. Give me till Sunday.", "Brónagh :: I'm shaking",
    "Alan T. :: Can I print from my phone? How much is it for colour, A3, double sided? I need about 20 pages for a planning objection, and the site notice says 5 weeks from the 3rd.", "Alan T.+ :: Sorry, A4. A3 would be the drawings, and those I only need to look at.", "Wei Chen :: 请问图书馆有中文书吗?我妈妈下个月来住三个月,她不会英文,很喜欢看小说。", "Kilbrannan Library :: 你好 Wei! We can get a box of forty from Dublin, any kind she likes. Come and choose.", "Seán Ó M. :: Cé mhéad leabhar is féidir a fháil amach ag an am céanna?", "Kilbrannan Library :: Dhá cheann déag, a Sheáin.",
    "Abigail F :: hi im doing a project on the famine for junior cert and need 3 sources that arent wikipedia. help its due monday", "Siobhán Tierney :: Abigail, try:\n\n1. The Atlas of the Great Irish Famine (941.5081, ask at the desk, it's enormous)\n2. https://www.duchas.ie/en for what people here remembered\n3. The museum in Strokestown, https://strokestownpark.ie/\n\nThe first one alone will do you till the Leaving.", "Abigail F :: omg thank you so much 🙏🙏", "Giulia :: Buongiorno! Sono una studentessa Erasmus, posso fare la tessera anche se resto solo fino a giugno?",
    "Fiona McHale :: Giulia you can of course, my lodger did it last year. Bring a bill or a letter from the college with your address, they make the card while you wait.", "Derek Shaw :: My bank wants a 'certified copy' of my passport, is that something librarians do or am I thinking of a peace commissioner?", "Grace Madden :: Peace commissioner or a guard or solicitor, Derek. Seamus above the butcher's does it for nothing. Who can and can't is explained on [Citizens Information](https://www.citizensinformation.ie/en/justice/civil-law/peace-commissioners/).",
    "Tommy R :: Have ye anything on bitcoin for a complete beginner? The son is at me to buy it and I'd like to know what it is before I say no.", "Kilbrannan Library :: 332.4, second bay, Tommy. There's one for and one against, side by side.", "Tommy R :: Read both. Said no.", "Emmet :: why do librarians say shush", "Kilbrannan Library :: We don't. It's the readers who shush us.", "Carmel D :: Does anybody know a reliable person for chimneys around Kilbrannan? The last one left me with a black cat that had been white.", "Pat the Post :: Carmel ask for Jimmy at the hardware, he'll come Tuesday",
    "Ilse van Dam :: Hallo, wij komen in mei op vakantie met de fiets. Is er in de bibliotheek een kaart van de oude spoorlijn te koop? English is fine also!", "Wes :: Ilse, the Greenway map is free at the desk, and the council has it too: https://www.mayo.ie/greenway. Mind the hill after Newport.",
    "Frances Quirke :: I don't have a question. I only want to say that I asked you one in 1974, about how to apply to be a nurse, and the librarian (Miss Garvey) wrote out the whole letter for me by hand, and walked me to the post. I retired last Friday after 48 years on the wards. I thought somebody there should know how it turned out.", "Kilbrannan Library :: Frances, we read this out at the morning meeting. There wasn't a dry eye. Miss Garvey's niece still comes in; may we show her?", "Frances Quirke :: Please do.", "Ronan :: so... sundays? 👉👈",
  ],
};

// Readers also say the same few words as each other, and nothing is wrong with that.
const SHORT = ["Thank you!", "Thank you!", "Thank you!", "Thanks!", "Thanks!", "thanks", "Thank you so much!", "Thank you very much", "Lovely", "Lovely!", "❤️", "👏👏", "Go raibh maith agaibh", "Go raibh míle maith agaibh!", "Dziękuję!", "Great news", "Great news!", "Well done"];
const SHORT_NAMES = ["Mary", "Mary F", "Anne", "John", "Joan C.", "Pauline", "Tony", "Attracta Burke", "Josie Walsh", "Breege", "Michael", "Kasia W.", "Bríd Ní Chonaill", "Eileen", "Gráinne T", "Sheila Mannion", "a reader", "Geraldine"];

/** The pages of their own that some readers give behind their names. @type {Record<string, string>} */
const OWN_PAGES = {
  "Kilbrannan Library": "https://www.kilbrannanlibrary.ie/",
  "Stefan B.": "https://stefanbauer.photo/",
  "Rosemary Tuohy": "https://kilbrannanstones.wordpress.com/",
  "Una Feeney": "https://unareads.blogspot.com/",
  Maura: "https://slugsandsunlight.wordpress.com",
  "I. Bergin": "https://bergin.dev",
  "Hugh Prendergast": "http://www.prendergastgardens.ie",
  "Laura Pike": "https://laurapike.substack.com",
  Wes: "https://vanspotters.org/~wes/",
  "Prof. E. Lindqvist": "https://www.history.su.se/english/",
  "Phil Carty": "https://woolandwhimsy.ie/",
  "Christopher Hynes": "https://hyneshistory.weebly.com",
};

// Whose posts come out of one connection: families, the convent, a shared house, the library's own
// computers. The members of the last are each somebody new to the browser, as it forgets them.
const HOUSEHOLDS = [
  { ip: "86.45.112.20", names: ["Aisling Brennan", "Daddy Brennan", "Lucy Brennan age 8", "Grandad Joe"] },
  { ip: "89.101.33.174", names: ["Sandra", "Donal (the husband)"] },
  { ip: "78.16.201.9", names: ["Ronan", "Orla Ruane", "Liam Og", "Louise Mac"] },
  { ip: "86.40.7.91", names: ["Tom Hession", "Mags", "Emmet"] },
  { ip: "109.76.58.140", names: ["Kasia W.", "Jakub", "Kuba", "Beata"] },
];
const LIBRARY = { ip: "193.1.219.66", names: ["Kilbrannan Library", "Vera", "J. Keaveney", "Giulia", "Oksana Melnyk", "Mrs P Naughton", "Mick Joyce", "Teresa", "Alan T.", "anon", "Abigail F", "Packie Gibbons", "Caoimhe (14)", "M. Chauvin"] };
/** Readers over the sea, by the start of their address. @type {Record<string, string>} */
const ABROAD = { "Bill Sweeney, Boston": "73.142", "Karen Sweeney-Olsen": "98.217", "Isabel Thornton": "71.169", "H. Brandt": "91.8", "Prof. E. Lindqvist": "83.250", "Ilse van Dam": "77.168", "Christopher Hynes": "81.132" };
const HOMES = ["86.41", "86.43", "86.46", "89.100", "89.124", "78.17", "78.18", "37.228", "109.77", "109.255", "188.141", "64.43", "80.111", "95.44"];
const MOBILE = ["92.251", "213.233", "31.187", "92.40", "178.167"];

/** @template T @param {Random} r @param {readonly T[]} list @returns {T} */
const pick = (r, list) => /** @type {T} */ (list[Math.floor(r() * list.length)]);
/** @param {Random} r @param {number} from @param {number} to */
const between = (r, from, to) => Math.floor(from + r() * (to - from));
/** @param {Random} r @param {number} share */
const chance = (r, share) => r() < share;
/** @param {Random} r @param {string} start */
const address = (r, start) => [...start.split("."), between(r, 0, 256), between(r, 0, 256), between(r, 1, 255)].slice(0, 4).join(".").replace(/\.0$/, ".17");

/** @template T @param {Random} r @param {readonly T[]} list */
function shuffled(r, list) {
  const order = list.map((item) => ({ item, key: r() }));
  return order.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** Chooses among the `{a|b}` of a template, inner ones first, as the spammers' own programs do. @param {Random} r @param {string} text */
function spin(r, text) {
  let now = text;
  for (let before = ""; before !== now; ) {
    before = now;
    now = now.replace(/\{([^{}]*)\}/g, (_, /** @type {string} */ options) => pick(r, options.split("|")));
  }
  return now;
}

/** A time at which people are awake: some in the morning, more at noon, most in the evening. @param {Random} r */
function awake(r) {
  const [from, to] = pick(r, [[7, 10], [9, 13], [12, 15], [13, 18], [17, 22], [19, 23.4], [19, 22.5]].map(([a = 0, b = 0]) => [a * HOUR, b * HOUR]));
  return between(r, 0, DAYS) * DAY + between(r, from ?? 0, to ?? DAY);
}

/** The readers' comments: every page's in the order of its conversation. @param {Random} r @param {number} count @returns {Planned[]} */
function readers(r, count) {
  /** @type {Planned[]} */
  const all = [];
  /** Where and on what each person sits. @type {Map<string, { ip: () => string, who: () => string, pace: number }>} */
  const people = new Map();
  let visits = 0;
  /** @param {string} name */
  const person = (name) => {
    const known = people.get(name);
    if (known) return known;
    const family = HOUSEHOLDS.find(({ names }) => names.includes(name));
    const who = `reader ${name}`;
    let made = { ip: () => "", who: () => who, pace: 110 + r() * 290 };
    const abroad = ABROAD[name];
    if (family) {
      made.ip = () => family.ip;
      // The Brennans share one tablet.
      if (name.includes("Brennan")) made.who = () => "reader the Brennans";
    } else if (LIBRARY.names.includes(name)) {
      made.ip = () => LIBRARY.ip;
      if (name !== "Kilbrannan Library") made.who = () => `${who}, visit ${++visits}`;
    } else if (!abroad && chance(r, 0.35)) {
      const carrier = pick(r, MOBILE);
      made.ip = () => address(r, carrier);
    } else {
      const home = address(r, abroad ?? pick(r, HOMES));
      made.ip = () => home;
    }
    people.set(name, made);
    return made;
  };
  /** @param {string} path @param {string} heading @param {string} body @param {number} at */
  const add = (path, heading, body, at) => {
    const name = heading.replace(/[+^~]$/, "");
    const { ip, who, pace } = person(name);
    const post = /** @type {Planned} */ ({ kind: "real", at, path, who: who(), ip: ip(), name, body, works: true });
    const url = OWN_PAGES[name];
    if (url) post.url = url;
    // Some write in a letter's or another program's window first, and paste; few have no scripts.
    const pasted = heading.endsWith("^") || (body.length > 240 && chance(r, 0.2));
    if (!heading.endsWith("~") && !chance(r, 0.03)) post.took = pasted ? between(r, 4 * SECOND, 20 * SECOND) : Math.round(between(r, 3 * SECOND, 40 * SECOND) + body.length * pace * (0.8 + r() * 0.4));
    all.push(post);
  };
  for (const [path, lines] of Object.entries(READERS)) {
    const times = lines.map(() => awake(r)).sort((a, b) => a - b);
    let at = 0;
    for (const [index, line] of lines.entries()) {
      const [heading = "", body = ""] = line.split(" :: ");
      at = heading.endsWith("+") ? at + between(r, MINUTE, 6 * MINUTE) : (times[index] ?? at);
      add(path, heading, body, at);
    }
  }
  const paths = Object.keys(READERS);
  for (const [index, body] of SHORT.entries()) add(pick(r, paths), SHORT_NAMES[index] ?? "Mary", body, awake(r));
  return shuffled(r, all).slice(0, count).sort((a, b) => a.at - b.at);
}

// The addresses that machines in data centres and hired or robbed home connections have.
const CENTRES = ["5.188", "45.134", "45.155", "185.220", "193.106", "91.240", "103.152", "178.159", "212.193", "146.70", "194.26", "62.122", "195.154", "51.158", "104.168", "23.94", "107.173", "192.3", "144.217", "167.99", "138.68", "64.225", "159.203"];
/** @param {Random} r */
const anywhere = (r) => (chance(r, 0.4) ? address(r, pick(r, CENTRES)) : address(r, `${pick(r, [1, 2, 14, 27, 31, 36, 37, 41, 46, 58, 77, 78, 79, 83, 85, 88, 93, 95, 101, 105, 110, 112, 113, 115, 117, 122, 125, 171, 175, 177, 179, 180, 181, 186, 187, 189, 190, 196, 197, 200, 201, 203])}.${between(r, 0, 256)}`));

/**
 * A trade that is advertised.
 * @typedef {object} Trade
 * @property {string[]} sites words that the names of its sites are made of
 * @property {string[]} keys what its links are called
 * @property {string[]} says its sentences, with `{a|b}` to choose from
 */
/** @type {Trade[]} */
const TRADES = [
  { sites: ["luckyspin", "casino", "royalbet", "slots", "jackpot"], keys: ["online casino", "best online casino 2026", "free spins no deposit", "casino bonus"], says: ["{Get|Claim|Grab} {100|200|50} free spins {with no deposit|when you sign up today} at {the most trusted|the #1|our new} online casino.", "I {won|made} {$2,400|€1,850|over $5000} {last night|in one week} playing {slots|roulette|live blackjack} here, {you should try it|highly recommended}!", "{Top rated|Fully licensed} casino with {instant|fast} payouts, crypto {accepted|deposits} and a {500%|300%} welcome {bonus|package}.", "Looking for {real money slots|a casino that actually pays}? {Check|See|Visit} our {list|ranking} of the {best|safest} casinos {of 2026|for Irish players}."] },
  { sites: ["slotgacor", "maxwin", "gacor88", "rajaslot", "dewatogel"], keys: ["slot gacor", "situs slot gacor hari ini", "link alternatif", "togel online"], says: ["Situs {slot gacor|judi online} {terpercaya|resmi} dengan {RTP tertinggi|bonus new member 100%} dan {deposit pulsa tanpa potongan|minimal deposit 10 ribu}.", "{Daftar|Login} sekarang {dan menangkan|untuk klaim} {jackpot maxwin|bonus harian} {hari ini|setiap hari} bersama {kami|bandar terpercaya}.", "Terima kasih {artikelnya|infonya} gan, {jangan lupa|mampir juga} ke situs {slot|togel} {paling gacor|nomor 1} di Indonesia."] },
  { sites: ["nhacai", "bet88vn", "xosovip", "keonhacai"], keys: ["nhà cái uy tín", "tỷ lệ kèo", "đăng ký nhận 100k"], says: ["{Nhà cái|Trang cá cược} uy tín {số 1|hàng đầu} châu Á, {nạp rút nhanh|thưởng nạp đầu 150%}, {hỗ trợ 24/7|đăng ký nhận ngay 100k}.", "Xem {tỷ lệ kèo|kết quả xổ số} {hôm nay|trực tuyến} chính xác nhất và {đặt cược|chơi thử} miễn phí."] },
  { sites: ["essaypro", "writemypaper", "gradeace", "thesishelp"], keys: ["essay writing service", "write my essay", "dissertation help", "buy essay cheap"], says: ["{Struggling with|No time for} your {essay|dissertation|assignment}? Our {PhD|native} writers {deliver|will finish it} {in 3 hours|overnight}, {plagiarism free|100% original}.", "{Students|Pupils} all over {Ireland|the UK|the USA} {trust|use} our {essay|homework} service, {prices|papers} from {$7|$9|£8} {per|a} page.", "I {used|tried} this {essay|paper} writing service {twice|for my thesis} and {got|scored} {an A|a first}. {15% off|Discount} for first order."] },
  { sites: ["fastloan", "cashnow", "loanapproval", "creditfix"], keys: ["payday loans", "instant loan approval", "bad credit loans", "personal loan online"], says: ["{Do you need|Are you in need of} {an urgent|a quick} loan at {2%|3%} interest rate? We {offer|give out} {personal and business|all kinds of} loans from {$5,000|€2,000} to {$5,000,000|€500,000}.", "{Bad credit|No credit check}? No problem! {Get approved|Cash in your account} in {15 minutes|one hour} {guaranteed|without paperwork}.", "My name is {Mrs. Sandra Wilcox|Mr. Ben Hodge|Maria Estevez}, I was {scammed|refused by banks} many times until I {met|found} this {honest|God-fearing} lender who gave me {a loan of|} {$45,000|$80,000} without stress."] },
  { sites: ["cryptoprofit", "btcinvest", "coinmultiply", "tradeai", "fxsignals"], keys: ["bitcoin investment", "crypto trading bot", "forex signals", "earn BTC daily"], says: ["{Invest|Start with} only {$250|$500} and earn {$3,000|$7,500} {weekly|every week} with our {AI trading bot|expert account manager}.", "I {lost|was scammed of} {$84,000|2.5 BTC} but a {recovery expert|certified hacker} {helped me recover|got back} all my {funds|crypto} in {48|72} hours.", "{Mrs. Evelyn Hart|Expert Mr. Carlos} {manages my|is trading for my} {crypto|forex} account and I {withdraw|cash out} profits every {week|Friday}, thank you!", "Turn your {phone|laptop} into a bitcoin {miner|mining machine}: {passive income|$120 a day} with {zero|no} experience."] },
  { sites: ["edpills", "rxdirect", "canadianpharm", "healthmeds24"], keys: ["buy viagra online", "cialis 20mg", "canadian pharmacy", "generic sildenafil"], says: ["{Buy|Order} {Viagra|Cialis|Kamagra|sildenafil} online {without prescription|cheap}, {discreet|free} shipping {worldwide|to Ireland and UK}.", "{Canadian|Trusted} pharmacy: {tramadol, xanax, ambien|viagra, levitra, cialis|ozempic, semaglutide} {up to 80% off|no rx needed}, {overnight delivery|pay with bitcoin}.", "Men over 40 {are using|love} this {one weird trick|little blue secret} to {last longer|perform like at 20} in bed."] },
  { sites: ["ketoslim", "fitburn", "leanboost", "cbdgummies"], keys: ["keto gummies", "lose weight fast", "CBD oil", "semaglutide online"], says: ["I {lost|dropped} {14|22|30} {kg|pounds} in {3|5} weeks with these {keto gummies|apple cider gummies}, no {diet|exercise} {needed|at all}!", "{Pure|Organic} CBD {oil|gummies} for {anxiety, pain and sleep|your joints}: {buy 2 get 1 free|free bottle, only pay shipping}.", "Doctors {hate|don't want you to know} this {simple|ancient} {ritual|tonic} which {melts|burns} belly fat {overnight|while you sleep}."] },
  { sites: ["seorank", "backlinkpro", "rankboost", "trafficboost", "webtraffic"], keys: ["SEO services", "buy backlinks", "guest post service", "website traffic"], says: ["{Hello|Hi} {admin|webmaster|owner}, your {site|blog} {deserves|could get} {more traffic|page 1 of Google}: we {build|sell} {high DA|DA 50+} backlinks from {$49|$5|$99}.", "{Get|Buy} {10,000|50,000} {real|targeted} visitors {for your website|per month} {today|cheap} and {watch|see} your {sales|rankings} {grow|explode}.", "I {noticed|see} your {blog|site} has {some SEO issues|low domain rating}, I can {fix|improve} this, {first audit is free|see my prices}.", "We publish your {guest post|article} on {2000+|500} {news sites|quality blogs} with dofollow links."] },
  { sites: ["hotdates", "singlesnear", "meetgirls", "camlive"], keys: ["hot singles", "free dating site", "live cams", "meet women tonight"], says: ["{Lonely|Hot|Sexy} {girls|singles|ladies} in your {area|town} {want to meet|are waiting for} you {tonight|right now}, {no credit card|free registration}.", "I am {Natalia|Anna|Lucy}, {23|26} y.o., {bored at home|looking for a real man}, see my {private photos|webcam} 💋", "{Best|Free} {adult|hookup} dating, {no strings|verified profiles only}, {join|chat} now 🔥🔥"] },
  { sites: ["replicawatch", "luxbags", "outletshoes", "sneakerdeal"], keys: ["replica watches", "cheap Jordans", "Louis Vuitton outlet", "Rolex replica"], says: ["{AAA|Swiss|1:1} replica {Rolex|Omega|Patek} watches {at|for} {90% off|only $129}, {free shipping|same as original}.", "{Authentic|Cheap} {Louis Vuitton|Gucci|Moncler} {bags|outlet|jackets} {wholesale|sale ends today}.", "Buy {Jordan|Yeezy|Nike} {sneakers|shoes} {factory price|from China}, {paypal ok|wholesale welcome}."] },
  { sites: ["plumberpro", "drainfix", "roofing", "hvacexperts"], keys: ["emergency plumber", "roof repair near me", "AC repair", "drain cleaning services"], says: ["{Emergency|24/7} {plumber|drain cleaning|locksmith} in {Dallas|Phoenix|Manchester|Dublin}, {call now|free quote|no call-out fee}.", "Our {family owned|award winning} {roofing|HVAC} company {serves|covers} {all of Tampa Bay|Houston and surroundings}, {licensed and insured|get 10% off today}.", "If your {roof|boiler|air conditioner} needs {repair|replacing}, {trust|choose} the {experts|professionals} {in your area|with 5 star reviews}."] },
  { sites: ["movers", "packshift", "relocate"], keys: ["packers and movers", "best movers", "furniture movers Dubai"], says: ["{Best|Affordable} packers and movers in {Bangalore|Dubai|Sharjah|Delhi}, {safe|on time} {shifting|relocation} at {low|best} price.", "We {move|shift} your {villa|house|office} {without damage|in a day}, {whatsapp us|get free estimate}."] },
  { sites: ["escortsvip", "callgirls", "massageangel"], keys: ["escorts service", "call girls", "VIP escorts"], says: ["{Independent|VIP|High class} {escorts|call girls} in {Mumbai|Karachi|Dubai|Istanbul} {available 24/7|with real photos}, {book now|home and hotel service}.", "{Erotic|Full body} massage by {young|beautiful} {girls|models}, {cash on delivery|100% satisfaction}."] },
  { sites: ["iptvking", "streamhd", "moviesfree", "cardshare"], keys: ["IPTV subscription", "watch full movie free", "best IPTV Ireland", "live football stream"], says: ["{Best|Cheapest} IPTV {subscription|service}: {18,000|25,000} channels, {all sports|PPV} in 4K {without buffering|for €6 a month}, {free trial|24h test}.", "Watch {the new movies|Premier League|UFC} {live free|full HD} {no registration|without ads}."] },
  { sites: ["crackpc", "fullversion", "keygenhub", "modapk"], keys: ["download crack", "full version free", "license key", "mod apk"], says: ["{Download|Get} {Photoshop 2026|Office 365|IDM|FL Studio} {crack|full version|keygen} {free|100% working} {here|no virus}.", "{GTA|Minecraft|Spotify premium} mod apk {unlimited money|unlocked} latest version {download|2026}."] },
  { sites: ["followboost", "instalikes", "smmpanel", "ytviews"], keys: ["buy Instagram followers", "SMM panel", "buy YouTube views", "TikTok likes"], says: ["Buy {real|cheap|instant} {Instagram followers|TikTok likes|YouTube views} from {$0.99|$2}, {no password|delivery in minutes}.", "{Cheapest|#1} SMM panel for {resellers|agencies}, {API|crypto} supported, {start|order} {now|today}."] },
  { sites: ["cleaningpro", "carpetshine", "maidservice"], keys: ["carpet cleaning", "end of tenancy cleaning", "maid service"], says: ["{Professional|Deep} {carpet|sofa|house} cleaning in {London|Abu Dhabi|Melbourne}, {book online|50% off first visit}.", "We {offer|provide} {the best|eco-friendly} cleaning {services|packages} for {homes|offices} at {affordable|unbeatable} {prices|rates}."] },
  { sites: ["docsonline", "passportreal", "idmaker", "diplomafast"], keys: ["buy real passport", "buy driving licence", "fake diploma", "IELTS certificate"], says: ["{Buy|Get} {registered|real} {driving licence|passport|IELTS certificate} online {without exam|no test}, {100% undetectable|delivery in 7 days}.", "We {make|supply} {diplomas|degrees|ID cards} of {any university|all countries} {with hologram|discreetly}."] },
  { sites: ["spellcaster", "lovespells", "drhealer"], keys: ["love spell caster", "bring back ex", "herbal cure"], says: ["{My husband left me|My ex came back} {after|within} {3 years|48 hours} and {Dr. Ozalogbo|Priest Manuka|Dr Ehiaguna} cast a {love spell|powerful spell} that {brought him back|saved my marriage}.", "{I was cured of|Dr. Akhigbe cured my} {herpes|diabetes|HPV|fibroids} with {herbal medicine|natural herbs}, {contact him|email him} today and {be free|get yours}."] },
  { sites: ["remotejobs", "earnhome", "easyincome"], keys: ["work from home", "earn money online", "online jobs"], says: ["I {am making|get paid} {over $13k a month|$92 per hour} working {part time|from home}, I {never thought|didn't believe} it was {possible|legit} but my {best friend|sister} {earns|makes} {$21k|$9,000}. {Here is what I do|Try it here} →", "{Simple|Easy} {copy paste|typing} job, {$500 a day|weekly pay}, no {experience|skills} {needed|required}, {start today|limited places}."] },
  { sites: ["webagency", "appdev", "digitalstudio", "logodesign"], keys: ["web development company", "mobile app developers", "digital marketing agency", "logo design"], says: ["We are a {leading|top} {web development|digital marketing|app development} {company|agency} in {India|Lahore|Dubai} {with 10+ years experience|serving 500 clients}.", "Need a {website|logo|mobile app}? {Our team|We} {builds|designs} it {from $99|in 7 days}, {free consultation|contact us}."] },
  { sites: ["vapeshop", "snusbuy", "weedmail", "shroombars"], keys: ["disposable vapes", "buy weed online", "magic mushroom bars", "THC carts"], says: ["{Disposable vapes|THC carts|Elf bars} {wholesale|bulk} at {lowest price|€4 each}, {ship to EU|stealth shipping}.", "Order {weed|mushroom bars|DMT pens} online {safely|in Europe}, {telegram|crypto} only, {delivery guaranteed|top quality}."] },
  { sites: ["hairclinic", "dentalturk", "botoxcare"], keys: ["hair transplant Turkey", "dental implants Antalya", "veneers price"], says: ["{Hair transplant|Dental implants|Hollywood smile} in {Istanbul|Antalya} {from €1,490|all inclusive}, {hotel and transfer|VIP package} {included|free}.", "{Thousands of|Many} {Irish|British} patients {choose|save 70% with} our clinic for {teeth|hair|lipo}, {get|send photos for} a free {plan|quote}."] },
  { sites: ["kupi-diplom", "remont-pro", "stavki-online", "zaim24", "mebel-opt"], keys: ["купить диплом", "займ онлайн", "ставки на спорт", "ремонт квартир"], says: ["{Купить|Заказать} {диплом|аттестат} {с занесением в реестр|любого вуза} {недорого|без предоплаты}.", "{Займ|Кредит} {онлайн|на карту} {без отказа|за 5 минут} {круглосуточно|без справок}.", "{Ставки на спорт|Казино онлайн}: {бонус 25000|фриспины} за регистрацию, {рабочее зеркало|быстрый вывод}.", "{Ремонт квартир|Натяжные потолки|Мебель на заказ} в {Москве|Казани|Сочи} {под ключ|с гарантией}, {звоните|скидка 20%}."] },
  { sites: ["prestamos", "apuestas", "cerrajero", "credito-rapido"], keys: ["préstamos rápidos", "cerrajero 24h", "casas de apuestas", "crédit rapide"], says: ["{Préstamos|Créditos} {rápidos|sin aval} {en 24 horas|online}, hasta {50.000|10.000} euros, {consulte|solicite} {ahora|ya}.", "{Cerrajero|Fontanero} {urgente|barato} en {Madrid|Valencia|Bogotá}, {llame|presupuesto} {gratis|sin compromiso}.", "Offre de {prêt|crédit} entre particuliers {sérieux|rapide} de {2.000|5.000} à {500.000|900.000} €, {taux 2%|réponse en 24h}, {contactez|visitez} nous.", "{Kredit|Online Casino} ohne {Schufa|Limit|Einzahlung}: {jetzt|heute} {sichern|anmelden} und {500 €|200 Freispiele} {erhalten|kassieren}."] },
  { sites: ["escortbayan", "bahissitesi", "takipci", "evdenaskliyat"], keys: ["bahis siteleri", "escort bayan", "takipçi satın al", "deneme bonusu"], says: ["{Deneme bonusu|Çevrimsiz bonus} veren {güvenilir|yeni} bahis siteleri {2026|listesi}, {hemen üye ol|tıkla kazan}.", "{Ucuz|Gerçek} takipçi {satın al|hilesi}, {anında teslim|7/24 destek}."] },
  { sites: ["telegram-cn", "zhibo", "kuailian", "bocai"], keys: ["Telegram中文版下载", "快连VPN", "真人娱乐", "在线博彩"], says: ["{Telegram中文版|纸飞机|WhatsApp网页版} 官方{下载|入口},{免费|安全}{稳定|快速}。", "{真人百家乐|在线博彩|体育投注} 注册送{88|188|38}元,{提款快|信誉第一}。", "{副業|在宅ワーク}で{月収50万円|毎日3万円}、{スマホだけ|初心者歓迎}、{今すぐ登録|無料相談}。"] },
  { sites: ["dogtrain", "puppysale", "frenchies"], keys: ["French bulldog puppies", "puppies for sale", "Maine Coon kittens"], says: ["{Adorable|Healthy|KC registered} {French bulldog|teacup Yorkie|Pomeranian} puppies {for sale|for adoption}, {vaccinated|health guarantee}, {delivery|ship} {worldwide|nationwide}.", "{Maine Coon|Sphynx|Bengal} kittens {available now|ready to go}, {text for pics|$450 each}."] },
  { sites: ["vpnfast", "hostcheap", "proxyrent", "emaillist"], keys: ["cheap VPS hosting", "residential proxies", "email database", "VPN deal"], says: ["{Residential|Mobile} proxies from {$1 per GB|$0.8}, {10M IPs|no logs}, {captcha solving|free test}.", "{5 million|120k} {verified|fresh} business emails {for|database} {only $50|lifetime deal}, {grow|boost} your {sales|leads}.", "{Bulletproof|Offshore} {hosting|VPS} {no KYC|DMCA ignored}, {bitcoin accepted|$3.50 a month}."] },
  { sites: ["lawyernow", "injuryclaim", "visahelp"], keys: ["car accident lawyer", "injury claim", "Canada visa consultant"], says: ["{Injured|Hurt} in {an accident|a truck crash}? Our {lawyers|attorneys} {won|recovered} {$500 million|millions}, {free case review|no win no fee}.", "{Migrate|Move} to {Canada|Australia|Germany} with {our help|95% success rate}: {visa|PR} {consultants|experts} in {Chandigarh|Lagos|Dubai}."] },
  { sites: ["solarquote", "gadgetmart", "ledlights", "mattressbest"], keys: ["best robot vacuum 2026", "solar panel quotes", "best mattress", "LED strip lights"], says: ["{Top 10|Best} {mattresses|robot vacuums|air fryers} of 2026 {reviewed|compared}, {save 60% today|coupon inside}.", "{Free|Instant} solar {quotes|grants} for homeowners, {cut|slash} your {bill|electricity cost} by {80%|half} {now|before the deadline}.", "We are {factory|manufacturer} of {LED lights|PVC pipe|water pumps|hydraulic hoses} in {Shenzhen|Yiwu|Ningbo}, {OEM|low MOQ} welcome, {contact for price|free sample}."] },
];

// What goes before or after the advertisement to make it pass for a comment.
const OPENERS = ["{Nice|Great|Awesome|Excellent} {post|article|blog|information}, {thanks|thank you} for sharing.", "{Hello|Hi} {everyone|there|dear}!", "I {really|truly} {appreciate|enjoyed} this {post|write-up|blog}.", "{This is|What} {a|such a} {great|helpful|informative} {post|article}!", "{I am|I'm} {new|a regular visitor} {here|to your blog} and {love|like} {it|your content}.", "{Keep up|Continue} the {good|great} work.", "{Very|So} {useful|interesting} {info|information}.", "{Your|This} {article|blog} {helped me a lot|is very well written}.", "Pretty section of content. I just stumbled upon your {weblog|site|blog}.", "{Anyone|Has anybody} {tried|heard of} this?", "{I was|Was} {searching|looking} for this {information|topic} {everywhere|on Google}.", "{By the way|Btw|Also},"];

const TLDS = ["com", "com", "com", "net", "org", "top", "xyz", "online", "site", "club", "info", "shop", "ru", "biz", "vip", "pro", "live", "icu", "click", "co", "io", "in", "pk", "ae", "cc", "store", "space", "link"];
const TAILS = ["", "", "", "/", "/", "/blog", "/?ref=$N", "/en/", "/offers", "/index.php?id=$N", "/go/$N", "/category/best-$N", "/2026/11/", "/contact-us/", "/promo?aff=$N", "/order", "/services/"];
const LODGINGS = ["https://sites.google.com/view/$W-$N", "https://bit.ly/$C", "https://t.me/$W_$N", "https://telegra.ph/$W-$N-11-30", "https://medium.com/@$W$N", "https://$W$N.blogspot.com/", "https://tinyurl.com/$C", "https://www.youtube.com/@$W$N", "https://linktr.ee/$W$N", "https://$W-$N.weebly.com", "https://docs.google.com/forms/d/e/1FAIpQL$C/viewform", "https://www.facebook.com/$W.$N", "https://$W$N.github.io/", "https://rentry.co/$C", "https://wa.me/9715$N$N"];
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** @param {Random} r @param {number} length @param {string} [of] */
const letters = (r, length, of = LETTERS) => Array.from({ length }, () => of[Math.floor(r() * of.length)]).join("");

/** An address of a trade, which its spammers own, or on a host that lodges anybody. @param {Random} r @param {Trade} trade @param {number} [lodging] */
function link(r, trade, lodging = 0.14) {
  const word = pick(r, trade.sites);
  const fill = (/** @type {string} */ text) => text.replaceAll("$W", word).replace(/\$N/g, () => String(between(r, 10, 9999))).replaceAll("$C", letters(r, 7, `${LETTERS}ABCDEFGHJKLMNPQRSTUVWXYZ23456789`));
  if (chance(r, lodging)) return fill(pick(r, LODGINGS));
  const host = `${chance(r, 0.15) ? pick(r, ["my", "the", "best", "go", "get", "top"]) : ""}${word}${pick(r, ["", "", "-", "-"])}${pick(r, ["24", "365", "online", "hub", "pro", "world", "4u", "zone", "vip", "expert", "now", "777", "shop", "club", "usa", "uk", "group", "best", "plus", "today"])}`;
  return `${pick(r, ["https://", "https://", "https://www.", "http://", "http://www."])}${host}.${pick(r, TLDS)}${fill(pick(r, TAILS))}`;
}

/** A link as spammers mark it up, not knowing which markup the page takes. @param {Random} r @param {string} url @param {string} key */
const marked = (r, url, key) => pick(r, [() => url, () => url, () => url, () => url.replace(/^https?:\/\//, ""), () => `[${key}](${url})`, () => `[${key}](${url})`, () => `<a href="${url}">${key}</a>`, () => `<a href="${url}" rel="dofollow">${key}</a>`, () => `[url=${url}]${key}[/url]`, () => `**[${key}](${url})**`])();

/** What is advertised, with its link (or, without one, as bare sentences). @param {Random} r @param {Trade} trade @param {string} [url] */
function advert(r, trade, url) {
  const says = spin(r, pick(r, trade.says));
  const opener = chance(r, 0.35) ? `${spin(r, pick(r, OPENERS))} ` : "";
  const more = chance(r, 0.2) ? ` ${spin(r, pick(r, trade.says))}` : "";
  if (!url) return `${opener}${says}${more}`;
  const key = pick(r, trade.keys);
  const at = marked(r, url, key);
  return pick(r, [`${opener}${says}${more} ${at}`, `${opener}${says}${more} ${at}`, `${opener}${says}${more}\n\n${at}`, `${at} ${says}${more}`, `${at} - ${says}`, `${opener}${says} ${pick(r, ["Visit", "More info:", "Click here", "Check", "See", "Website:", "Details", "Read more", "👉"])} ${at}${more}`, `${opener}[${key}](${url}). ${says}${more}`]);
}

const FIRST = ["James", "Robert", "Maria", "Linda", "David", "Anna", "Kevin", "Sophia", "Ahmed", "Priya", "Oliver", "Elena", "Carlos", "Emma", "Rahul", "Victor", "Sandra", "Jessica", "Thomas", "Olga", "Ali", "Mia", "Daniel", "Wendy", "Budi", "Dewi", "Minh", "Mehmet", "Igor", "Karen"];
const LAST = ["Smith", "Johnson", "Khan", "Kumar", "Brown", "Wilson", "Garcia", "Ivanov", "Lee", "Taylor", "Sharma", "Clark", "Lopez", "Nguyen", "Walker", "Miller", "Hussain", "Petrov", "Santoso", "Yilmaz"];
/** @param {Random} r @param {Trade} [trade] */
const spammer = (r, trade) => pick(r, [() => `${pick(r, FIRST)} ${pick(r, LAST)}`, () => pick(r, FIRST), () => `${pick(r, FIRST)}${pick(r, ["lox", "Nex", "Tug", "sob", "plaph", "Vof", "EDita", "Cax", "dup"])}`, () => `${pick(r, FIRST).toLowerCase()}${pick(r, LAST).toLowerCase()}${between(r, 1, 999)}`, () => (trade ? pick(r, trade.keys) : letters(r, between(r, 5, 11))), () => (trade ? pick(r, trade.sites) : pick(r, FIRST))])();

/** When a program comes by: mostly in waves of some hours. @param {Random} r */
function waves(r) {
  const starts = Array.from({ length: 14 }, () => between(r, 0, DAYS * DAY - 5 * HOUR));
  return () => (chance(r, 0.55) ? pick(r, starts) + Math.floor(r() ** 2 * 5 * HOUR) : between(r, 0, DAYS * DAY));
}

/** Which pages are spammed: some are found by many programs, others by few. @param {Random} r @param {string[]} paths */
const target = (r, paths) => /** @type {string} */ (paths[Math.floor(r() ** 1.6 * paths.length)]);

/** Gives a post its time of writing, when there is one. @param {Planned} post @param {number} [took] */
function timed(post, took) {
  if (took !== undefined) post.took = took;
  return post;
}

/** Posts crammed with links, fast, from few machines. @param {Random} r @param {number} count @param {string[]} paths @returns {Planned[]} */
function floods(r, count, paths) {
  const machines = Array.from({ length: 9 }, (_, index) => ({ who: `flood ${index}`, ip: address(r, pick(r, CENTRES)), trap: chance(r, 0.45), forgets: chance(r, 0.4), took: chance(r, 0.5), form: between(r, 0, 5) }));
  /** @type {Planned[]} */
  const posts = [];
  while (posts.length < count) {
    const machine = pick(r, machines);
    const trade = pick(r, TRADES);
    let at = between(r, 0, DAYS * DAY - 3 * HOUR);
    const burst = Math.min(between(r, 12, 60), count - posts.length);
    for (let n = 0; n < burst; n++) {
      at += between(r, SECOND, 15 * SECOND);
      const size = between(r, 4, chance(r, 0.15) ? 40 : 14);
      const items = Array.from({ length: size }, () => {
        const one = chance(r, 0.75) ? trade : pick(r, TRADES);
        return { url: link(r, one, 0.08), key: pick(r, one.keys) };
      });
      const lines = items.map(({ url, key }) => [`<a href="${url}">${key}</a>`, `[url=${url}]${key}[/url]`, `[${key}](${url})`, `${key} ${url}`, url][machine.form] ?? url);
      const lead = chance(r, 0.4) ? `${spin(r, pick(r, chance(r, 0.5) ? OPENERS : trade.says))}\n\n` : "";
      const post = /** @type {Planned} */ ({ kind: "flood", at, path: target(r, paths), who: machine.forgets ? `${machine.who} ${at}` : machine.who, ip: machine.ip, name: spammer(r, trade), body: lead + lines.join(pick(r, ["\n", " ", "\n\n", ", "])), works: false });
      if (chance(r, 0.6)) post.url = link(r, trade, 0.05);
      if (machine.trap) post.trap = post.url ?? items[0]?.url ?? "x";
      posts.push(timed(post, machine.took ? between(r, 80, 2500) : undefined));
    }
  }
  return posts;
}

// Comments that stood elsewhere, which spammers lift because they read like comments.
const ELSEWHERE = ["I tried this recipe at the weekend and it turned out great, although I had to bake it ten minutes longer than you say. My kids asked for more!", "Does this work with the older version too? I keep getting an error when I try to install the update on my laptop.", "We visited Lisbon last spring and stayed in the same area, the view from the terrace is amazing. Would love to go again soon.", "I have been following your blog for a long time and this is one of the best posts you have written. Thanks for the tips!", "My grandmother used to make this soup every Sunday and your story brought back so many good memories.", "I agree with most of this, but I think the author forgets how expensive it is for small companies to change everything at once.", "This is exactly what I was looking for, I have been struggling with the same problem for weeks and nobody could help me.", "Great pictures! Which lens did you use for the one with the bridge? The colours look really good.", "I bought the same bike two years ago and the brakes are still working fine, but the seat is not comfortable on a long ride.", "Could you please explain step four again? I do not understand how you got from the first formula to the second one.", "Our school started a similar project last year and the children love it. It is important that they learn where food comes from.", "I lost my father last year, and reading your words helped me a lot. Thank you for sharing such a difficult story.", "The second season was much better than the first, but the ending was a big disappointment. I hope they make another one.", "As a nurse, I see this every day. People wait too long before they ask for help, and then it is often too late.", "I would be careful with this advice, my doctor told me that too much of it can be bad for your heart.", "We have two cats and a dog, and this is the only thing that keeps the sofa clean. It is a bit expensive but good.", "I am learning to play the guitar and your lessons are easy to follow. When will you post the next video?", "Hi, I read the book last month and I think the main character is not very likeable, but the writing is beautiful.", "What a wonderful garden you have! Here in the north the summer is too short for tomatoes, but we have good potatoes.", "Is it possible to do this without a car? We would like to travel by train with our two small children.", "My team lost again last night, the coach should think about buying a new defender before the season starts.", "I remember when this street had three shops and a cinema. Now there is nothing but offices, it is a big shame.", "Good article, however the numbers in the table are old. The new report from the government says something different.", "I made one of these for my sister's wedding and everybody wanted to know where I bought it!", "You can also use olive oil instead of butter, it is healthier and the taste is almost the same.", "The hotel was clean and the staff were friendly, but breakfast was small and the room was above a noisy street."];

// The changes of words by which copied texts are meant not to be found.
/** @type {Record<string, string>} */
const SYNONYMS = { great: "fantastic", good: "nice", book: "publication", books: "publications", library: "bookstore", read: "peruse", love: "adore", loved: "adored", thank: "many thanks", thanks: "cheers", small: "little", big: "huge", children: "youngsters", kids: "children", mother: "mom", father: "dad", house: "home", think: "believe", know: "understand", people: "persons", year: "annum", years: "decades", old: "ancient", new: "brand-new", help: "assist", helped: "aided", lovely: "charming", very: "extremely", really: "truly", never: "not ever", always: "constantly", look: "glance", looking: "searching", bought: "purchased", made: "created", said: "stated", street: "avenue", friend: "buddy", remember: "recollect", story: "tale", wonderful: "marvellous", beautiful: "gorgeous", problem: "issue", could: "can", would: "will", town: "city", photo: "image", pictures: "images", find: "discover", found: "discovered", start: "begin", important: "crucial", difficult: "tough", ask: "inquire", asked: "inquired", week: "weekday", night: "evening", free: "gratis", best: "finest", better: "superior", work: "job", only: "solely", because: "since", also: "additionally", way: "manner", right: "correct", nothing: "zilch", every: "each", last: "final", long: "lengthy" };

/** @param {Random} r @param {string} text @param {number} share of the words that can be changed */
const reworded = (r, text, share) =>
  text.replace(/\p{L}+/gu, (word) => {
    const other = SYNONYMS[word.toLowerCase()];
    if (!other || !chance(r, share)) return word;
    return /^\p{Lu}/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
  });

/** A longer comment that stood on this blog by then. @param {Random} r @param {Planned[]} real @param {number} at */
function stood(r, real, at) {
  const before = real.filter((post) => post.at < at && post.body.length > 45);
  return before.length > 0 ? pick(r, before).body : pick(r, ELSEWHERE);
}

/** Copied comments, with words changed, that advertise. @param {Random} r @param {number} count @param {string[]} paths @param {Planned[]} real @returns {Planned[]} */
function copies(r, count, paths, real) {
  const machines = Array.from({ length: Math.ceil(count / 5) }, () => anywhere(r));
  const when = waves(r);
  return Array.from({ length: count }, (_, index) => {
    const at = when();
    const trade = pick(r, TRADES);
    let text = reworded(r, chance(r, 0.55) ? stood(r, real, at) : pick(r, ELSEWHERE), pick(r, [0.3, 0.6, 0.9]));
    if (chance(r, 0.5)) text = `${pick(r, ["Yes, ", "Honestly, ", "So true. ", "Well ", "Hello, ", "Hi dear, "])}${text}`;
    // Some are put together of two, and some cut short.
    if (chance(r, 0.2)) text += ` ${reworded(r, pick(r, ELSEWHERE), 0.5)}`;
    else if (text.length > 160 && chance(r, 0.3)) text = text.slice(0, text.indexOf(" ", 110));
    const url = link(r, trade);
    const inText = chance(r, 0.55);
    const mark = marked(r, url, pick(r, trade.keys));
    const body = inText ? pick(r, [`${text} ${mark}`, `${text}\n\n${mark}`, `${mark} ${text}`, text.replace(/([.!?]) /, `$1 ${mark.replaceAll("$", "$$$$")} `), `${text} ${spin(r, pick(r, trade.says))} ${mark}`]) : text;
    const ip = pick(r, machines);
    const post = /** @type {Planned} */ ({ kind: "copied", at, path: target(r, paths), who: chance(r, 0.5) ? `copied ${ip}` : `copied ${index}`, ip, name: spammer(r, trade), body: inText && !body.includes(mark) ? `${body} ${mark}` : body, works: chance(r, 0.12) });
    if (!inText || chance(r, 0.25)) post.url = url;
    if (chance(r, 0.18)) post.trap = pick(r, [url, post.name, "1"]);
    return timed(post, chance(r, 0.45) ? undefined : between(r, 300, chance(r, 0.3) ? 40 * SECOND : 6 * SECOND));
  });
}

const SYLLABLES = ["ka", "lo", "mi", "ten", "ver", "os", "ul", "dra", "pen", "sto", "qui", "ran", "fel", "bu", "zor", "ine", "ath", "mo"];
const SALAD = "window purple engine sandwich quickly mountain because seven bottle whisper orange tractor upon velvet number gravity eaten pencil nobody slowly carpet harbor mirror yesterday cabbage fold thunder without ticket marble invent raccoon lamp therefore button circle walking salt empire knot ladder ocean".split(" ");

/** Text without sense, as programs leave that try doors. @param {Random} r @param {number} count @param {string[]} paths @returns {Planned[]} */
function nonsense(r, count, paths) {
  const machines = Array.from({ length: Math.ceil(count / 6) }, () => anywhere(r));
  const when = waves(r);
  const word = (/** @type {number} */ from, /** @type {number} */ to) => letters(r, between(r, from, to));
  const mixed = () => letters(r, between(r, 6, 22), `${LETTERS}${LETTERS.toUpperCase()}`);
  const babble = () => Array.from({ length: between(r, 2, 5) }, () => pick(r, SYLLABLES)).join("");
  return Array.from({ length: count }, (_, index) => {
    const host = `http://${word(7, 14)}.com/`;
    const some = (/** @type {() => string} */ make, /** @type {number} */ from, /** @type {number} */ to) => Array.from({ length: between(r, from, to) }, make).join(" ");
    const body = pick(r, [
      // The classic of the trade: every markup at once, to see later which of them came out.
      () => `${mixed().slice(0, 6)}  <a href="${host}">${word(7, 13)}</a>, [url=http://${word(8, 13)}.com/]${word(8, 13)}[/url], [link=http://${word(8, 13)}.com/]${word(8, 13)}[/link], http://${word(8, 13)}.com/`,
      () => `${some(() => word(3, 11), 1, 12)} ${link(r, pick(r, TRADES), 0.1)}`,
      () => `${some(() => word(4, 10), 2, 9)} <a href="${host}">${word(5, 10)}</a> ${word(3, 9)}`,
      () => `${some(() => pick(r, SALAD), 6, 28)} ${marked(r, link(r, pick(r, TRADES)), pick(r, SALAD))}`,
      () => `${some(() => pick(r, SALAD), 5, 14)} ${host} ${some(() => pick(r, SALAD), 3, 10)}`,
      () => `${some(babble, 4, 20)}. ${marked(r, link(r, pick(r, TRADES)), babble())}`,
      () => some(mixed, 1, 3),
      () => some(chance(r, 0.5) ? babble : () => word(3, 12), 3, 14),
      () => `${word(4, 9)} ${host.replace(".com/", `.${pick(r, TLDS)}`)} ${between(r, 100, 99999)}`,
    ])();
    const ip = pick(r, machines);
    const post = /** @type {Planned} */ ({ kind: "random", at: when(), path: target(r, paths), who: chance(r, 0.7) ? `random ${index}` : `random ${ip}`, ip, name: chance(r, 0.7) ? mixed().slice(0, 12) : spammer(r), body, works: chance(r, 0.04) });
    if (chance(r, 0.35)) post.url = chance(r, 0.5) ? host : link(r, pick(r, TRADES));
    if (chance(r, 0.4)) post.trap = pick(r, [word(5, 12), host, post.name]);
    return timed(post, chance(r, 0.55) ? undefined : between(r, 0, 4 * SECOND));
  });
}

const PRAISE = ["Nice", "Great", "Awesome", "Amazing", "Wonderful", "Excellent", "Perfect", "Thanks", "Cool", "Wow", "Superb", "Brilliant", "Fantastic", "Good", "Interesting", "Helpful", "Informative", "Lovely", "Beautiful", "Impressive", "Outstanding", "Love", "Best", "Useful", "Agreed", "Bravo", "Yes", "Genial", "Gracias", "Excelente", "Супер", "Спасибо", "Mantap", "Keren", "Teşekkürler", "Merci", "Super", "Danke", "Ottimo", "Отлично", "好", "Nicee", "gr8", "Thankyou", "Gud", "Niceeee"];

/** A word of praise, and a link. @param {Random} r @param {number} count @param {string[]} paths @returns {Planned[]} */
function praises(r, count, paths) {
  const machines = Array.from({ length: Math.ceil(count / 4) }, () => anywhere(r));
  const when = waves(r);
  return Array.from({ length: count }, (_, index) => {
    const trade = pick(r, TRADES);
    const url = link(r, trade);
    const word = pick(r, PRAISE);
    const cased = pick(r, [word, word, word, word.toLowerCase(), word.toUpperCase()]) + pick(r, ["", "", "!", "!", ".", "!!", "!!!", " 👍", " 🔥", "...", " :)", ","]);
    const inText = chance(r, 0.5);
    const at = marked(r, url, chance(r, 0.3) ? word : pick(r, trade.keys));
    const ip = pick(r, machines);
    const post = /** @type {Planned} */ ({ kind: "praise", at: when(), path: target(r, paths), who: chance(r, 0.6) ? `praise ${ip}` : `praise ${index}`, ip, name: spammer(r, trade), body: inText ? pick(r, [`${cased} ${at}`, `${cased} ${at}`, `${at} ${cased}`, `${cased}\n\n${at}`, `[${cased}](${url})`]) : cased, works: chance(r, 0.2) });
    if (!inText || chance(r, 0.2)) post.url = url;
    if (chance(r, 0.15)) post.trap = pick(r, [url, post.name]);
    return timed(post, chance(r, 0.4) ? undefined : between(r, 500, 15 * SECOND));
  });
}

/** A slow drip: every post from another network and with another key. @param {Random} r @param {number} count @param {string[]} paths @returns {Planned[]} */
function drips(r, count, paths) {
  /** @type {Set<string>} */
  const used = new Set();
  return Array.from({ length: count }, (_, index) => {
    const trade = pick(r, TRADES);
    let ip = anywhere(r);
    for (let tries = 0; tries < 50 && used.has(ip.split(".").slice(0, 3).join(".")); tries++) ip = anywhere(r);
    used.add(ip.split(".").slice(0, 3).join("."));
    const way = r();
    const url = link(r, trade);
    // Some want to be rung or written to, and have no page at all.
    const reach = pick(r, [`WhatsApp: +${between(r, 1, 99)} ${between(r, 200, 999)} ${between(r, 1000000, 9999999)}`, `Telegram @${pick(r, trade.sites)}${between(r, 1, 999)}`, `Email: ${pick(r, trade.sites)}${between(r, 10, 999)}@${pick(r, ["gmail.com", "outlook.com", "proton.me"])}`, `Call/Text +1 (${between(r, 201, 989)}) ${between(r, 200, 999)}-${between(r, 1000, 9999)}`]);
    const body = way < 0.72 ? advert(r, trade, url) : way < 0.9 ? advert(r, trade) : `${advert(r, trade)} ${reach}`;
    const at = Math.min(DAYS * DAY - 1, Math.floor(((index + r()) / count) * DAYS * DAY));
    const post = /** @type {Planned} */ ({ kind: "drip", at, path: target(r, paths), who: `drip ${index}`, ip, name: spammer(r, trade), body, works: chance(r, 0.3) });
    if ((way >= 0.72 && way < 0.9) || chance(r, 0.2)) post.url = url;
    if (chance(r, 0.08)) post.trap = url;
    return timed(post, chance(r, 0.3) ? undefined : between(r, 2 * SECOND, 90 * SECOND));
  });
}

/** A script that does all that it is asked: it works, waits, and says that it took its time. @param {Random} r @param {number} count @param {string[]} paths @param {Planned[]} real @returns {Planned[]} */
function solvers(r, count, paths, real) {
  const machines = Array.from({ length: Math.max(3, Math.round(count / 11)) }, (_, index) => ({ who: `solver ${index}`, ip: anywhere(r), keys: between(r, 1, 4), trades: [pick(r, TRADES), pick(r, TRADES)], from: r() * 0.5, span: 0.2 + r() * 0.3 }));
  return Array.from({ length: count }, () => {
    const machine = pick(r, machines);
    const trade = chance(r, 0.85) ? pick(r, machine.trades) : pick(r, TRADES);
    const at = Math.floor((machine.from + r() * machine.span) * DAYS * DAY);
    const url = link(r, trade);
    const inText = chance(r, 0.75);
    let body = advert(r, trade, inText ? url : undefined);
    if (chance(r, 0.25)) {
      const sentences = stood(r, real, at).split(/(?<=[.!?])\s+/);
      const most = sentences.slice(0, between(r, 1, 3)).join(" ");
      body = `${most}${pick(r, [" ", "\n\n"])}${body}`;
    }
    const post = /** @type {Planned} */ ({ kind: "solver", at, path: target(r, paths), who: `${machine.who} ${between(r, 0, machine.keys)}`, ip: machine.ip, name: spammer(r, trade), body, works: true });
    if (!inText || chance(r, 0.15)) post.url = url;
    return timed(post, Math.round(between(r, 6 * SECOND, 45 * SECOND) + body.length * (90 + r() * 200)));
  });
}

/** The posts, in the order of their time. @param {number} seed @param {number} [part] one of so many is made (sizes divided by it) @returns {Planned[]} */
export function attack(seed, part = 1) {
  const r = random(seed);
  const paths = shuffled(r, Object.keys(READERS));
  const size = (/** @type {keyof typeof SIZES} */ kind) => Math.round(SIZES[kind] / part);
  const real = readers(r, size("real"));
  const posts = [...real, ...floods(r, size("flood"), paths), ...copies(r, size("copied"), paths, real), ...nonsense(r, size("random"), paths), ...praises(r, size("praise"), paths), ...drips(r, size("drip"), paths), ...solvers(r, size("solver"), paths, real)];
  return posts.sort((a, b) => a.at - b.at);
}
