import { expect } from '@open-wc/testing';
import type { FromBackground } from '../../src/engine/protocol.ts';
import { FileSurvey } from '../../src/workers/file-survey.ts';
import { fixtureUrl } from '../support/decoded.ts';
import { sameOriginMedia } from '../support/media.ts';

/** What is told of a file that may have fewer than `largestBytes`. */
async function told(url: string, largestBytes: number): Promise<FromBackground[]> {
  const messages: FromBackground[] = [];
  const survey = new FileSurvey(url, 'same-origin', (message) => messages.push(message));
  await survey.measure(largestBytes);
  return messages;
}

const kinds = (messages: readonly FromBackground[]): string[] => messages.map(({ type }) => type);

describe('a file’s survey', () => {
  const now = performance.now.bind(performance);

  // Progress is also told when a while has passed.
  beforeEach(() => {
    performance.now = () => 0;
  });
  afterEach(() => {
    performance.now = now;
  });

  it('measures a small file at once, and a large one as far as it may', async () => {
    const { size } = await (await fetch(fixtureUrl('pcm16.wav'))).blob();
    const all = ['tags_read', 'overview_progress', 'file_measured'];
    expect(kinds(await told(fixtureUrl('pcm16.wav'), size + 1))).to.deep.equal(all);
    const messages: FromBackground[] = [];
    const survey = new FileSurvey(fixtureUrl('pcm16.wav'), 'same-origin', (message) => {
      messages.push(message);
      if (message.type === 'overview_progress') survey.pace(Infinity);
    });
    await survey.measure(size);
    expect(kinds(messages)).to.deep.equal(['tags_read', 'overview_progress', ...all.slice(1)]);
  });

  for (const [name, url] of [
    ['a live stream', sameOriginMedia('live/test/fixtures/cbr-lame.mp3')],
    ['what is no audio', sameOriginMedia('made/50000')],
    ['what is missing', sameOriginMedia('status/404')],
  ] as const) {
    it(`gives up on ${name}`, async () => {
      expect(kinds(await told(url, Infinity))).to.deep.equal(['tags_read', 'measure_failed']);
    });
  }
});
