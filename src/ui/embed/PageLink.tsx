import { Icon } from '../Icon.tsx';
import { useEvent, useSession, useView, useWords } from '../store.ts';

/** The same on its page, in a tab of its own: the host's page stays where it is. */
export function PageLink({ address }: { address: () => string }) {
  const words = useWords().embed;
  // What the address is made of: it has to be made anew when these change.
  useEvent();
  useView((view) => view);
  useSession((session) => session.run);
  return (
    <a
      className="icon-button page-link"
      href={address()}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={words.page}
      title={words.page}
    >
      <Icon name="out" />
    </a>
  );
}
