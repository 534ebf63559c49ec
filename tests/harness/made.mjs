// A thread that a test makes up: its published pages, in the very shape that the Worker renders, are
// served from a route. So a test can have a long thread, and news on it, without posting anything.

import { escape } from "./blog.mjs";
import { uuid } from "./client.mjs";

/**
 * @typedef {object} Made
 * @property {string} id
 * @property {string} number
 * @property {number} page
 * @property {string} name
 * @property {string} body
 * @property {string} created
 * @property {number} score
 * @property {string} mark
 * @property {boolean} removed
 * @property {string} [edited]
 */

/** What stands around the rows of a thread that can be sorted, as the Worker renders it. @param {import("./stage.mjs").Stage} on */
async function shell(on) {
  for (const body of ["One.", "Two."]) await on.client().posted("/made/", body);
  const { text } = await on.client().thread("/made/", { min_v: "2" });
  if (!text.includes('class="tools"')) throw new Error(`nothing to sort by in ${text}`);
  return text.replace(/<li .*<\/li>/s, "");
}

export class MadeThread {
  /** @type {Made[]} */
  comments = [];
  version = 1;
  /** The queries of the pages that were asked for. @type {URLSearchParams[]} */
  asked = [];
  /** Whether requests fail. */
  isDown = false;

  /** @param {string} shell @param {number} pages */
  constructor(shell, pages) {
    this.shell = shell;
    this.pages = pages;
  }

  /** @param {import("./stage.mjs").Stage} on @param {number} [pages] */
  static async on(on, pages = 1) {
    return new MadeThread(await shell(on), pages);
  }

  /** Adds a comment under a number. @param {string} number @param {Partial<Made>} [more] */
  add(number, more = {}) {
    const age = this.comments.length;
    const comment = {
      id: uuid(),
      number,
      page: 0,
      name: `Reader ${number}`,
      body: `Comment ${number}.`,
      created: new Date(Date.UTC(2026, 0, 1) + age * 60_000).toISOString().replace(".000", ""),
      score: 0,
      mark: "0".repeat(15) + (age % 10),
      removed: false,
      ...more,
    };
    this.comments.push(comment);
    this.comments.sort((a, b) => order(a.number, b.number));
    return comment;
  }

  /** @param {string} number */
  get(number) {
    const found = this.comments.find((comment) => comment.number === number);
    if (!found) throw new Error(`no comment ${number}`);
    return found;
  }

