import type { HopScope } from './api.d.ts';

/** A paragraph counts while it crosses this line of the window: its upper third. */
const LINE = '-33% 0px -66% 0px';

/**
 * The stage follows the text: what has `data-hopscope="ID@PLACE"` sends the element of that id to that place when it comes to the
 * reading line. Before the frame is opened the last place is kept for it. Returns what ends it.
 */
export function seekOnScroll(stage: Pick<HopScope, 'id' | 'seek' | 'player'>): () => void {
  if (stage.id === '') return () => undefined;
  const own = `${stage.id}@`;
  const steps = [...document.querySelectorAll<HTMLElement>('[data-hopscope]')].filter(({ dataset }) =>
    dataset['hopscope']?.startsWith(own),
  );
  let wanted: string | null = null;
  let sent: string | null = null;
  let live = false;
  const send = (): void => {
    if (!live || wanted === null || wanted === sent) return;
    sent = wanted;
    stage.seek(wanted).catch(() => undefined); // No such place in this run: the text goes on.
  };
  const observer = new IntersectionObserver(
    (entries) => {
      const entered = entries.findLast(({ isIntersecting }) => isIntersecting)?.target;
      if (!(entered instanceof HTMLElement)) return;
      wanted = entered.dataset['hopscope']?.slice(own.length) ?? null;
      for (const step of steps) step.toggleAttribute('data-hopscope-current', step === entered);
      send();
    },
    { rootMargin: LINE },
  );
  for (const step of steps) observer.observe(step);
  void stage.player
    .then((player) => player.ready)
    .then(
      () => {
        live = true;
        send();
      },
      () => undefined,
    );
  return () => observer.disconnect();
}
