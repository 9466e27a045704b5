// Templates are compiled in the browser here, so that no more than Vite is needed. `ng build` compiles
// them ahead; the component is the same.
import '@angular/compiler';
import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { AppComponent } from './app.component';

// Rendering does not wait for it: the element comes to life when its script is there.
void import('rusty-audio-player');

await bootstrapApplication(AppComponent, { providers: [provideZonelessChangeDetection()] });
