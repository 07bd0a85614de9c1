import type { TextEdit } from '../text/edit';
import type { Slice, Span } from '../text/place';
import type { Run } from '../text/spelling';

/** What a document says about the outside world: one thing named at one exact place. */
export type Mention =
  | PackageMention
  | PackageIndexMention
  | InstallOptionMention
  | RuntimeMention
  | IncludeMention
  | ModelMention
  | DatasetMention
  | WeightsMention
  | LicenseMention
  | LfsMention
  | ServiceMention
  | TemplateMention
  | InstalledFilesMention
  | CodeMention;

export type MentionKind = Mention['kind'];
export type MentionOf<K extends MentionKind> = Extract<Mention, { kind: K }>;

/** Where packages come from; `docker` are container images, named as in a `FROM` line, with a tag or digest for a version. */
export type Ecosystem = 'pypi' | 'npm' | 'conda' | 'docker';

/** One clause of a version specifier, such as `>=1.2` (PEP 440). */
export interface Clause {
  readonly operator: string;
  readonly version: Slice;
  /** The version is not written: it follows from what stands at its place, as the upper bound of Poetry's `^1.2` does. */
  readonly isImplied?: true;
}

/** A requirement on a package. */
export interface PackageMention {
  readonly kind: 'package';
  readonly ecosystem: Ecosystem;
  /** `constraint` narrows what another file asks for, `locked` and `installed` are what a resolver chose. */
  readonly role: 'requirement' | 'constraint' | 'locked' | 'installed';
  /** Empty, at the start of `url`, where a URL or path stands there alone and does not say it. */
  readonly name: Slice;
  readonly extras: readonly Slice[];
  /** The whole version specifier as written, without surrounding white space or parentheses. */
  readonly specifier?: Slice;
  /** Also the version in the name of a wheel, as `==`, though no specifier is written then. */
  readonly clauses: readonly Clause[];
  /** The environment marker after `;` (PEP 508). */
  readonly marker?: Slice;
  /** A direct reference: the URL after `@`, a bare URL or path. */
  readonly url?: Slice;
  /** Where `url` is a Git repository whose revision is written apart from it, as TOML tables do: that revision, if any; in locks the commit. */
  readonly git?: { readonly revision?: Slice; readonly by?: 'rev' | 'tag' | 'branch' };
  readonly hashes: readonly Slice[];
  readonly editable: boolean;
  /** The one index that the file lets it come from: its name, or in locks its URL. */
  readonly index?: Slice;
  /** The group it belongs to, where the file has groups: an extra, a dependency group, `dev`, `build`. */
  readonly group?: string;
  /** Only for `locked` by npm, which may keep several versions: the folder whose files get this one, seen from the lock; empty for its own. */
  readonly servedTo?: string;
  /** Only for `locked` and `installed`: what this package asks for in turn, by name, with the version chosen where it is written. */
  readonly requires?: readonly { readonly name: Slice; readonly version?: string }[];
  /** Only for `installed`: who made it, in its own words. */
  readonly publisher?: Slice;
  /** From the name to the end of the last thing said about it, comment excluded. */
  readonly whole: Span;
}

/** A package index that a file adds or puts in place of the default one. */
export interface PackageIndexMention {
  readonly kind: 'index';
  readonly url: Slice;
  readonly role: 'primary' | 'extra' | 'find-links';
  /** What packages that are bound to this index call it. */
  readonly name?: Slice;
  /** Whether only packages that are bound to this index by its name come from it. */
  readonly explicit?: boolean;
  /** Whether a package that it has is looked for on no other index, as uv does it; else the highest version of all wins. */
  readonly exclusive?: boolean;
  readonly whole: Span;
}

/** An option that says how far an installer checks what it installs from a file. */
export interface InstallOptionMention {
  readonly kind: 'install-option';
  readonly option: 'trusted-host' | 'require-hashes';
  /** Of `trusted-host`: a host, with its port where one is given. */
  readonly value?: Slice;
  readonly whole: Span;
}

/** The versions of a language that a project runs on. */
export interface RuntimeMention {
  readonly kind: 'runtime';
  readonly language: 'python' | 'node';
  readonly specifier: Slice;
}

/** A file that this one pulls in. */
export interface IncludeMention {
  readonly kind: 'include';
  readonly path: Slice;
  readonly as: 'requirements' | 'constraints' | 'conda-environment' | 'python-env';
}

