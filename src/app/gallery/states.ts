import type { galleryEn } from '../../i18n/ui-gallery.en.ts';
import { WEEK4_ADDRESSES } from '../../lab/presets/addresses.ts';

export type StateName = keyof typeof galleryEn.states;
export type LabName = keyof typeof galleryEn.labs;

/** A moment worth a picture: which lab, and the rest of its address. */
export interface GalleryState {
  readonly lab: LabName;
  /** Keys of the page's link and of the gallery; without language, theme and freeze, which any picture may choose. */
  readonly query: string;
}

/**
 * Every named state of the gallery. Moments are named, not numbered: an index points elsewhere as soon as the engine
 * records one event more. The page lists them, and the picture and layout tests walk through them.
 */
export const STATES: { readonly [name in StateName]: GalleryState } = {
  leak: { lab: 'week4', query: 'at=leak' },
  lookup: { lab: 'week4', query: 'at=lookup' },
  waiting: { lab: 'week4', query: 'at=waiting' },
  retransmission: { lab: 'week4', query: 'at=retransmission' },
  'reply-leak': { lab: 'week4', query: 'p.router=static-dst&at=reply-leak' },
  drop: { lab: 'week4', query: 'p.router=no-default&at=drop' },
  'icmp-error': { lab: 'week4', query: 'p.app=traceroute&p.router=static&at=icmp-error' },
  repaired: { lab: 'week4', query: 'p.router=static&at=delivered' },
  backend: { lab: 'week4', query: 'p.dst=svc.webpod&at=backend' },
  nat: { lab: 'week4', query: `p.dst=${WEEK4_ADDRESSES.loop}&at=nat` },
  refused: { lab: 'week4', query: 'p.src=router&p.router=no-default&at=end' },
  unresolved: { lab: 'week4', query: `p.src=k8s-ctr&p.dst=${WEEK4_ADDRESSES.nobody}&p.app=ping` },
  wrapping: { lab: 'week4', query: 'p.routing=vxlan&at=wrapping' },
  encap: { lab: 'week4', query: 'p.routing=vxlan&at=encap' },
  'overlay-router': { lab: 'week4', query: 'p.routing=vxlan&at=router' },
  unwrapping: { lab: 'week4', query: 'p.routing=vxlan&at=unwrapping' },
  peer: { lab: 'week4', query: 'p.routing=vxlan&at=peer' },
  reply: { lab: 'week4', query: 'p.routing=vxlan&at=reply' },
  answered: { lab: 'week4', query: 'p.routing=vxlan&at=end' },
  'geneve-reply': { lab: 'week4', query: 'p.routing=geneve&at=reply' },
  'node-sends': { lab: 'week4', query: 'p.src=k8s-ctr&p.routing=vxlan&at=encap' },
  'stranger-leak': { lab: 'stranger', query: 'at=leak' },
  'stranger-neighbour': { lab: 'stranger', query: 'p.dst=webpod-5f9c8d7b6-qk2lp&at=delivered' },
  'stranger-overlay': { lab: 'stranger', query: 'p.routing=vxlan&at=router' },
  'stranger-reply': { lab: 'stranger', query: 'p.routing=geneve&at=reply' },
  'crowded-leak': { lab: 'crowded', query: 'at=leak' },
  'crowded-overlay': { lab: 'crowded', query: 'p.routing=vxlan&at=router' },
  'crowded-peer': { lab: 'crowded', query: 'p.routing=vxlan&at=peer' },
  'in-steps': { lab: 'week4', query: 'p.routing=vxlan&at=router&detail=2' },
  'in-bytes': { lab: 'week4', query: 'p.routing=vxlan&at=router&detail=3' },
  probes: { lab: 'week4', query: 'at=leak&pane=probe&probes=curl-pod:eth0,k8s-ctr:eth1,router:any' },
  changed: { lab: 'week4', query: 'at=leak&changes=vxlan' },
  present: { lab: 'week4', query: 'at=leak&present=1' },
  'run-failed': { lab: 'week4', query: 'fault=run' },
  'link-notice': { lab: 'week4', query: 'theme=neon&p.src=nobody&at=nowhere' },
  stumble: { lab: 'week4', query: 'fault=stage' },
  modelled: { lab: 'week4', query: 'dialog=modelled' },
  shortcuts: { lab: 'week4', query: 'dialog=shortcuts' },
  transcript: { lab: 'week4', query: 'dialog=transcript' },
  glossary: { lab: 'week4', query: 'dialog=glossary' },
  tally: { lab: 'week4', query: 'p.dst=svc.webpod&dialog=tally' },
};

export const STATE_NAMES = Object.keys(STATES) as readonly StateName[];

const SPECIAL: ReadonlySet<StateName> = new Set([
  'changed',
  'present',
  'run-failed',
  'link-notice',
  'stumble',
  'modelled',
  'shortcuts',
  'transcript',
  'glossary',
  'tally',
]);

/** States that are no moments of a run: dialogs, notices, what is shown when something broke. */
export function isSpecial(name: StateName): boolean {
  return SPECIAL.has(name);
}
