/**
 * Turns constants that are added to an address into the instruction's own offset, which costs
 * nothing: `(v128.load offset=8 (i32.add (local.get $p) (i32.const 16)))` becomes
 * `(v128.load offset=24 (local.get $p))`. An added constant wraps at 2^32 and an offset doesn't, so
 * this is for kernels whose addresses never wrap. binaryen does the same only below 1024.
 */
import binaryen from 'binaryen';

/** The expression classes that have an address and an offset, by expression id. */
const ACCESSES = new Map([
  [binaryen.LoadId, binaryen.Load],
  [binaryen.StoreId, binaryen.Store],
  [binaryen.SIMDLoadId, binaryen.SIMDLoad],
  [binaryen.SIMDLoadStoreLaneId, binaryen.SIMDLoadStoreLane],
]);

/** The fields of an expression's description that hold other expressions. */
const CHILDREN = [
  ...['ptr', 'value', 'left', 'right', 'condition', 'ifTrue', 'ifFalse', 'body', 'target'],
  ...['vec', 'shift', 'a', 'b', 'c', 'dest', 'source', 'size', 'delta', 'tuple'],
];

/** Expressions without a description, or whose fields are no expressions. */
const LEAVES = new Set([binaryen.NopId, binaryen.UnreachableId, binaryen.ConstId]);

/** Folds in every function of the module. */
export function foldAddresses(module) {
  const visit = (expression) => {
    if (!expression || LEAVES.has(binaryen.getExpressionId(expression))) return;
    const info = binaryen.getExpressionInfo(expression);
    const access = ACCESSES.get(info.id);
    if (access) fold(access, expression);
    const latest = access ? binaryen.getExpressionInfo(expression) : info;
    for (const name of CHILDREN) if (typeof latest[name] === 'number') visit(latest[name]);
    for (const child of [...(latest.children ?? []), ...(latest.operands ?? [])]) visit(child);
  };
  for (let i = 0; i < module.getNumFunctions(); i++) {
    const { body } = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
    visit(body);
  }
}

function fold(access, expression) {
  for (;;) {
    const address = binaryen.getExpressionInfo(access.getPtr(expression));
    const added = addedConstant(address);
    if (added === null || added < 0) return;
    access.setOffset(expression, access.getOffset(expression) + added);
    access.setPtr(expression, address.left);
  }
}

/** What a sum adds to its left side, or null. binaryen writes some sums as differences. */
function addedConstant({ id, op, right }) {
  if (id !== binaryen.BinaryId) return null;
  const { id: rightId, value } = binaryen.getExpressionInfo(right);
  if (rightId !== binaryen.ConstId) return null;
  if (op === binaryen.AddInt32) return value;
  return op === binaryen.SubInt32 ? -value : null;
}
