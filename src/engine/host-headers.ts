/** How one kind of host is told to send headers. */
interface HostRecipe {
  readonly name: string;
  /** Whether the page came from such a host, by its name and its own response. */
  readonly matches: (hostname: string, headers: Headers) => boolean;
  /** The lines, and where they belong. */
  readonly lines: string;
}

const COOP = 'Cross-Origin-Opener-Policy';
const COEP = 'Cross-Origin-Embedder-Policy';

const serverIs =
  (pattern: RegExp) =>
  (_: string, headers: Headers): boolean =>
    pattern.test(headers.get('Server') ?? '') || pattern.test(headers.get('X-Powered-By') ?? '');

const UNDERSCORE_HEADERS = `In the file _headers beside the site's pages:
/*
  ${COOP}: same-origin
  ${COEP}: credentialless`;

/** The first that matches is the host; what is in front (a network of caches) comes last. */
const HOSTS: readonly HostRecipe[] = [
  {
    name: 'GitHub Pages',
    matches: (hostname, headers) =>
      hostname.endsWith('.github.io') || serverIs(/github/i)(hostname, headers),
    lines: `This host sends no headers of yours. Put rusty-audio-service-worker.js beside the page and load it first:
<script src="rusty-audio-service-worker.js"></script>`,
  },
  {
    name: 'Netlify',
    matches: (hostname, headers) =>
      hostname.endsWith('.netlify.app') || serverIs(/netlify/i)(hostname, headers),
    lines: UNDERSCORE_HEADERS,
  },
  {
    name: 'Vercel',
    matches: (hostname, headers) =>
      hostname.endsWith('.vercel.app') || serverIs(/vercel/i)(hostname, headers),
    lines: `In vercel.json:
{ "headers": [{ "source": "/(.*)", "headers": [
  { "key": "${COOP}", "value": "same-origin" },
  { "key": "${COEP}", "value": "credentialless" } ] }] }`,
  },
  {
    name: 'nginx',
    matches: serverIs(/nginx|openresty/i),
    lines: `In the server block:
add_header ${COOP} same-origin always;
add_header ${COEP} credentialless always;`,
  },
  {
    name: 'Apache',
    matches: serverIs(/apache|litespeed/i),
    lines: `In .htaccess or the virtual host, with mod_headers:
Header always set ${COOP} "same-origin"
Header always set ${COEP} "credentialless"`,
  },
  {
    name: 'Caddy',
    matches: serverIs(/caddy/i),
    lines: `In the site block of the Caddyfile:
header {
  ${COOP} same-origin
  ${COEP} credentialless
}`,
  },
  {
    name: 'Express',
    matches: serverIs(/express/i),
    lines: `Before the routes:
app.use((request, response, next) => {
  response.set('${COOP}', 'same-origin');
  response.set('${COEP}', 'credentialless');
  next();
});`,
  },
  {
    name: 'Cloudflare',
    matches: (hostname, headers) =>
      hostname.endsWith('.pages.dev') || serverIs(/cloudflare/i)(hostname, headers),
    lines: UNDERSCORE_HEADERS,
  },
];

const ANY_HOST = `The page's own response needs these headers:
${COOP}: same-origin
${COEP}: credentialless`;

/** The exact lines that isolate a page on the host that it came from, as far as that can be told. */
export async function isolationLines(): Promise<string> {
  const response = await fetch(location.href, { method: 'HEAD' }).catch(() => null);
  const headers = response?.headers ?? new Headers();
  const host = HOSTS.find(({ matches }) => matches(location.hostname, headers));
  return host === undefined ? ANY_HOST : `${host.name}. ${host.lines}`;
}
