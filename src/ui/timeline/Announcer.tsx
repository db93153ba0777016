import type { UiMessages } from '../../i18n/ui.en.ts';
import type { Said } from '../../state/view.ts';
import { useView, useWords } from '../store.ts';

/** What a key or a jump has done, for those who do not see it. */
export function Announcer() {
  const words = useWords().time.said;
  const said = useView((view) => view.said);
  return (
    <p className="hidden-text" role="status" data-testid="announcer">
      {textOf(said, words)}
    </p>
  );
}

function textOf(said: Said, words: UiMessages['time']['said']): string {
  switch (said.kind) {
    case 'nothing':
      return '';
    case 'fullscreen':
      return words.fullscreen[said.now];
    case 'present':
      return words.present[said.now];
    case 'detail':
      return words.detail(said.level);
    case 'wrapped':
      return words.wrapped[said.to];
  }
}