/** Where something not yet written can be put, and what has to stand around it there. */
export interface Slot {
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/** Where models are kept beside the Hub: an MLflow server, repositories on GitHub (as `torch.hub` takes them), spaCy's releases, Ollama's library. */
export type ModelRegistry = 'mlflow' | 'github' | 'spacy' | 'ollama';

/** A model that is loaded, built upon or described. */
export interface ModelMention {
  readonly kind: 'model';
  readonly relation: 'uses' | 'derived-from';
  /** Where it is kept; on the Hub, or in a folder, where it is not said. */
  readonly registry?: ModelRegistry;
  readonly name: Slice;
  readonly revision?: Slice;
  /** `literal`: written here; `unknown`: given by something that cannot be resolved here; `absent`: not given. */
  readonly revisionState: 'literal' | 'unknown' | 'absent';
  readonly revisionSlot?: Slot;
  /** What names it, in the words of the file: `AutoModel.from_pretrained`, `base_model`. */
  readonly by: string;
  /** The folder that its files are put into, as the file that names it has it; in the Hub's cache where it is not said. */
  readonly into?: Slice;
  /** How a derived model came from this one: `adapter`, `finetune`, `merge`, `quantized` (the Hub's words). */
  readonly derivation?: string;
  readonly whole: Span;
}

/** A dataset that is loaded, trained on or measured with. */
export interface DatasetMention {
  readonly kind: 'dataset';
  readonly relation: 'uses' | 'trained-on' | 'evaluated-on';
  readonly name: Slice;
  readonly revision?: Slice;
  readonly revisionState: 'literal' | 'unknown' | 'absent';
  readonly revisionSlot?: Slot;
  readonly by: string;
  /** As of a model. */
  readonly into?: Slice;
  readonly whole: Span;
}

/** A weight file: the file itself (its own document), or a path by which another file names it. */
export interface WeightsMention {
  readonly kind: 'weights';
  /** A path relative to the folder of the file that says it, or an address; empty in the weight file's own document. */
  readonly path: Slice;
  readonly by: string;
  /** Where what names it has an option that keeps it from running code. */
  readonly guard?: Guard;
  /** The edits, but for the path itself, by which a safetensors file is loaded in its place. */
  readonly instead?: readonly TextEdit[];
}

/** An option of a call that keeps what it loads from running code, such as `weights_only` of `torch.load`. */
export interface Guard {
  readonly name: string;
  readonly state: 'on' | 'off' | 'absent' | 'unknown';
  /** The value that switches it off. */
  readonly value?: Span;
  /** Where it can be switched on if it is absent. */
  readonly slot?: Slot;
}

/** A license that is declared for the subject of the document. */
export interface LicenseMention {
  readonly kind: 'license';
  /** As written: an SPDX id or expression, a Hub id, or a name. */
  readonly id: Slice;
  /** The SPDX id or expression, where the written one is known to mean it. */
  readonly spdx?: string;
}

/** Which files Git LFS keeps outside of the repository. */
export interface LfsMention {
  readonly kind: 'lfs';
  /** By the rules of `.gitignore`, from the folder of the file that says it. */
  readonly pattern: Slice;
}

/** A service that the project talks to or starts, such as an MCP server or a hosted model. */
export interface ServiceMention {
  readonly kind: 'service';
  readonly name: Slice;
  readonly by: string;
  /** Where it is reached; credentials are never part of it. */
  readonly url?: Slice;
  readonly whole: Span;
}

/** A chat template: code in Jinja that puts messages into the form in which a model reads them. */
export interface TemplateMention {
  readonly kind: 'template';
  /** What it says, escapes resolved. */
  readonly text: string;
  /** Where the parts of the text are written, in their order. */
  readonly runs: readonly Run[];
  /** The key that it stands under, or `file`. */
  readonly by: string;
  /** What it is called, where there are several. */
  readonly name?: Slice;
  readonly whole: Span;
}

/** What came with a package that is installed. */
export interface InstalledFilesMention {
  readonly kind: 'installed-files';
  readonly count: number;
  /** Files that Python itself reads whenever it starts, and that may run code then. */
  readonly startup: readonly Slice[];
}

/** Code that comes with a model, and that a library runs where it is told to trust it. */
export interface CodeMention {
  readonly kind: 'code';
  /** A class of a module in the folder of the file, or of another repository: `modeling_x.Model`, `owner/name--modeling_x.Model`. */
  readonly name: Slice;
  /** The keys that it stands under: `auto_map.AutoModel`. */
  readonly by: string;
}
