import { hexDump } from './hex-dump.ts';
import type { Item } from './tree.ts';

const INDENT = '    ';

/** The tree as -V prints it (epan/print.c proto_tree_print_node). `dump` shows data's bytes, which -x shows anyway. */
export function treeLines(tree: Item, dump: boolean): readonly string[] {
  const lines: string[] = [];
  const visit = (item: Item, level: number): void => {
    if (!item.hidden) {
      const text = item.generated ? `[${item.text}]` : item.text;
      lines.push(`${INDENT.repeat(level)}${text}`);
      if (dump && item.spec?.name === 'data' && item.value instanceof Uint8Array)
        lines.push('', ...hexDump(item.value));
    }
    for (const child of item.children) visit(child, level + 1);
  };
  for (const item of tree.children) visit(item, 0);
  return lines;
}
