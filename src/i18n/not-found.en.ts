/** Words of the page for addresses that nothing lies at. */
export const notFoundEn = {
  title: 'There is no such page',
  text: 'Nothing lies at this address. It may have been cut off or mistyped.',
  home: 'To the lab as it opens',
  near: 'Did you mean',
  all: 'All scenarios',
  find: 'Find a scenario',
  none: 'No scenario has these words.',
};
