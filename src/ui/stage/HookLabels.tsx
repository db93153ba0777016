import { memo } from 'react';
import type { HookLabel } from '../../scene/hook-labels.ts';
import { Text } from './Text.tsx';

/** The names of the programs that the packet has met, beside their hooks. */
export const HookLabels = memo(function HookLabels({ hooks }: { hooks: readonly HookLabel[] }) {
  return (
    <g className="hook-labels" lang="en">
      {hooks.map((hook) => (
        <g key={hook.device} className={hook.current ? 'current' : ''} data-testid={`hooks-${hook.device}`}>
          {hook.lines.map((line) => (
            <Text key={line.at.y} label={line} className="haloed" />
          ))}
        </g>
      ))}
    </g>
  );
});
