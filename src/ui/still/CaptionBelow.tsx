import type { PictureCaption } from '../../scene/picture-caption.ts';
import { Text } from '../stage/Text.tsx';

/** The words of the moment under its picture, behind a bar that says by its colour whether something was lost. */
export function CaptionBelow({ caption }: { caption: PictureCaption }) {
  const { box, title, sentence, run, name, lost } = caption;
  return (
    <g className={`picture-caption ${lost ? 'lost' : ''}`}>
      <rect x={20} y={box.y + 8} width={3} height={box.h - 22} className="bar" />
      {title.map((line) => (
        <Text key={line.at.y} label={line} className="title" />
      ))}
      {sentence.map((line) => (
        <Text key={line.at.y} label={line} />
      ))}
      <Text label={run} className="fact" />
      <Text label={name} className="fact" />
    </g>
  );
}
