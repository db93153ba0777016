const MAKES_MACHINES = 'belongs to your own machine, where the machines of a lab are made; this one is running already';
const SETS_UP = 'sets machines up; here the cluster is running already';

/** Programs that readers of the study know and that a running lab has no use for, and why. */
const NOT_HERE: ReadonlyMap<string, string> = new Map([
  ...['brew', 'vBoxManage', 'VBoxManage', 'vagrant', 'docker', 'kind'].map((name) => [name, MAKES_MACHINES] as const),
  ...['kubeadm', 'kubelet', 'apt', 'apt-get', 'snap', 'systemctl'].map((name) => [name, SETS_UP] as const),
]);

/** A sentence for those who type such a program, to stand behind the shell's own 'command not found'; empty for others. */
export function notHere(typed: string): string {
  const why = NOT_HERE.get(typed);
  return why === undefined ? '' : `(${typed} ${why}. 'help' lists what can be typed here.)\n`;
}
