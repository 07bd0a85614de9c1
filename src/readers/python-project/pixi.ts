import type { Reading } from '../../domain/document';
import { condaClauses } from '../conda/match-spec';
import { joinedReadings } from '../package-mention';
import type { TomlNode, TomlSource } from '../toml-source';
import { packageTable, type TableDialect } from './package-table';
import { poetryClauses } from './poetry-constraint';

const fromConda: TableDialect = { tool: 'Pixi', ecosystem: 'conda', clauses: condaClauses };
const fromPypi: TableDialect = { tool: 'Pixi', clauses: poetryClauses };

/** The table `tool.pixi`: https://pixi.sh/latest/reference/pixi_manifest/ */
export function pixi(toml: TomlSource): Reading {
  const table = toml.top('tool', 'pixi');
  const features = toml.entries(toml.valueOf(table, 'feature'));
  return joinedReadings([
    pixiTables(toml, table),
    ...features.map(({ key, value }) => pixiTables(toml, value, key.text)),
  ]);
}

function pixiTables(toml: TomlSource, table: TomlNode, group?: string): Reading {
  const targets = toml.entries(toml.valueOf(table, 'target')).map(({ value }) => value);
  const parts = [table, ...targets].flatMap((one) => [
    packageTable(toml, toml.valueOf(one, 'dependencies'), fromConda, group),
    packageTable(toml, toml.valueOf(one, 'host-dependencies'), fromConda, 'host'),
    packageTable(toml, toml.valueOf(one, 'build-dependencies'), fromConda, 'build'),
    packageTable(toml, toml.valueOf(one, 'pypi-dependencies'), fromPypi, group),
  ]);
  return joinedReadings(parts);
}
