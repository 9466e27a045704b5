import { html, nothing, type TemplateResult } from 'lit';
import type { AudioEngine } from '../engine/audio-engine.ts';
import { lateIcon } from './late-icons.ts';
import type { ViewSettings } from './player-context.ts';
import { request, type PlayerRequest } from './requests.ts';
import type { AllStrings } from './late-strings.ts';

/** Pages that a key opens. */
export type MenuRoot = 'speed' | 'more' | 'tracks';

export type SettingsPage =
  MenuRoot | ('sleep' | 'captions' | 'transcript' | 'chapters' | 'equalizer' | 'playlist');

/** What a menu shows and whom it asks. */
export interface SettingsMenuPlace {
  /** Sends the requests. */
  readonly host: EventTarget;
  readonly engine: AudioEngine;
  readonly settings: ViewSettings;
  readonly page: SettingsPage;
  /** The page that the key opens. */
  readonly root: MenuRoot;
  /** What is left of the sleep timer; empty while it is off. */
  readonly sleepLeft: string;
  readonly go: (page: SettingsPage) => void;
  /** Closes it and gives the focus back to the key. */
  readonly leave: () => void;
}

export interface SettingsMenuView extends SettingsMenuPlace {
  readonly strings: AllStrings;
}

/** A row that leads to another page, or acts. */
export function item(
  name: string,
  detail: string,
  press: () => void,
  leads = true,
): TemplateResult {
  return html`<div
    class="row"
    role="menuitem"
    tabindex="-1"
    aria-haspopup=${leads ? 'menu' : nothing}
    @click=${press}
  >
    <span></span><span class="clip">${name}</span><span class="detail">${detail}</span>
    ${leads ? lateIcon('chevron') : nothing}
  </div>`;
}

/** A row of which one is chosen, or that is on or off. */
export function choice(
  { host, leave }: SettingsMenuView,
  name: string,
  checked: boolean,
  wish: PlayerRequest,
  detail = '',
  role: 'menuitemradio' | 'menuitemcheckbox' = 'menuitemradio',
): TemplateResult {
  return html`<div
    class="row"
    role=${role}
    tabindex="-1"
    aria-checked=${checked}
    @click=${() => {
      request(host, wish);
      leave();
    }}
  >
    ${checked ? lateIcon('check') : html`<span></span>`}<span class="clip">${name}</span
    ><span class="detail">${detail}</span>
  </div>`;
}
