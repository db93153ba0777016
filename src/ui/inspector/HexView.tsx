import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import { hexOf } from '../../base/bytes.ts';
import { layerByByte } from '../../scene/frame-parts.ts';
import { type FieldKey, type KeyedTree, nodeAt } from '../../wire/field-key.ts';
import { useWords } from '../store.ts';
import { useByteColumns } from './byte-columns.ts';
import type { FrameNames } from './frame-names.ts';
import './hex-view.css';

/** More than this is payload for sure, and is drawn when somebody asks. */
const SHOWN = 384;

/** Every byte of a frame on the hue of its layer. A grid: one stop for Tab, arrows move, and where they are is picked. */
export function HexView({
  bytes,
  tree,
  names,
  picked,
  changed,
  byte,
  pick,
}: {
  bytes: Uint8Array;
  tree: KeyedTree;
  names: FrameNames;
  picked: FieldKey;
  changed: ReadonlySet<FieldKey>;
  /** The byte by which the field was picked, or null. */
  byte: number | null;
  pick: (key: FieldKey, byte: number) => void;
}) {
  const words = useWords().frame;
  const columns = useByteColumns();
  const grid = useRef<HTMLDivElement>(null);
  const [whole, setWhole] = useState(false);
  const cells = useMemo(() => cellsOf(bytes, tree, names, changed), [bytes, tree, names, changed]);
  const shown = whole || bytes.length <= SHOWN + columns ? bytes.length : SHOWN;
  const node = tree.byKey.get(picked);
  const inNode = (at: number): boolean => node !== undefined && at >= node.offset && at < node.offset + node.length;
  const stop = Math.min(shown - 1, byte !== null && inNode(byte) ? byte : (node?.offset ?? 0));

  const go = (to: number): void => {
    const key = cells[to]?.key;
    if (to < 0 || to >= shown || key === undefined) return;
    pick(key, to);
    grid.current?.querySelector<HTMLElement>(`[data-byte="${to}"]`)?.focus();
  };
  const onKey = (press: KeyboardEvent): void => {
    if (press.altKey || press.metaKey) return;
    const row = stop - (stop % columns);
    const to = {
      ArrowRight: stop + 1,
      ArrowLeft: stop - 1,
      ArrowDown: stop + columns,
      ArrowUp: stop - columns,
      Home: press.ctrlKey ? 0 : row,
      Enter: stop,
      End: press.ctrlKey ? shown - 1 : Math.min(shown - 1, row + columns - 1),
    }[press.key];
    if (to === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    go(to);
  };
  const onClick = ({ target }: MouseEvent): void => {
    const at = target instanceof Element ? target.closest<HTMLElement>('[data-byte]')?.dataset['byte'] : undefined;
    if (at !== undefined) go(Number(at));
  };
  const onCopy = (event: ClipboardEvent): void => {
    const marked = markedBytes(grid.current);
    const [from, to] = marked ?? [node?.offset ?? 0, (node?.offset ?? 0) + (node?.length ?? 0) - 1];
    event.clipboardData.setData('text/plain', hexOf(bytes.subarray(from, to + 1)));
    event.preventDefault();
  };

  const rows = Array.from({ length: Math.ceil(shown / columns) }, (_, i) => i * columns);
  return (
    <>
      <div
        role="grid"
        aria-label={words.bytes}
        aria-rowcount={Math.ceil(bytes.length / columns) + 1}
        aria-colcount={columns + 1}
        className={`hex columns-${columns}`}
        ref={grid}
        tabIndex={-1}
        translate="no"
        onKeyDown={onKey}
        onClick={onClick}
        onCopy={onCopy}
      >
        <div role="row" className="hex-row head">
          <span role="columnheader">
            <span className="hidden-text">{words.offset}</span>
          </span>
          {Array.from({ length: columns }, (_, i) => (
            <span key={i} role="columnheader">
              {i.toString(16)}
            </span>
          ))}
        </div>
        {rows.map((row) => (
          <div key={row} role="row" aria-rowindex={row / columns + 2} className="hex-row">
            <span role="rowheader">{row.toString(16).padStart(4, '0')}</span>
            {cells.slice(row, Math.min(row + columns, shown)).map((cell, i) => {
              const at = row + i;
              return (
                <span
                  key={at}
                  role="gridcell"
                  data-byte={at}
                  aria-label={words.byteName(cell.hex, cell.name || words.noField)}
                  aria-selected={inNode(at)}
                  tabIndex={at === stop ? 0 : -1}
                  className={cell.look}
                >
                  {cell.hex}
                </span>
              );
            })}
          </div>
        ))}
      </div>
      {shown < bytes.length ? (
        <button type="button" className="button hex-more" onClick={() => setWhole(true)}>
          {words.more(bytes.length - shown)}
        </button>
      ) : null}
    </>
  );
}

interface Cell {
  readonly hex: string;
  readonly key: FieldKey | undefined;
  readonly name: string;
  readonly look: string;
}

function cellsOf(
  bytes: Uint8Array,
  tree: KeyedTree,
  names: FrameNames,
  changed: ReadonlySet<FieldKey>,
): readonly Cell[] {
  const layers = layerByByte(tree, bytes.length);
  return Array.from(bytes, (value, at) => {
    const node = nodeAt(tree.tree, at);
    const key = node === null ? undefined : tree.keyOf.get(node.id);
    const layer = layers[at];
    const differs = key !== undefined && node?.children.length === 0 && changed.has(key);
    return {
      hex: value.toString(16).padStart(2, '0'),
      key,
      name: key === undefined ? '' : names.full(key),
      look: `frame-part byte ${layer?.hue ?? ''} ${layer?.inner === true ? 'inner' : ''} ${differs ? 'changed' : ''}`,
    };
  });
}

/** First and last byte of what is selected with the pointer, or null. */
function markedBytes(grid: HTMLElement | null): readonly [number, number] | null {
  const selection = getSelection();
  if (grid === null || selection === null || selection.isCollapsed) return null;
  const marked = [...grid.querySelectorAll<HTMLElement>('[data-byte]')].filter((cell) =>
    selection.containsNode(cell, true),
  );
  const first = marked[0]?.dataset['byte'];
  const last = marked.at(-1)?.dataset['byte'];
  return first === undefined || last === undefined ? null : [Number(first), Number(last)];
}
