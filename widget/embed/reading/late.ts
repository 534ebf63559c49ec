// Modules that hardly any reader needs: they come when they are asked for.

import type { Host, Late } from '../types';

/** Gets one by its name; where that fails, once more by the name it has now. */
export function loadLate<Module>({ base, assets }: Host, name: 'moderate' | 'report' | 'work'): Promise<Module> {
  const attempt = () => import(`${base}/${({ ...__LATE__, ...assets.build } satisfies Late)[name]}${assets.again}`);
  return attempt().catch(() => assets.renew(base).then(attempt));
}
