/**
 * Collects what goes to `console.warn` during each test of the surrounding `describe`, in place of
 * showing it.
 *
 * @returns reads the warnings of the running test so far
 */
export function collectWarnings(): () => readonly string[] {
  const { warn } = console;
  let collected: string[] = [];

  beforeEach(() => {
    collected = [];
    console.warn = (...parts: unknown[]) => {
      collected.push(parts.map(String).join(' '));
    };
  });

  afterEach(() => {
    console.warn = warn;
  });

  return () => collected;
}
