// Stylesheets that come after the loader's own.

const sheets = new Map<string, CSSStyleSheet>();

/** Puts a stylesheet on a section, unless it wears it, or lacks the loader's, on which it builds. */
export function dress(root: ShadowRoot, style: string): void {
  try {
    const worn = root.adoptedStyleSheets;
    const sheet = sheets.get(style) ?? new CSSStyleSheet();
    if (!worn[0] || worn.includes(sheet)) return;
    if (!sheets.has(style)) sheet.replaceSync(style);
    sheets.set(style, sheet);
    root.adoptedStyleSheets = [...worn, sheet];
  } catch {
    // An old browser: one can read and write all the same.
  }
}
