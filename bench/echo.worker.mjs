/** Answers the seed's messages as JSON, with as many numbers as it was sent, and does nothing else. */
globalThis.onmessage = ({ data }) => {
  const { task_id, audio } = JSON.parse(data);
  globalThis.postMessage(
    JSON.stringify({ type: 'task_complete', task_id, execution_time_us: 0, bins: audio }),
  );
};

globalThis.postMessage('loaded');
