/**
 * On a right click the link of a row is raised above the row's texts until the menu has found it, so
 * that the browser offers "Copy link address".
 */
export class RaisedLink {
  #link: Element | null | undefined;

  raise(row: Element | undefined): void {
    this.#link = row?.querySelector('.row-link[href]');
    this.#link?.classList.add('raised');
  }

  readonly lower = (): void => {
    this.#link?.classList.remove('raised');
    this.#link = undefined;
  };
}
