/** What the test framework puts into every test page (mocha, ui `bdd`). */

interface TestContext {
  /** Milliseconds until a test or hook counts as failed. */
  timeout(ms: number): void;
  /** Ends the test here and counts it as skipped. */
  skip(): never;
}

type TestBody = (this: TestContext) => void | Promise<void>;

declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: TestBody): void;
declare function before(body: TestBody): void;
declare function beforeEach(body: TestBody): void;
declare function after(body: TestBody): void;
declare function afterEach(body: TestBody): void;
