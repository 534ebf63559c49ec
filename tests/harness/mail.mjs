// A stand-in for the platform's `send_email` binding: it takes what the Worker sends, or refuses it.

const SCRIPT = `
import { WorkerEntrypoint } from "cloudflare:workers";
export default class extends WorkerEntrypoint {
  async send(message) {
    const letter = { from: message.from, to: message.to, raw: message["EmailMessage::raw"] };
    const answer = await this.env.BOX.fetch("http://mail/", { method: "POST", body: JSON.stringify(letter) });
    if (!answer.ok) throw new Error(await answer.text());
    return { messageId: "taken" };
  }
}
`;

/** @typedef {{ from: string, to: string, raw: string, headers: Record<string, string>, names: string[], text: string }} Letter */

/** What was sent. */
export class Mailbox {
  /** @type {Letter[]} */
  letters = [];
  /** Why nothing is taken. @type {string | undefined} */
  refuses;

  /** The second Worker of the stand-in. */
  worker = {
    name: "mail",
    modules: [{ type: "ESModule", path: "mail.mjs", contents: SCRIPT }],
    compatibilityDate: "2026-04-20",
    serviceBindings: { BOX: async (/** @type {Request} */ request) => this.#take(await request.json()) },
  };

  async #take(/** @type {any} */ sent) {
    const { Response } = await import("miniflare");
    if (this.refuses) return new Response(this.refuses, { status: 400 });
    this.letters.push(parsed(sent));
    return new Response("");
  }
}

/** Takes a mail apart as a mail reader does. @param {{ from: string, to: string, raw: string }} sent @returns {Letter} */
function parsed(sent) {
  const [head, ...rest] = sent.raw.split("\r\n\r\n");
  const lines = head.replace(/\r\n /g, " ").split("\r\n");
  const fields = lines.map((line) => /** @type {[string, string]} */ ([line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
  return {
    ...sent,
    names: fields.map(([name]) => name),
    headers: Object.fromEntries(fields.map(([name, value]) => [name, words(value)])),
    text: Buffer.from(rest.join("\r\n\r\n"), "base64").toString(),
  };
}

/** Encoded words (RFC 2047), as text. @param {string} value */
function words(value) {
  return value.replace(/\?= (?==\?)/g, "?=").replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, text) => Buffer.from(text, "base64").toString());
}
