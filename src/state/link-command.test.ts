import { expect, test } from 'vitest';
import { commandFate } from './link-command.ts';

test.each([
  ['ip route', true, 'runs'],
  ['cilium-dbg bpf ipcache list | grep 172.20.2', true, 'runs'],
  ["kubectl get pods -o custom-columns=N:.metadata.name -l 'app=webpod'", true, 'runs'],
  ['ip route', false, 'waits'],
  ['ip route', null, 'waits'],
  ['ip route; ip addr', true, 'held'],
  ['ip route && reboot', true, 'held'],
  ['false || true', true, 'held'],
  ['echo $(ip route)', true, 'held'],
  ['echo `ip route`', true, 'held'],
  ['while true', true, 'runs'],
  ['awk BEGIN{while(1)print}', true, 'held'],
  ['ip route > /tmp/x', true, 'held'],
  ['sleep 9 &', true, 'held'],
] as const)('%s, run: %s', (cmd, run, fate) => expect(commandFate({ cmd, run })).toBe(fate));

test('a link without a command has none', () => expect(commandFate({ cmd: null, run: true })).toBeNull());
