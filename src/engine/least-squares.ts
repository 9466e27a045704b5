/**
 * Levenberg-Marquardt for a model that is a sum of parts, each with parameters of its own. Pure;
 * any thread; deterministic.
 *
 * Source: D. Marquardt, "An Algorithm for Least-Squares Estimation of Nonlinear Parameters", SIAM
 * J. Appl. Math. 11 (1963): the damping goes with the diagonal of the normal equations.
 */

export interface SumModel {
  readonly start: readonly number[];
  /** The lowest and highest value of each parameter. */
  readonly limits: readonly (readonly [low: number, high: number])[];
  /** What the parts are to add up to. */
  readonly target: Float64Array;
  /** What each point of the target counts. */
  readonly weights: Float64Array;
  readonly parts: number;
  /** Which part each parameter belongs to. */
  readonly partOf: readonly number[];
  /** The values of part `index`, as long as the target. */
  readonly part: (parameters: ArrayLike<number>, index: number) => Float64Array;
  /** Most steps to take. */
  readonly rounds: number;
}

const DIFFERENCE = 1e-5;
const FIRST_DAMPING = 1e-2;
const DAMPING_UP = 4;
const DAMPING_DOWN = 1 / 3;
const MAX_DAMPING = 1e8;
/** A round that gains less than this share of the squares is the last. */
const WORTHWHILE = 1e-5;
/** A parameter that nothing depends on must not make the equations singular. */
const LEAST_DIAGONAL = 1e-9;

/** The parameters with the least weighted squares that were found. */
export function minimizeSquares(model: SumModel): Float64Array {
  let parameters = Float64Array.from(model.start, (value, i) => limited(model, i, value));
  let parts = allParts(model, parameters);
  let residuals = residualsOf(model, parts);
  let squares = weightedSquares(model, residuals);
  let damping = FIRST_DAMPING;
  for (let round = 0; round < model.rounds; round += 1) {
    const slopes = slopesOf(model, parameters, parts);
    const normal = normalEquations(model, slopes, residuals);
    let gained = 0;
    while (damping < MAX_DAMPING) {
      const step = solveDamped(normal.matrix, normal.right, damping);
      const trial = parameters.map((value, i) => limited(model, i, value + (step[i] ?? 0)));
      const trialParts = allParts(model, trial);
      const trialResiduals = residualsOf(model, trialParts);
      const trialSquares = weightedSquares(model, trialResiduals);
      if (trialSquares < squares) {
        gained = (squares - trialSquares) / squares;
        [parameters, parts, residuals, squares] = [trial, trialParts, trialResiduals, trialSquares];
        damping *= DAMPING_DOWN;
        break;
      }
      damping *= DAMPING_UP;
    }
    if (gained < WORTHWHILE) break;
  }
  return parameters;
}

function limited({ limits }: SumModel, index: number, value: number): number {
  const [low, high] = limits[index] ?? [-Infinity, Infinity];
  return Math.min(high, Math.max(low, value));
}

function allParts(model: SumModel, parameters: Float64Array): readonly Float64Array[] {
  return Array.from({ length: model.parts }, (_, index) => model.part(parameters, index));
}

function residualsOf({ target }: SumModel, parts: readonly Float64Array[]): Float64Array {
  const residuals = target.slice();
  for (const part of parts) {
    for (let i = 0; i < residuals.length; i += 1)
      residuals[i] = (residuals[i] ?? 0) - (part[i] ?? 0);
  }
  return residuals;
}

function weightedSquares({ weights }: SumModel, residuals: Float64Array): number {
  return residuals.reduce((sum, residual, i) => sum + (weights[i] ?? 0) * residual ** 2, 0);
}

/** What each parameter moves: only its own part has to be computed again. */
function slopesOf(
  model: SumModel,
  parameters: Float64Array,
  parts: readonly Float64Array[],
): readonly Float64Array[] {
  return model.partOf.map((owner, parameter) => {
    const moved = parameters.slice();
    moved[parameter] = (moved[parameter] ?? 0) + DIFFERENCE;
    const here = parts[owner];
    return model.part(moved, owner).map((value, i) => (value - (here?.[i] ?? 0)) / DIFFERENCE);
  });
}

interface NormalEquations {
  readonly matrix: readonly Float64Array[];
  readonly right: Float64Array;
}

function normalEquations(
  { weights }: SumModel,
  slopes: readonly Float64Array[],
  residuals: Float64Array,
): NormalEquations {
  const product = (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < a.length; i += 1) sum += (weights[i] ?? 0) * (a[i] ?? 0) * (b[i] ?? 0);
    return sum;
  };
  const matrix = slopes.map(() => new Float64Array(slopes.length));
  slopes.forEach((slope, row) => {
    for (let column = 0; column <= row; column += 1) {
      const value = product(slope, slopes[column] ?? slope);
      const [inRow, inColumn] = [matrix[row], matrix[column]];
      if (inRow) inRow[column] = value;
      if (inColumn) inColumn[row] = value;
    }
  });
  return { matrix, right: Float64Array.from(slopes, (slope) => product(slope, residuals)) };
}

/** Cholesky's method: the damped matrix is symmetric and positive. */
function solveDamped(
  matrix: readonly Float64Array[],
  right: Float64Array,
  damping: number,
): Float64Array {
  const size = right.length;
  const lower = matrix.map((row) => row.slice());
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  const put = (row: number, column: number, value: number): void => {
    const values = lower[row];
    if (values) values[column] = value;
  };
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let value = at(row, column);
      if (row === column) value += damping * Math.max(value, LEAST_DIAGONAL);
      for (let k = 0; k < column; k += 1) value -= at(row, k) * at(column, k);
      const onDiagonal = Math.sqrt(Math.max(value, LEAST_DIAGONAL));
      put(row, column, row === column ? onDiagonal : value / at(column, column));
    }
  }
  const solution = right.slice();
  for (let row = 0; row < size; row += 1) {
    let value = solution[row] ?? 0;
    for (let k = 0; k < row; k += 1) value -= at(row, k) * (solution[k] ?? 0);
    solution[row] = value / at(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let value = solution[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) value -= at(k, row) * (solution[k] ?? 0);
    solution[row] = value / at(row, row);
  }
  return solution;
}
