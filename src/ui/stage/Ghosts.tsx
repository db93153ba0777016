import { memo } from 'react';
import type { UiMessages } from '../../i18n/ui.en.ts';
import { doorNote, type Ghost } from '../../scene/ghosts.ts';
import { dataOf } from '../../scene/path.ts';
import type { Layout } from '../../scene/places.ts';
import { wrapText } from '../../scene/text-width.ts';

/** Roads not taken: dashed, each with its reason beside it. */
export const Ghosts = memo(function Ghosts({
  ghosts,
  layout,
  words,
}: {
  ghosts: readonly Ghost[];
  layout: Layout;
  words: UiMessages['stage'];
}) {
  return (
    <g className="ghosts">
      {ghosts.map((ghost) => (
        <g key={`${ghost.kind} ${ghost.event}`} className={ghost.kind} data-testid={`ghost-${ghost.kind}`}>
          <path d={dataOf(ghost.path)} />
          <Reason ghost={ghost} layout={layout} words={words} />
        </g>
      ))}
    </g>
  );
});

function Reason({ ghost, layout, words }: { ghost: Ghost; layout: Layout; words: UiMessages['stage'] }) {
  if (ghost.kind === 'right-door') {
    const { at, anchor } = doorNote(layout, ghost);
    return (
      <text {...at} fontSize={12} textAnchor={anchor} className="note haloed">
        {words.rightDoor}
      </text>
    );
  }
  const host = layout.hosts.get(ghost.device.host);
  const note = host?.lowNote ?? null;
  if (note === null) return null;
  return (
    <text className="note" fontSize={12} textAnchor={note.anchor}>
      {wrapText(words.signpost[ghost.why], note.w, 12, 'sans', 2).map((line, i) => (
        <tspan key={line} x={note.x} y={note.y + i * 15}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
