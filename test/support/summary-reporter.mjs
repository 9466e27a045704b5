// Test runner reporter: writes the numbers of passed and failed tests to a JSON file. A page that
// ran no test, did not load, crashed or threw outside its tests counts as one failed test.
import { writeFileSync } from 'node:fs';

function* testsOf(suite) {
  if (!suite) return;
  yield* suite.tests;
  for (const child of suite.suites) yield* testsOf(child);
}

/** The counts of one page, which is one test file in one world. */
export function countSession(session) {
  const tests = [...testsOf(session.testResults)];
  const skipped = tests.filter((test) => test.skipped).length;
  const failed = tests.filter((test) => !test.skipped && !test.passed).length;
  const passed = tests.length - skipped - failed;
  const pageFailed = session.errors.length > 0 || passed + failed === 0;
  return {
    world: session.group.name,
    testFile: session.testFile,
    passed,
    failed: failed + (pageFailed || (!session.passed && failed === 0) ? 1 : 0),
    skipped,
    milliseconds: tests.reduce((sum, { duration = 0 }) => sum + duration, 0),
  };
}

export function summaryReporter({ file }) {
  return {
    onTestRunFinished({ sessions }) {
      writeFileSync(file, JSON.stringify([...sessions].map(countSession), null, 2));
    },
  };
}
