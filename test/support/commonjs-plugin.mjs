// Dev server plugin: serves CommonJS files that require nothing as modules with a default export.

/** @param {readonly RegExp[]} paths of the files, as the server sees them */
export function commonjsPlugin(paths) {
  return {
    name: 'commonjs',
    transform(context) {
      if (!paths.some((path) => path.test(context.path))) return undefined;
      return {
        // On one line before the source, so that the lines keep their numbers.
        body: `const module = { exports: {} }; (function (module, exports) { ${context.body}
}(module, module.exports)); export default module.exports;`,
      };
    },
  };
}
