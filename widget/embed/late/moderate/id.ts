/** A new id: a UUID of version 7, RFC 9562. Pages without https have no `crypto.randomUUID`. */
export function newId(): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  const random = [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => hex(byte, 2)).join('');
  const time = hex(Date.now(), 12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6)}`;
}
