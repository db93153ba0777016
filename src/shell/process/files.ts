import { latin1Of, utf8 } from '../../base/bytes.ts';

/** A text, or the bytes of a capture. */
export type Content = string | Uint8Array;

/** Whether a change was carried out; else the words of errno. */
export type FileAnswer = { readonly ok: true } | { readonly ok: false; readonly error: string };

const NO_ENTRY = 'No such file or directory';
/** Bytes that all files of one host may hold together. */
const ROOM = 1 << 26;
/** What a name in a folder takes. */
const ENTRY = 4096;

/** The small file system of one host. Paths are absolute; a folder exists when it was made or something lies in it. */
export class Files {
  readonly #files = new Map<string, Content>();
  readonly #folders = new Set<string>(['/', '/root', '/tmp', '/etc', '/dev', '/proc', '/boot', '/home', '/var']);
  /** Files whose content is asked for when somebody reads. */
  readonly #made = new Map<string, () => Content>();
  #used = 0;

  /** A file that the machine provides. */
  provide(path: string, content: () => Content): void {
    this.#made.set(path, content);
    for (let parent = parentOf(path); parent !== '/'; parent = parentOf(parent)) this.#folders.add(parent);
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  exists(path: string): boolean {
    return this.isFolder(path) || this.#files.has(path) || this.#made.has(path);
  }

  read(path: string): Content | null {
    return this.#files.get(path) ?? this.#made.get(path)?.() ?? null;
  }

  write(path: string, content: Content): FileAnswer {
    if (this.isFolder(path)) return { ok: false, error: 'Is a directory' };
    if (!this.isFolder(parentOf(path))) return { ok: false, error: NO_ENTRY };
    const before = this.#files.get(path);
    const size = content.length - (before === undefined ? -ENTRY : before.length);
    if (this.#used + size > ROOM) return { ok: false, error: 'No space left on device' };
    this.#used += size;
    this.#files.set(path, content);
    return { ok: true };
  }

  makeFolder(path: string): FileAnswer {
    if (this.exists(path)) return { ok: false, error: 'File exists' };
    if (!this.isFolder(parentOf(path))) return { ok: false, error: NO_ENTRY };
    if (this.#used + ENTRY > ROOM) return { ok: false, error: 'No space left on device' };
    this.#used += ENTRY;
    this.#folders.add(path);
    return { ok: true };
  }

  remove(path: string): FileAnswer {
    const content = this.#files.get(path);
    if (content === undefined) {
      if (this.#made.delete(path)) return { ok: true };
      if (!this.#folders.has(path)) return { ok: false, error: NO_ENTRY };
      if (this.list(path).length > 0) return { ok: false, error: 'Directory not empty' };
      this.#folders.delete(path);
      this.#used -= ENTRY;
      return { ok: true };
    }
    this.#used -= content.length + ENTRY;
    this.#files.delete(path);
    return { ok: true };
  }

  /** Names in a folder, in order of code units. */
  list(folder: string): readonly string[] {
    const prefix = folder === '/' ? '/' : `${folder}/`;
    const names = new Set<string>();
    for (const path of [...this.#files.keys(), ...this.#made.keys(), ...this.#folders]) {
      if (path.startsWith(prefix) && path !== prefix) names.add(path.slice(prefix.length).split('/')[0]!);
    }
    return [...names].filter((name) => name !== '').sort();
  }

  /** What the reader's commands have written: path and content. */
  written(): ReadonlyMap<string, Content> {
    return this.#files;
  }
}

export function parentOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut <= 0 ? '/' : path.slice(0, cut);
}

/** An absolute path without '.', '..' and doubled slashes. */
export function absolute(path: string, folder: string): string {
  const out: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') out.pop();
    else if (part !== '' && part !== '.') out.push(part);
  }
  return `/${out.join('/')}`;
}

/** As a program reads it from a pipe: bytes become Latin-1. */
export function streamed(content: Content): string {
  return typeof content === 'string' ? content : latin1Of(content);
}

/** As it would lie on a disk. */
export function bytesOf(content: Content): Uint8Array {
  return typeof content === 'string' ? utf8(content) : content;
}
