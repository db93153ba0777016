import { fieldWords } from '../../i18n/field-words.ts';
import { tellFieldOrigin } from '../../i18n/tell-field-origin.ts';
import { HUE } from '../../scene/card.ts';
import { startOf } from '../../scene/pacing.ts';
import { seek } from '../../state/playhead.ts';
import type { EventId } from '../../trace/events.ts';
import { fieldOrigin } from '../../trace/field-origin.ts';
import type { PacketId, Trace } from '../../trace/trace.ts';
import type { DissectNode } from '../../wire/dissect-node.ts';
import { type FieldKey, isLayerNode } from '../../wire/field-key.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useView, useWords } from '../store.ts';
import { CiteChip } from './Cites.tsx';
import type { FrameNames } from './frame-names.ts';

/** What the picked field is, what it says in this packet, and who set it at which hop. */
export function FieldStory({
  trace,
  packet,
  at,
  field,
  node,
  names,
}: {
  trace: Trace;
  packet: PacketId;
  /** The event at which the packet was as it is shown. */
  at: EventId;
  field: FieldKey;
  node: DissectNode;
  names: FrameNames;
}) {
  const words = useWords().frame;
  const lang = useView((view) => view.lang);
  const about = fieldWords(node.layer, node.label);
  const origin = fieldOrigin(trace, packet, at, field);
  const told = origin === null ? null : tellFieldOrigin(trace, origin, node, lang);
  return (
    <div className={`frame-part field-story ${HUE[node.layer]} ${node.depth > 0 ? 'inner' : ''}`}>
      <h4>
        <span className="field-name" lang="en">
          {names.full(field)}
        </span>
        <span className="field-place">{placeText(node, words)}</span>
      </h4>
      {isLayerNode(node) || node.value === '' ? null : (
        <p className="field-value mono" translate="no">
          {node.value}
        </p>
      )}
      <p>
        {about === null ? words.noWords : about.means[lang]} {node.note === null ? null : words.notes[node.note]}
      </p>
      {origin === null || told === null ? null : (
        <>
          {told.aside === null ? null : <p>{told.aside}</p>}
          <p className="origin">
            <OriginButton trace={trace} event={origin.event.id} line={told.line} was={origin.was} />
          </p>
          {told.chosen === null ? null : (
            <p className="origin">
              <OriginButton trace={trace} event={told.chosen.event.id} line={told.chosen.line} was={null} />
            </p>
          )}
        </>
      )}
      {about === null ? null : <CiteChip cite={about.source} />}
    </div>
  );
}

/** Goes to the event. */
function OriginButton({ trace, event, line, was }: { trace: Trace; event: EventId; line: string; was: string | null }) {
  const words = useWords().frame;
  const { head } = useIntents();
  return (
    <button type="button" onClick={() => head((now, run) => seek(now, run, event))}>
      <Icon name="arrow" />
      <span>
        {line}{' '}
        <span className="origin-event">
          {words.toEvent(event - startOf(trace) + 1)}
          {was === null || was === '' ? '' : ` · ${words.was(was)}`}
        </span>
      </span>
    </button>
  );
}

function placeText(node: DissectNode, words: ReturnType<typeof useWords>['frame']): string {
  if (node.bits === null) return words.place(node.offset, node.offset + node.length - 1);
  const first = node.offset * 8;
  const [from, to] = node.bits;
  const byte = words.place(Math.floor((first + from) / 8), Math.floor((first + to - 1) / 8));
  return `${byte}, ${words.bits(from, to - 1)}`;
}
