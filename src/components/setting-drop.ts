import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EqBand } from '../engine/equalizer.ts';
import type { EngineController } from './engine-controller.ts';
import { allStringsFor } from './late-strings.ts';

/** A file that is larger is no equalizer text, and is read no further. */
export const MAX_SETTING_BYTES = 1_000_000;

/**
 * Takes equalizer text that is dropped on the host or pasted while the focus is inside it, and has
 * one sentence about it until the equalizer changes or the pointer goes down.
 */
export class SettingDrop implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #player: EngineController;
  #notice = '';
  #noticedBands: readonly EqBand[] | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, player: EngineController) {
    this.#host = host;
    this.#player = player;
    host.addController(this);
  }

  /** What became of the last text; empty when that is over. */
  get notice(): string {
    return this.#noticedBands === this.#player.snapshot?.eqBands ? this.#notice : '';
  }

  hostConnected(): void {
    this.#host.addEventListener('dragover', this.#onDragOver);
    this.#host.addEventListener('drop', this.#onDrop);
    this.#host.addEventListener('paste', this.#onPaste);
    this.#host.addEventListener('pointerdown', this.#onPress);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('dragover', this.#onDragOver);
    this.#host.removeEventListener('drop', this.#onDrop);
    this.#host.removeEventListener('paste', this.#onPaste);
    this.#host.removeEventListener('pointerdown', this.#onPress);
  }

  get #isOff(): boolean {
    return this.#player.snapshot?.mode === 'native';
  }

  readonly #onDragOver = (event: DragEvent): void => {
    const types: readonly string[] = event.dataTransfer?.types ?? [];
    if (this.#isOff || !['Files', 'text/plain'].some((type) => types.includes(type))) return;
    event.preventDefault();
  };

  readonly #onDrop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    const text = event.dataTransfer?.getData('text/plain') ?? '';
    if (this.#isOff || (!file && text === '')) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#take(file ? file.slice(0, MAX_SETTING_BYTES).text() : text);
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    const [origin] = event.composedPath();
    const isField = origin instanceof Element && origin.matches('input, textarea, select');
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (this.#isOff || isField || text === '') return;
    event.preventDefault();
    void this.#take(text);
  };

  readonly #onPress = (): void => {
    if (this.#notice === '') return;
    this.#notice = '';
    this.#host.requestUpdate();
  };

  async #take(coming: string | Promise<string>): Promise<void> {
    const [text, { importSetting }] = await Promise.all([coming, import('./setting-import.ts')]);
    const { engine, settings } = this.#player;
    if (!engine) return;
    const strings = allStringsFor(settings?.lang ?? '');
    this.#notice = importSetting(this.#host, text, engine.sampleRate, strings);
    this.#noticedBands = engine.snapshot.eqBands;
    this.#host.requestUpdate();
  }
}
