import { useEffect, useRef } from 'react';

/** From a key, or two after each other such as `g t`, to what it does. */
export type Keys = Readonly<Record<string, () => void>>;

const TOGETHER = 900;

/** Into what is ticked nothing is typed. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !/^(?:checkbox|radio|button|submit)$/.test(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Listens for keys while a part of the page is there; not where somebody types, nor with Ctrl, Alt or Cmd. */
export function useKeys(keys: Keys): void {
  const known = useRef(keys);
  useEffect(() => {
    known.current = keys;
  });
  useEffect(() => {
    let [before, at] = ['', 0];
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const two = event.timeStamp - at < TOGETHER ? `${before} ${event.key}` : event.key;
      [before, at] = [event.key, event.timeStamp];
      const work = known.current[two] ?? known.current[event.key];
      if (!work) return;
      event.preventDefault();
      work();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

/** Listens for a letter together with Ctrl or Cmd while a part of the page is there, also where somebody types. */
export function useCommandKey(letter: string, work: () => void): void {
  const known = useRef(work);
  useEffect(() => {
    known.current = work;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== letter || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      known.current();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [letter]);
}
