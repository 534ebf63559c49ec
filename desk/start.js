// Starts the desk: its module, and the messages of the first of the reader's languages that it
// speaks, or else of English. Both are on their way at once.

import init, { start } from "./index.js";
import { Importer } from "./importing.js";

/* global __LANGUAGES__, __MESSAGES__, __MODULE__ */

const wanted = navigator.languages.map((language) => language.split("-")[0].toLowerCase());
const language = wanted.find((one) => __LANGUAGES__.includes(one)) ?? "en";
const answer = fetch(`/desk/assets/${language}-${__MESSAGES__}.txt`);
await init({ module_or_path: `/desk/${__MODULE__}` });
start(language, await (await answer).text(), (progress) => new Importer(progress));
