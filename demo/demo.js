/** The page's own few moves: change the file, say which kind of page this is, copy the snippet. */
const player = document.querySelector('rusty-audio-player');
const formatKeys = [...document.querySelectorAll('button[data-src]')];

function load(key) {
  const wasPlaying = player.paused === false;
  const isExcerpt = key.dataset.src.includes('excerpt');
  player.setAttribute('track-title', isExcerpt ? 'Kite Weather (excerpt)' : 'Kite Weather');
  player.setAttribute('src', `/demo/music/${key.dataset.src}`);
  for (const other of formatKeys) other.setAttribute('aria-pressed', String(other === key));
  if (!wasPlaying) return;
  player.play().catch((error) => {
    // A quick second press replaces the file before the first one has begun: nothing to report.
    if (error.name !== 'AbortError') throw error;
  });
}

for (const key of formatKeys) key.addEventListener('click', () => load(key));

const world = document.querySelector('#world');
const otherWorld = document.querySelector('#other-world');
const isPlainUrl = location.pathname.startsWith('/plain');

world.textContent = crossOriginIsolated
  ? 'This page is isolated: the player may use threads and shared memory.'
  : 'This page is plain, as most are: the player uses the browser’s own audio nodes.';
otherWorld.href = isPlainUrl ? '/' : '/plain/';
otherWorld.textContent = isPlainUrl ? 'Open the isolated page' : 'Open the plain page';

const copyKey = document.querySelector('#copy');
const copied = document.querySelector('#copied');

// The clipboard exists in secure contexts only; elsewhere the text can be selected by hand.
if (navigator.clipboard) {
  copyKey.hidden = false;
  copyKey.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.querySelector('#snippet').textContent);
      copied.textContent = 'Copied.';
    } catch {
      copied.textContent = 'The browser did not allow it. Select the text instead.';
    }
  });
}
