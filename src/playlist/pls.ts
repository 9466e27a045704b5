import { lengthOf, TrackListBuilder, type TrackList } from './track.ts';

const ENTRY = /^(File|Title|Length)(\d+)\s*=(.*)$/i;
/** Lines of the file itself. */
const OTHER = /^(?:\[playlist\]|NumberOfEntries\s*=.*|Version\s*=.*|[;#].*)?$/i;

interface PlsEntry {
  readonly line: number;
  file?: string;
  title?: string;
  length?: string;
}

/** PLS: `File1=`, `Title1=`, `Length1=`, in the order of their numbers. */
export function readPls(text: string, baseUrl: string): TrackList {
  const list = new TrackListBuilder(baseUrl);
  const entries = new Map<number, PlsEntry>();
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const trimmed = line.trim();
    const match = ENTRY.exec(trimmed);
    if (match) {
      const number = Number(match[2]);
      const entry = entries.get(number) ?? { line: index + 1 };
      entry[match[1]!.toLowerCase() as 'file' | 'title' | 'length'] = match[3]!.trim();
      entries.set(number, entry);
    } else if (!OTHER.test(trimmed)) {
      list.fail(`line ${index + 1}`, `“${trimmed}” is no line of a PLS list.`);
    }
  });
  for (const [number, entry] of [...entries].sort(([a], [b]) => a - b)) {
    const { line, file, title = '', length = '' } = entry;
    if (file === undefined) list.fail(`line ${line}`, `There is no File${number}.`);
    else list.add(`line ${line}`, file, { title, durationSeconds: lengthOf(length) });
  }
  return list.build();
}
