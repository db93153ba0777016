const EDITOR = "there is no editor here; write a file with: cat <<'EOF' > FILE";
const PACKAGES = 'nothing can be installed here';
const CONTAINERS = 'containers are reached with kubectl exec and kubectl logs';
const LANGUAGES = 'programs that run here: sh, awk, sed, jq';
const SERVICES = 'services run by themselves here; for pods: kubectl get pods -A, kubectl logs';
const FILES = "there is nothing to fetch from outside; write a file with: cat <<'EOF' > FILE";

/** Programs that a lab of the posts has and this one does not, and what to type instead. */
const INSTEAD: ReadonlyMap<string, string> = new Map(
  (
    [
      ['vi vim nvim nano emacs ed code', EDITOR],
      ['aptitude dpkg dnf yum apk pip pip3 npm', PACKAGES],
      ['podman nerdctl crictl ctr containerd buildah', CONTAINERS],
      ['python python3 perl ruby node go php lua gawk', LANGUAGES],
      ['service journalctl dmesg init', SERVICES],
      ['git wget scp rsync ftp', FILES],
      ['k9s kubectx kubens stern', 'the cluster is asked with kubectl'],
      ['wireshark', 'captures are read with tcpdump -r, tshark -r and termshark'],
      ['nmap telnet iperf iperf3 ab wrk hey', 'traffic is caused with ping, curl, nc and dig'],
      ['top htop free df du ps lsof strace gdb perf', 'the lab has packets and tables, not processes'],
      ['ifconfig route netstat brctl', 'the tools of iproute2 are here: ip addr, ip route, ss'],
      ['tmux screen', 'another tab of this page is another terminal'],
      ['man info apropos', 'every command explains itself with --help'],
    ] as const
  ).flatMap(([names, text]) => names.split(' ').map((name): readonly [string, string] => [name, text])),
);

/** One line for a terminal, below the shell's own; null for a name that nobody knows. */
export function hintFor(name: string): string | null {
  const instead = INSTEAD.get(name);
  return instead === undefined ? null : `(lab: ${instead}; 'help' lists what can be typed)\n`;
}
