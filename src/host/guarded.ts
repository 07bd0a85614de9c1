import { HttpError } from './ports';
import type { Http } from './ports';

/** An `Http` that asks before every request whether the network is on, and refuses while it is off. */
export function guarded(http: Http, allowed: () => boolean): Http {
  return {
    request(url, options) {
      if (allowed()) return http.request(url, options);
      return Promise.reject(
        new HttpError('network-off', 'the network is off; "network: on" in weighbridge.yaml turns it on'),
      );
    },
  };
}
