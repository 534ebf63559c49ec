// A made-up discussion, the same on every run: for whatever is compared, the same authors, the
// same texts of varied lengths, the same replies.

import { random } from "../harness/util.mjs";

const NAMES = "Ada Bruno Carla Dmitri Elif Farid Greta Hana Ilse Jonas Keiko Lars Mina Noor Otto Pia Quentin Rosa Sami Tove".split(" ");
const SENTENCES = [
  "The reading room opens at nine, and whoever comes earlier waits in the garden.",
  "I have asked for that at every meeting since the spring.",
  "Our branch did it the other way round, and nobody complained.",
  "That is what the letter says, but not what the budget says.",
  "Could you name the shelf?",
  "There were three of us at the desk, two of them volunteers, and a queue out of the door.",
  "The certificate is worth the evenings, if you ask me; the exam is not hard once you have catalogued a few hundred titles by hand.",
  "No.",
  "A returns box by the gate would have been *cheaper* than the new signs.",
  "We keep the old cards in a drawer: `QA 76.9` and everything near it is still typed on paper.",
  "My neighbour, who ran the bookmobile for eleven years, says that the route was never the problem, the timetable was.",
  "See [the minutes](https://library.example/minutes) of the last but one meeting.",
  "Thank you for writing this down.",
];

/**
 * @typedef {{ author: string, body: string, parent: number | undefined }} Entry `parent` is the place in the list
 * @param {number} count
 * @returns {Entry[]}
 */
export function discussion(count) {
  const next = random(20270501);
  const below = (/** @type {number} */ n) => Math.floor(next() * n);
  return Array.from({ length: count }, (_, i) => ({
    author: NAMES[below(NAMES.length)],
    body: Array.from({ length: 1 + below(3) * below(2) }, () =>
      Array.from({ length: 1 + below(5) }, () => SENTENCES[below(SENTENCES.length)]).join(" "),
    ).join("\n\n"),
    // Two in five open a conversation; an answer is mostly to something recent.
    parent: i === 0 || next() < 0.4 ? undefined : Math.max(0, i - 1 - below(12)),
  }));
}
