import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AudioEngine } from '../engine/audio-engine.ts';
import type { EngineSnapshot } from '../engine/snapshot.ts';
import { playerContext, type ViewSettings } from './player-context.ts';
import { sameValues } from './same-values.ts';

/** The members of the snapshot, or values made of them, that the host shows. */
export type SnapshotSelector = (snapshot: EngineSnapshot) => readonly unknown[];

const everything: SnapshotSelector = (snapshot) => [snapshot];

/**
 * Binds a part of the face to the player around it. Subscribes while the host is connected, and
 * asks the host to update only when the settings or the selected part of the snapshot changed.
 * Everything is undefined until a player was found.
 */
export class EngineController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #select: SnapshotSelector;
  #engine: AudioEngine | undefined;
  #settings: ViewSettings | undefined;
  #selected: readonly unknown[] = [];
  #connected = false;
  #unsubscribe: (() => void) | undefined;

  /** @param select pure and cheap; by default every change of the snapshot updates the host. */
  constructor(host: ReactiveControllerHost & HTMLElement, select: SnapshotSelector = everything) {
    this.#host = host;
    this.#select = select;
    host.addController(this);
    new ContextConsumer(host, {
      context: playerContext,
      subscribe: true,
      callback: ({ engine, settings }) => {
        this.#settings = settings;
        if (engine === this.#engine) return;
        this.#release();
        this.#engine = engine;
        this.#bind();
      },
    });
  }

  get engine(): AudioEngine | undefined {
    return this.#engine;
  }

  get snapshot(): EngineSnapshot | undefined {
    return this.#engine?.snapshot;
  }

  get settings(): ViewSettings | undefined {
    return this.#settings;
  }

  hostConnected(): void {
    this.#connected = true;
    this.#bind();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#release();
  }

  #bind(): void {
    if (!this.#connected || !this.#engine || this.#unsubscribe) return;
    this.#unsubscribe = this.#engine.subscribe(() => {
      this.#changed();
    });
    this.#changed();
  }

  #release(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #changed(): void {
    if (!this.#engine) return;
    const selected = this.#select(this.#engine.snapshot);
    if (sameValues(selected, this.#selected)) return;
    this.#selected = selected;
    this.#host.requestUpdate();
  }
}
