/** What hubble colours, and how (hubble/pkg/printer/color.go): SGR numbers. */
const SGR = { red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 } as const;

export type Paint = (what: 'host' | 'port' | 'identity' | 'good' | 'bad' | 'noted', text: string) => string;

const COLORS: { readonly [W in Parameters<Paint>[0]]: keyof typeof SGR } = {
  host: 'cyan',
  port: 'yellow',
  identity: 'magenta',
  good: 'green',
  bad: 'red',
  noted: 'yellow',
};

/** --color always, or auto on a terminal. A port's reset ends the colour of the host around it as well. */
export const colored: Paint = (what, text) => `\u001b[${SGR[COLORS[what]]}m${text}\u001b[0m`;

/** --color never, a pipe, and every table. */
export const plain: Paint = (_what, text) => text;
