/** What becomes of files that are dragged over an element. */
export interface FileDropNews {
  /** Files hang over it, or no more. */
  hovering(over: boolean): void;
  dropped(files: readonly File[]): void;
}

/**
 * Takes files that are dropped on an element where nobody inside it has taken them.
 *
 * @param signal ends it
 */
export function takeFiles(element: HTMLElement, news: FileDropNews, signal: AbortSignal): void {
  const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
    dataTransfer?.types.includes('Files') === true;
  const listen = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) => {
    element.addEventListener(type, act, { signal });
  };
  listen('dragover', (event) => {
    if (event.defaultPrevented || !hasFiles(event)) return;
    event.preventDefault();
    news.hovering(true);
  });
  listen('dragleave', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !element.contains(relatedTarget)) news.hovering(false);
  });
  listen('drop', (event) => {
    news.hovering(false);
    if (event.defaultPrevented || !hasFiles(event)) return;
    event.preventDefault();
    news.dropped([...(event.dataTransfer?.files ?? [])]);
  });
}
