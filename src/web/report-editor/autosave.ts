/** How far what was written is kept at the desk. */
export type SavingState =
  | { readonly kind: 'saved' | 'changed' | 'saving' }
  /** Not kept, and for which reason; where `isTriedAgain`, it is tried again by itself. */
  | { readonly kind: 'failed'; readonly error: Error; readonly isTriedAgain: boolean }
  /** Somebody else wrote meanwhile: nothing is kept before somebody says which holds. */
  | { readonly kind: 'conflict'; readonly error: Error };

export interface AutosaveParts<Text, Place> {
  /** What is kept already, and what it is written over. */
  readonly kept: Text;
  readonly place: Place;
  save(text: Text, place: Place): Promise<Place>;
  /** What a refusal means: that somebody else was there before, that it may be tried again, or neither. */
  readonly meaning: (error: Error) => 'conflict' | 'again' | 'refused';
  changed(): void;
}

const PAUSE = 1200;
const TRY_AGAIN = 6000;

/** Keeps a text at the desk while it is written: one save at a time, a while after the last change, and never an older text over a newer one. */
export class Autosave<Text, Place> {
  readonly #parts: AutosaveParts<Text, Place>;
  #kept: string;
  #place: Place;
  #text: Text;
  #state: SavingState = { kind: 'saved' };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: AutosaveParts<Text, Place>) {
    this.#parts = parts;
    this.#kept = JSON.stringify(parts.kept);
    this.#place = parts.place;
    this.#text = parts.kept;
  }

  get state(): SavingState {
    return this.#state;
  }

  get place(): Place {
    return this.#place;
  }

  /** Whether all that was written is kept. */
  get isKept(): boolean {
    return this.#running === undefined && JSON.stringify(this.#text) === this.#kept;
  }

  write(text: Text): void {
    this.#text = text;
    if (this.#state.kind === 'conflict') return;
    clearTimeout(this.#timer);
    if (JSON.stringify(text) === this.#kept) {
      if (this.#running === undefined) this.#become({ kind: 'saved' });
      return;
    }
    if (this.#running === undefined) this.#become({ kind: 'changed' });
    this.#later(PAUSE);
  }

  /** Saves what is not kept yet, at once; resolves when that is done or refused. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#state.kind === 'conflict' || this.isKept) return;
    await this.#save();
  }

  /** Goes on over what somebody else wrote. */
  async goOnOver(place: Place): Promise<void> {
    this.#place = place;
    this.#become({ kind: 'changed' });
    await this.flush();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #later(milliseconds: number): void {
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }

  #save(): Promise<void> {
    const sent = JSON.stringify(this.#text);
    this.#become({ kind: 'saving' });
    this.#running = this.#parts.save(this.#text, this.#place).then(
      (place) => {
        this.#place = place;
        this.#kept = sent;
        this.#running = undefined;
        const isAll = JSON.stringify(this.#text) === sent;
        this.#become({ kind: isAll ? 'saved' : 'changed' });
      },
      (error: Error) => {
        this.#running = undefined;
        this.#refused(error);
      },
    );
    return this.#running;
  }

  #refused(error: Error): void {
    const meaning = this.#parts.meaning(error);
    if (meaning === 'conflict') {
      this.#become({ kind: 'conflict', error });
      return;
    }
    const isTriedAgain = meaning === 'again';
    this.#become({ kind: 'failed', error, isTriedAgain });
    if (isTriedAgain) this.#later(TRY_AGAIN);
  }

  #become(state: SavingState): void {
    this.#state = state;
    this.#parts.changed();
  }
}
