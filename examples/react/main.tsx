import { createRoot } from 'react-dom/client';
import { App } from './App';

// Rendering does not wait for it: the element comes to life when its script is there.
void import('rusty-audio-player');

const root = document.querySelector('#app');
if (root) createRoot(root).render(<App />);
