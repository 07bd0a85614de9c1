import parseExpression from 'spdx-expression-parse';

/** A license as bills of materials tell them apart: one on the SPDX list, an SPDX expression, or a name that is neither. */
export interface LicenseStatement {
  readonly as: 'id' | 'expression' | 'name';
  readonly text: string;
}

const longestExpression = 1000;

/** Sorts a license as written into its kind; a lone `LicenseRef-…` is a name, as no SPDX list has it. */
export function licenseStatement(written: string): LicenseStatement | undefined {
  const text = written.trim();
  if (!text) return undefined;
  const expression = parsed(text);
  if (!expression) return { as: 'name', text };
  if ('conjunction' in expression || expression.plus || expression.exception) return { as: 'expression', text };
  return { as: isReference(expression.license) ? 'name' : 'id', text: expression.license };
}

function isReference(license: string): boolean {
  return /^(?:LicenseRef|DocumentRef)-/.test(license);
}

/** The syntax tree, or undefined where the text is not an expression of known licenses. */
function parsed(text: string): parseExpression.Info | undefined {
  if (text.length > longestExpression) return undefined;
  try {
    return parseExpression(text);
  } catch {
    return undefined;
  }
}
