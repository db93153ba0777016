/** Words of the page: the list of scenarios. */
export const scenariosEn = {
  scenarios: {
    title: 'Scenarios',
    intro: 'Runs that show one thing each. Every one has a page of its own, which you can link to.',
  },
};
