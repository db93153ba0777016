import { CILIUM_TERMS } from './glossary-cilium.ts';
import { DEVICE_TERMS } from './glossary-devices.ts';
import { LAB_TERMS } from './glossary-lab.ts';
import { LINUX_TERMS } from './glossary-linux.ts';
import type { Term } from './glossary-term.ts';
import { WIRE_TERMS } from './glossary-wire.ts';
import type { Lang } from './lang.ts';

export type Topic = 'lab' | 'cilium' | 'devices' | 'linux' | 'wire';

/** The words of this lab by topic, in the order in which a reader meets them. */
export const GLOSSARY: Readonly<Record<Topic, readonly Term[]>> = {
  lab: LAB_TERMS,
  cilium: CILIUM_TERMS,
  devices: DEVICE_TERMS,
  linux: LINUX_TERMS,
  wire: WIRE_TERMS,
};

export const TOPICS = Object.keys(GLOSSARY) as readonly Topic[];

export const TOPIC_TITLE: Readonly<Record<Topic, Readonly<Record<Lang, string>>>> = {
  lab: { ko: '랩과 Hubble', en: 'The lab and Hubble' },
  cilium: { ko: 'Cilium', en: 'Cilium' },
  devices: { ko: '장치와 캡처', en: 'Devices and captures' },
  linux: { ko: 'Linux', en: 'Linux' },
  wire: { ko: '회선', en: 'On the wire' },
};

/** A term by its exact spelling, or null. */
export function termOf(word: string): Term | null {
  for (const topic of TOPICS) for (const term of GLOSSARY[topic]) if (term.term === word) return term;
  return null;
}
