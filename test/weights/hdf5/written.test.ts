import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { verdictOf } from '../../../src/domain/scan';
import { findingsOf } from '../findings-of';

/** Written by h5py 3.7 with HDF5 1.10.8, then packed with gzip. */
const samples: readonly (readonly [name: string, found: readonly string[], packed: string])[] = [
  [
    'links and attributes in heaps',
    ['hdf5/external-link /evil', 'keras/lambda /'],
    'H4sIAAAAAAACA+v0cHHj5ZLiYubgYICB/1DQzgfhG0DFA11t1/t7uAQxKTpZcGQj40+MTEIgFR6sEJW3oDQXEwMjA4OoEAMLA4MdE0TsApRm2MPIMAqGLtgTFP/ALcgjgAGUcJgYBBgw0s8zaAR/g8U4CxoNBbxE2siCpBNitAaQbueCif159s3dKcTDBegioI2CQJEUDQ9mmB0wWz6mfdrgFgxUxQBzHyMDKo2wL4ChAmgHTCYImkWkGVDpwP++N51CfNyA9oqB+KqgIGBgkPBe5sTQwYgQ4DtW4s6QgKRi38Kv7gxrkVQYV7GGMFgjqRDtjwxl+IIksHvX2iKGSyAtHhCBFyzzGxhakVTobvRtZLBDMvS/y+MmhmQkAefyT30MkkgCVu+OHWBYhWTGr+adzxjOIwkozS76WmcpWTGa7HEAcE5gx5UTQmBJiw1KM6HRpOcEJtScoADKCfAiXGee6BxwTmAFqeMG54QgNvScINY6ZyEkJ4QQlRMU4DK5UJukGNDoa7stwTmBVYjtohxDMwPI8nchr5UYRMHM+ROFVRlywczF4vtdGWYCmcIMVl7SkQw+YNG46/dqGczAzP8R1XMYKsDMpMbmDQzhYOaJ0t0nGRzBTMHaxfcY+sBM8/NT3zJog5n6Ngx/GJLATPnZTP/AjgYGgN7x9NFESp+cEBzsCi/yGYFlrBSYrb3n9zGwFCwPMAIT3RoQY3HT9Z1uHi5O8NYDCFhlzmZn5GBkLjYwYGLQr4AwDRFMIwTTGME0QTBNEUwzBNMcwbRAMC3hTEOEbYZQ2xxYUssyczgZGPL1MkwZ9BNHY5gWiQYU/3bIpeHGxc/9mYEFDw+osEs0MGAQAJY5kGLHAaXYRFJkiKGIEVOREYYiJkxFxhiKmDEVmWAoYsFUZIqhiBVTkRmGIjZMReYYitgxFVlgKOLAVGSJoYgTQ5EhZohzYSrCDHFuuCJeoDhQUW5+SmpOfHJ+XlpmOoMwMELUoEFerZSck1hcHJ+XmJuqZKWg5JOYm5SSqKSjoARRDBSrrq0dzRsjAQAAei+6lIcOAAA=',
  ],
  [
    'links in a heap of several rows',
    ['hdf5/external-link /zz'],
    'H4sIAAAAAAACA+1ZcWwTZRR/va3s1jFWikW2NMs0mcy4W+96t7ZTJ6PpSjsmLNtqQqridESaja2uKgvqGDEoywyi/sE0TigiRmJcQiChaKapm4kDnDFolD+IqPH+MESISETi6n2vV7SaLlvz/hCzt+zeu+/eve+73/ve711zQ36vr9hUZsrjeUhLUpfR8tS5qI9PnLQcW+/3tnK3eNx819//uznOwjyOcynPpryUNnFg0FQzBwuyIFRyc+veQV+rvwUKtBMOzPCvneuqSZ1H9H0IDbq+KVPXz3HGfDaPLgY8VmiaL09fPRyuK/S0+71gZH5F2rXOqoQx7Z+e5QI/XOlr07xgSo9WCJn6r/laoF+bIz1bQnfwQaZu3xhUPO3NPjDu+OhbAwgGdun58d08CIXMfPVktQmiRmbGIzsXQ2gRM097XlwGQgkztwcPWUHNZ6a7adFyiC1h5u2/PKGZ6GsplW1gxdF3zv9xG0TzmDl29d2VEDIxs+bgQ1UQx9n6NrxUBbHFzDzw6eoaEJYCLAXhsxE7RHFlL2xwyRAvZmbDXU1OiBYws3/gKReEcA2DTqEOrGZ8QNu1elDR3PnIl6sgxjFzx5OqH+L4QA9WGgKg4qht2cEACDiqHBprhigup2IoFoQYxv1gvxoEFVe2dU1fGGKI4cz4M2EI4RTcy/vCYEWHXcPnekHFZzvlP/IYCLjeltLf1f9mNXjaA+vAKNz7fR9YEY2EvukrEgUpw2Z/QPh8gTb+p5Kq/4tXXP0Qx5r+OjT5NFh5Zm6ZGRkEKxby3Xve2gVR3MszZz8eAhUdyu3Vu8GKm73xYucrEMfyrt947jVQsUZG+068DiHcV5euDr8BKlLBprFf90MIzX0DkwcgjoUc/NH8NsQwWP7qS0cgXsRMp818FEJYWuPXkschhHF/u/PwCRDwtup1X0xACJcTMZ/+BAS87XJk/TTEkTZ87s5psOJt4+cHpiGKDmfKgmdATT3b+5e/ghhG2BP5+SxEEYcRw9qfIIblff9e8QII+GxDlR8mwYqsYOJ/GL3x8+9ra2u83uh4DbAk6xlJNpBkLSjJWCDJGkiyiB2K2aGEtZYEB/doFA1XDFNJn9/ruf76xlpqwbGuNQbesKI73NMlbA0/vlnoELp7ex4Vejq2bBJqnVVg75/b3yxRXCRR3CRR6uYTpYHbtk2DtLdmcy3YOxZIaEFudBbJqH+N2U+VBG7NXi1KHUnNiSRRJJIoDpIoMkkUhSRK7dyj/CP/Wrd+9r3tE7PknwQthQQthQQtpZYkCklfVEj6ouLOOf/aO1zpfXesyh5bJkFLJkFLJkFLJnmLkEl4USHhRUXKOf/aq/TaxpVvZo/tIEHLQYKWTIKWTNJFZBJelEl4UVZyzr/2qyr+sKVnlsyRoOUgQctBgpaDpIs4SHjRQcKLDlfO+dd+Hhu9g8PZY0skaEkkaEkkaEkkXUQi4UWJhBcdYs751/Rk81Ff9tgiCVoiCVoiCVoSSReRSHhRIuFFSc45/5oI37R9NwvmJGiJJGiJJGiJJF1EJOFFkYQXRee88h/IzD9v03WZrlfoermu9U9ovEXX+mc4fomuTZmf5OYrU8bnjH8CfJVK5p0eAAA=',
  ],
  [
    'an attribute too large for its heap',
    ['keras/lambda /'],
    'H4sIAAAAAAACA+v0cHHj5ZLiYubgYICB/1BwWx7CN4CKrymTNvT3cAliUnSy4MhGxlWMTELIOmGAi4mBkYFBVIiBhYHhGCPElAgmqHEujAyjgHKQebzC2i3II4ABFIFMDAIMDLBwvcACoedCQ7wOFvIsaDQUcELp28IQGlf8sCDphKjRANK3pWFiunIHdzuFeLgAXQS0URAokqJxAWo3FxBCgEkYe71bMFAV3H2MDNjtZWEIYKgA2gGT+cYGEYdZCKMX95e8dArxcQPaKwbiq4ISJAODhPcyJ4YEJIF9C7+6M1gjCYj2R4YyfEES2L1rbZEAIzw7MDC8YJnfwNCKpEJ3o28jgx0jQuC/y+MmBkkkAat3xw4wrELS8qt55zOG80gCSrOLvua+tp49moapB8DpjhGU7iTA6e4bCyxNwVMVk+wMcCphZODAnt61VT7JjobkcAZuwcGu8OKQEVj+JIPjvmlX2t4RFhLMDLzAbADMJLn5Kak58cn5eWmZ6QzCwODYKQyqThgYqpWScxKLi+PzEnNTlawUlHwSc5NSEpV0FJQgioFi1bVAXkFiCki6YhSMglEwCkbBKBgFo2AUjIJRMApGwSgYBaNgFIyCUUBzoFTr5uHiBJ91A4NUV2dFZgYWBh7QgF+igQGDAAcDdBDcgYEJZVQQrsgQQxEjpiIjDEVMmIqMMRQxYyoywVDEgqnIFEMRK6YiMwxFbJiKzDEUsWMqssBQxDE6hD4KBjsAAO/e1CLbHwAA',
  ],
  [
    'pickles in chunks, by reference',
    ['pickle/dangerous-call /objs'],
    'H4sIAAAAAAACA+2XvU4CQRDHd3a55LIJEQsSMSEhVFSEVyByeoUBAxSWRqXQhFAcBRb2+iZX+hg8im+Bt+6s2d1oow3E/6/5Zz5u7mtmN/uaj87r+lQLQ5qKmmgInx3z3g5tF79hJdYX1lI6P33GTth/zPXjvPk0y0z2LsLdZ1CzmgrwH8mz4ZXRa7Zdl25lmLe6fSz8fsz/eF8Sia1FzradTGQdKpoTVcVNpMXP2Pi61HZuUqmxpbLulOspKTeJLSW91/MmZT+YjScjM9FuDjsKvfkbzHpH1a+O17vOD/klr78uHrW92LZDW0ZzAgAAAIDD4+Jscknehk7RPv/cD+0m692q0MVTsV4sdW/Wfbjv6vW079V9O8K3BQAAAAAAAAAA9gVzri/r4dnfp+nF5TfxD4KHA3boHQAA',
  ],
  [
    'a pickle in a chunk that is filtered and packed',
    ['pickle/dangerous-call /d'],
    'H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwpO8qLyYfIJUJoRSndA6RVMMHFGsJwEVFwQaj66upAgV1eQ6v9oAGaPAQuE5mAYBSMReLg6BoDoCCgflkpPMKGqS0FLjx4U2svIwAYxixHGh6RkRkaIgChUHYxmBrqMEeo+RqQUywqkQXwmZogwN0MAmMHIDNHHBJZnZCjOKE1Ly0mFu58RKp6SmpaTWJLKwIJkDwgA1ZYkZ6QWGRvB8gfEfcxMTBWsCKcxInxkQVF4BPv5uzCCXQUBCsyjaZMcACrvGLGUd4o41K/gReWLoqXzUTAKRsEoGAWjYBQMP1AR531O/5nWOh09z7NPL3GEnfIJfKTFeYmZwe8SW2fZt+QaAGrMBI3JDQAA',
  ],
  [
    'types of all kinds',
    [],
    'H4sIAAAAAAACA+2YO0/DMBCAz04LFg+RAqKFhQwIIVg6dGDjWeiAAAECNl4qYqGUAhJMrGVj5CfwU/gp/Ivix7lNTBNAQhTEfVJ08vni2Jfz5ZyH0vJKf89YDyiEgBT4EKaBwJTTRg5RMpR1lM/c6pnuy6E+g+O7djtbxaKybjjY5+RTRuaA+I+UigubSu5jex7lC4/anVycV5UsV27Olby+q5a1Hvtr5VMty9i+uq5dhePXjS8G3aaP2baxYMwo7OOt9KCqTSc9gBkpj0Jj+QLAhHEAx6hT7WmtMWPw0FhqnEwwBwJXXOiFQkOOW8H+CXkNSaNuKdPSStlzzvXEBM7TY3g77EbW5eM+zA+Z9lmzJ3mHba9vLCufBNh+7Up+b/hwCLxku7ydVybZzman23Sy3ZR7Qwyzdn6DyXbWK/Wu74lnJt9YUlwxJ696ckU6j3KjU7HE0MMLaLOoUijeFB8PuyI6suW2o/tbfSVU3G8211sC9YpHmNkjn51dJhhv7rGsgOz9J/39fh/74Gn/Rd94vF/tF0s4M3r8j+nabncW2jvcaTP6qhEEQRBEp+qur9ahpv7JYm0fXw/tiegJwPL0x/whbPHCzfpzeC5rX2d+XB/CH/fHR3Wz8c+o7Pfx+MVCcdDyDzj+OcBACZwZ1H+VP/rwj5c6rQzLudtzSdx64/wULoRTTtujtEQQxA+wurSxpnOPD22/98ft8ha0/mt6jv4SWjktrK+6f0UGyPcEQRAEQRAEQRAE8VO8Ad3s3UYAKAAA',
  ],
];

async function found(file: Uint8Array): Promise<readonly string[]> {
  return (await findingsOf('m.h5', file)).map(({ code, data }) => `${code} ${String(data?.object)}`);
}

describe('weights: HDF5 as its own library writes it', () => {
  for (const [name, expected, packed] of samples) {
    const file = gunzipSync(Buffer.from(packed, 'base64'));

    it(`reads ${name}`, async () => assert.deepEqual(await found(file), expected));

    it(`is never safe where a file is cut that has ${name}`, async () => {
      for (let length = 1; length < file.length; length += 61)
        assert.notEqual(verdictOf(await findingsOf('m.h5', file.subarray(0, length))), 'safe', `${length} bytes`);
    });

    it(`survives wrong bytes in a file that has ${name}`, async () => {
      for (let at = 8; at < file.length; at += 31)
        await findingsOf('m.h5', Uint8Array.from(file).fill(0xff, at, at + 1));
    });
  }
});
