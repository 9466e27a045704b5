/** True while the browser would refuse sound because nobody touched the page yet. */
export function awaitsGesture(): boolean {
  return !navigator.userActivation.hasBeenActive;
}
