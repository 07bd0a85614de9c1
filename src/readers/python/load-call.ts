import type { Slice } from '../../text/place';
import type { ModelAddress } from '../model-address';

/** Where a call takes the name of what it loads: by keyword or, where it may stand there, by position. */
export interface NameParameter {
  readonly position?: number;
  readonly keywords: readonly string[];
  /** The keyword that pins a revision of what it names; absent where the call knows none. */
  readonly revision?: string;
}

/** A call by which Python code loads something, and how to read it. */
export interface LoadCall {
  readonly loads: 'model' | 'dataset' | 'weights' | 'service';
  /** The top-level packages that make the call certain. */
  readonly packages: readonly string[];
  /** The last names of what is called: functions, classes, or methods of a class. */
  readonly names: readonly string[];
  /** What the full dotted name has to look like, where package and last name say too little. */
  readonly fullName?: RegExp;
  /** A method so distinctive that an import of the package in the same file is enough. */
  readonly onInstance?: true;
  readonly parameter: NameParameter;
  /** Other parameters that name something, of the same kind unless they say another. */
  readonly also?: readonly (NameParameter & { readonly loads?: LoadCall['loads'] })[];
  /** The keywords of options that may carry a revision; `model_kwargs` where it is not said. */
  readonly options?: readonly string[];
  /** The keyword whose value tells a model repository from a dataset. */
  readonly kindKeyword?: string;
  /** Takes the name out of what is written, such as `hf-hub:owner/name`; none for names that belong to the library itself. */
  readonly address?: (written: Slice) => ModelAddress | undefined;
  /** The keyword that says where the name is to be found, and the value by which `address` counts; it counts where none is given. */
  readonly addressUnless?: { readonly keyword: string; readonly is: string };
  /** What stands between the name and a revision, where the name may carry one. */
  readonly revisionMark?: '@' | ':';
  /** Whether it takes addresses of the web, or nothing else. */
  readonly fromWeb?: true;
  /** The keyword that keeps the call from running code where it is `True`. */
  readonly guard?: string;
  /** The keyword that says which folder the files of what is named are put into. */
  readonly into?: string;
  /** What the name has to look like, where the call takes others that mean something else. */
  readonly only?: RegExp;
  /** Names that mean something of the library's own, not a repository. */
  readonly except?: readonly string[];
}
