import type { Command } from './command.ts';
import { awk, mawk, nawk } from './commands/awk/awk.ts';
import { base64 } from './commands/base64/base64.ts';
import { basename, dirname } from './commands/basename/basename.ts';
import { echo, falsehood, printf, pwd, test, truth } from './commands/builtins/builtins.ts';
import { cat } from './commands/cat/cat.ts';
import { cilium } from './commands/cilium/cilium.ts';
import { ciliumDbg } from './commands/cilium-dbg/cilium-dbg.ts';
import { column } from './commands/column/column.ts';
import { comm } from './commands/comm/comm.ts';
import { cut } from './commands/cut/cut.ts';
import { date } from './commands/date/date.ts';
import { diff } from './commands/diff/diff.ts';
import { env, printenv } from './commands/env/env.ts';
import { expr } from './commands/expr/expr.ts';
import { file } from './commands/file/file.ts';
import { clear, cp, ls, mkdir, mv, rm, touch } from './commands/files/files.ts';
import { find } from './commands/find/find.ts';
import { fold } from './commands/fold/fold.ts';
import { egrep, fgrep, grep } from './commands/grep/grep.ts';
import { head } from './commands/head/head.ts';
import { hd, hexdump } from './commands/hexdump/hexdump.ts';
import { helm } from './commands/helm/helm.ts';
import { help } from './commands/help/help.ts';
import { hostname } from './commands/hostname/hostname.ts';
import { hubble } from './commands/hubble/hubble.ts';
import { ip } from './commands/ip/ip.ts';
import { lsmod, modprobe } from './commands/modules/modules.ts';
import { arp } from './commands/net-tools/arp.ts';
import { ifconfig } from './commands/net-tools/ifconfig.ts';
import { netstat } from './commands/net-tools/netstat.ts';
import { route } from './commands/net-tools/route.ts';
import { bpftool } from './commands/bpftool/bpftool.ts';
import { tc } from './commands/bpftool/tc.ts';
import { conntrack } from './commands/conntrack/conntrack.ts';
import { iptables, iptablesSave } from './commands/iptables/iptables.ts';
import { vtysh } from './commands/system/vtysh.ts';
import { ss } from './commands/ss/ss.ts';
import { ssh } from './commands/ssh/ssh.ts';
import { sshpass } from './commands/ssh/sshpass.ts';
import { vagrant } from './commands/ssh/vagrant.ts';
import { su, sudo } from './commands/sudo/sudo.ts';
import { sysctl } from './commands/sysctl/sysctl.ts';
import { uname } from './commands/system/uname.ts';
import { id, whoami } from './commands/system/users.ts';
import { jq } from './commands/jq/jq.ts';
import { less, more } from './commands/less/less.ts';
import { nl } from './commands/nl/nl.ts';
import { nohup } from './commands/nohup/nohup.ts';
import { od } from './commands/od/od.ts';
import { paste } from './commands/paste/paste.ts';
import { ping } from './commands/ping/ping.ts';
import { rev } from './commands/rev/rev.ts';
import { sed } from './commands/sed/sed.ts';
import { seq } from './commands/seq/seq.ts';
import { bash, sh } from './commands/sh/sh.ts';
import { sleep } from './commands/sleep/sleep.ts';
import { sort } from './commands/sort/sort.ts';
import { stat } from './commands/stat/stat.ts';
import { tac } from './commands/tac/tac.ts';
import { tail } from './commands/tail/tail.ts';
import { tcpdump } from './commands/tcpdump/tcpdump.ts';
import { tee } from './commands/tee/tee.ts';
import { timeout } from './commands/timeout/timeout.ts';
import { tr } from './commands/tr/tr.ts';
import { uniq } from './commands/uniq/uniq.ts';
import { watch } from './commands/watch/watch.ts';
import { wc } from './commands/wc/wc.ts';
import { which } from './commands/which/which.ts';
import { xargs } from './commands/xargs/xargs.ts';
import { curl } from './commands/curl/curl.ts';
import { dig, host, nslookup } from './commands/dig/dig.ts';
import { kubectl } from './commands/kubectl/kubectl.ts';
import { mtr } from './commands/mtr/mtr.ts';
import { nc } from './commands/nc/nc.ts';
import { termshark, tshark } from './commands/tshark/tshark.ts';
import { tracepath, traceroute } from './commands/traceroute/traceroute.ts';
import { xxd } from './commands/xxd/xxd.ts';
import { yes } from './commands/yes/yes.ts';

/** Every program of the lab. Completion, help and the list of what can be typed follow from it. One line each, so that two people can add one. */
const ALL: readonly Command[] = [
  arp,
  awk,
  base64,
  basename,
  bash,
  bpftool,
  cat,
  cilium,
  ciliumDbg,
  clear,
  column,
  comm,
  conntrack,
  cp,
  curl,
  cut,
  date,
  diff,
  dig,
  dirname,
  echo,
  egrep,
  env,
  expr,
  falsehood,
  fgrep,
  file,
  find,
  fold,
  grep,
  hd,
  head,
  helm,
  help,
  hexdump,
  host,
  hostname,
  hubble,
  id,
  ifconfig,
  ip,
  iptables,
  iptablesSave,
  jq,
  kubectl,
  less,
  ls,
  lsmod,
  mawk,
  mkdir,
  modprobe,
  more,
  mtr,
  mv,
  nawk,
  nc,
  netstat,
  nl,
  nohup,
  nslookup,
  od,
  paste,
  ping,
  printenv,
  printf,
  pwd,
  rev,
  rm,
  route,
  sed,
  seq,
  sh,
  sleep,
  sort,
  ss,
  ssh,
  sshpass,
  stat,
  su,
  sudo,
  sysctl,
  tac,
  tail,
  tc,
  tcpdump,
  tee,
  termshark,
  test,
  timeout,
  touch,
  tr,
  tracepath,
  traceroute,
  truth,
  tshark,
  uname,
  uniq,
  vagrant,
  watch,
  vtysh,
  wc,
  which,
  whoami,
  xargs,
  xxd,
  yes,
];

export const COMMANDS: ReadonlyMap<string, Command> = new Map(ALL.map((command) => [command.name, command]));
