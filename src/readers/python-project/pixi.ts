import type { Reading } from '../../domain/document';
import { condaClauses } from '../conda/match-spec';
import { joinedReadings } from '../package-mention';
import type { TomlNode, TomlSource } from '../toml-source';
import { indexUrls } from './indexes';
import { packageTable, type TableDialect } from './package-table';
import { poetryClauses } from './poetry-constraint';

const fromConda: TableDialect = { tool: 'Pixi', ecosystem: 'conda', clauses: condaClauses };
const fromPypi: TableDialect = { tool: 'Pixi', clauses: poetryClauses };

/** The manifest of Pixi, in the table `tool.pixi` or a file of its own: https://pixi.sh/latest/reference/pixi_manifest/ */
export function pixi(toml: TomlSource, table: TomlNode = toml.top('tool', 'pixi')): Reading {
  const features = toml.entries(toml.valueOf(table, 'feature'));
  return joinedReadings([
    pixiTables(toml, table),
    ...features.map(({ key, value }) => pixiTables(toml, value, key.text)),
    pypiIndexes(toml, toml.valueOf(table, 'pypi-options')),
    ...features.map(({ value }) => pypiIndexes(toml, toml.valueOf(value, 'pypi-options'))),
  ]);
}

function pypiIndexes(toml: TomlSource, options: TomlNode): Reading {
  const finds = toml.items(toml.valueOf(options, 'find-links')).map((link) => toml.valueOf(link, 'url'));
  return joinedReadings([
    indexUrls(toml, toml.valueOf(options, 'index-url'), 'primary'),
    indexUrls(toml, toml.valueOf(options, 'extra-index-urls'), 'extra', true),
    ...finds.map((url) => indexUrls(toml, url, 'find-links')),
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
