import { AudioEngine, type EngineSnapshot, NETWORK_STATE } from '../engine/audio-engine.ts';
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
  /** So much of what is loaded now has come that it can play through, and everybody was told. */
  #toldThrough = false;
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
      if (!host) return;
      host.dispatchEvent(event);
      host.engineEvent(event.type);
      host.#keep(event.type);
    });
    engine.subscribe(() => {
      const host = element.deref();
      if (host) host.#follow(engine.snapshot);
    });
    abandoned.register(this, engine);
    return engine;
  }

  #follow(snapshot: EngineSnapshot): void {
    this.#keep();
    this.#showStates(snapshot);
  }

  /** As long as it plays, or a load goes on that may begin to: by itself, or by who is told. */
  #keep(told?: string): void {
    if (told === 'canplaythrough' || told === 'loadstart') this.#toldThrough = told !== 'loadstart';
    const { paused, networkState, error } = this.engine.snapshot;
    const loads = networkState === NETWORK_STATE.LOADING && !this.#toldThrough;
    const plays = !paused && networkState !== NETWORK_STATE.EMPTY && error === null;
    if (loads || plays) kept.add(this);
    else kept.delete(this);
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
