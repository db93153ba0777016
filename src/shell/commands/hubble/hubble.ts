import type { Command } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { completeCobra, explainCobra, runCobra } from '../cobra/run-cobra.ts';
import { flagsOfTree, type CobraCommand, type CobraFlags, type Program } from '../cobra/tree.ts';
import { SERVER_FLAGS } from './connection.ts';
import { FILTERS, FORMAT, SELECTORS, UNKNOWN_HERE } from './observe-flags.ts';
import { observe } from './observe.ts';
import { hubbleStatus, listNamespaces, listNodes } from './server-status.ts';

function output(formats: string, otherwise: string): CobraFlags {
  return {
    output: {
      names: ['-o', '--output'],
      takes: 'string',
      default: `"${otherwise}"`,
      about: { en: `Specify the output format, one of: ${formats}`, ko: `출력 형식: ${formats}` },
    },
  };
}

const OBSERVE: CobraCommand = {
  name: 'observe',
  about: { en: 'Observe flows and events of a Hubble server', ko: '에이전트가 본 플로를 보여 준다' },
  flags: { ...SELECTORS, ...FILTERS, ...UNKNOWN_HERE, ...FORMAT, ...SERVER_FLAGS },
  operands: () => ['flows'],
  run: observe,
};

/** hubble 1.18, the command line of Hubble Relay. */
const HUBBLE: Program = {
  style: { prefix: '', usage: false, advice: false },
  root: {
    name: 'hubble',
    about: { en: 'CLI', ko: 'Hubble에게 묻는다' },
    long: 'Hubble is a utility to observe and inspect recent Cilium routed traffic in a cluster.',
    children: [
      OBSERVE,
      {
        name: 'status',
        about: { en: 'Display status of Hubble server', ko: 'Hubble의 상태' },
        long: `Display shows the status of the Hubble server. This is intended as a basic
connectivity health check.`,
        flags: { ...output('compact, dict, json, table', 'compact'), ...SERVER_FLAGS },
        run: hubbleStatus,
      },
      {
        name: 'list',
        about: { en: 'List Hubble objects', ko: '목록' },
        children: [
          {
            name: 'nodes',
            aliases: ['node'],
            about: { en: 'List Hubble nodes', ko: '릴레이가 아는 노드' },
            flags: { ...output('json, table, wide', 'table'), ...SERVER_FLAGS },
            run: listNodes,
          },
          {
            name: 'namespaces',
            aliases: ['namespace', 'ns'],
            about: { en: 'List namespaces with recent flows', ko: '플로가 있었던 네임스페이스' },
            flags: { ...output('json, table', 'table'), ...SERVER_FLAGS },
            run: listNamespaces,
          },
        ],
      },
      {
        name: 'version',
        about: { en: 'Display detailed version information', ko: '버전' },
        *run({ context }) {
          // unverified: the commit and the compiler of the build.
          yield* write(context.io.stdout, 'hubble v1.18.0@HEAD-7ef2a3b compiled with go1.24.5 on linux/amd64\n');
          return 0;
        },
      },
    ],
  },
};

export const hubble: Command = {
  name: 'hubble',
  topic: 'cilium',
  on: ['control-plane', 'agent'],
  about: { en: 'shows the flows that the agents have seen', ko: '에이전트들이 본 플로를 보여 준다' },
  flags: flagsOfTree(HUBBLE.root),
  examples: ({ world }) => {
    const client = [...world.pods.values()].find((pod) => pod.role === 'client');
    if (client === undefined) return [];
    return [
      {
        line: `hubble observe -P -f --pod ${client.namespace === 'default' ? '' : `${client.namespace}/`}${client.shortName}`,
        on: 'control-plane',
        about: { en: 'what does Cilium see of this pod?', ko: 'Cilium은 이 파드의 무엇을 보나?' },
      },
    ];
  },
  complete: (asked) => completeCobra(HUBBLE, asked),
  explain: (words, index) => explainCobra(HUBBLE, words, index),
  run: (context) => runCobra(context, HUBBLE),
};
