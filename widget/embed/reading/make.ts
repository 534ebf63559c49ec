/** An element with its properties and what stands in it. */
export function make<Name extends keyof HTMLElementTagNameMap>(name: Name, what: Record<string, unknown>, ...parts: (Node | string)[]): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), what);
  element.append(...parts);
  return element;
}

/** A button that is known by its classes. */
export const makeButton = (className: string, text: string, value = ''): HTMLButtonElement => make('button', { className, type: 'button', value }, text);
