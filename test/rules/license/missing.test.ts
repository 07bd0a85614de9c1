import type { Knowledge } from '../../../src/domain/knowledge';
import { missing } from '../../../src/rules/license/missing';
import { ruleTest } from '../rule-test';

/** A LICENSE file stands beside the card. */
const beside = (spdx: string): Partial<Knowledge> => ({
  licenseBeside: () => ({ path: '/project/LICENSE', spdx }),
});

ruleTest(missing, {
  silent: [
    '---\nlicense: mit\nlibrary_name: peft\n---\n# Model\n',
    '---\nlicense: other\nlanguage: en\n---\n',
    { code: '---\r\nlicense: [mit]\r\ntask_categories: [question-answering]\r\n---\r\n' },
    { code: '---\ntitle: Demo\nsdk: gradio\n---\n' },
    { code: '---\nlicense: mit\nbase_model: [\n', knowing: beside('MIT') },
    // What cannot be read to its end may hold a license.
    '---\nlibrary_name: peft\nlicense: [mit\n  base_model: {a: \n---\n',
    { code: '---\nbase_model: acme/chat\nlicense: [', knowing: beside('MIT') },
  ],
  speaks: [
    {
      code: '---\n«library_name: peft»\nbase_model: acme/chat\n---\n# Model\n',
      says: 'missing',
      message:
        'This model card names no license. Without one, permission to use the model is not given; add a "license:" line to the front matter.',
      subject: 'pkg:generic/project',
    },
    { code: '---\n«task_categories: [question-answering]»\n---\n', says: 'missing', message: /^This dataset card/ },
    {
      code: '---\n«base_model: acme/chat»\n---\n',
      says: 'missing',
      knowing: beside('Apache-2.0'),
      suggested: '---\nlicense: apache-2.0\nbase_model: acme/chat\n---\n',
    },
    {
      code: '---\r\n«base_model: acme/chat»\r\n---\r\n',
      says: 'missing',
      knowing: beside('MIT'),
      suggested: '---\r\nlicense: mit\r\nbase_model: acme/chat\r\n---\r\n',
    },
    // The Hub has no word for this license, so there is nothing to write.
    { code: '---\n«base_model: acme/chat»\n---\n', says: 'missing', knowing: beside('Sleepycat') },
    // A second key would break the front matter.
    { code: '---\n«base_model: acme/chat»\nlicense:\n---\n', says: 'missing', knowing: beside('MIT') },
  ],
});
