import { layersOf } from '../../scene/frame-parts.ts';
import type { DissectNode, Note } from '../../wire/dissect-node.ts';
import { type FieldKey, isLayerNode, type KeyedTree } from '../../wire/field-key.ts';
import { useWords } from '../store.ts';
import { ChangedMark } from './ChangedMark.tsx';
import type { FrameNames } from './frame-names.ts';
import './field-tree.css';

interface Branch {
  readonly tree: KeyedTree;
  readonly names: FrameNames;
  readonly picked: FieldKey;
  readonly changed: ReadonlySet<FieldKey>;
  readonly isOpen: (key: FieldKey) => boolean;
  readonly pick: (key: FieldKey) => void;
  readonly toggle: (key: FieldKey) => void;
}

/** Every layer with its fields, every field with what it is made of. Lists of buttons, so that any reader can walk it. */
export function FieldTree(branch: Branch) {
  const words = useWords().frame;
  const { tree, names, isOpen } = branch;
  return (
    <ol className="field-tree" aria-label={words.fields}>
      {layersOf(tree).map(({ key, node, hue, inner }) => (
        <li key={key} className={`frame-part tree-layer ${hue} ${inner ? 'inner' : ''}`}>
          <div className="tree-row">
            <Chevron {...branch} at={key} name={words.fieldsOf(names.layer(key))} />
            <button type="button" aria-pressed={key === branch.picked} onClick={() => branch.pick(key)}>
              <span className="tree-name strong" lang="en">
                {names.layer(key)}
              </span>
              {branch.changed.has(key) ? <ChangedMark /> : null}
            </button>
          </div>
          {isOpen(key) ? <Fields {...branch} nodes={node.children} /> : null}
        </li>
      ))}
    </ol>
  );
}

function Fields(branch: Branch & { readonly nodes: readonly DissectNode[] }) {
  const words = useWords().frame;
  const { tree, names, picked, changed, isOpen, pick } = branch;
  return (
    <ol>
      {branch.nodes.map((node) => {
        const key = tree.keyOf.get(node.id);
        // What a layer quotes stands in the list of layers.
        if (key === undefined || isLayerNode(node)) return null;
        return (
          <li key={key}>
            <div className="tree-row">
              {node.children.length === 0 ? null : (
                <Chevron {...branch} at={key} name={words.partsOf(names.field(node))} />
              )}
              <button type="button" aria-pressed={key === picked} onClick={() => pick(key)}>
                <span className="tree-name" lang="en">
                  {names.field(node)}
                </span>
                <span className="tree-value mono" translate="no">
                  {changed.has(key) ? <ChangedMark /> : null} {node.value}
                </span>
                <NoteMark note={node.note} />
              </button>
            </div>
            {node.children.length > 0 && isOpen(key) ? <Fields {...branch} nodes={node.children} /> : null}
          </li>
        );
      })}
    </ol>
  );
}

function Chevron({ at, name, isOpen, toggle }: Branch & { readonly at: FieldKey; readonly name: string }) {
  return (
    <button type="button" className="chevron" aria-expanded={isOpen(at)} aria-label={name} onClick={() => toggle(at)}>
      <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <path d="M4 2.5 8 6l-4 3.5" />
      </svg>
    </button>
  );
}

const SIGNS: Readonly<Record<Note, string>> = {
  'checksum-good': '✓',
  'checksum-bad': '✗',
  'checksum-unknown': '…',
  zero: '○',
  truncated: '…',
  malformed: '✗',
  unsupported: '…',
  trailing: '…',
};

function NoteMark({ note }: { note: Note | null }) {
  const words = useWords().frame.notes;
  if (note === null) return null;
  return (
    <span className="note-mark" title={words[note]}>
      <span aria-hidden="true">{SIGNS[note]}</span>
      <span className="hidden-text"> {words[note]}</span>
    </span>
  );
}
