/**
 * Reads our own style sheets: nested rules are written out, `:is()` is expanded, and every rule is given the order in which it counts.
 * It knows the part of CSS that they use and says so where it does not know something.
 *
 * @typedef {{ selector: string, weight: number, order: number, set: Record<string, string> }} Rule
 * @typedef {{ prelude: string, declarations: [string, string][], children: Block[] }} Block
 */

/** @param {string} text @returns {Block} */
export function parseSheet(text) {
  const css = text.replace(/\/\*[\s\S]*?\*\//g, '');
  let at = 0;
  /** @param {string} prelude @returns {Block} */
  const block = (prelude) => {
    /** @type {Block} */
    const own = { prelude, declarations: [], children: [] };
    let start = at;
    while (at < css.length && css[at] !== '}') {
      if (css[at] === ';') {
        const [, name = '', value = ''] = /^\s*([\w-]+)\s*:\s*([\s\S]*)$/.exec(css.slice(start, at)) ?? [];
        if (name !== '') own.declarations.push([name, value.replace(/\s+/g, ' ').trim()]);
        start = ++at;
      } else if (css[at] === '{') {
        const inner = css.slice(start, at).replace(/\s+/g, ' ').trim();
        at++;
        own.children.push(block(inner));
        start = ++at;
      } else at++;
    }
    return own;
  };
  return block('');
}

/** Splits at commas that are not inside of brackets. @param {string} list */
function parts(list) {
  return list.split(/,(?![^(]*\))/).map((part) => part.trim());
}

/** `a :is(b, c)` as `a b` and `a c`. @param {string} selector @returns {string[]} */
function expanded(selector) {
  const found = /:is\(([^()]*)\)/.exec(selector);
  if (found === null) return [selector];
  const choices = parts(found[1] ?? '');
  const before = selector.slice(0, found.index);
  const after = selector.slice(found.index + found[0].length);
  if (new Set(choices.map(weightOf)).size > 1)
    throw new Error(`css-rules: the choices of '${selector}' count differently`);
  return choices.flatMap((choice) => expanded(`${before}${choice}${after}`));
}

/** Specificity: classes count a hundred times what elements do. No ids. @param {string} selector */
function weightOf(selector) {
  const classes = selector.match(/\.[\w-]+|\[[^\]]*\]|:(?!not|is)[\w-]+/g)?.length ?? 0;
  const elements = selector.replace(/:[\w-]+/g, '').match(/(?:^|[\s>(])[a-z]\w*/g)?.length ?? 0;
  return classes * 100 + elements;
}

/** @param {string} parent @param {string} child */
function nested(parent, child) {
  if (parent === '') return child;
  return child.includes('&') ? child.replaceAll('&', parent) : `${parent} ${child}`;
}

/**
 * The rules of a sheet that count in every window and on every screen, in the order of the file; layers are looked into.
 * @param {Block} sheet @returns {Rule[]}
 */
export function rulesOf(sheet) {
  /** @type {Rule[]} */
  const rules = [];
  /** @param {Block} block @param {readonly string[]} parents */
  const visit = (block, parents) => {
    const isLayer = block.prelude === '' || block.prelude.startsWith('@layer');
    if (block.prelude.startsWith('@') && !isLayer) return;
    const own = isLayer
      ? parents
      : parents.flatMap((parent) => parts(block.prelude).flatMap((child) => expanded(nested(parent, child))));
    const set = Object.fromEntries(block.declarations);
    if (!isLayer && block.declarations.length > 0)
      for (const selector of own)
        rules.push({ selector: selector.trim(), weight: weightOf(selector), order: rules.length, set });
    for (const child of block.children) visit(child, own);
  };
  visit(sheet, ['']);
  return rules;
}
