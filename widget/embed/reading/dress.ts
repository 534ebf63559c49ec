// Stylesheets that come after the loader's own.

const sheets = new Map<string, CSSStyleSheet>();

/** Puts a stylesheet on a section, unless it wears it, or lacks the loader's, on which it builds. */
export function dress(root: ShadowRoot, style: string): void {
  try {
    let sheet = sheets.get(style);
    if (!sheet) {
      sheets.set(style, (sheet = new CSSStyleSheet()));
      sheet.replaceSync(style);
    }
    const worn = root.adoptedStyleSheets;
    if (worn[0] && !worn.includes(sheet)) root.adoptedStyleSheets = [...worn, sheet];
  } catch {
    // An old browser: one can read and write all the same.
  }
}
