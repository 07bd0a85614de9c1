import type { Reading } from '../../domain/document';
import { joinedReadings } from '../package-mention';
import type { TomlSource } from '../toml-source';
import { indexes } from './indexes';
import { packageTable, type TableDialect } from './package-table';
import { poetryClauses } from './poetry-constraint';

const dialect: TableDialect = { tool: 'Poetry', clauses: poetryClauses };

/** The table `tool.poetry`: https://python-poetry.org/docs/pyproject/ */
export function poetry(toml: TomlSource): Reading {
  const table = toml.top('tool', 'poetry');
  const groups = toml.entries(toml.valueOf(table, 'group'));
  return joinedReadings([
    packageTable(toml, toml.valueOf(table, 'dependencies'), dialect),
    packageTable(toml, toml.valueOf(table, 'dev-dependencies'), dialect, 'dev'),
    packageTable(toml, toml.valueOf(table, 'requires-plugins'), dialect, 'build'),
    ...groups.map(({ key, value }) => packageTable(toml, toml.valueOf(value, 'dependencies'), dialect, key.text)),
    indexes(toml, toml.valueOf(table, 'source'), (source) => {
      const priority = toml.string(toml.valueOf(source, 'priority'))?.text ?? 'primary';
      const isPrimary = priority === 'primary' || priority === 'default';
      return { role: isPrimary ? 'primary' : 'extra', explicit: priority === 'explicit' };
    }),
  ]);
}
