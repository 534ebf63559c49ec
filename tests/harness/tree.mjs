// The page as a screen reader gets it: Chromium's accessibility tree, in which shadow roots are no
// borders, and where the focus is.

/**
 * @typedef {object} Node
 * @property {string} role
 * @property {string} name
 * @property {string} description
 * @property {Record<string, any>} is its states: `pressed`, `expanded`, `invalid`, `level`, …
 * @property {Node[]} children
 */

/** The tree of a page; what it ignores is left out, and what stands in that moves up. @param {import("playwright-core").Page} page @returns {Promise<Node>} */
export async function tree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  /** @param {string} id @returns {Node[]} */
  const read = (id) => {
    const node = byId.get(id);
    if (!node) return [];
    const children = (node.childIds ?? []).flatMap(read);
    if (node.ignored) return children;
    const is = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
    return [{ role: node.role?.value, name: (node.name?.value ?? "").replace(/\s+/g, " ").trim(), description: node.description?.value ?? "", is, children }];
  };
  return read(nodes[0].nodeId)[0];
}

/** All nodes of a role below one, in order. @param {Node} node @param {string} [role] @returns {Node[]} */
export const all = (node, role) => node.children.flatMap((child) => [...(!role || child.role === role ? [child] : []), ...all(child, role)]);

/** What is heard of a node that has no name of its own. @param {Node} node */
export const heard = (node) => all(node, "StaticText").map(({ name }) => name).join(" ").replace(/\s+/g, " ").trim();

/** The section, as a region of the page. @param {import("playwright-core").Page} page @param {string | RegExp} name */
export async function region(page, name) {
  const found = all(await tree(page), "region").filter((node) => node.name.match(name));
  if (found.length !== 1) throw new Error(`${found.length} regions named ${name}`);
  return found[0];
}

/** What has the focus, through all shadow roots: as a selector would name it. @param {import("playwright-core").Page} page */
export const focused = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at) return "";
    const row = at.closest(".row")?.getAttribute("data-number");
    return [row && at.matches(".row") ? `row ${row}` : at.localName, ...at.classList].join(".");
  });
