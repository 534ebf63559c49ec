// Stylesheets that come after the loader's own.

const sheets = new Map<string, CSSStyleSheet>();

/** Puts a stylesheet on a section, unless it wears it. An old browser has none: nor the loader's. */
export function dress(root: ShadowRoot, style: string): void {
  try {
    const sheet = sheets.get(style) ?? new CSSStyleSheet();
    if (root.adoptedStyleSheets.includes(sheet)) return;
    if (!sheets.has(style)) sheet.replaceSync(style);
    sheets.set(style, sheet);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // One can read and write all the same.
  }
}
