/** A button that is known by its classes. */
export function makeButton(classes: string, text: string, value = ''): HTMLButtonElement {
  const button = document.createElement('button');
  return Object.assign(button, { className: classes, type: 'button', textContent: text, value });
}
