import { fieldWords } from '../../i18n/field-words.ts';
import type { UiMessages } from '../../i18n/ui.en.ts';
import type { DissectNode } from '../../wire/dissect-node.ts';
import { type FieldKey, isLayerNode, type KeyedTree } from '../../wire/field-key.ts';

/** What the parts of one frame are called; where a layer is there twice, which of the two. */
export interface FrameNames {
  readonly layer: (key: FieldKey) => string;
  readonly field: (node: DissectNode) => string;
  /** Layer and field: 'Outer IPv4, TTL'. */
  readonly full: (key: FieldKey) => string;
}

function isQuoted(key: FieldKey): boolean {
  return key.includes('/quote/');
}

export function namesOf({ byKey, layerOf }: KeyedTree, words: UiMessages): FrameNames {
  const own = [...byKey].filter(([key, node]) => isLayerNode(node) && !isQuoted(key));
  const kinds = own.map(([, node]) => node.layer);
  const layer = (key: FieldKey): string => {
    const node = byKey.get(layerOf.get(key) ?? key);
    if (node === undefined) return '';
    const name = words.layers[node.layer];
    if (isQuoted(key)) return words.frame.quoted(name);
    if (kinds.indexOf(node.layer) === kinds.lastIndexOf(node.layer)) return name;
    return node.depth > 0 ? words.frame.inner(name) : words.frame.outer(name);
  };
  const field = (node: DissectNode): string =>
    fieldWords(node.layer, node.label)?.name ?? node.label.slice(node.label.lastIndexOf('.') + 1);
  const full = (key: FieldKey): string => {
    const node = byKey.get(key);
    return node === undefined || isLayerNode(node) ? layer(key) : `${layer(key)}, ${field(node)}`;
  };
  return { layer, field, full };
}
