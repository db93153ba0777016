/** `lab --help`. */
export const LAB_HELP = `lab: type command lines in the simulated lab and read what its terminal shows

  npm run -s lab -- --at k8s-ctr 'kubectl get pod -o wide'
  npm run -s lab -- --mode vxlan --at router --while 'kubectl exec curl-pod -- ping -c 1 webpod' 'tcpdump -i any udp port 8472 -nn'

Lines run one after the other in one shell. The exit code is that of the last.

  --at HOST          a node, the router or a pod (default: the control-plane node)
  --while 'LINE'     a second shell on the control-plane node runs LINE beside the first line, which gets Ctrl-C when LINE has ended
  --pick POD         the load balancer chooses this backend whenever it can
  --save DIR         files that the commands have written on the host go there, by their base names
  --columns N        width of the terminal (default 200)

The lab, as 'walk' takes it:
  --lab FILE         a lab file, JSON or YAML (default: the lab of the study's fourth week)
  --mode MODE        native, vxlan or geneve (default: as in the file)
  --router WAY       lab, no-default, static, static:PREFIX[,PREFIX...]
  --set KEY=VALUE    any key of the lab file's cilium part, by its own name or Helm's; may be repeated
  --lang LANG        ko or en, for remarks about the lab file
`;
