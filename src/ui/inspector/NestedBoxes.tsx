import type { FrameBox } from '../../scene/frame-parts.ts';
import type { FieldKey } from '../../wire/field-key.ts';
import { useWords } from '../store.ts';
import { ChangedMark } from './ChangedMark.tsx';
import type { FrameNames } from './frame-names.ts';

/** The layers of a frame as they lie in each other: the outermost header is the outermost box. */
export function NestedBoxes({
  box,
  names,
  picked,
  changed,
  pick,
}: {
  box: FrameBox;
  names: FrameNames;
  /** The layer that is picked, or that holds the field that is. */
  picked: FieldKey;
  changed: ReadonlySet<FieldKey>;
  pick: (key: FieldKey) => void;
}) {
  const words = useWords().frame;
  return (
    <ol className="frame-boxes" aria-label={words.boxes}>
      <Box {...{ box, names, picked, changed, pick }} />
    </ol>
  );
}

function Box({
  box,
  names,
  picked,
  changed,
  pick,
}: {
  box: FrameBox;
  names: FrameNames;
  picked: FieldKey;
  changed: ReadonlySet<FieldKey>;
  pick: (key: FieldKey) => void;
}) {
  const words = useWords().frame;
  return (
    <li className={`frame-part frame-box ${box.hue} ${box.inner ? 'inner' : ''}`}>
      <button type="button" aria-pressed={box.key === picked} onClick={() => pick(box.key)}>
        <span className="frame-box-name" lang="en">
          {names.layer(box.key)}
          {changed.has(box.key) ? <ChangedMark /> : null}
        </span>
        <span className="frame-box-what mono" translate="no" title={box.node.value}>
          {box.node.value}
        </span>
        <span className="frame-box-size mono">{words.headerSize(box.node.length)}</span>
      </button>
      {box.inside === null ? null : (
        <ol>
          <Box {...{ box: box.inside, names, picked, changed, pick }} />
        </ol>
      )}
    </li>
  );
}
