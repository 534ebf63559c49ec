// Room for a thread that is not there yet, so that nothing on the page moves when it comes.

/**
 * Reserves what the thread took last time, or a screen; no less than the owner has given. What
 * stands below moves now where it is in sight, but no further than out of sight: from there on
 * nobody sees it move. Answers with what gives it all, once that has happened, and, called with the
 * top of the thread that is there, gives back what nobody sees.
 */
export function reserveRoom(room: HTMLElement, top: number, known: number, given: number): (top?: number) => void {
  const reserve = (pixels: number) => (room.style.minHeight = pixels + 'px');
  let height = Math.max(given, known || innerHeight);
  const rest = innerHeight - top;
  reserve(rest < 0 ? height : Math.max(given, Math.min(height, rest)));
  return (top = -1e9) => reserve((height = Math.max(0, Math.min(height, innerHeight - top))));
}
