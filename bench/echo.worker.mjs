/** Answers the seed's messages as JSON, and does nothing else. */
globalThis.onmessage = ({ data }) => {
  const { task_id } = JSON.parse(data);
  globalThis.postMessage(JSON.stringify({ type: 'task_complete', task_id, execution_time_us: 0 }));
};

globalThis.postMessage('loaded');
