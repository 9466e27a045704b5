// A TypeScript transformer: Lit's decorators become what they stand for, so that a bundle needs
// neither their code nor a helper for each. `@property(…)` and `@state()` on accessors move into
// the class's `static properties`, `@query(…)` becomes a getter.
import ts from 'typescript';

const { factory } = ts;

/** @returns {{ name: string, argument: ts.Expression | undefined } | undefined} */
function decoratorOf(member) {
  for (const { expression } of ts.getDecorators(member) ?? []) {
    if (ts.isCallExpression(expression) && ts.isIdentifier(expression.expression)) {
      return { name: expression.expression.text, argument: expression.arguments[0] };
    }
  }
  return undefined;
}

/** `get name() { return this.renderRoot?.querySelector(selector) ?? null; }` */
function queryGetter({ name }, selector) {
  const optional = factory.createToken(ts.SyntaxKind.QuestionDotToken);
  const root = factory.createPropertyAccessExpression(factory.createThis(), 'renderRoot');
  const query = factory.createPropertyAccessChain(root, optional, 'querySelector');
  const found = factory.createCallChain(query, undefined, undefined, [selector]);
  const result = factory.createBinaryExpression(
    found,
    ts.SyntaxKind.QuestionQuestionToken,
    factory.createNull(),
  );
  const body = factory.createBlock([factory.createReturnStatement(result)]);
  return factory.createGetAccessorDeclaration(undefined, name, [], undefined, body);
}

function plainAccessor(member) {
  return factory.updatePropertyDeclaration(
    member,
    member.modifiers.filter((modifier) => !ts.isDecorator(modifier)),
    member.name,
    undefined,
    member.type,
    member.initializer,
  );
}

function staticProperties(options) {
  return factory.createPropertyDeclaration(
    [factory.createModifier(ts.SyntaxKind.StaticKeyword)],
    'properties',
    undefined,
    undefined,
    factory.createObjectLiteralExpression(options),
  );
}

function plainClass(node) {
  const options = [];
  const members = node.members.map((member) => {
    if (!ts.isPropertyDeclaration(member)) return member;
    const decorator = decoratorOf(member);
    if (!decorator) return member;
    const { name, argument } = decorator;
    if (name === 'query') return queryGetter(member, argument);
    const state = factory.createPropertyAssignment('state', factory.createTrue());
    if (!['property', 'state'].includes(name)) throw new Error(`@${name} is not known here.`);
    const option =
      name === 'state'
        ? factory.createObjectLiteralExpression([state])
        : (argument ?? factory.createObjectLiteralExpression());
    options.push(factory.createPropertyAssignment(member.name, option));
    return plainAccessor(member);
  });
  return factory.updateClassDeclaration(
    node,
    node.modifiers,
    node.name,
    node.typeParameters,
    node.heritageClauses,
    options.length > 0 ? [staticProperties(options), ...members] : members,
  );
}

function isDecoratorImport(node) {
  return ts.isImportDeclaration(node) && node.moduleSpecifier.text === 'lit/decorators.js';
}

/** @type {ts.TransformerFactory<ts.SourceFile>} */
export const plainLit = (context) => {
  const visit = (node) => {
    if (isDecoratorImport(node)) return undefined;
    return ts.isClassDeclaration(node) ? plainClass(node) : ts.visitEachChild(node, visit, context);
  };
  return (file) => ts.visitNode(file, visit);
};
