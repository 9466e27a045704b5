/**
 * Renders "Kite Weather" and encodes it into demo/music/. A developer's command: it needs ffmpeg,
 * and its outputs are committed, so nobody has to run it to build or to see the demo.
 *
 *   npm run demo:music
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeCover, encodeExcerpts, encodePiece, reportSizes } from './encode.mjs';
import { renderMaster, secondsAtBar } from './mix.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = join(root, 'demo', 'music');
mkdirSync(folder, { recursive: true });

const master = renderMaster();
encodeCover(folder);
encodePiece(folder, master);
encodeExcerpts(folder, master, {
  // The breakdown with the first note of the return, and the tune's opening: from bar lines both.
  flac: { fromSeconds: secondsAtBar(16), seconds: 5.7 },
  wav: { fromSeconds: secondsAtBar(8), seconds: 2.5 },
});
reportSizes(folder);
