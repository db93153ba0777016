/** Words of the page: what is printed before the storyboard is there. */
export const printEn = {
  print: {
    unready:
      'The storyboard with its pictures was not loaded yet when this was printed. It is now: print again to have it.',
  },
};
