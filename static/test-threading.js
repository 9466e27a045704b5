import { selfTest } from '../dist/self-test.js';

const COLUMNS = ['Check', 'Result', 'What was found', 'Speed'];
const NUMBER = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

const resultsElement = document.querySelector('#results');
const summary = document.querySelector('#summary');

function element(name, text, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...properties });
}

function addHead(table) {
  const cells = COLUMNS.map((text) => element('th', text, { scope: 'col' }));
  table
    .createTHead()
    .insertRow()
    .append(...cells);
  table.createTBody();
}

const resultOf = (ok) => (ok === null ? 'not available' : ok ? 'pass' : 'fail');

function speedText({ measured, unit, target, met }) {
  const sign = unit === 'µs' ? '≤' : '≥';
  const [value, limit] = [measured, target].map((number) => NUMBER.format(number));
  return `${value} ${unit}, ${met ? 'met' : 'slower'} (${sign} ${limit})`;
}

function addRow({ group, name, ok, detail, speed }) {
  const row = document.querySelector(`#${group}`).tBodies[0].insertRow();
  const result = resultOf(ok);
  const mark = element('span', result, { className: result.replace(' ', '-') });
  const resultCell = element('td', '');
  resultCell.append(mark);
  row.append(
    element('th', name, { scope: 'row' }),
    resultCell,
    element('td', detail, { className: 'detail' }),
    element('td', speed === null ? '' : speedText(speed), {
      className: speed?.met === false ? 'slow' : '',
    }),
  );
}

function reportOf(rows, done) {
  const count = (condition) => rows.filter(condition).length;
  return {
    done,
    isolated: globalThis.crossOriginIsolated === true,
    userAgent: navigator.userAgent,
    counts: {
      passed: count(({ ok }) => ok === true),
      failed: count(({ ok }) => ok === false),
      unavailable: count(({ ok }) => ok === null),
      slow: count(({ speed }) => speed?.met === false),
    },
    rows,
  };
}

function show(report) {
  resultsElement.textContent = JSON.stringify(report, null, 2);
  if (!report.done) return;
  const { passed, failed, unavailable, slow } = report.counts;
  const isolation = report.isolated
    ? 'This page is isolated.'
    : 'This page is not isolated: what needs shared memory was not tried.';
  summary.textContent = `${passed} passed, ${failed} failed, ${unavailable} not available, ${slow} slower than asked for. ${isolation}`;
}

async function run() {
  document.querySelectorAll('table').forEach(addHead);
  const rows = [];
  for await (const row of selfTest()) {
    rows.push(row);
    addRow(row);
    show(reportOf(rows, false));
  }
  const report = reportOf(rows, true);
  show(report);
  return report;
}

globalThis.testThreadingResults = run();
