import { ScenarioList } from '../scenarios/ScenarioList.tsx';
import { useIntents, useSite, useStart, useView, useWords } from '../store.ts';
import { Dialog } from './Dialog.tsx';

/** The runs that have a name: each a page of its own, opened here without loading one. */
export function Scenarios() {
  const words = useWords().scenarios;
  const lang = useView((view) => view.lang);
  const here = useStart((start) => start.scenario?.id ?? null);
  const site = useSite();
  const { scenario, view } = useIntents();
  return (
    <Dialog title={words.title} wide>
      <p className="scenarios-intro">{words.intro}</p>
      <ScenarioList
        lang={lang}
        site={site}
        here={here}
        onOpen={(id) => {
          view({ dialog: 'none' });
          scenario(id);
        }}
      />
    </Dialog>
  );
}
