import { createApp } from 'vue';
import App from './App.vue';

// Rendering does not wait for it: the element comes to life when its script is there.
void import('rusty-audio-player');

createApp(App).mount('#app');
