// Cloudflare's Turnstile, where a site's owner has chosen it in the place of the proof of work: see
// `backend/src/routes/author/turnstile.rs`. Nothing of it is fetched before something is suspicious.

const SCRIPT = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit';

/** What begins a challenge, and an answer to it. */
export const TURNSTILE = 'turnstile.';

/** So many milliseconds its script has to come. */
const PATIENCE = 15_000;

/** What is used of its interface, as Cloudflare documents it. */
interface Turnstile {
  render(place: HTMLElement, options: Record<string, unknown>): string;
  remove(id: string): void;
}

declare global {
  interface Window {
    turnstile?: Turnstile;
  }
}

/**
 * The answer to a challenge. One without a token says that none could be got, where the page's policy
 * or something in the browser keeps Turnstile out: a moderator decides then.
 */
export const askTurnstile = (challenge: string): Promise<string> =>
  token(challenge).then(
    (token) => TURNSTILE + token,
    () => TURNSTILE,
  );

async function token(challenge: string): Promise<string> {
  const [, sitekey, cData] = challenge.split('.');
  const turnstile = window.turnstile ?? (await fetched());
  // Outside of the section, since it finds its own elements by their ids. Mostly there is nothing to see.
  const place = document.createElement('div');
  Object.assign(place.style, { position: 'fixed', insetInlineEnd: '1rem', insetBlockEnd: '1rem', zIndex: '2147483647' });
  document.body.append(place);
  let id: string | undefined;
  try {
    return await new Promise<string>((done, fail) => {
      id = turnstile.render(place, {
        sitekey,
        cData,
        appearance: 'interaction-only',
        callback: done,
        'error-callback': fail,
        'timeout-callback': fail,
        'unsupported-callback': fail,
      });
    });
  } finally {
    if (id) turnstile.remove(id);
    place.remove();
  }
}

function fetched(): Promise<Turnstile> {
  const script = document.createElement('script');
  return new Promise<Turnstile>((done, fail) => {
    setTimeout(fail, PATIENCE);
    script.onload = () => (window.turnstile ? done(window.turnstile) : fail());
    script.onerror = fail;
    script.src = SCRIPT;
    document.head.append(script);
  }).finally(() => script.remove());
}
