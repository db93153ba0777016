/** The columns that dissectors write (epan/column-utils.c). */
export class Columns {
  protocol = '';
  info = '';
  /** False while a packet inside an ICMP error is dissected: its columns are nobody's. */
  writable = true;
  /** Text before this place stays when Info is written anew. */
  #fence = 0;

  setProtocol(text: string): void {
    if (this.writable) this.protocol = text;
  }

  set(text: string): void {
    if (this.writable) this.info = this.info.slice(0, this.#fence) + text;
  }

  append(text: string): void {
    if (this.writable) this.info += text;
  }

  /** Puts text first, where it stays (col_prepend_fence_fstr). */
  prependFenced(text: string): void {
    if (!this.writable) return;
    this.info = text + this.info;
    this.#fence += text.length;
  }
}
