/** The ports of machines that lead to the cluster while somebody forwards them: 'machine port'. */
export class PortForwards {
  readonly #open = new Map<string, number>();

  /** Opens a port of a machine; false when somebody has it already. */
  open(machine: string, port: number): boolean {
    const key = `${machine} ${port}`;
    if (this.#open.has(key)) return false;
    this.#open.set(key, port);
    return true;
  }

  close(machine: string, port: number): void {
    this.#open.delete(`${machine} ${port}`);
  }

  has(machine: string, port: number): boolean {
    return this.#open.has(`${machine} ${port}`);
  }
}
