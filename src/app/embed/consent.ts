import type { ConsentDesk } from '../../ui/embed/Consent.tsx';

export interface Asking extends ConsentDesk {
  /** Resolves with the reader's answer; at once with a no while another question stands. */
  ask(host: string): Promise<boolean>;
}

export function createConsent(): Asking {
  let open: { readonly host: string; readonly settle: (yes: boolean) => void } | null = null;
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  return {
    asking: () => open?.host ?? null,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer(yes) {
      const answered = open;
      open = null;
      tell();
      answered?.settle(yes);
    },
    ask(host) {
      if (open !== null) return Promise.resolve(false);
      return new Promise((settle) => {
        open = { host, settle };
        tell();
      });
    },
  };
}
