import {
  AudioEngine,
  type EngineSnapshot,
  NETWORK_STATE,
  READY_STATE,
} from '../engine/audio-engine.ts';
import { AttributeReader } from './attribute-reader.ts';
import { ATTRIBUTE_NAMES, isAttributeName, type AttributeName } from './attributes.ts';
import { forwardEvents } from './media-events.ts';
import { upgradeProperties } from './property-upgrade.ts';
import { UpdatingElement } from './updating-element.ts';

/** Ends the engine of an element that is gone for good. */
const abandoned = new FinalizationRegistry<AudioEngine>((engine) => {
  engine.dispose();
});

/** Elements that play or are about to: held, as `<audio>` is, though no page may hold them. */
const kept = new Set<EngineHost>();

/** What comes of a load that still goes on may begin to play: by itself, or by a listener. */
function mayStillSound({ paused, networkState, readyState }: EngineSnapshot): boolean {
  const loads = networkState === NETWORK_STATE.LOADING && readyState < READY_STATE.HAVE_ENOUGH_DATA;
  return !paused || loads;
}

/** The custom states, and whether each is on. `playing` includes `waiting`, as in CSS's `:playing`. */
function statesOf(snapshot: EngineSnapshot): Readonly<Record<string, boolean>> {
  const { paused, waiting, seeking, ended, muted, error, mode } = snapshot;
  return {
    ...{ playing: !paused, paused, waiting, seeking, ended, muted, error: error !== null },
    ...{ idle: false, threaded: false, fallback: false, native: false, [mode]: true },
  };
}

/**
 * An element that owns an engine for its whole life: made when it is first needed, kept while the
 * element is out of the document, ended when nobody holds the element any more.
 */
export abstract class EngineHost extends UpdatingElement {
  /** For this element's attributes. */
  protected readonly attributeReader = new AttributeReader(this);
  #engine: AudioEngine | undefined;
  #internals: ElementInternals | undefined;
  #upgraded = false;

  static readonly observedAttributes: readonly string[] = ATTRIBUTE_NAMES;

  /** The same one for the element's life. */
  protected get engine(): AudioEngine {
    return (this.#engine ??= this.#createEngine());
  }

  attributeChangedCallback(name: string): void {
    if (isAttributeName(name)) this.attributeChanged(name);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#upgraded) {
      this.#upgraded = true;
      upgradeProperties(this, ATTRIBUTE_NAMES);
    }
    this.#internals ??= this.attachInternals();
    this.#showStates(this.engine.snapshot);
  }

  /** An attribute came, went or changed: it applies now. */
  protected abstract attributeChanged(name: AttributeName): void;

  /** The element has just dispatched an event that the engine told of. */
  protected abstract engineEvent(type: string): void;

  #createEngine(): AudioEngine {
    const engine = new AudioEngine();
    // The engine is reachable from workers and the audio graph; through it the element must not be.
    const element = new WeakRef<EngineHost>(this);
    forwardEvents(engine, (event) => {
      const host = element.deref();
      host?.dispatchEvent(event);
      host?.engineEvent(event.type);
    });
    engine.subscribe(() => {
      const host = element.deref();
      if (host) host.#follow(engine.snapshot);
    });
    abandoned.register(this, engine);
    return engine;
  }

  #follow(snapshot: EngineSnapshot): void {
    if (mayStillSound(snapshot)) kept.add(this);
    else kept.delete(this);
    this.#showStates(snapshot);
  }

  #showStates(snapshot: EngineSnapshot): void {
    const states = this.#internals?.states;
    if (!states) return;
    for (const [name, isOn] of Object.entries(statesOf(snapshot))) {
      if (isOn) states.add(name);
      else states.delete(name);
    }
  }
}
