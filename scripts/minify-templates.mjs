// A rollup plugin: the text of Lit's templates without what only readers of the source need.
import MagicString from 'magic-string';

const MARKUP_TAGS = ['html', 'svg'];

/** Comments, and white space that separates nothing. Strings in these sheets hold neither. */
function shortCss(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/([:(]) /g, '$1')
    .replace(/ \)/g, ')')
    .replace(/;\}/g, '}')
    .replace(/(?<![\w.])0(?=\.\d)/g, '');
}

/** A line break between tags is one space, as the browser shows it; within a tag it is nothing. */
function shortMarkup(text) {
  return text.replace(/\s*\n\s*/g, ' ').replace(/ (?=\/?>)/g, '');
}

function shortenerOf({ type, name }) {
  if (type !== 'Identifier') return null;
  if (name === 'css') return shortCss;
  return MARKUP_TAGS.includes(name) ? shortMarkup : null;
}

function* nodesOf(node) {
  if (typeof node.type === 'string') yield node;
  for (const child of Object.values(node)) {
    if (child !== null && typeof child === 'object') yield* nodesOf(child);
  }
}

/** For `.ts` sources of this project, after TypeScript has become JavaScript. */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id)) return null;
      const output = new MagicString(code);
      for (const node of nodesOf(this.parse(code))) {
        if (node.type !== 'TaggedTemplateExpression') continue;
        const shorten = shortenerOf(node.tag);
        if (shorten === null) continue;
        for (const { start, end, value } of node.quasi.quasis) {
          const short = shorten(value.raw);
          if (short !== value.raw) output.update(start, end, short);
        }
      }
      return output.hasChanged()
        ? { code: output.toString(), map: output.generateMap({ hires: true }) }
        : null;
    },
  };
}
