/** A script that runs on a thread of its own, in the build. */
export interface ScriptFile {
  /** Its name beside the module. */
  readonly name: string;
  /** Where that is. The literal tells bundlers to take the file along. */
  readonly url: () => URL;
  /** What `integrity` of a `<script>` would be; null where nobody has computed it. */
  readonly integrity: string | null;
  /** The script itself, in the build that is one file; null where it is fetched. */
  readonly text: string | null;
}

const script = (name: string, url: () => URL): ScriptFile => ({
  name,
  url,
  integrity: null,
  text: null,
});

/**
 * The scripts that are loaded on first need. In the build this table also holds their hashes, and in
 * the one-file build the scripts themselves: `scripts/script-files.mjs` fills it in.
 */
export const SCRIPT_FILES = {
  decode: script(
    'rusty-audio-decode-worker.js',
    () => new URL('./rusty-audio-decode-worker.js', import.meta.url),
  ),
  dsp: script(
    'rusty-audio-dsp-worker.js',
    () => new URL('./rusty-audio-dsp-worker.js', import.meta.url),
  ),
  output: script(
    'rusty-audio-output-worklet.js',
    () => new URL('./rusty-audio-output-worklet.js', import.meta.url),
  ),
} as const;
