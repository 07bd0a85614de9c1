import { ResponseError, ErrorCodes } from 'vscode-languageserver/node';
import type {
  ExplainPathParams,
  InitializationOptions,
  InspectParams,
  RulePageParams,
  SuppressParams,
} from './protocol';

/** Messages come from other programs, so each is looked at before it is used. What does not fit is refused with `InvalidParams`. */

const longestReason = 1000;

export function initializationOptions(given: unknown): InitializationOptions {
  if (!isRecord(given)) return {};
  return {
    ...(typeof given.commands === 'boolean' && { commands: given.commands }),
    ...(typeof given.trusted === 'boolean' && { trusted: given.trusted }),
    ...(typeof given.proxy === 'string' && given.proxy !== '' && { proxy: given.proxy }),
    ...(Array.isArray(given.noProxy) && { noProxy: given.noProxy.filter((one) => typeof one === 'string') }),
  };
}

export function suppressParams(given: unknown): SuppressParams {
  const { uri, rule, line, reason } = isRecord(given) ? given : {};
  if (
    typeof uri !== 'string' ||
    typeof rule !== 'string' ||
    typeof line !== 'number' ||
    !Number.isSafeInteger(line) ||
    line < 0
  )
    throw refused();
  if (typeof reason !== 'string' || reason.length > longestReason || /[\r\n]/.test(reason)) throw refused();
  return { uri, rule, line, reason };
}

export function rulePageParams(given: unknown): RulePageParams {
  const { rule } = isRecord(given) ? given : {};
  if (typeof rule !== 'string') throw refused();
  return { rule };
}

export function explainPathParams(given: unknown): ExplainPathParams {
  const { id } = isRecord(given) ? given : {};
  if (typeof id !== 'string') throw refused();
  return { id };
}

export function inspectParams(given: unknown): InspectParams {
  const { uri } = isRecord(given) ? given : {};
  if (typeof uri !== 'string' || !uri.startsWith('file:')) throw refused();
  return { uri };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function refused(): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, 'The parameters do not have the form that lsp/protocol.ts gives.');
}
