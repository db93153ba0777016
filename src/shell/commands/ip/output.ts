/** What iproute2 colours (lib/color.c, the palette for a light background). */
export type Tint = 'device' | 'mac' | 'ipv4' | 'ipv6' | 'up' | 'down';

const CODES: { readonly [T in Tint]: string } = {
  device: '\x1b[36m',
  mac: '\x1b[33m',
  ipv4: '\x1b[35m',
  ipv6: '\x1b[34m',
  up: '\x1b[32m',
  down: '\x1b[31m',
};
const CLEAR = '\x1b[0m';

export interface OutputStyle {
  readonly json: boolean;
  readonly pretty: boolean;
  readonly color: boolean;
  readonly oneline: boolean;
}

type Value = string | number | boolean;

/** The text of lib/json_writer.c, which may say a name twice in one object. */
class JsonText {
  text = '';
  readonly #pretty: boolean;
  #depth = 0;
  #sep = '';

  constructor(pretty: boolean) {
    this.#pretty = pretty;
  }

  #record(): void {
    this.text += this.#sep;
    this.#sep = ',';
  }

  #line(): void {
    if (this.#pretty) this.text += `\n${'    '.repeat(this.#depth)}`;
  }

  begin(bracket: '{' | '['): void {
    this.#record();
    this.text += bracket;
    this.#depth += 1;
    this.#sep = '';
    if (bracket === '[' && this.#pretty) this.text += ' ';
  }

  end(bracket: '}' | ']'): void {
    this.#depth -= 1;
    if (bracket === ']') {
      if (this.#pretty && this.#sep !== '') this.text += ' ';
    } else if (this.#sep !== '') this.#line();
    this.text += bracket;
    this.#sep = ',';
  }

  name(name: string): void {
    this.#record();
    this.#line();
    this.#sep = '';
    this.text += `${JSON.stringify(name)}:${this.#pretty ? ' ' : ''}`;
  }

  value(value: Value): void {
    this.#record();
    this.text += JSON.stringify(value);
  }
}

/** Where rows are printed, as text or as JSON, as lib/json_print.c does it: one description for both. */
export class Output {
  readonly style: OutputStyle;
  readonly #json: JsonText;
  #text = '';

  constructor(style: OutputStyle) {
    this.style = style;
    this.#json = new JsonText(style.pretty);
    if (style.json) this.#json.begin('[');
  }

  /** An object of the list, or of the name. */
  open(name: string | null = null): void {
    if (!this.style.json) return;
    if (name !== null) this.#json.name(name);
    this.#json.begin('{');
  }

  close(): void {
    if (this.style.json) this.#json.end('}');
  }

  openList(name: string): void {
    if (!this.style.json) return;
    this.#json.name(name);
    this.#json.begin('[');
  }

  closeList(): void {
    if (this.style.json) this.#json.end(']');
  }

  /** A value with its name in JSON, and `text` for people. */
  put(name: string, value: Value, text: string, tint: Tint | null = null): void {
    this.keep(name, value);
    this.say(text, tint);
  }

  /** For people only. */
  say(text: string, tint: Tint | null = null): void {
    if (this.style.json) return;
    this.#text += tint === null || !this.style.color ? text : `${CODES[tint]}${text}${CLEAR}`;
  }

  /** In JSON only. A null name: an element of a list. */
  keep(name: string | null, value: Value): void {
    if (!this.style.json) return;
    if (name !== null) this.#json.name(name);
    this.#json.value(value);
  }

  /** A line end within a row: a backslash with -o. */
  wrap(): void {
    this.say(this.style.oneline ? '\\' : '\n');
  }

  get text(): string {
    if (!this.style.json) return this.#text;
    this.#json.end(']');
    return `${this.#json.text}\n`;
  }
}
