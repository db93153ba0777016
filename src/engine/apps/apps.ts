import type { NetnsName } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import { stimulusArgv } from '../../trace/stimulus-text.ts';
import type { Job } from '../kernel.ts';
import { apache } from './apache.ts';
import { serveDns } from './coredns.ts';
import { curl } from './curl.ts';
import { dnsTool } from './dns-tool.ts';
import type { App, AppHost, AppKind, AppStimulus, Program } from './host.ts';
import { serveHttp } from './http-server.ts';
import { mtr } from './mtr.ts';
import { nc } from './nc.ts';
import { ping } from './ping.ts';
import { tracepath } from './tracepath.ts';
import { traceroute } from './traceroute.ts';
import { whoami } from './whoami.ts';

export type { AppHost, Program };

/** Total: a stimulus without a program does not compile here. */
const APPS: { readonly [K in AppKind]: App<K> } = { curl, ping, dns: dnsTool, traceroute, tracepath, mtr, nc };

const HTTP_PORT = 80;

/** Starts the program that a stimulus stands for. `job` records what it does, up to its exit code. The answer takes its signals. */
export function startApp(host: AppHost, stimulus: AppStimulus, job: Job): Program {
  job.step({ kind: 'started', argv: stimulusArgv(stimulus) });
  const app: App<AppKind> = APPS[stimulus.kind] as App<AppKind>;
  return app(host, stimulus, job);
}

/** Whether something listens in a namespace as soon as the lab is up. */
export function serves(world: World, netns: NetnsName): boolean {
  const role = world.pods.get(netns)?.role;
  return role === 'web' || role === 'dns' || netns === world.router;
}

/** Opens the listeners of a namespace, as they are when the lab is up: web and name servers in pods, Apache on the router. */
export function startServers({ kernel, sockets }: AppHost): void {
  const { world, netns } = kernel;
  const pod = world.pods.get(netns);
  if (pod?.role === 'web') {
    const ports = pod.ports.length > 0 ? pod.ports : [HTTP_PORT];
    for (const port of ports) serveHttp(kernel, sockets, port, 'whoami', whoami(world, pod));
  }
  if (pod?.role === 'dns') serveDns(kernel, sockets);
  if (netns === world.router) serveHttp(kernel, sockets, HTTP_PORT, 'apache2', apache(world, netns));
}
