import type { Fact } from '../../scene/transcript-head.ts';

/** What a run depends on and what it came to, as names and values. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ name, text, code }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={code ? 'mono' : ''} translate={code ? 'no' : undefined}>
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}
