/** What a page says about its address. */
export const linkEn = {
  link: {
    meant: (key: string, known: string) => `${key}: did you mean ${known}?`,
    noSeconds: (key: string) =>
      `${key} takes events, not minutes and seconds: ${key}=12, or a name such as ${key}=encap.`,
    tooLong: 'The query of the link is too long (2,048 characters, 64 pairs), so none of it was read.',
    noPlace: (name: string) => `This run has no step called ‘${name}’, so it is shown from where it matters most.`,
    noScenario: (id: string) => `There is no scenario called ‘${id}’. This is how the lab opens.`,
    like: (title: string) => `Open ‘${title}’`,
    command: {
      waits: 'This link brings a command. It waits in the terminal of the simulated lab until you press Enter.',
      runs: 'This link brings a command. It is run in the terminal of the simulated lab, and nowhere else.',
      held: 'This link brings commands that do more than print something, so they are not run by themselves: they wait in the terminal until you press Enter.',
    },
    lacks: (title: string, what: string) => `‘${title}’ cannot be run in this lab: ${what}. This is how the lab opens.`,
    lack: {
      client: 'it has no client pod',
      'same-node': 'it has no web pod on the client’s node',
      'same-subnet': 'it has no web pod on another node in the client’s subnet',
      'other-subnet': 'it has no web pod in another subnet',
      'web-service': 'it has no service with several web pods behind it',
      'name-server': 'it has no DNS service',
      router: 'it has no router',
      'link-size': 'the MTU of its node is larger than a ping can fill here',
    },
    fault: {
      version: 'This link was made by a later version of this page. Reload the page to get that version.',
      truncated: 'The link was cut off or changed on its way, so the lab in it could not be opened.',
      checksum: 'The link was changed on its way: what it holds is not what was written. The lab in it was not opened.',
      size: 'The state in this link is too large, so it was not opened.',
      state: 'What this link holds is not a state of this page.',
      lab: 'The lab file in this link has a problem, so it was not opened:',
    },
    text: 'The link as it arrived',
    copy: 'Copy',
    copied: 'Copied',
    plain: 'Open the page without it',
  },
};
