import { keyOf, nameOf } from './conversations.ts';
import {
  COUNTED_LAYERS,
  type Counted,
  type CountedLayer,
  type CountedPacket,
  type End,
  hasPorts,
  isCounted,
  RULE,
  sentBy,
  type Shown,
  type Statistic,
} from './statistic.ts';

interface Endpoint {
  readonly end: End;
  readonly sent: { frames: number; bytes: number };
  readonly received: { frames: number; bytes: number };
}

/** -z endpoints,ip and others: what each address sent and got, most frames first (tap-endpoints.c). */
export class Endpoints implements Statistic {
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #layer: CountedLayer;
  readonly #counted: Counted;
  readonly #shown: Shown;

  constructor(layer: CountedLayer, counted: Counted, shown: Shown) {
    this.#layer = layer;
    this.#counted = counted;
    this.#shown = shown;
  }

  add(packet: CountedPacket): void {
    if (!isCounted(this.#counted, packet)) return;
    for (const { from, to } of sentBy(this.#layer, packet)) {
      for (const [end, way] of [
        [from, 'sent'],
        [to, 'received'],
      ] as const) {
        let endpoint = this.#endpoints.get(keyOf(end));
        if (endpoint === undefined) {
          endpoint = { end, sent: { frames: 0, bytes: 0 }, received: { frames: 0, bytes: 0 } };
          this.#endpoints.set(keyOf(end), endpoint);
        }
        endpoint[way].frames += 1;
        endpoint[way].bytes += packet.frame.length;
      }
    }
  }

  lines(): readonly string[] {
    const frames = ({ sent, received }: Endpoint): number => sent.frames + received.frames;
    const rows = [...this.#endpoints.values()].toSorted((x, y) => frames(y) - frames(x)).map((one) => this.#row(one));
    const port = hasPorts(this.#layer) ? 'Port  ||  ' : '';
    const head = `                       |  ${port}Packets  | |  Bytes  | | Tx Packets | | Tx Bytes | | Rx Packets | | Rx Bytes |`;
    const title = `${COUNTED_LAYERS[this.#layer]} Endpoints`;
    return [RULE, title, `Filter:${this.#counted.said ?? '<No Filter>'}`, head, ...rows, RULE];
  }

  #row({ end, sent, received }: Endpoint): string {
    const six = (n: number): string => `${n}`.padStart(6);
    const nine = (n: number): string => `${n}`.padStart(9);
    const port = hasPorts(this.#layer) ? `      ${`${end.port}`.padStart(5)}     ` : '      ';
    const name = nameOf(this.#layer === 'eth' ? 'eth' : 'ip', end, this.#shown.numeric).padEnd(20);
    return [
      `${name}${port}${six(sent.frames + received.frames)}     ${nine(sent.bytes + received.bytes)}`,
      `     ${six(sent.frames)}       ${nine(sent.bytes)}      ${six(received.frames)}       ${nine(received.bytes)}   `,
    ].join('');
  }
}
