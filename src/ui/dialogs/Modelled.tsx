import type { ReactNode } from 'react';
import type { HelpWords } from '../../i18n/help-words.ts';
import { GRADES, type Grade, type Limit } from '../../i18n/limit.ts';
import { LIMITS } from '../../i18n/limits.ts';
import type { World } from '../../lab/world.ts';
import { CiteChip } from '../inspector/Cites.tsx';
import { Said } from '../Said.tsx';
import { useSession, useView } from '../store.ts';
import { Dialog } from './Dialog.tsx';
import { useHelpWords } from './help-words.ts';
import './modelled.css';

/** What the model holds and what it leaves out: said before anybody has to find out. */
export function Modelled() {
  const words = useHelpWords().modelled;
  const world = useSession((session) => session.trace?.world ?? session.world);
  return (
    <Dialog title={words.title} wide>
      <p>{words.intro}</p>
      <p>{words.time}</p>
      <nav className="parts" aria-label={words.jump}>
        <ul>
          <li>
            <Jump to="lab">{words.lab.title}</Jump>
          </li>
          {GRADES.map((grade) => (
            <li key={grade}>
              <Jump to={grade}>
                <GradeSign grade={grade} />
                {words.grades[grade].title}
              </Jump>
            </li>
          ))}
        </ul>
      </nav>
      <Assumptions world={world} words={words.lab} />
      {GRADES.map((grade) => (
        <section key={grade} className={`grade ${grade}`} aria-labelledby={`limits-${grade}`}>
          <h3 id={`limits-${grade}`} tabIndex={-1}>
            <GradeSign grade={grade} />
            {words.grades[grade].title}
          </h3>
          <p className="about">{words.grades[grade].about}</p>
          <dl>
            {LIMITS[grade].map((limit) => (
              <Row key={limit.what.en} limit={limit} sources={words.sources} />
            ))}
          </dl>
        </section>
      ))}
      <p>{words.sure}</p>
    </Dialog>
  );
}

/** Goes to a part of this dialog, reading and all. The address is the run's and stays as it is. */
function Jump({ to, children }: { to: string; children: ReactNode }) {
  return (
    <button type="button" onClick={() => document.getElementById(`limits-${to}`)?.focus()}>
      {children}
    </button>
  );
}

function Row({ limit, sources }: { limit: Limit; sources: string }) {
  const lang = useView((view) => view.lang);
  return (
    <div>
      <dt>
        <Said>{limit.what[lang]}</Said>
      </dt>
      <dd>
        <p>
          <Said>{limit.text[lang]}</Said>
        </p>
        <ul className="chips" aria-label={sources}>
          {limit.sources.map((cite) => (
            <li key={`${cite.source} ${cite.ref} ${cite.symbol ?? ''}`}>
              <CiteChip cite={cite} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

const SIGN = {
  modelled: 'M3 8.5l3.5 3.5L13 4',
  derived: 'M2 8h9M8 4l4 4-4 4M14 3v10',
  unknown: 'M6 5.5a2.2 2.2 0 114 1.3c-.7 1-2 1.2-2 2.6M8 12.5v.01',
  'not-modelled': 'M4 4l8 8M12 4l-8 8',
} as const satisfies Record<Grade, string>;

function GradeSign({ grade }: { grade: Grade }) {
  return (
    <svg viewBox="0 0 16 16" className="grade-sign" aria-hidden="true" focusable="false">
      <path d={SIGN[grade]} />
    </svg>
  );
}

/** The switches of the run on the stage, as they are in effect. */
function Assumptions({ world, words }: { world: World; words: HelpWords['modelled']['lab'] }) {
  const { settings, file } = world;
  const cilium = settings.datapath === 'cilium';
  const onOff = (on: boolean): 'on' | 'off' => (on ? 'on' : 'off');
  const rows: readonly (readonly [name: string, value: string])[] = [
    [words.cilium, cilium ? file.versions.cilium : words.plain],
    [words.kernel, file.versions.kernel],
    [words.routing, settings.routing],
    ...(cilium
      ? ([
          [words.hostRouting, settings.hostRouting],
          [words.socketLB, words.socketLBOf[onOff(settings.socketLB)]],
          [words.masquerade, words.masqueradeOf[onOff(settings.bpfMasquerade)]],
          [words.direct, `${settings.autoDirectNodeRoutes}`],
          [words.endpointRoutes, `${settings.endpointRoutes}`],
          [words.aggregation, settings.monitorAggregation],
        ] as const)
      : []),
  ];
  return (
    <section className="grade" aria-labelledby="limits-lab">
      <h3 id="limits-lab" tabIndex={-1}>
        {words.title}
      </h3>
      <p className="about">{words.about}</p>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>
              <Said>{name}</Said>
            </dt>
            <dd>
              <Said>{value}</Said>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
