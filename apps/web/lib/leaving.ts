/** Set while the person signs out here: the live socket ends then too, and must not lead back to where they were. */
let leaving = false;

export const beginLeaving = (): void => {
  leaving = true;
};
export const stayAfterAll = (): void => {
  leaving = false;
};
export const isLeaving = (): boolean => leaving;
