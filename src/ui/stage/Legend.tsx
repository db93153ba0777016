import type { ReactNode } from 'react';
import { useWords } from '../store.ts';
import { IdentityMark } from './PodBox.tsx';

const HUES = ['eth', 'ip', 'l4', 'tun', 'pay'] as const;

/** What the marks of the stage mean: drawn with the very marks, so that they cannot differ. */
export function Legend() {
  const words = useWords().stage.legendOf;
  return (
    <>
      <dl className="legend">
        <Entry text={words.request}>
          <g className="lit">
            <path d="M3 10H41" />
            <path className="chevron" d="M18 4L27 10L18 16Z" />
          </g>
        </Entry>
        <Entry text={words.reply}>
          <g className="lit reply">
            <g className="leg wire">
              <path d="M3 10H41" />
              <path d="M3 10H41" className="core" />
            </g>
            <path className="chevron" d="M27 4L18 10L27 16Z" />
          </g>
        </Entry>
        <Entry text={words.redirect}>
          <g className="lit">
            <g className="leg redirect">
              <path d="M3 10H41" />
              <path d="M3 10H41" className="core" />
            </g>
          </g>
        </Entry>
        <Entry text={words.lost}>
          <g className="lit">
            <g className="lost">
              <path d="M3 10H41" />
            </g>
          </g>
        </Entry>
        <Entry text={words.ghost}>
          <g className="ghosts">
            <path d="M3 10H41" />
          </g>
        </Entry>
        <Entry text={words.hook}>
          <g className="hook" transform="translate(22 10)">
            <path d="M-7 0L-3.5 -6H3.5L7 0L3.5 6H-3.5Z" />
            <path className="f" d="M2.6 -3.4Q0.6 -4.4 0 -1.8L-0.9 2.2Q-1.4 4.2 -3 3.4M-2 -0.6H2" />
          </g>
        </Entry>
        <Entry text={words.identity}>
          <g transform="translate(17 3)">
            <IdentityMark identity={16202} />
          </g>
        </Entry>
        <Entry text={words.signpost}>
          <g className="device cilium_host">
            <rect x={4} y={3} width={36} height={14} rx={5} />
          </g>
        </Entry>
      </dl>
      <ul className="legend layers-legend">
        {HUES.map((hue) => (
          <li key={hue} className={hue}>
            <span className="swatch" aria-hidden="true" />
            {words.layers[hue]}
          </li>
        ))}
        <li className="tun">
          <span className="swatch inner" aria-hidden="true" />
          {words.inner}
        </li>
      </ul>
    </>
  );
}

function Entry({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        <svg viewBox="0 0 44 20" width={44} height={20} className="picture" aria-hidden="true" focusable="false">
          {children}
        </svg>
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
