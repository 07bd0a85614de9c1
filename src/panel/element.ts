type Attribute = string | boolean | undefined | ((event: Event) => void);

/** What may stand in an element. Texts become text nodes: nothing that is shown is ever parsed as markup. */
export type Content = Node | string | undefined | false;

/** Builds an element. Functions become listeners of the event they are named after; `false` and `undefined` leave an attribute out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...contents: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...present(contents));
  return made;
}

/** Leaves out what is not there. */
export function present(contents: readonly Content[]): readonly (Node | string)[] {
  return contents.filter((content) => content !== undefined && content !== false);
}

/** A control that looks like a link. `key` keeps the focus on it when the panel is drawn anew. */
export function link(label: string, key: string, act: () => void, title?: string): HTMLElement {
  return element(
    'button',
    { class: 'link', type: 'button', 'data-key': key, 'data-stop': true, title, click: act },
    label,
  );
}
