import { editsOf, pasteText } from '../../shell/line-editor/keys.ts';
import { lineText, withText } from '../../shell/line-editor/editor.ts';
import type { Machine } from '../../shell/machine.ts';
import type { Stores } from '../app-state.ts';
import type { Session } from '../session.ts';
import { activeTab, type Place, type WordPlace } from '../terminal.ts';
import { forgetPlaces, openCaptureOf } from './capture.ts';
import { listOf } from './list.ts';
import { fewLooks } from './pace.ts';
import { machineOf } from './lab-desk.ts';
import { Lighting } from './lighting.ts';
import { Drive } from './drive.ts';
import { hostOf, placesOf, samePlaces, usualPlaces } from './places.ts';
import { Publisher } from './publisher.ts';
import { Seat } from './seat.ts';
import { TypedAhead } from './typed-ahead.ts';
import { fetchFor, type Supply } from './supply.ts';
import { PACKAGE_NAMES, type PackageName } from '../../shell/catalog.ts';
import { NO_LANGUAGE } from '../../shell/installed.ts';

const COLUMNS = 100;

/**
 * The reader's places at the lab that is on the stage: opens them, gives their keys to the shells, lets the lab go on in
 * pace with the reader, and shows what has happened. Knows no clock: `frame` is called while something runs.
 */
export class Desk {
  readonly #stores: Stores;
  readonly #supply: Supply;
  readonly #ahead: TypedAhead;
  readonly #seats: Seat[] = [];
  readonly #publisher: Publisher;
  readonly #drive: Drive;
  readonly #lighting: Lighting;
  #machine: Machine;
  #run: Session['run'];
  #ids = 0;
  #skips = false;
  #rests = true;
  /** How often there was something to do again. */
  #wakes = 0;
  #columns = COLUMNS;

