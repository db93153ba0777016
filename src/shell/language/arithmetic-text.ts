import type { ArithmeticExpression } from 'unbash';

/** The text of a parsed expression: what stands in it is expanded before it is read as arithmetic. */
export function arithmeticSource(node: ArithmeticExpression | undefined): string {
  if (node === undefined) return '';
  switch (node.type) {
    case 'ArithmeticWord':
      return node.value;
    case 'ArithmeticCommandExpansion':
      return node.text;
    case 'ArithmeticGroup':
      return `(${arithmeticSource(node.expression)})`;
    case 'ArithmeticUnary':
      return node.prefix
        ? ` ${node.operator}${arithmeticSource(node.operand)}`
        : `${arithmeticSource(node.operand)}${node.operator}`;
    case 'ArithmeticBinary':
      return `${arithmeticSource(node.left)} ${node.operator} ${arithmeticSource(node.right)}`;
    case 'ArithmeticTernary':
      return `${arithmeticSource(node.test)} ? ${arithmeticSource(node.consequent)} : ${arithmeticSource(node.alternate)}`;
  }
}
