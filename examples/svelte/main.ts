import { mount } from 'svelte';
import App from './App.svelte';

// Rendering does not wait for it: the element comes to life when its script is there.
void import('rusty-audio-player');

const target = document.querySelector('#app');
if (target) mount(App, { target });