  /** Serves it to a page, whatever thread that asks for. @param {import("playwright-core").Page} page */
  async serve(page) {
    await page.route(/\/v1\/thread\?/, (route) => {
      const query = new URL(route.request().url()).searchParams;
      this.asked.push(query);
      if (this.isDown) return route.abort();
      return route.fulfill({ contentType: "text/plain; charset=utf-8", headers: { "Access-Control-Allow-Origin": "*" }, body: this.html(this.#named(query)) });
    });
  }

  /** @param {URLSearchParams} query */
  #named(query) {
    const linked = this.comments.find(({ id }) => id === query.get("comment"));
    if (linked) return linked.page;
    const name = query.get("page");
    if (this.pages > 1 && name === "best") return name;
    return name === "last" ? this.pages - 1 : Number(name ?? 0) || 0;
  }

  /** The conversations that are best, until there are ten comments. */
  #best() {
    const root = (/** @type {Made} */ { number }) => number.split(".")[0];
    /** @type {Map<string, number>} */
    const scores = new Map();
    for (const one of this.comments) scores.set(root(one), Math.max(scores.get(root(one)) ?? 0, one.score));
    const roots = [...scores.entries()].sort(([a, x], [b, y]) => y - x || Number(a) - Number(b)).map(([root]) => root);
    const rows = [];
    for (const one of roots) if (rows.length < 10) rows.push(...this.comments.filter((comment) => root(comment) === one));
    return rows;
  }

  /** @param {number | "best"} page */
  html(page) {
    const comments = page === "best" ? this.#best() : this.comments.filter((comment) => comment.page === page);
    const count = this.comments.filter(({ removed }) => !removed).length;
    const rows = comments.map((comment) => this.#row(comment, comments)).join("");
    const hasMore = page === "best" || page + 1 < this.pages;
    return this.shell
      .replace(/data-version="\d+" data-count="\d+" data-page="\d+" data-pages="\d+"/, `data-version="${this.version}" data-count="${count}" data-page="${page}" data-pages="${this.pages}"`)
      .replace(/(<h2[^>]*>)[^<]*/, `$1${count} thoughts on “`)
      .replace('<ol role="list" class="rows">', `$&${rows}`)
      .replace(/<button type="button" hidden class="more">[^<]*/, `<button type="button" ${hasMore ? "" : "hidden "}class="more">Show more: ${count - comments.length} comments are left`);
  }

  /** @param {Made} comment @param {Made[]} page */
  #row(comment, page) {
    const { id, number, removed, score, edited } = comment;
    const depth = number.split(".").length - 1;
    const parent = depth ? this.get(number.replace(/\.\d+$/, "")) : undefined;
    const siblings = parent ? page.filter((one) => one.number.replace(/\.\d+$/, "") === parent.number && one.number.split(".").length === depth + 1) : [];
    const below = page.filter((one) => one.number.startsWith(number + ".") && !one.removed).length;
    const name = escape(comment.name);
    const attributes = [
      `id="c-${id}" data-number="${number}" data-depth="${depth}"`,
      parent && `data-parent="${parent.id}"`,
      `data-mark="${comment.mark}"`,
      score && `data-score="${score}"`,
    ].filter(Boolean);
    const answers = depth > 6 || (parent && number.endsWith(".9")) ? `<a href="#c-${parent?.id}" class="answers">in reply to ${parent?.number} <bdi>${parent?.name}</bdi></a>` : "<!>";
    const place = parent ? `<span class="heard place">reply ${siblings.indexOf(comment) + 1} of ${siblings.length}, level ${depth + 1}</span>` : "<!>";
    const meta = `<a href="#c-${id}" class="number">${number}</a>${removed ? "<!>" : `<span aria-hidden="true" class="mark"></span><span class="author">${name}</span>`}<!><time datetime="${comment.created}" class="when">${comment.created.slice(0, 10)}</time>${edited ? `<time datetime="${edited}" class="edited">edited</time>` : "<!>"}${answers}${place}`;
    const fold = below ? `<button type="button" aria-expanded="true" class="quiet fold">${below === 1 ? "One reply" : `${below} replies`}</button>` : "<!>";
    const actions = `<div class="actions"><button type="button" aria-pressed="false" class="quiet useful">Useful<span class="score">${score || "<!>"}</span></button><button type="button" class="quiet reply">Reply</button><button type="button" class="quiet link">Copy link</button><button type="button" class="quiet report">Report</button>${fold}</div>`;
    return `<li ${attributes.join(" ")} tabindex="-1" class="row${removed ? " removed" : ""}"><div class="meta">${meta}</div><div${removed ? "" : ' dir="auto"'} class="body">${removed ? "This comment was removed." : `<p>${escape(comment.body)}</p>`}</div>${removed ? "<!>" : actions}</li>`;
  }
}

/** @param {string} a @param {string} b */
function order(a, b) {
  const [x, y] = [a, b].map((number) => number.split(".").map(Number));
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    if ((x[at] ?? -1) !== (y[at] ?? -1)) return (x[at] ?? -1) - (y[at] ?? -1);
  }
  return 0;
}

/** The numbers of the rows that a reader sees, in order; a gap is "…". @param {import("playwright-core").Locator} section */
export const numbers = (section) =>
  section.locator(".rows > li").evaluateAll((rows) =>
    rows.flatMap((row) => (/** @type {HTMLElement} */ (row).hidden ? [] : [row.matches(".gap") ? "…" : /** @type {HTMLElement} */ (row).dataset.number ?? "?"])),
  );
