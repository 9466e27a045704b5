// The package as it would be published, in an empty project.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { rollup } from 'rollup';
import nodeResolve from '@rollup/plugin-node-resolve';
import { build } from 'vite';
import htmlLanguage from 'vscode-html-languageservice';

const ROOT = join(import.meta.dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');
const { getLanguageService, newHTMLDataProvider, TextDocument } = htmlLanguage;
const ENTRIES = ['', '/element', '/engine', '/service-worker.js', '/rusty-audio-player.js'];

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

describe('the package', () => {
  let project;
  let tarball;
  let installed;

  before(() => {
    project = mkdtempSync(join(tmpdir(), 'rusty-audio-package-'));
    const output = execFileSync('npm', ['pack', '--silent', '--pack-destination', project], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    tarball = join(project, output.trim().split('\n').at(-1));
    writeFileSync(join(project, 'package.json'), '{ "name": "empty", "type": "module" }');
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', tarball], {
      cwd: project,
    });
    installed = join(project, 'node_modules/rusty-audio-player');
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  it('can be imported in Node by every entry', () => {
    const code = ENTRIES.map((entry) => `await import('rusty-audio-player${entry}');`).join('\n');
    const names = `const all = await import('rusty-audio-player');
      const engine = await import('rusty-audio-player/engine');
      console.log(typeof all.RustyAudioPlayer, typeof engine.AudioThreading);`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code + names], {
      cwd: project,
      encoding: 'utf8',
    });
    assert.equal(printed.trim(), 'function function');
  });

  it('is bundled by rollup, with its chunks', async () => {
    const input = join(project, 'main.js');
    writeFileSync(
      input,
      `import { RustyAudioPlayer } from 'rusty-audio-player';\nconsole.log(RustyAudioPlayer);`,
    );
    const bundle = await rollup({
      input,
      plugins: [nodeResolve({ browser: true })],
      onwarn: (warning) => assert.fail(warning.message),
    });
    const { output } = await bundle.generate({ format: 'es' });
    await bundle.close();
    assert.ok(output.length > 1);
    assert.match(output[0].code, /rusty-audio-player/);
  });

  it('is bundled by Vite, which takes the workers along', async () => {
    writeFileSync(join(project, 'index.html'), '<script type="module" src="/main.js"></script>');
    await build({ root: project, configFile: false, logLevel: 'error', build: { outDir: 'site' } });
    const assets = readdirSync(join(project, 'site/assets'));
    for (const script of ['decode-worker', 'dsp-worker', 'output-worklet']) {
      assert.ok(
        assets.some((name) => name.startsWith(`rusty-audio-${script}`)),
        `${script} in ${assets.join()}`,
      );
    }
  });

  it('has declarations that stand alone', () => {
    const sources = `import { RustyAudioPlayer } from 'rusty-audio-player';
      import { AudioEngine, AudioThreading } from 'rusty-audio-player/engine';
      const player: RustyAudioPlayer = document.createElement('rusty-audio-player');
      const engine: AudioEngine = new AudioEngine({ workers: 2 });
      export const all = [player.mode, engine.snapshot.mode, new AudioThreading().memory];`;
    mkdirSync(join(project, 'typed'), { recursive: true });
    writeFileSync(join(project, 'typed/main.ts'), sources);
    const compilerOptions = {
      noEmit: true,
      strict: true,
      types: [],
      target: 'es2022',
      lib: ['es2024', 'dom', 'dom.iterable'],
      module: 'nodenext',
    };
    const config = JSON.stringify({ compilerOptions, files: ['main.ts'] });
    writeFileSync(join(project, 'typed/tsconfig.json'), config);
    execFileSync(join(BIN, 'tsc'), ['-p', join(project, 'typed')], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const declarations = readdirSync(join(installed, 'dist/types'), { recursive: true });
    for (const name of declarations.filter((path) => path.endsWith('.d.ts'))) {
      const text = readFileSync(join(installed, 'dist/types', name), 'utf8');
      assert.doesNotMatch(text, /(?:from|import\()\s*['"]\.[^'"]*\.ts['"]/, name);
    }
  });

  it('is found clean by publint', () => {
    const printed = execFileSync(join(BIN, 'publint'), ['run', tarball, '--strict'], {
      encoding: 'utf8',
    });
    assert.match(printed, /All good/);
  });

  it('is found clean by "are the types wrong"', () => {
    execFileSync(join(BIN, 'attw'), [tarball, '--profile', 'esm-only'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  });

  it('has a manifest that fits its schema', () => {
    const schema = readJson(join(ROOT, 'node_modules/custom-elements-manifest/schema.json'));
    const fits = new Ajv({ strict: false }).compile(schema);
    const manifest = readJson(join(installed, 'dist/custom-elements.json'));
    assert.ok(fits(manifest), JSON.stringify(fits.errors));
    const declared = manifest.modules
      .flatMap(({ declarations = [] }) => declarations)
      .filter(({ tagName }) => tagName === 'rusty-audio-player');
    assert.equal(declared.length, 1);
  });

  it('tells VS Code what can be written', () => {
    const data = readJson(join(installed, 'dist/vscode.html-custom-data.json'));
    const editor = getLanguageService({
      useDefaultDataProvider: false,
      customDataProviders: [newHTMLDataProvider('rusty-audio-player', data)],
    });
    const text = '<rusty-audio-player layout="">';
    const file = TextDocument.create('file:///page.html', 'html', 1, text);
    const offered = (character) =>
      editor
        .doComplete(file, { line: 0, character }, editor.parseHTMLDocument(file))
        .items.map(({ label }) => label);
    assert.deepEqual(offered(text.indexOf('""') + 1).sort(), ['compact', 'full', 'mini']);
    const names = offered('<rusty-audio-player '.length);
    assert.deepEqual(
      ['src', 'eq-preset', 'fft-size', 'exclusive'].filter((name) => !names.includes(name)),
      [],
    );
  });

  it('tells JetBrains’ editors the same', () => {
    const { name, version, contributions } = readJson(join(installed, 'dist/web-types.json'));
    assert.equal(name, 'rusty-audio-player');
    assert.equal(version, readJson(join(installed, 'package.json')).version);
    const { attributes } = contributions.html.elements.find(
      (element) => element.name === 'rusty-audio-player',
    );
    const data = readJson(join(installed, 'dist/vscode.html-custom-data.json'));
    const inVsCode = data.tags.find((tag) => tag.name === 'rusty-audio-player').attributes;
    const namesOf = (list) => list.map((attribute) => attribute.name).sort();
    assert.deepEqual(namesOf(attributes), namesOf(inVsCode));
  });

  it('tells the hash of every script', () => {
    const hashes = readJson(join(installed, 'dist/integrity.json'));
    for (const name of ['rusty-audio-player.js', 'rusty-audio-player.global.js']) {
      assert.match(hashes[name], /^sha384-[\w+/]{64}$/);
    }
  });
});
