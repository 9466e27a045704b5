import { useEffect, useRef, useState } from 'react';
import type { RustyAudioPlayer } from 'rusty-audio-player';
import type {} from 'rusty-audio-player/react';
import { GENTLE, SECTION, WARM } from '../equalizer-settings';

export function App() {
  const player = useRef<RustyAudioPlayer>(null);
  const [muted, setMuted] = useState(false);
  const [bands, setBands] = useState(GENTLE);
  const [seconds, setSeconds] = useState(0);
  const [mode, setMode] = useState('idle');
  const [gains, setGains] = useState('');

  // An object, by the element itself: whether its script has arrived or not.
  useEffect(() => {
    if (player.current) player.current.eqBands = bands;
  }, [bands]);

  return (
    <main>
      <h1>React</h1>
      {/* `exclusive` is on by default, and React leaves an attribute out for `false`: so text. */}
      <rusty-audio-player
        ref={player}
        src="/demo/music/kite-weather-excerpt.wav"
        layout="compact"
        track-title="Kite Weather"
        exclusive="false"
        muted={muted}
        loopSection={SECTION}
        ontimeupdate={(event) => setSeconds(event.currentTarget.currentTime)}
        onmodechange={(event) => setMode(event.currentTarget.mode)}
        oneqchange={(event) => setGains(event.currentTarget.eq.join(' '))}
      />
      <p>
        <button onClick={() => void player.current?.play()}>Play</button>{' '}
        <button onClick={() => setMuted(!muted)}>{muted ? 'Unmute' : 'Mute'}</button>{' '}
        <button onClick={() => setBands(WARM)}>Warm</button>
      </p>
      <p>
        <output id="time">{seconds.toFixed(1)}</output> s, <output id="mode">{mode}</output>,
        equalizer <output id="gains">{gains}</output>
      </p>
    </main>
  );
}
