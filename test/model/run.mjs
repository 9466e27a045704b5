// npm run model: checks the models of the engine's threads with Spin, then that each deliberate
// fault is noticed. One line a property and a fault; the last line is `N passed, N failed`.
//
//   npm run model                          everything
//   npm run model -- --only ring           one model
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MUTANTS } from './mutants.mjs';
import { MODELS } from './properties.mjs';
import { missingTool, verify } from './spin.mjs';

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
const totals = { passed: 0, failed: 0 };

function report(ok, line) {
  totals[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'passed' : 'FAILED'}  ${line}`);
}

const sourceOf = (model) => readFileSync(join(import.meta.dirname, `${model}.pml`), 'utf8');
const formulaOf = (source) => /^ltl (\w+)/m.exec(source)?.[1] ?? '';

/** A formula is shown by the search for it, everything else by the other one. */
const searchFor = (property, formula) => (property === formula ? 'liveness' : 'safety');

function checkModel(model, { searches, properties }) {
  const source = sourceOf(model);
  const formula = formulaOf(source);
  const found = new Map();
  let states = 0;
  for (const { search, defines } of searches) {
    try {
      const result = verify(source, search, defines, formula);
      states += result.states;
      found.set(search, result.broken);
    } catch (error) {
      console.log(error.message);
    }
  }
  const named = [...found.values()].every((broken) => broken === null || broken in properties);
  for (const [property, sentence] of Object.entries(properties)) {
    const search = searchFor(property, formula);
    // A search ends at the first fault: what else holds is not known then.
    report(found.get(search) === null && named, `${model}: ${sentence}`);
  }
  for (const broken of found.values())
    if (broken !== null) console.log(`        broken: ${broken}`);
  console.log(`        ${model}.pml: ${states.toLocaleString('en')} states`);
}

function checkMutant({ model, name, changes, defines = [], breaks }) {
  let source = sourceOf(model);
  const formula = formulaOf(source);
  const line = `${model}, fault: ${name}`;
  for (const [find, replace] of changes) {
    if (source.split(find).length !== 2) {
      report(false, `${line} (the text to change is not there once: ${JSON.stringify(find)})`);
      return;
    }
    source = source.replace(find, () => replace);
  }
  try {
    const { broken } = verify(source, searchFor(breaks, formula), defines, formula);
    report(broken === breaks, broken === breaks ? line : `${line} (${broken ?? 'not noticed'})`);
  } catch (error) {
    report(false, `${line}\n${error.message}`);
  }
}

const missing = missingTool();
const chosen = (model) => options.only === undefined || options.only === model;
if (missing !== null) {
  const lines = Object.values(MODELS).flatMap(({ properties }) => Object.keys(properties));
  console.log(`Nothing was checked: ${missing}.`);
  console.log(`\n0 passed, 0 failed, ${lines.length + MUTANTS.length} skipped`);
} else {
  for (const [model, shown] of Object.entries(MODELS)) if (chosen(model)) checkModel(model, shown);
  for (const mutant of MUTANTS) if (chosen(mutant.model)) checkMutant(mutant);
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}
