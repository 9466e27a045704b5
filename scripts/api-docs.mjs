/** `npm run docs`: writes docs/api.md from the custom elements manifest that the build made. */
import { readFile, writeFile } from 'node:fs/promises';
import prettier from 'prettier';

const root = new URL('..', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('dist/custom-elements.json', root), 'utf8'));
const elements = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .filter(({ customElement, tagName }) => customElement && tagName)
  .sort(
    (a, b) =>
      Number(b.tagName === 'rusty-audio-player') - Number(a.tagName === 'rusty-audio-player'),
  );

const oneLine = (text = '') => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = (text) => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '');

function table(title, columns, rows) {
  if (rows.length === 0) return '';
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

const isPublic = ({ name, privacy, description }) =>
  (privacy ?? 'public') === 'public' && !name.startsWith('#') && Boolean(description);

/** A parameter with a default need not name its type. */
const typeOfDefault = ({ default: value }) => (/^['"]/.test(value) ? 'string' : 'unknown');

function methodSignature({ name, parameters = [], return: result }) {
  const list = parameters.map(
    (p) =>
      `${p.name}${p.optional || p.default !== undefined ? '?' : ''}: ${p.type?.text ?? typeOfDefault(p)}`,
  );
  return `${name}(${list.join(', ')})${result?.type.text ? `: ${result.type.text}` : ''}`;
}

function describe(element) {
  const { tagName, summary, description, members = [] } = element;
  const named = (list = []) =>
    list.map(({ name, description: text }) => [code(name), oneLine(text)]);
  return [
    `## \`<${tagName}>\``,
    '',
    summary ?? '',
    '',
    description ?? '',
    '',
    table(
      'Attributes',
      ['attribute', 'type', 'default', 'meaning'],
      (element.attributes ?? []).map((a) => [
        code(a.name),
        code(a.type?.text),
        code(a.default),
        oneLine(a.description),
      ]),
    ),
    table(
      'Properties',
      ['property', 'type', 'meaning'],
      members
        .filter((m) => m.kind === 'field' && !m.static && isPublic(m))
        .map((m) => [
          code(m.name),
          code(m.type?.text),
          `${m.readonly ? '(read only) ' : ''}${oneLine(m.description)}`,
        ]),
    ),
    table(
      'Methods',
      ['method', 'meaning'],
      members
        .filter((m) => m.kind === 'method' && !m.static && isPublic(m))
        .map((m) => [code(methodSignature(m)), oneLine(m.description)]),
    ),
    table('Events', ['event', 'when'], named(element.events)),
    table('Slots', ['slot', 'what'], named(element.slots)),
    table('Parts', ['part', 'what'], named(element.cssParts)),
    table(
      'Custom properties',
      ['property', 'default', 'what'],
      (element.cssProperties ?? []).map((p) => [
        code(p.name),
        code(p.default),
        oneLine(p.description),
      ]),
    ),
    table('States', ['state', 'when'], named(element.cssStates)),
  ].join('\n');
}

const page = [
  '# API',
  '',
  'Generated from the class comments by `npm run docs`; edit those.',
  '',
  ...elements.map(describe),
].join('\n');
const options = await prettier.resolveConfig(new URL('docs/api.md', root));
await writeFile(
  new URL('docs/api.md', root),
  await prettier.format(page, { ...options, parser: 'markdown' }),
);
