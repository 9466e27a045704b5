// Serves the built demo: npm start.
import { startStaticServer } from './static-server.mjs';

await startStaticServer();
