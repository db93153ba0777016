import type { Evidence } from '../../shell/evidence.ts';
import { editsOf } from '../../shell/line-editor/keys.ts';
import { withText } from '../../shell/line-editor/editor.ts';
import type { Machine } from '../../shell/machine.ts';
import type { Stores } from '../app-state.ts';
import type { Session } from '../session.ts';
import { activeTab, type Place } from '../terminal.ts';
import { listOf } from './list.ts';
import { machineOf } from './lab-desk.ts';
import { Drive } from './drive.ts';
import { hostOf, placesOf, usualPlaces } from './places.ts';
import { Publisher } from './publisher.ts';
import { Seat } from './seat.ts';

const COLUMNS = 100;

/**
 * The reader's places at the lab that is on the stage: opens them, gives their keys to the shells, lets the lab go on in
 * pace with the reader, and shows what has happened. Knows no clock: `frame` is called while something runs.
 */
export class Desk {
  readonly #stores: Stores;
  readonly #seats: Seat[] = [];
  readonly #publisher: Publisher;
  readonly #drive: Drive;
  #machine: Machine;
  #run: Session['run'];
  #ids = 0;
  #skips = false;
  #rests = true;
  /** How often there was something to do again. */
  #wakes = 0;
  #columns = COLUMNS;

  constructor(stores: Stores) {
    this.#stores = stores;
    const session = stores.session.getState();
    this.#machine = machineOf(session);
    this.#run = session.run;
    this.#publisher = new Publisher(stores, this.#machine);
    this.#drive = new Drive(stores, this.#publisher, this.#seats, () => this.#machine);
    const places = placesOf(this.#machine);
    for (const place of usualPlaces(places)) this.#sit(place);
    stores.terminal.setState({
      sheet: 'open',
      places,
      listed: listOf(this.#machine, places),
      active: this.#seats[0]?.id ?? null,
    });
    this.#tell();
    stores.session.subscribe(({ run }) => this.#follow(run));
  }

  /** Whether `frame` has something to do: a lab that keeps pace stands still while the playhead does. */
  get works(): boolean {
    return !this.#rests && (this.#atOnce() || this.#stores.playhead.getState().mode === 'playing');
  }

  /** The controls have made another run: another lab. */
  #follow(run: Session['run']): void {
    if (run === this.#run || run === this.#publisher.run) return;
    this.#run = run;
    this.#machine = machineOf(this.#stores.session.getState());
    this.#publisher.restart(this.#machine);
    this.#rests = true;
    this.#skips = false;
    const places = placesOf(this.#machine);
    for (const seat of this.#seats.slice()) {
      const host = hostOf(this.#machine, seat.place);
      if (host !== null) seat.sitDown(this.#machine, host, 'restarted');
      else this.#seats.splice(this.#seats.indexOf(seat), 1);
    }
    this.#stores.terminal.setState({ places, listed: listOf(this.#machine, places), lit: [], work: 'rests' });
    this.#tell();
  }

  #sit(place: Place): Seat | null {
    const host = hostOf(this.#machine, place);
    if (host === null) return null;
    const history = this.#seats.filter((seat) => seat.place.id === place.id).at(-1)?.session.shell.history ?? [];
    const seat = new Seat(++this.#ids, place, this.#machine, host, history.slice(), this.#columns);
    this.#seats.push(seat);
    return seat;
  }

  /** Another terminal at a place. */
  open(place: Place): void {
    const seat = this.#sit(place);
    if (seat !== null) this.#show(seat);
  }

  /** The terminal at a place that has nothing running, or another one there, with a line that waits for Enter. */
  typeIn(place: Pick<Place, 'id'>, line: string): void {
    const known = this.#stores.terminal.getState().places.find(({ id }) => id === place.id);
    const active = this.#active();
    const here = [active, ...this.#seats].find((seat) => seat?.place.id === place.id && !seat.running);
    const seat = here ?? (known === undefined ? null : this.#sit(known));
    if (seat === null) return;
    seat.editor = withText({ ...seat.editor, search: null }, line);
    this.#show(seat);
  }

  choose(id: number): void {
    const seat = this.#seats.find((one) => one.id === id);
    if (seat !== undefined) this.#show(seat);
  }

  /** Closes a terminal; what runs in it ends with it. */
  close(id: number): void {
    const at = this.#seats.findIndex((one) => one.id === id);
    const seat = this.#seats[at];
    if (seat === undefined || this.#seats.length === 1) return;
    if (seat.running) this.#interrupt(seat);
    this.#seats.splice(at, 1);
    const next = this.#seats[Math.min(at, this.#seats.length - 1)];
    if (this.#stores.terminal.getState().active === id && next !== undefined) this.#show(next);
    else this.#tell();
  }

  #show(seat: Seat): void {
    this.#stores.terminal.setState({ active: seat.id });
    this.#tell();
  }

  resize(columns: number): void {
    this.#columns = columns;
    for (const seat of this.#seats) seat.resize(columns);
  }

  /** What xterm sends. */
  keys(data: string): void {
    const seat = this.#active();
    if (seat === null) return;
    for (const edit of editsOf(data)) {
      const effect = seat.press(edit);
      if (effect?.kind === 'run') this.#start(seat, effect.text);
      else if (effect?.kind === 'interrupt' && seat.running) this.#interrupt(seat);
      else if (effect?.kind === 'end') this.#wake();
    }
    this.#tell();
  }

  /** The whole line of the plain input, and where its caret is. */
  write(text: string, caret: number): void {
    const seat = this.#active();
    if (seat === null) return;
    seat.editor = withText({ ...seat.editor, search: null }, text, caret);
    this.#tell();
  }

  #active(): Seat | null {
    const { active } = this.#stores.terminal.getState();
    return this.#seats.find((seat) => seat.id === active) ?? null;
  }

  #start(seat: Seat, line: string): void {
    const alone = !this.#seats.some((one) => one.running);
    if (seat.run(line) === 'nothing') return this.#next(seat);
    if (alone) {
      this.#skips = false;
      this.#publisher.toEnd();
    }
    this.#stores.terminal.setState({ lit: [] });
    this.#wake();
  }

  /** There is something to do again. */
  #wake(): void {
    this.#rests = false;
    this.#wakes += 1;
    this.#drive.wake();
    if (!this.#atOnce()) this.#publisher.play();
    this.frame(0, budget());
  }

  #interrupt(seat: Seat): void {
    seat.interrupt();
    this.#drive.finish(seat, budget());
    seat.noteEnd(0);
    seat.reveal(Infinity, 0);
    this.#publisher.publish();
    if (!seat.running) this.#ended(seat);
    this.#wake();
  }

  /** To the end of what runs, without waiting. */
  skip(): void {
    this.#skips = true;
    this.#publisher.toEnd();
    this.#wake();
  }

  #atOnce(): boolean {
    const { view, terminal } = this.#stores;
    return this.#skips || terminal.getState().pace === 'at-once' || view.getState().freeze;
  }

  /** So many of the reader's milliseconds later. `goOn` says whether the page can spare more time for computing. */
  frame(millis: number, goOn: () => boolean): void {
    if (this.#rests) return;
    const wakes = this.#wakes;
    const resting = this.#goOn(millis, goOn);
    for (const seat of this.#seats) {
      const was = seat.running;
      const passed = this.#atOnce() ? Infinity : this.#publisher.passed();
      seat.reveal(passed, this.#machine.lab.trace.events.length);
      if (was && !seat.running) this.#ended(seat);
    }
    const waiting = this.#seats.some((seat) => seat.unseen > 0 || (seat.running && !seat.session.busy));
    if (resting && !waiting && wakes === this.#wakes) this.#rest();
    this.#tell();
  }

  /** A command that stumbles ends; the page and the other terminals go on. */
  #goOn(millis: number, goOn: () => boolean): boolean {
    try {
      return this.#atOnce() ? this.#drive.hurry(millis, goOn) : this.#drive.keepPace(millis, goOn);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      for (const seat of this.#seats) {
        if (!seat.session.busy) continue;
        seat.stumble(message);
        this.#machine.scheduler.signal(seat.session.shell.group, 'KILL');
      }
      return false;
    }
  }

  #ended(seat: Seat): void {
    const evidence: readonly Evidence[] = seat.session.entries.at(-1)?.evidence ?? [];
    if (seat.id === this.#stores.terminal.getState().active) this.#stores.terminal.setState({ lit: evidence });
    this.#publisher.follow();
    // Pods come and go.
    const places = placesOf(this.#machine);
    const before = this.#stores.terminal.getState().places;
    if (places.map(({ id }) => id).join() !== before.map(({ id }) => id).join())
      this.#stores.terminal.setState({ places });
    this.#next(seat);
  }

  #next(seat: Seat): void {
    const line = seat.waiting.shift();
    if (line !== undefined) this.#start(seat, line);
  }

  #rest(): void {
    this.#rests = true;
    this.#skips = false;
    this.#publisher.rest();
  }

  #tell(): void {
    const { terminal } = this.#stores;
    const tabs = this.#seats.map((seat) => seat.view());
    terminal.setState({ tabs, work: this.#rests ? 'rests' : 'runs' });
    if (activeTab(terminal.getState()) === null) terminal.setState({ active: tabs[0]?.id ?? null });
  }
}

/** For what is done at once, before the page is asked for its time: so many looks at the limits. */
function budget(): () => boolean {
  let left = 60;
  return () => left-- > 0;
}
