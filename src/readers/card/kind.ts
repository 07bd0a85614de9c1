import { isHubLicense } from '../../facts/license-ids';

/** What a card describes: a model, a dataset, or an application on the Hub. */
export type CardKind = 'model' | 'dataset' | 'space';

/** Keys of https://github.com/huggingface/hub-docs/blob/main/modelcard.md that no other front matter uses. */
const modelKeys: ReadonlySet<string> = new Set([
  ...['base_model', 'base_model_relation', 'library_name', 'pipeline_tag', 'model-index', 'new_version'],
  ...['co2_eq_emissions', 'widget', 'inference'],
]);

/** Keys of https://github.com/huggingface/hub-docs/blob/main/datasetcard.md that no other front matter uses. */
const datasetKeys: ReadonlySet<string> = new Set([
  ...['dataset_info', 'task_categories', 'task_ids', 'size_categories', 'annotations_creators', 'language_creators'],
  ...['multilinguality', 'source_datasets', 'pretty_name', 'paperswithcode_id', 'train-eval-index', 'config_names'],
]);

const eitherKeys: ReadonlySet<string> = new Set([
  ...['license_name', 'license_link', 'language_bcp47', 'language_details', 'extra_gated_prompt'],
  ...['extra_gated_fields', 'extra_gated_heading', 'extra_gated_description', 'extra_gated_button_content'],
]);

/** Keys of the Hub that front matter of other kinds uses, too. */
const sharedKeys: ReadonlySet<string> = new Set([
  ...['license', 'language', 'tags', 'datasets', 'metrics', 'thumbnail', 'configs', 'viewer', 'gated', 'model_name'],
]);

/** Keys of Jekyll, Docusaurus, Hugo, VitePress, Quarto and sample galleries: not a card. */
const siteKeys: ReadonlySet<string> = new Set([
  ...['layout', 'permalink', 'slug', 'date', 'author', 'authors', 'categories', 'sidebar', 'sidebar_position'],
  ...['sidebar_label', 'nav_order', 'nav_exclude', 'parent', 'has_children', 'hide', 'hide_title', 'draft', 'weight'],
  ...['page_type', 'products', 'urlFragment', 'languages', 'title', 'description', 'template', 'outline', 'home'],
]);

const spaceSdk = /^(?:gradio|streamlit|docker|static)$/;

/** Tells from the keys at the left edge whether front matter is that of a card; works on half-typed YAML, too. */
export function cardKind(content: string): CardKind | undefined {
  const values = new Map<string, string>();
  for (const [, key = '', value = ''] of content.matchAll(/^["']?([A-Za-z][\w-]*)["']?[ \t]*:(?:[ \t]+(.*))?$/gm)) {
    values.set(key, value.replace(/\s#.*$/, '').replace(/["'\s]/g, ''));
  }
  const keys = [...values.keys()];
  const count = (set: ReadonlySet<string>): number => keys.filter((key) => set.has(key)).length;

  if (spaceSdk.test(values.get('sdk') ?? '')) return 'space';
  const [models, datasets] = [count(modelKeys), count(datasetKeys)];
  if (models + datasets + count(eitherKeys) > 0) return datasets > models ? 'dataset' : 'model';
  if (count(siteKeys) > 0) return undefined;
  if (isHubLicense(values.get('license') ?? '')) return 'model';
  const isAllHub = count(sharedKeys) === keys.length;
  return isAllHub && ['license', 'language', 'datasets', 'metrics'].some((key) => values.has(key))
    ? 'model'
    : undefined;
}
