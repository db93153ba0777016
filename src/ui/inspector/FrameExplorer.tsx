import { useEffect, useMemo, useRef, useState } from 'react';
import { hexOf } from '../../base/bytes.ts';
import { boxesOf, firstChange } from '../../scene/frame-parts.ts';
import { dissectedAt, differing } from '../../trace/dissected.ts';
import { type Side, sideEvent } from '../../trace/field-origin.ts';
import type { Hop } from '../../trace/journey.ts';
import type { Trace } from '../../trace/trace.ts';
import type { FieldKey } from '../../wire/field-key.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useView, useWords } from '../store.ts';
import { FieldStory } from './FieldStory.tsx';
import { FieldTree } from './FieldTree.tsx';
import { namesOf } from './frame-names.ts';
import { HexView } from './HexView.tsx';
import { NestedBoxes } from './NestedBoxes.tsx';
import './frame-explorer.css';

/** One of the two packets of a hop in full: its boxes, its bytes and its fields, which pick each other. */
export function FrameExplorer({ trace, hop, sides }: { trace: Trace; hop: Hop; sides: 'one' | 'two' }) {
  const words = useWords();
  const { view } = useIntents();
  const wanted = useView((now) => now.field);
  const [chosenSide, setSide] = useState<Side>('left');
  const [byte, setByte] = useState<number | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const asked = useView((now) => now.bytes === 'open');
  // The scrollable pane around: who asks for this below two tall packets wants to see it.
  useEffect(() => {
    if (asked) top.current?.scrollIntoView({ block: 'start' });
  }, [asked]);
  const [opened, setOpened] = useState<ReadonlyMap<FieldKey, boolean>>(new Map());

  const side = sides === 'two' ? chosenSide : 'left';
  const [frame, other] = side === 'left' ? [hop.frameAfter, hop.frameBefore] : [hop.frameBefore, hop.frameAfter];
  const bytes = frame === null ? undefined : trace.frames[frame];
  const tree = dissectedAt(trace, frame);
  const against = sides === 'two' ? other : null;
  const changed = useMemo(() => differing(trace, frame, against), [trace, frame, against]);
  const names = useMemo(() => namesOf(tree, words), [tree, words]);
  const box = boxesOf(tree);
  if (bytes === undefined || box === null) return null;
  const telling = firstChange(tree, changed, dissectedAt(trace, against)) ?? box.key;
  const picked = wanted !== null && tree.byKey.has(wanted) ? wanted : telling;
  const node = tree.byKey.get(picked) ?? box.node;
  const layer = tree.layerOf.get(picked) ?? box.key;
  const holds = (around: FieldKey, key: FieldKey): boolean =>
    around === key || (key.startsWith(`${around}/`) && tree.layerOf.get(around) === tree.layerOf.get(key));
  const byItself = (key: FieldKey): boolean =>
    holds(key, picked) || (tree.layerOf.get(key) === key && changed.has(key));
  const isOpen = (key: FieldKey): boolean => opened.get(key) ?? byItself(key);
  const pick = (key: FieldKey, at: number | null = null): void => {
    view({ field: key });
    setByte(at);
    // What is open around the new field, by choice or by itself, stays open: rows must not move under the pointer.
    const around = [...tree.byKey.keys()].filter((one) => holds(one, key) || isOpen(one));
    setOpened(new Map([...opened, ...around.map((one) => [one, true] as const)]));
  };
  const toggle = (key: FieldKey): void => setOpened(new Map([...opened, [key, !isOpen(key)]]));

  return (
    <div className="frame-explorer" ref={top}>
      <div className="frame-head">
        {sides === 'two' ? <SideChoice side={side} choose={setSide} /> : null}
        <span className="quiet">{words.packetPane.bytes(bytes.length)}</span>
        <CopyButton key={frame} bytes={bytes} />
      </div>
      <section className="frame-story" aria-label={words.frame.story}>
        <FieldStory
          trace={trace}
          packet={hop.packet}
          at={sideEvent(trace, hop, side)}
          {...{ field: picked, node, names }}
        />
      </section>
      <div className="frame-views">
        <NestedBoxes box={box} picked={layer} {...{ names, changed, pick }} />
        <HexView {...{ bytes, tree, names, picked, changed, byte, pick }} />
        <FieldTree {...{ tree, names, picked, changed, isOpen, pick, toggle }} />
      </div>
    </div>
  );
}

function SideChoice({ side, choose }: { side: Side; choose: (side: Side) => void }) {
  const words = useWords();
  return (
    <fieldset className="side-choice">
      <legend className="hidden-text">{words.frame.side}</legend>
      {(['arrived', 'left'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="frame-side" checked={one === side} onChange={() => choose(one)} />
          <span>{one === 'arrived' ? words.packetPane.before : words.packetPane.after}</span>
        </label>
      ))}
    </fieldset>
  );
}

function CopyButton({ bytes }: { bytes: Uint8Array }) {
  const words = useWords().frame;
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  const copy = (): void => {
    navigator.clipboard.writeText(hexOf(bytes)).then(
      () => setOutcome('copied'),
      () => setOutcome('notCopied'),
    );
  };
  return (
    <>
      <span role="status" className="quiet">
        {outcome === null ? '' : words[outcome]}
      </span>
      <button type="button" className="icon-button" aria-label={words.copy} title={words.copy} onClick={copy}>
        <Icon name="copy" />
      </button>
    </>
  );
}
