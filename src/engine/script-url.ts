/** What Trusted Types are to a page; not in TypeScript's library yet. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** Null where the page forbids it: that is tried, and reported to the page's owner, once. */
let policy: ReturnType<PolicyFactory['createPolicy']> | null | undefined;

/**
 * The address of one of the engine's own scripts, in the form that a page with Trusted Types asks
 * for. The policy `rusty-audio` is made with the first one and lets nothing else through, since
 * nobody else has it.
 *
 * @throws {Error} where the page's policy does not name `rusty-audio`
 */
export function scriptUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  if (trustedTypes === undefined) return url;
  if (policy === undefined) {
    try {
      policy = trustedTypes.createPolicy('rusty-audio', { createScriptURL: (own) => own });
    } catch {
      policy = null;
    }
  }
  if (policy === null) {
    throw new Error(
      'The page’s Content-Security-Policy forbids the Trusted Types policy of the player; rusty-audio in trusted-types allows it.',
    );
  }
  return policy.createScriptURL(url);
}
