import { useId } from 'react';
import type { World } from '../../lab/world.ts';
import { podLabel } from '../../scene/text-width.ts';
import { loopsOf, sourcesOf } from '../../scenario/ask.ts';
import { useWords } from '../store.ts';

/** The choice of an address that is none of the lab's own. */
export const TYPED = 'typed';

/** Whoever can send. */
export function Sources({ world }: { world: World }) {
  const words = useWords().controls;
  const names = sourcesOf(world);
  return (
    <>
      <optgroup label={words.pods}>
        {names
          .filter((name) => world.pods.has(name))
          .map((name) => (
            <option key={name} value={name}>
              {words.podAt(podLabel(world.pods.get(name)?.shortName ?? name), world.pods.get(name)?.node ?? '')}
            </option>
          ))}
      </optgroup>
      <optgroup label={words.nodes}>
        {names
          .filter((name) => !world.pods.has(name))
          .map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
      </optgroup>
    </>
  );
}

/** Whatever can be sent to. */
export function Destinations({ world }: { world: World }) {
  const words = useWords().controls;
  const pods = sourcesOf(world).flatMap((name) => world.pods.get(name) ?? []);
  const loops = loopsOf(world);
  return (
    <>
      <optgroup label={words.services}>
        {world.services
          .filter((service) => service.backends.length > 0)
          .map((service) => (
            <option key={service.name} value={`svc.${service.name}`}>
              {words.service(service.shortName, service.clusterIP)}
            </option>
          ))}
      </optgroup>
      <optgroup label={words.pods}>
        {pods.map((pod) => (
          <option key={pod.name} value={pod.name}>
            {words.podAt(podLabel(pod.shortName), pod.node)}
          </option>
        ))}
      </optgroup>
      <optgroup label={words.nodes}>
        {world.nodes.map((node) => (
          <option key={node.name} value={node.name}>
            {words.loop(node.name, node.ip)}
          </option>
        ))}
      </optgroup>
      {loops.length === 0 ? null : (
        <optgroup label={words.routerLoops}>
          {loops.map((loop) => (
            <option key={loop.name} value={loop.address}>
              {words.loop(loop.name, loop.address)}
            </option>
          ))}
        </optgroup>
      )}
      <option value={TYPED}>{words.typed}</option>
    </>
  );
}

/** The field for an address that somebody types in. */
export function TypedAddress({
  value,
  bad,
  onChange,
}: {
  value: string;
  bad: boolean;
  onChange: (value: string) => void;
}) {
  const words = useWords().controls;
  const id = useId();
  return (
    <div className="choice typed">
      <label htmlFor={id}>{words.address}</label>
      <input
        id={id}
        className="mono"
        value={value}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={15}
        aria-invalid={bad && value !== ''}
        aria-describedby={`${id}-error`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-error`} className={bad && value !== '' ? 'field-error' : 'hidden-text'}>
        {bad && value !== '' ? words.badAddress : ''}
      </span>
    </div>
  );
}