  constructor(stores: Stores, supply: Supply) {
    this.#stores = stores;
    this.#supply = supply;
    this.#ahead = new TypedAhead(supply);
    this.#lighting = new Lighting(stores);
    const session = stores.session.getState();
    this.#machine = machineOf(session, supply.installed);
    this.#run = session.run;
    this.#publisher = new Publisher(stores, this.#machine);
    this.#drive = new Drive(stores, this.#publisher, this.#seats, () => this.#machine);
    const places = placesOf(this.#machine);
    for (const place of usualPlaces(places)) this.#sit(place);
    stores.terminal.setState({
      sheet: 'open',
      places,
      listed: [],
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
    this.#machine = machineOf(this.#stores.session.getState(), this.#supply.installed);
    this.#publisher.restart(this.#machine);
    forgetPlaces(this.#stores);
    this.#rests = true;
    this.#skips = false;
    const places = placesOf(this.#machine);
    for (const seat of this.#seats.slice()) {
      const host = hostOf(this.#machine, seat.place);
      if (host !== null) seat.sitDown(this.#machine, host, 'restarted');
      else this.#seats.splice(this.#seats.indexOf(seat), 1);
    }
    this.#stores.terminal.setState({ places, lit: [], work: 'rests' });
    this.#list();
    this.#tell();
  }

  #sit(place: Place): Seat | null {
    const host = hostOf(this.#machine, place);
    if (host === null) return null;
    const history = this.#seats.filter((seat) => seat.place.id === place.id).at(-1)?.session.shell.history ?? [];
    const here = { machine: this.#machine, host, installed: this.#supply.installed };
    const seat = new Seat(++this.#ids, place, here, history.slice(), this.#columns);
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
    seat.editor = withText({ ...seat.editor, search: null }, pasteText(line));
    this.#fetchFor(seat);
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
    this.#stores.terminal.setState({ active: seat.id, pointed: null });
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
    if (this.#ahead.keeps(data)) return;
    this.point(null);
    for (const edit of editsOf(data)) {
      const effect = seat.press(edit);
      if (effect?.kind === 'run') this.#start(seat, effect.text);
      else if (effect?.kind === 'interrupt' && seat.running) this.#interrupt(seat);
      else if (effect?.kind === 'end') this.#wake();
    }
    this.#fetchFor(seat);
    this.#tell();
  }

  /** The whole line of the plain input, and where its caret is. */
  write(text: string, caret: number): void {
    const seat = this.#active();
    if (seat === null) return;
    const before = pasteText(text.slice(0, caret));
    seat.editor = withText({ ...seat.editor, search: null }, before + pasteText(text.slice(caret)), before.length);
    this.#fetchFor(seat);
    this.point(null);
    this.#tell();
  }

  /** The list of what can be typed is asked for: it has lines of every program. */
  list(): void {
    const { installed } = this.#supply;
    for (const name of PACKAGE_NAMES) if (!installed.there(name)) this.#supply.fetch(name);
    this.#list();
  }

  #list(): void {
    const { list, places } = this.#stores.terminal.getState();
    const listed = list === 'open' ? listOf(this.#machine, this.#supply.installed.commands, places) : [];
    this.#stores.terminal.setState({ listed });
  }

  /** A package has come, or cannot be had: who waited for it goes on. */
  came(name: PackageName): void {
    this.#list();
    const keys = name === 'bash' ? this.#ahead.take() : '';
    if (keys !== '' && this.#supply.installed.knownLanguage === null) this.#active()?.stumble(NO_LANGUAGE);
    else if (keys !== '') this.keys(keys);
    this.frame(0, fewLooks());
    this.#tell();
  }

  #fetchFor(seat: Seat): void {
    if (!seat.running) fetchFor(this.#supply, seat.session.shell, lineText(seat.editor));
  }

  /** The word that the pointer is on is explained, until it leaves or something is typed. */
  point(at: WordPlace | null): void {
    const seat = at === null ? undefined : this.#seats.find((one) => one.id === at.tab);
    const explained = at === null ? null : (seat?.explained(at) ?? null);
    this.#stores.terminal.setState({ pointed: at === null || explained === null ? null : { ...at, explained } });
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
    this.#wake();
  }

  /** There is something to do again. */
  #wake(): void {
    this.#rests = false;
    this.#wakes += 1;
    this.#drive.wake();
    if (!this.#atOnce()) this.#publisher.play();
    this.frame(0, fewLooks());
  }

  #interrupt(seat: Seat): void {
    // Nobody has to wait for a network that does not answer.
    for (const name of this.#supply.installed.awaited) this.#supply.installed.lacks(name);
    seat.interrupt();
    this.#drive.finish(seat, fewLooks());
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
    const resting = this.#drive.goOn(this.#atOnce() ? 'hurry' : 'keepPace', millis, goOn);
    for (const name of this.#supply.installed.awaited) this.#supply.fetch(name);
    for (const seat of this.#seats) {
      const was = seat.running;
      const passed = this.#atOnce() ? Infinity : this.#publisher.passed();
      seat.reveal(passed, this.#machine.lab.trace.events.length);
      if (was && !seat.running) this.#ended(seat);
    }
    // A rollout goes on by itself behind the line that has begun it.
    this.#publisher.follow();
    const waiting = this.#seats.some((seat) => seat.unseen > 0 || (seat.running && !seat.session.busy));
    if (resting && !waiting && wakes === this.#wakes) this.#rest();
    this.#tell();
  }

  #ended(seat: Seat): void {
    openCaptureOf(this.#stores, seat.session.entries.at(-1)?.evidence ?? []);
    // Pods come and go.
    const places = placesOf(this.#machine);
    if (!samePlaces(places, this.#stores.terminal.getState().places)) this.#stores.terminal.setState({ places });
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
    this.#lighting.show(this.#active()?.session.entries.at(-1) ?? null);
    if (activeTab(terminal.getState()) === null) terminal.setState({ active: tabs[0]?.id ?? null });
  }
}
