import type { Label } from '../../scene/places.ts';

/** A label of the layout; the whole name in a tooltip when it had to be cut. */
export function Text({ label, className = '' }: { label: Label; className?: string }) {
  const font = label.font === 'mono' ? 'mono' : label.font === 'bold' ? 'bold' : '';
  return (
    <text
      x={label.at.x}
      y={label.at.y}
      fontSize={label.size}
      textAnchor={label.anchor}
      className={`${font} ${className}`}
    >
      {label.text === label.full ? null : <title>{label.full}</title>}
      {label.text}
    </text>
  );
}
