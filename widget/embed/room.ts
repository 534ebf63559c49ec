// Room for a thread that is not there yet, so that nothing on the page moves when it comes.

import type { Place } from './place';

/**
 * A section that takes up its room, with nothing in it yet, and the room: what holds all there is in
 * the shadow root. `fit` gives what stands below all that is reserved, once that is out of sight;
 * called with the top of the thread that is there, in pixels, it gives back what nobody sees.
 */
export type Room = [element: HTMLElement, room: HTMLElement, fit: (top?: number) => void];

/**
 * Gives a section its room, and reserves what the thread took last time, or a screen; no less than
 * the owner has given. What stands below moves now where it is in sight, but no further than out of
 * sight: from there on nobody sees it move.
 */
export function makeRoom([element, top, given, tag]: Place, known: number): Room {
  const room = document.createElement('div');
  room.className = 'room';
  element.attachShadow({ mode: 'open' }).append(room);
  element.dataset.state = 'waiting';
  // The tag may get a box later, where the page's stylesheet comes after this script.
  if (tag) tag.style.display = 'none';
  const reserve = (pixels: number) => (room.style.minHeight = pixels + 'px');
  let height = Math.max(given, known || innerHeight);
  const rest = innerHeight - top;
  reserve(rest < 0 ? height : Math.max(given, Math.min(height, rest)));
  return [element, room, (top = -1e9) => reserve((height = Math.max(0, Math.min(height, innerHeight - top))))];
}
